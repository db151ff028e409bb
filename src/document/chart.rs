//! Figures as pictures: what is drawn, in which order, with which words. How it is drawn is each
//! writer's business; whoever cannot see it reads its summary, and the table beside it has every figure.

use rust_decimal::Decimal;

use super::Tone;
use crate::say::{Said, Word};

/// One picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Which picture it is within its table (`attainment`); never translated.
    pub name: &'static str,
    /// Its title.
    pub title: Word,
    /// What it shows, in a sentence with the figures that matter: its text alternative.
    pub summary: Said,
    /// How it is drawn.
    pub form: Form,
    /// What its values are.
    pub unit: Unit,
    /// What each mark has a value of; at least one.
    pub series: Vec<Series>,
    /// What is drawn side by side, in order.
    pub marks: Vec<Mark>,
    /// A line that values are held against.
    pub guide: Option<Guide>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A bar a mark and series, lying, with room for long labels.
    Bars,
    /// A column a mark, standing, its series on top of each other: counts by week.
    Columns,
    /// A line a series through the marks: what moves over time.
    Lines,
}

/// What the values of a chart are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Counts and scores.
    Number,
    /// Percentages.
    Percent,
    /// Amounts of one currency, an ISO 4217 code.
    Money(String),
}

/// What each mark has a value of.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub title: Word,
    /// Its colour's meaning, where it is good or bad news by itself; a mark's own tone goes before it.
    pub tone: Tone,
}

/// What one bar, column or point stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its label: a name, a date.
    pub label: Said,
    /// A value for each series; none: not known, and a gap in a line.
    pub values: Vec<Option<Decimal>>,
    /// Its own colour's meaning.
    pub tone: Tone,
}

/// A line that values are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// Where it lies.
    pub value: Decimal,
    /// What it is (`target`).
    pub label: Word,
}

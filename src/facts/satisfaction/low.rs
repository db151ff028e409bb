//! Which figures of a survey fall short of what the book asks for.

use crate::book::Record;
use crate::facts::Facts;
use crate::model::survey::Survey;
use crate::values::figure::Figure;

use super::of_surveys;

/// A figure of a survey that is below its minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Low<'a> {
    /// Which figure.
    pub what: LowFigure<'a>,
    /// How much it is: percent of a CSAT, points of an NPS.
    pub figure: Figure,
    /// How many answers it stands on.
    pub of: u32,
}

/// Which figure of a survey is low.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LowFigure<'a> {
    /// CSAT over all answers.
    Csat,
    /// CSAT of the dimension of this id.
    Dimension(&'a str),
    /// NPS.
    Nps,
}

/// The figures of one survey that are below `csat_min` or `nps_min`: all answers, each dimension by its id,
/// NPS. None of a survey that is dated after as-of, or whose answers could not be read.
pub fn low<'a>(facts: &Facts<'_, 'a>, survey: &Record<'a, Survey<'a>>) -> Vec<Low<'a>> {
    let settings = &facts.book.settings;
    let (csat_min, nps_min) = (Figure::from(settings.csat_min), Figure::from(settings.nps_min));
    let told = of_surveys([survey], facts.as_of);
    let all = (LowFigure::Csat, told.all.csat(), told.all.of, &csat_min);
    let dimensions = told.dimensions.iter();
    let dimensions = dimensions.map(|(id, answers)| (LowFigure::Dimension(id), answers.csat(), answers.of, &csat_min));
    let nps = (
        LowFigure::Nps,
        told.recommendation.nps(),
        told.recommendation.of,
        &nps_min,
    );
    let figures = [all].into_iter().chain(dimensions).chain([nps]);
    let low = figures.filter_map(|(what, figure, of, least)| {
        let figure = figure.filter(|figure| figure < least)?;
        Some(Low { what, figure, of })
    });
    low.collect()
}

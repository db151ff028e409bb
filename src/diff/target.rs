//! What must be known of a changed target: whether its period had ended, whether it was agreed, and whether the KPI
//! became easier.

use super::Compared;
use super::fields::Line;
use crate::changes::Way;
use crate::document::{Cell, Content, Tone};
use crate::facts::kpi::Course;
use crate::model::Kind;
use crate::model::goal::Better;
use crate::values::date::Date;
use crate::values::number::Decimal;
use crate::word;

/// A changed target, or whatever else was agreed of a goal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Changed {
    /// Where the goal's period stood.
    course: Option<Course>,
    /// Its last day.
    pub last: Option<Date>,
    /// When it was agreed.
    agreed: Option<Date>,
    /// Whether there was a goal to be agreed.
    is_goal: bool,
    direction: Option<Direction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Easier,
    Harder,
}

/// Whether a way leads to what a goal is measured by: what decides whether it is reached.
pub fn is_measure(way: &Way) -> bool {
    match (way.top(), way.part()) {
        ("weight" | "period", None) => true,
        ("kpi", Some(_)) => match way.last() {
            "target" | "weight" | "zero_at" | "tolerance" | "better" | "combine" | "computed" | "measured" => true,
            last => last.is_empty(),
        },
        (_, _) => false,
    }
}

/// What is known of it, by what the goal was before the change.
pub fn of(compared: &Compared<'_, '_, '_>, line: &Line<'_, '_>) -> Changed {
    if line.touched.kind != Kind::Goal {
        return Changed::default();
    }
    let before = compared.range.before.book;
    let Some(goal) = before
        .goals
        .get(line.touched.id_before())
        .filter(|goal| goal.sound(&["period"]))
    else {
        return Changed::default();
    };
    let (way, edit) = (&line.edit.way, line.edit);
    let kpi = goal
        .kpi
        .iter()
        .find(|kpi| way.top() == "kpi" && Some(kpi.id.0) == way.part());
    let numbers = match (&edit.before.content, &edit.after.content) {
        (Content::Number(b), Content::Number(a)) => Some((*b, *a)),
        _ => None,
    };
    Changed {
        course: Some(Course::of(&goal.period, compared.facts.as_of)),
        last: Some(goal.period.last()),
        agreed: goal.agreed.as_ref().map(|agreed| agreed.date),
        is_goal: true,
        direction: kpi.zip(numbers).and_then(|(kpi, (b, a))| match way.last() {
            // What is worth nothing, like what is worth all, is easier the further it lies on the bad side.
            "target" | "zero_at" => Some(direction(kpi.better.unwrap_or(Better::Higher), b, a)),
            "tolerance" => Some(if a > b { Direction::Easier } else { Direction::Harder }),
            _ => None,
        }),
    }
}

fn direction(better: Better, before: Decimal, after: Decimal) -> Direction {
    match (better, after > before) {
        (Better::Higher, true) | (Better::Lower, false) => Direction::Harder,
        (Better::Higher, false) | (Better::Lower, true) => Direction::Easier,
    }
}

impl Changed {
    /// Whether the period was over.
    pub fn is_over(&self) -> bool {
        self.course == Some(Course::Over)
    }

    /// Whether the KPI became easier to reach.
    pub fn is_easier(&self) -> bool {
        self.direction == Some(Direction::Easier)
    }

    /// How grave it is.
    pub fn weight(&self) -> i64 {
        i64::from(self.is_over()) * 2 + i64::from(self.is_easier())
    }

    /// Which way it went, as a cell.
    pub fn direction(&self) -> Cell {
        match self.direction {
            Some(Direction::Easier) => Cell::word("easier", word!("easier", "更易达成")).toned(Tone::Warn),
            Some(Direction::Harder) => Cell::word("harder", word!("harder", "更难达成")),
            None => Cell::unknown(),
        }
    }

    /// Where the period stood, as a cell.
    pub fn course(&self) -> Cell {
        match self.course {
            Some(Course::Over) => Cell::word("ended", word!("had ended", "已结束")).toned(Tone::Bad),
            Some(Course::Running) => Cell::word("running", word!("running", "进行中")),
            Some(Course::Ahead) => Cell::word("ahead", word!("not begun", "未开始")).toned(Tone::Muted),
            None => Cell::unknown(),
        }
    }

    /// When it was agreed, as a cell.
    pub fn agreed(&self) -> Cell {
        match self.agreed {
            Some(date) => Cell::from(date),
            None if self.is_goal => Cell::unknown().marked(word!("not agreed", "未约定")),
            None => Cell::unknown(),
        }
    }
}

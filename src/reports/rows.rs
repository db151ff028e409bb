//! The rows of a report while they are made: each with its place in the order, and the records and
//! workings behind its figures where they were asked for.

use rayon::prelude::*;

use crate::book::{FileId, Record};
use crate::document::{Cell, Detail, Origin, Row, Working};
use crate::facts::Facts;
use crate::facts::ledger::Commitment;
use crate::findings::locate;
use crate::model::Kind;
use crate::place::Route;
use crate::say::Said;

use super::{Ask, Traced};

/// Where in a record a figure comes from.
#[derive(Debug, Clone)]
pub struct Spot {
    file: FileId,
    route: Route,
    reference: String,
}

impl Spot {
    /// A record as a whole, or a key of it: `kind/id`.
    pub fn of<T>(kind: Kind, record: &Record<'_, T>, route: Route) -> Spot {
        Spot {
            file: record.file,
            route,
            reference: format!("{}/{}", kind.name(), record.id),
        }
    }

    /// A part of a record, or a key of it: `kind/id#part`.
    pub fn part<T>(kind: Kind, record: &Record<'_, T>, part: &str, route: Route) -> Spot {
        let reference = format!("{}/{}#{part}", kind.name(), record.id);
        Spot {
            reference,
            ..Spot::of(kind, record, route)
        }
    }

    /// A record as a whole, by its kind and its position in the book's list.
    pub fn record(facts: &Facts<'_, '_>, kind: Kind, at: usize) -> Spot {
        let (file, id) = facts.book.record(kind, at);
        Spot {
            file,
            route: Route::RECORD,
            reference: format!("{}/{id}", kind.name()),
        }
    }

    /// A commitment, at the value that sets its date.
    pub fn commitment(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> Spot {
        let (file, route) = one.place(facts);
        Spot {
            file,
            route,
            reference: one.reference(facts),
        }
    }
}

/// What is behind the figures of one row. It keeps only what the detail asks for, so that a report may
/// tell it everything.
#[derive(Debug, Clone)]
pub struct Trail {
    detail: Detail,
    traced: Traced,
    spots: Vec<(Option<&'static str>, Spot)>,
    workings: Vec<Working>,
}

impl Trail {
    /// An empty one.
    pub fn of(ask: &Ask<'_>) -> Trail {
        Trail {
            detail: ask.detail,
            traced: ask.traced,
            spots: Vec::new(),
            workings: Vec::new(),
        }
    }

    /// A record behind the whole row.
    pub fn whole_row(&mut self, spot: impl FnOnce() -> Spot) {
        self.spots(None, || [spot()]);
    }

    /// A record behind the figure of a column.
    pub fn figure(&mut self, key: &'static str, spot: impl FnOnce() -> Spot) {
        self.spots(Some(key), || [spot()]);
    }

    /// The records behind the figure of a column, in order.
    pub fn figures<I: IntoIterator<Item = Spot>>(&mut self, key: &'static str, spots: impl FnOnce() -> I) {
        self.spots(Some(key), spots);
    }

    fn spots<I: IntoIterator<Item = Spot>>(&mut self, key: Option<&'static str>, spots: impl FnOnce() -> I) {
        match (self.detail, self.traced, key) {
            (Detail::Figures, _, _) | (_, Traced::Subjects, Some(_)) => {}
            (Detail::Sources | Detail::Workings, Traced::All | Traced::First(_) | Traced::Subjects, _) => {
                self.spots.extend(spots().into_iter().map(|spot| (key, spot)))
            }
        }
    }

    /// How the figure of a column came about: the formula with its inputs in place.
    pub fn working(&mut self, key: &'static str, said: impl FnOnce() -> Said) {
        match self.detail {
            Detail::Figures | Detail::Sources => {}
            Detail::Workings => self.workings.push(Working { key, said: said() }),
        }
    }
}

impl Trail {
    /// A row of totals with how its figures came about; the rows above it are its sources.
    pub fn total(self, cells: Vec<Cell>) -> Row {
        Row {
            workings: self.workings,
            ..Row::from(cells)
        }
    }
}

/// Rows in the making, each with its place in the order.
#[derive(Debug)]
pub struct Rows<P> {
    rows: Vec<(P, Vec<Cell>, Option<Trail>)>,
    /// Which rows keep what is behind them.
    traced: Traced,
    /// Those that are the first so far, by their position above, in their order.
    first: Vec<usize>,
}

impl<P: Ord + Send> Rows<P> {
    /// None yet, of a report that is asked for.
    pub fn of(ask: &Ask<'_>) -> Rows<P> {
        Rows {
            rows: Vec::new(),
            traced: ask.traced,
            first: Vec::new(),
        }
    }

    /// One row more. What is behind it is worked out only if the row may be among those that keep it.
    pub fn push(&mut self, place: P, cells: Vec<Cell>, trail: impl FnOnce() -> Trail) {
        let trail = self.enters(&place).then(trail);
        self.rows.push((place, cells, trail));
    }

    /// Whether the row that comes next keeps what is behind it, as far as the rows are known; another may have to
    /// give it up.
    fn enters(&mut self, place: &P) -> bool {
        let most = match self.traced {
            Traced::First(most) => most,
            Traced::All | Traced::Subjects => return true,
        };
        let before = self.first.partition_point(|at| self.rows[*at].0 <= *place);
        if before >= most {
            return false;
        }
        self.first.insert(before, self.rows.len());
        if self.first.len() > most {
            let over = self.first.pop();
            over.into_iter().for_each(|at| self.rows[at].2 = None);
        }
        true
    }

    /// The rows in their order, with the lines of their sources. Equal places stay as they were put.
    pub fn sorted(self, facts: &Facts<'_, '_>) -> Vec<Row> {
        let mut rows = self.rows;
        rows.par_sort_by(|(a, _, _), (b, _, _)| a.cmp(b));
        let spots: Vec<_> = rows
            .iter()
            .flat_map(|(_, _, trail)| trail)
            .flat_map(|trail| &trail.spots)
            .collect();
        let places: Vec<_> = spots.iter().map(|(_, spot)| (spot.file, spot.route)).collect();
        let mut lines = locate::lines(facts.book, &places).into_iter();
        let mut origin = |(key, spot): (Option<&'static str>, Spot)| {
            Some(Origin {
                key,
                reference: spot.reference,
                path: facts.book.source(spot.file).path.clone(),
                line: lines.next()?,
            })
        };
        let mut row = |(_, cells, trail): (P, Vec<Cell>, Option<Trail>)| {
            let (spots, workings) = trail.map(|trail| (trail.spots, trail.workings)).unwrap_or_default();
            Row {
                cells,
                before: None,
                sources: spots.into_iter().filter_map(&mut origin).collect(),
                workings,
            }
        };
        rows.into_iter().map(&mut row).collect()
    }
}

#[cfg(test)]
mod tests;

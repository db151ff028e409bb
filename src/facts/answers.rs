//! Which misses are answered, and by what: an improvement that cites the very part, or a request's
//! `cause`. Whether a waiver excuses one is not told here.

use crate::book::{Book, Record};
use crate::model::improvement::{Improvement, ImprovementStatus};
use crate::model::{Kind, Reference};
use crate::values::date::{Date, days_between};

use super::Facts;

/// How long after a miss an improvement may be due that answers it, in days.
const WITHIN_DAYS: i64 = 180;

/// A result that fell short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Miss<'m> {
    /// The very part: `goal/g1#k3`, `contract/c1#report@2026-03-05`, `request/r1#resolve`; the whole
    /// record only where the miss has no part.
    pub reference: Reference<'m>,
    /// When it fell short: the last day of the period, the due date, the day of the survey.
    pub date: Date,
}

/// What answers a miss. As text it is the reference of a record: `improvement/ca-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer<'a> {
    /// The improvement of this id.
    Improvement(&'a str),
    /// The `cause` of the request of this id.
    Cause(&'a str),
}

impl std::fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, id) = match self {
            Answer::Improvement(id) => (Kind::Improvement, id),
            Answer::Cause(id) => (Kind::Request, id),
        };
        write!(f, "{}/{id}", kind.name())
    }
}

/// What the improvements cite: references with the positions of the improvements, in their order.
#[derive(Debug, Clone, Default)]
pub struct Citations<'a> {
    sorted: Vec<(Reference<'a>, u32)>,
    /// The accounts of the improvements that cite something that could not be read.
    hidden: Vec<Option<&'a str>>,
}

impl<'a> Citations<'a> {
    /// The positions in `book.improvements` of those that cite just this.
    pub fn of<'s>(&'s self, reference: Reference<'_>) -> impl Iterator<Item = usize> + use<'s, 'a> {
        let start = self.sorted.partition_point(|(cited, _)| *cited < reference);
        let length = self.sorted[start..].partition_point(|(cited, _)| *cited == reference);
        self.sorted[start..start + length].iter().map(|(_, at)| *at as usize)
    }
}

/// Collects what the improvements cite.
pub(super) fn citations<'a>(book: &Book<'a>) -> Citations<'a> {
    let mut sorted: Vec<(Reference<'a>, u32)> = book
        .improvements
        .iter()
        .zip(0..)
        .flat_map(|(improvement, at)| improvement.source.iter().map(move |cited| (*cited, at)))
        .collect();
    sorted.sort_unstable();
    sorted.dedup();
    let hidden = book.improvements.iter().filter(|one| !one.sound(&["source"]));
    Citations {
        sorted,
        hidden: hidden.map(|one| one.account.map(|account| account.0)).collect(),
    }
}

/// What answers a miss, of several the one whose id comes first; `None` where nothing does.
pub fn answer<'a>(facts: &Facts<'_, 'a>, miss: &Miss<'_>) -> Option<Answer<'a>> {
    let improvement = citing(facts, miss)
        .filter(|one| is_answer(one, miss, facts.as_of))
        .map(|one| one.id)
        .min();
    improvement.map(Answer::Improvement).or_else(|| cause(facts, miss))
}

/// Whether an answer may be hidden in what could not be read: an improvement of the account, or keys of
/// one that cites the miss. Nobody should be blamed then for not having answered.
pub fn in_doubt(facts: &Facts<'_, '_>, miss: &Miss<'_>, account: Option<&str>) -> bool {
    let keys = ["status", "due", "closed", "opened", "measure"];
    let same = |of: &Option<&str>| of.is_none() || account.is_none() || *of == account;
    facts.citations.hidden.iter().any(same)
        || facts.book.blind(Kind::Improvement, account)
        || citing(facts, miss).any(|one| !one.sound(&keys))
}

/// The improvements that cite the very part, or the obligation of a missed occurrence after it.
fn citing<'f, 'a>(facts: &'f Facts<'_, 'a>, miss: &Miss<'_>) -> impl Iterator<Item = &'f Record<'a, Improvement<'a>>> {
    let at = move |position: usize| &facts.book.improvements.all[position];
    let date = miss.date;
    let series = series(&miss.reference);
    let since = series
        .into_iter()
        .flat_map(|reference| facts.citations.of(reference))
        .map(at)
        .filter(move |one| one.opened.is_some_and(|opened| opened > date));
    facts.citations.of(miss.reference).map(at).chain(since)
}

/// The obligation as a whole, of one of its occurrences.
fn series<'m>(reference: &Reference<'m>) -> Option<Reference<'m>> {
    let (part, _) = reference.part?.split_once('@').filter(|(part, _)| part.len() > 1)?;
    (reference.kind == Kind::Contract).then_some(Reference {
        part: Some(part),
        ..*reference
    })
}

fn is_answer(one: &Record<'_, Improvement<'_>>, miss: &Miss<'_>, as_of: Date) -> bool {
    let cites_itself = miss.reference.kind == Kind::Improvement && miss.reference.id == one.id;
    let begun = one.opened.is_none_or(|opened| opened <= as_of);
    let distance = days_between(miss.date, one.due);
    !cites_itself
        && begun
        && one.sound(&["status", "due", "closed", "measure"])
        && !one.measure.is_empty()
        && distance.abs() <= WITHIN_DAYS
        && match one.status {
            ImprovementStatus::Cancelled => false,
            ImprovementStatus::Open
            | ImprovementStatus::InProgress
            | ImprovementStatus::Verifying
            | ImprovementStatus::Closed => !is_overdue(one, as_of),
        }
}

fn is_overdue(one: &Improvement<'_>, as_of: Date) -> bool {
    let closed = match (one.closed, one.status) {
        (Some(closed), _) => closed <= as_of,
        (None, ImprovementStatus::Closed) => true,
        (
            None,
            ImprovementStatus::Open
            | ImprovementStatus::InProgress
            | ImprovementStatus::Verifying
            | ImprovementStatus::Cancelled,
        ) => false,
    };
    !closed && one.due < as_of
}

fn cause<'a>(facts: &Facts<'_, 'a>, miss: &Miss<'_>) -> Option<Answer<'a>> {
    if miss.reference.kind != Kind::Request {
        return None;
    }
    let request = facts.book.requests.get(miss.reference.id)?;
    let cause = request.cause.filter(|cause| !cause.trim().is_empty());
    cause.map(|_| Answer::Cause(request.id))
}

#[cfg(test)]
mod tests;

//! Which review last looked at which account, what of reviews was not reported, and which improvements
//! mend what reviews and surveys found.

use hashbrown::{HashMap, HashSet};

use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::model::Kind;
use crate::shape::scalars::ImprovementId;

use super::Trouble;
use super::found::Found;

/// What was looked up over all reviews.
#[derive(Debug, Default)]
pub(super) struct Reviews<'f, 'a> {
    /// The latest review of all accounts, and the overdue reports of such.
    everybody: OfAccount<'f, 'a>,
    /// Those that name their accounts, by the account's id.
    single: HashMap<&'a str, OfAccount<'f, 'a>>,
    /// Some review does not say in a readable way whom it is about.
    unknown: bool,
    /// The improvements, by position, that mend what reviews found.
    of_findings: HashSet<u32>,
    /// The same of surveys.
    of_surveys: HashSet<u32>,
}

#[derive(Debug, Default)]
struct OfAccount<'f, 'a> {
    last: Option<u32>,
    unreported: Vec<&'f Commitment<'a>>,
}

impl<'f, 'a> Reviews<'f, 'a> {
    pub fn of(facts: &'f Facts<'_, 'a>) -> Reviews<'f, 'a> {
        let book = facts.book;
        let mut reviews = Reviews::default();
        for (at, review) in (0..)
            .zip(&book.reviews)
            .filter(|(_, review)| review.date <= facts.as_of)
        {
            reviews.unknown |= !review.sound(&["accounts", "finding"]);
            let latest = |last: &mut Option<u32>| {
                let newer = last.is_none_or(|last: u32| book.reviews.all[last as usize].date <= review.date);
                *last = if newer { Some(at) } else { *last };
            };
            if review.accounts.is_empty() && review.sound(&["accounts"]) {
                latest(&mut reviews.everybody.last);
            }
            for account in &review.accounts {
                latest(&mut reviews.single.entry(account.0).or_default().last);
            }
            let named = review.finding.iter().filter_map(|finding| finding.improvement);
            reviews.of_findings.extend(positions(facts, named));
        }
        for survey in book.surveys.iter().filter(|survey| survey.date <= facts.as_of) {
            let named = survey.issue.iter().filter_map(|issue| issue.improvement);
            reviews.of_surveys.extend(positions(facts, named));
        }
        for (at, improvement) in (0..).zip(&book.improvements) {
            if improvement.source.iter().any(|source| source.kind == Kind::Review) {
                reviews.of_findings.insert(at);
            }
            if improvement.source.iter().any(|source| source.kind == Kind::Survey) {
                reviews.of_surveys.insert(at);
            }
        }
        reviews.reports(facts);
        reviews
    }

    /// The overdue reports, at the accounts that their reviews looked at.
    fn reports(&mut self, facts: &'f Facts<'_, 'a>) {
        let owed = facts.ledger.of_none().iter();
        for one in owed.filter(|one| one.source == Source::ReviewReport && one.state == State::Overdue) {
            let review = &facts.book.reviews.all[one.record as usize];
            if review.accounts.is_empty() && review.sound(&["accounts"]) {
                self.everybody.unreported.push(one);
            }
            for account in &review.accounts {
                self.single.entry(account.0).or_default().unreported.push(one);
            }
        }
    }

    /// The latest review that looked at an account, and the reports of such that are overdue.
    pub fn found(&self, facts: &Facts<'_, 'a>, at: usize) -> Found<'f, 'a> {
        let (book, id) = (facts.book, facts.book.accounts.all[at].id);
        let single = self.single.get(id);
        let last = self.everybody.last.into_iter().chain(single.and_then(|of| of.last));
        let last = last.max_by_key(|at| book.reviews.all[*at as usize].date);
        let unreported = single.iter().flat_map(|of| &of.unreported);
        let unreported = self.everybody.unreported.iter().chain(unreported);
        Found {
            there: last.map(|at| (Kind::Review, at)),
            troubles: unreported.map(|one| Trouble::Overdue(one)).collect(),
            doubt: self.unknown || book.blind(Kind::Review, Some(id)),
        }
    }

    /// Whether it is of an improvement that mends what a review found.
    pub fn mends_finding(&self, one: &Commitment<'_>) -> bool {
        one.kind() == Kind::Improvement && self.of_findings.contains(&one.record)
    }

    /// Whether it is of an improvement that mends what a survey brought to light.
    pub fn mends_survey(&self, one: &Commitment<'_>) -> bool {
        one.kind() == Kind::Improvement && self.of_surveys.contains(&one.record)
    }
}

fn positions<'i>(facts: &Facts<'_, '_>, ids: impl Iterator<Item = ImprovementId<'i>>) -> impl Iterator<Item = u32> {
    ids.filter_map(|id| facts.book.improvements.position(id.0).map(|at| at as u32))
}

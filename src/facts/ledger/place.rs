//! Where commitments stand in their files: at the value that sets the date.

use crate::book::FileId;
use crate::facts::Facts;
use crate::place::Route;

use super::{Commitment, Occurrence, Source};

impl<'a> Commitment<'a> {
    /// The account that it is owed to, by the record's word where the account itself could not be read.
    pub fn account_id(&self, facts: &Facts<'_, 'a>) -> Option<&'a str> {
        let book = facts.book;
        match (self.account, self.source) {
            (Some(at), _) => Some(book.accounts.all[at as usize].id),
            (None, Source::ReviewFinding) => {
                let found = book.reviews.all[self.record as usize].finding.get(self.part as usize);
                found.and_then(|found| found.account).map(|account| account.0)
            }
            (None, _) => book.files[self.file(facts) as usize].account,
        }
    }

    /// The file of its record.
    pub fn file(&self, facts: &Facts<'_, '_>) -> FileId {
        facts.book.record(self.kind(), self.record as usize).0
    }

    /// The file and the value that sets the date; the account's id for what it is owed again and again,
    /// the part where its date is counted from its record's.
    pub fn place(&self, facts: &Facts<'_, '_>) -> (FileId, Route) {
        let part = self.part as usize;
        let route = match self.source {
            Source::Task | Source::Improvement => Route::key("due"),
            Source::Obligation => {
                let key = match self.occurrence {
                    Some(Occurrence::Day(_) | Occurrence::Period(_)) => "every",
                    None => "due",
                };
                Route::in_part("obligation", part, key)
            }
            Source::Notice => Route::key("notice"),
            Source::Measure => Route::in_part("measure", part, "due"),
            Source::Promise => Route::in_part("promise", part, "due"),
            Source::ReviewFinding => Route::part("finding", part),
            Source::ReviewReport => Route::key("date"),
            Source::Feedback => Route::part("feedback", part),
            Source::SurveyIssue => Route::part("issue", part),
            Source::KpiFigure => Route::part("kpi", part),
            Source::Respond | Source::Resolve => Route::key("opened"),
            Source::Delivery => Route::key("promised"),
            Source::NextStep => Route::key("next"),
            Source::Cadence => Route::part("cadence", part),
            Source::Effect
            | Source::Duty
            | Source::NextReview
            | Source::Survey
            | Source::Contact
            | Source::FaceToFace
            | Source::Share
            | Source::AccountPage => Route::RECORD,
        };
        (self.file(facts), route)
    }
}

//! How satisfied customers are: CSAT, NPS with its margin, CES and the response rate over any set of
//! surveys, pooled.
//!
//! A survey of which an answer or the scale could not be read is left out and counted as left out: a
//! figure over half of it would be false.

mod low;

use std::collections::BTreeMap;

use crate::book::Record;
use crate::model::survey::{Response, Survey};
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::values::period::Period;

use super::{Facts, dated};

pub use low::{Low, LowFigure, low};

/// Under so many answers a figure is marked as standing on few.
pub const FEW: u32 = 30;

/// Answers on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// Those in the top two boxes of their scale.
    pub top: u32,
    /// All of them.
    pub of: u32,
    sum: u64,
    /// The scale that all of them are on; 0 where there are several.
    scale: i64,
}

impl Answers {
    fn take(&mut self, answer: i64, scale: i64) {
        if self.of == 0 {
            self.scale = scale;
        } else if self.scale != scale {
            self.scale = 0;
        }
        self.top += u32::from(answer >= scale - 1);
        self.of += 1;
        self.sum += u64::try_from(answer).unwrap_or(0);
    }

    /// CSAT in percent: the share of the top two boxes; `None` without answers.
    pub fn csat(&self) -> Option<Figure> {
        Figure::ratio(100 * i64::from(self.top), i64::from(self.of))
    }

    /// The mean; `None` without answers, and where they are on different scales.
    pub fn mean(&self) -> Option<Figure> {
        if self.scale == 0 {
            return None;
        }
        Figure::ratio(i64::try_from(self.sum).ok()?, i64::from(self.of))
    }

    /// Whether there are so few that the figure says little.
    pub fn few(&self) -> bool {
        self.of < FEW
    }
}

/// How likely they would recommend us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recommendation {
    /// Who answered 9 or 10.
    pub promoters: u32,
    /// Who answered 0 to 6.
    pub detractors: u32,
    /// Who answered.
    pub of: u32,
}

impl Recommendation {
    fn take(&mut self, answer: i64) {
        self.promoters += u32::from(answer >= 9);
        self.detractors += u32::from(answer <= 6);
        self.of += 1;
    }

    /// The net promoter score, −100 to 100: percent of promoters less percent of detractors; `None`
    /// without answers.
    pub fn nps(&self) -> Option<Figure> {
        let net = i64::from(self.promoters) - i64::from(self.detractors);
        Figure::ratio(100 * net, i64::from(self.of))
    }

    /// Half the width of the score's 95 % interval, in points: 196 × √((p + d − (p − d)²) / n), rounded
    /// once to so many decimal places.
    pub fn margin(&self, places: u32) -> Option<Decimal> {
        let of = i64::from(self.of);
        let both = Figure::ratio(i64::from(self.promoters) + i64::from(self.detractors), of)?;
        let net = Figure::ratio(i64::from(self.promoters) - i64::from(self.detractors), of)?;
        let variance = both - &net * &net;
        (variance * Figure::ratio(196 * 196, of)?).sqrt_rounded(places)
    }

    /// Whether so few answered that the figure says little.
    pub fn few(&self) -> bool {
        self.of < FEW
    }
}

/// What a set of surveys says, pooled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Satisfaction<'a> {
    /// How many surveys there were, without those left out.
    pub surveys: u32,
    /// How many people answered.
    pub responses: u32,
    /// The answers of all dimensions.
    pub all: Answers,
    /// The answers by dimension id.
    pub dimensions: BTreeMap<&'a str, Answers>,
    /// Recommendation.
    pub recommendation: Recommendation,
    /// Surveys that were left out, since some of their answers or their scale could not be read.
    pub left_out: u32,
    ces_sum: u32,
    ces_of: u32,
    sent: i64,
    sent_answered: i64,
}

impl<'a> Satisfaction<'a> {
    /// CES, the mean of 1 to 7; `None` without answers.
    pub fn ces(&self) -> Option<Figure> {
        Figure::ratio(i64::from(self.ces_sum), i64::from(self.ces_of))
    }

    /// How many answered how easy it was.
    pub fn ces_answers(&self) -> u32 {
        self.ces_of
    }

    /// How many were asked, over the surveys that tell it, and how many of those answered.
    pub fn asked(&self) -> (i64, i64) {
        (self.sent, self.sent_answered)
    }

    /// Responses per hundred asked, over the surveys that tell how many were asked.
    pub fn response_rate(&self) -> Option<Figure> {
        Figure::from(100 * self.sent_answered).checked_div(&Figure::from(self.sent))
    }

    fn take(&mut self, survey: &Record<'a, Survey<'a>>, as_of: Date) {
        if !survey.sound(&["response", "scale"]) {
            self.left_out += 1;
            return;
        }
        self.surveys += 1;
        let before = self.responses;
        for response in survey.response.iter().filter(|response| has_come(response, as_of)) {
            self.responses += 1;
            for (dimension, answer) in response.answers.iter() {
                self.all.take(answer.0, survey.scale.0);
                self.dimensions
                    .entry(dimension.0)
                    .or_default()
                    .take(answer.0, survey.scale.0);
            }
            if let Some(nps) = response.nps {
                self.recommendation.take(nps.0);
            }
            if let Some(ces) = response.ces {
                self.ces_sum += ces.0 as u32;
                self.ces_of += 1;
            }
        }
        if let Some(sent) = survey.sent.filter(|_| survey.sound(&["sent"])) {
            self.sent = self.sent.saturating_add(sent.0);
            self.sent_answered += i64::from(self.responses - before);
        }
    }
}

/// Whether an answer has come by as-of; one without a date came with its survey.
pub fn has_come(response: &Response<'_>, as_of: Date) -> bool {
    response.date.is_none_or(|date| date <= as_of)
}

/// What these surveys say, pooled. Those dated after as-of do not count.
pub fn of_surveys<'s, 'a: 's>(
    surveys: impl IntoIterator<Item = &'s Record<'a, Survey<'a>>>,
    as_of: Date,
) -> Satisfaction<'a> {
    let mut found = Satisfaction::default();
    for survey in surveys {
        if survey.date <= as_of {
            found.take(survey, as_of);
        }
    }
    found
}

/// What the surveys of an account say that are dated in the period, or at any time without one.
pub fn of_account<'a>(facts: &Facts<'_, 'a>, account: usize, period: Option<&Period>) -> Satisfaction<'a> {
    let all = &facts.book.surveys.all;
    let dated = surveys_of(facts, account, period);
    of_surveys(dated.iter().map(|at| &all[*at as usize]), facts.as_of)
}

/// The positions of the surveys of an account that are dated in the period, or at any time without one,
/// and up to as-of.
pub fn surveys_of<'f>(facts: &'f Facts<'_, '_>, account: usize, period: Option<&Period>) -> &'f [u32] {
    let all = &facts.book.surveys.all;
    let positions = &facts.of_account[account].surveys;
    dated::within(positions, period, facts.as_of, |at| all[at].date)
}

#[cfg(test)]
mod tests;

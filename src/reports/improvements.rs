//! `improvements`: how far every corrective action has come, and whether it helped.

use std::cmp::Reverse;

use hashbrown::HashMap;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::improvements::{last_look, measures};
use crate::facts::ledger::{Commitment, Source, State};
use crate::model::Kind;
use crate::model::improvement::{Effect, Improvement, ImprovementStatus};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::shape::scalars::TextOrNumber;
use crate::values::date::Date;
use crate::values::number::plain;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells, commitments, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "improvements",
    title: word!("Improvements", "整改跟踪表"),
    about: word!(
        "what is being mended, by whom and by when, how far it is, and whether it helped",
        "整改的问题、目标、负责人、措施进度和效果"
    ),
    readers: word!(
        "For owners of improvements, and for directors who want to see that they help",
        "供整改负责人推进，供管理层确认整改有效"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 11] = [
    column("improvement", word!("Improvement id", "整改编号"), document::Kind::Id, Importance::Low),
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::High),
    column("problem", word!("Problem", "问题"), document::Kind::Text, Importance::Always),
    column("goal", word!("Goal", "整改目标"), document::Kind::Text, Importance::Low),
    column("owner", word!("Owner", "负责人"), document::Kind::Person, Importance::High),
    column("due", word!("Due", "到期日"), document::Kind::Date, Importance::Always),
    column("measures_done", word!("Measures done", "完成数"), document::Kind::Number, Importance::High)
        .means(word!("measures done by the day", "截至当日已完成的措施数")),
    column("measures", word!("Measures", "措施数"), document::Kind::Number, Importance::High)
        .means(word!("all its measures", "全部措施数")),
    column("effective", word!("Effective", "是否有效"), document::Kind::Bool, Importance::High)
        .means(word!("what the last look at its effect by the day says; unknown before the first", "截至当日最近一次效果验证的结论；尚未验证则未知")),
    column("state", word!("State", "状态"), document::Kind::Word, Importance::Always),
    column("days_late", word!("Days late", "逾期天数"), document::Kind::Number, Importance::Medium)
        .means(word!("calendar days from the due date to the day, or to the day it was closed; 0 when in time", "到期日至当日（已关闭的至关闭日）的自然天数；未逾期为 0")),
];

/// Where a row stands: the worst first, something of it late or an effect that failed being nearly as bad as
/// being late itself; then what is latest and due first, then by id.
type Place<'a> = (u8, Reverse<i64>, Date, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let owed = Owed::of(facts);
    for (at, one) in (0..).zip(&facts.book.improvements).filter(|(_, one)| is_wanted(facts, ask, one)) {
        let line = Line {
            facts,
            one,
            owed: owed.itself.get(&at).copied(),
            late: owed.late.get(&at).map_or(&[], Vec::as_slice),
        };
        let latest = line.owed.into_iter().chain(line.late.iter().copied()).map(|one| one.days_late).max();
        let place = (line.rank(), Reverse(latest.unwrap_or(0)), one.due, one.id);
        rows.push(place, line.cells(), || line.trail(ask));
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["improvement"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No improvements.", "没有整改项。"),
        notes: Vec::new(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// Of a period, what is due in it; nothing that is opened after as-of.
fn is_wanted(facts: &Facts<'_, '_>, ask: &Ask<'_>, one: &Improvement<'_>) -> bool {
    one.opened.is_none_or(|opened| opened <= facts.as_of)
        && ask.wants_account(one.account.map(|account| account.0))
        && ask.wants_owner(Some(one.owner.0))
        && ask.period.is_none_or(|period| period.contains(one.due))
}

/// What the ledger says of improvements, by their positions in the book.
#[derive(Default)]
struct Owed<'f, 'a> {
    itself: HashMap<u32, &'f Commitment<'a>>,
    /// Measures and looks at the effect that are overdue.
    late: HashMap<u32, Vec<&'f Commitment<'a>>>,
}

impl<'f, 'a> Owed<'f, 'a> {
    fn of(facts: &'f Facts<'_, 'a>) -> Owed<'f, 'a> {
        let mut owed = Owed::default();
        for one in &facts.ledger.all {
            let part = matches!(one.source, Source::Measure | Source::Effect);
            if one.source == Source::Improvement {
                owed.itself.insert(one.record, one);
            } else if part && one.state == State::Overdue {
                owed.late.entry(one.record).or_default().push(one);
            }
        }
        owed
    }
}

/// One improvement and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    one: &'l Record<'a, Improvement<'a>>,
    owed: Option<&'l Commitment<'a>>,
    late: &'l [&'l Commitment<'a>],
}

impl<'a> Line<'_, '_, 'a> {
    /// The last look at its effect, with its position.
    fn look(&self) -> Option<(usize, &Effect<'a>)> {
        last_look(self.one, self.facts.as_of).filter(|_| self.one.sound(&["effect"]))
    }

    /// What of it is overdue, of one sort.
    fn late(&self, source: Source) -> impl Iterator<Item = &Commitment<'a>> {
        self.late.iter().copied().filter(move |one| one.source == source)
    }

    fn rank(&self) -> u8 {
        let by_state = self.owed.map_or(u8::MAX, |one| weight::rank(one.state));
        let failed = self.look().is_some_and(|(_, effect)| !effect.effective);
        if !self.late.is_empty() || (failed && self.one.status != ImprovementStatus::Cancelled) {
            by_state.min(weight::rank(State::DueSoon))
        } else {
            by_state
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let (book, one) = (self.facts.book, self.one);
        let measures = one.sound(&["measure"]).then(|| measures(one, self.facts.as_of));
        let late = self.late(Source::Measure).next().is_some();
        let tone = if late { Tone::Bad } else { Tone::None };
        vec![
            Cell::id(one.id),
            Cell::from(one.account.map(|account| cells::account(book, account.0))),
            Cell::text(one.problem),
            Cell::text(one.goal),
            cells::person(book, one.owner.0),
            Cell::from(one.due),
            Cell::from(measures.map(|measures| Cell::from(i64::from(measures.kept)).toned(tone))),
            Cell::from(measures.map(|measures| i64::from(measures.of))),
            self.effective(),
            Cell::from(self.owed.map(|one| cells::state(one.state))),
            Cell::from(self.owed.and_then(commitments::days_late)),
        ]
    }

    fn effective(&self) -> Cell {
        match self.look() {
            Some((_, effect)) => {
                let tone = if effect.effective { Tone::Good } else { Tone::Bad };
                Cell::from(effect.effective).toned(tone)
            }
            None if self.late(Source::Effect).next().is_some() => {
                Cell::unknown().toned(Tone::Bad).marked(word!("overdue", "逾期未验证"))
            }
            None => Cell::unknown(),
        }
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, one) = (self.facts, self.one);
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::of(Kind::Improvement, one, Route::RECORD));
        trail.figures("measures_done", || {
            let done = |at: &usize| one.measure[*at].done.is_some_and(|done| done <= facts.as_of);
            let spot = |at: usize| {
                let (id, route) = (one.measure[at].id.0, Route::in_part("measure", at, "done"));
                Spot::part(Kind::Improvement, one, id, route)
            };
            let done = (0..one.measure.len()).filter(done).map(spot);
            done.chain(self.late(Source::Measure).map(|late| Spot::commitment(facts, late)))
        });
        trail.working("measures_done", || self.done());
        if let Some((at, effect)) = self.look() {
            trail.figure("effective", || Spot::of(Kind::Improvement, one, Route::part("effect", at)));
            trail.working("effective", || looked(effect));
        }
        trail
    }

    /// How many measures were done, and which ones are overdue.
    fn done(&self) -> Said {
        let late: Vec<String> = self.late(Source::Measure).map(|late| late.title(self.facts).en).collect();
        let (done, of) = (measures(self.one, self.facts.as_of).kept, self.one.measure.len());
        let (en, zh) = (late.join(", "), late.join("、"));
        match late.len() {
            0 => said!("{done} of {of} done", "{of} 项中已完成 {done} 项"),
            _ => said!("{done} of {of} done; overdue: {en}", "{of} 项中已完成 {done} 项；逾期：{zh}"),
        }
    }
}

fn looked(effect: &Effect<'_>) -> Said {
    let (date, metric) = (effect.date, effect.metric);
    let (before, after) = (shown(&effect.before), shown(&effect.after));
    said!("{date}: {metric} {before} → {after}", "{date}：{metric} {before} → {after}")
}

fn shown(value: &TextOrNumber<'_>) -> String {
    match value {
        TextOrNumber::Text(text) => (*text).to_owned(),
        TextOrNumber::Number(number) => plain(*number),
    }
}

#[cfg(test)]
mod tests;

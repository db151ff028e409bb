//! `communication`: how each account is kept in touch with, and what waits for an answer.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::book::Record;
use crate::document::{Cell, Column, Document, Entry, Importance, Kind, Table, Tone, column};
use crate::facts::contact::{self, last_contact, owed_by_tier, qualifies};
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::rate::Rate;
use crate::facts::Facts;
use crate::model;
use crate::model::account::{Account, AccountStatus};
use crate::model::contract::Party;
use crate::model::interaction::ShareType;
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::scope::accounts;
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "communication",
    title: word!("Contact with customers", "客户沟通覆盖表"),
    about: word!(
        "how often each account is spoken to, against what its tier is owed, and what waits for an answer",
        "各客户的联系频率是否达到级别要求，以及哪些反馈和承诺尚未了结"
    ),
    readers: word!(
        "For account managers who plan their calls and visits, and for directors who look for silent accounts",
        "供客户经理安排联系和拜访，供主管发现久未联系的客户"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 9] = [
    column("account", word!("Account", "客户"), Kind::Account, Importance::Always),
    column("last_contact", word!("Last contact", "最近联系"), Kind::Date, Importance::High).means(word!(
        "The latest interaction in which somebody of theirs took part; a mail or a message counts once they have said something back. As of the day, whatever the period.",
        "客户方有人参与的最近一次沟通；邮件和消息须有客户反馈才算。截至报表日期，不受期间限制。"
    )),
    column("next_due", word!("Next contact due", "下次联系期限"), Kind::Date, Importance::Always).means(word!(
        "The earliest open date among the contact that the tier is owed, the account's own cadences and the next steps agreed on. As of the day, whatever the period.",
        "级别要求的联系、客户的专项联系安排和约定的下一步中，最早一个尚未完成的日期。截至报表日期，不受期间限制。"
    )),
    column("interactions", word!("Interactions", "沟通次数"), Kind::Number, Importance::Medium)
        .means(word!("All interactions, also those that do not count as contact.", "全部沟通记录，含不计为联系的沟通。")),
    column("gaps_over", word!("Gaps too long", "超期间隔"), Kind::Number, Importance::High).means(word!(
        "Gaps between contacts that are longer than the tier allows; the last one runs up to the day, or to the period's end.",
        "两次联系的间隔超过级别要求的次数；最后一个间隔计到报表日期或期末。"
    )),
    column("coverage", word!("Coverage", "覆盖率"), Kind::Percent, Importance::High)
        .means(word!("Gaps within the limit / all gaps × 100.", "未超期的间隔数 ÷ 全部间隔数 × 100。")),
    column("shared", word!("Last shared", "最近共享"), Kind::Map, Importance::Low)
        .means(word!("When information of each sort was last shared.", "各类信息最近一次共享的日期。")),
    column("open_feedback", word!("Open feedback", "待回应反馈"), Kind::Number, Importance::Medium).means(word!(
        "Needs, complaints and questions without follow-up or resolution, as of the day.",
        "尚无后续处理或答复的需求、投诉和咨询。截至报表日期。"
    )),
    column("open_promises", word!("Open promises", "未兑现承诺"), Kind::Number, Importance::Medium)
        .means(word!("Promises of both sides that are not kept yet, as of the day.", "双方尚未兑现的承诺。截至报表日期。")),
];

/// Where a row stands: what is overdue longest first, then the most gaps too long, the least coverage,
/// and by id.
type Place<'a> = (Reverse<i64>, Reverse<u32>, bool, Option<Figure>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let (mut lost, mut unclear) = (0, 0);
    for (at, account) in accounts(facts, ask) {
        let line = Line::of(facts, ask, at);
        if account.status == AccountStatus::Lost && ask.account.is_none() && line.is_over() {
            lost += 1;
            continue;
        }
        unclear += i64::from(line.unclear);
        let coverage = line.gaps.and_then(|gaps| gaps.percent());
        let place = (
            Reverse(line.next.map_or(0, |next| next.days_late)),
            Reverse(line.gaps.map_or(0, |gaps| gaps.of - gaps.kept)),
            coverage.is_none(),
            coverage,
            account.id,
        );
        rows.push(place, line.cells(), || line.trail(ask));
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No accounts.", "没有客户。"),
        notes: notes(lost, unclear),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// One account and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    at: usize,
    account: &'f Record<'a, Account<'a>>,
    /// Something that may count as contact could not be read.
    unclear: bool,
    /// The positions of the interactions.
    dated: &'l [u32],
    interactions: Rate,
    gaps: Option<Rate>,
    next: Option<&'l Commitment<'a>>,
    feedback: Vec<&'l Commitment<'a>>,
    promises: Vec<&'l Commitment<'a>>,
}

impl<'l, 'f, 'a> Line<'l, 'f, 'a> {
    fn of(facts: &'l Facts<'f, 'a>, ask: &Ask<'_>, at: usize) -> Line<'l, 'f, 'a> {
        let period = ask.period.as_ref();
        let open = || facts.ledger.of_account(at).iter().filter(|one| one.state.is_open());
        let is_contact = |one: &&Commitment<'_>| matches!(one.source, Source::Contact | Source::Cadence | Source::NextStep);
        Line {
            facts,
            at,
            account: &facts.book.accounts.all[at],
            unclear: contact::unclear(facts, at),
            dated: contact::interactions_of(facts, at, period),
            interactions: contact::interactions(facts, at, period),
            gaps: contact::of_account(facts, at, period),
            // In the order of their dates.
            next: open().find(is_contact),
            feedback: open().filter(|one| one.source == Source::Feedback).collect(),
            promises: open().filter(|one| one.source == Source::Promise).collect(),
        }
    }

    /// Whether nothing more is to be said.
    fn is_over(&self) -> bool {
        self.interactions.of == 0 && self.feedback.is_empty() && self.promises.is_empty()
    }

    fn cells(&self) -> Vec<Cell> {
        let facts = self.facts;
        let known = |cell: Cell| if self.unclear { Cell::unknown() } else { cell };
        let over = self.gaps.map(|gaps| cells::count((gaps.of - gaps.kept) as usize, Tone::Warn));
        let coverage = self.gaps.and_then(|gaps| gaps.percent());
        vec![
            cells::account(facts.book, self.account.id),
            known(self.last()),
            Cell::from(self.next.map(due)),
            known(Cell::from(self.interactions.of as usize)),
            Cell::from(over),
            Cell::from(coverage.as_ref().map(cells::percent)),
            if self.reads("shared") { self.shared() } else { Cell::unknown() },
            if self.reads("feedback") { waiting(&self.feedback) } else { Cell::unknown() },
            if self.reads("promise") { waiting(&self.promises) } else { Cell::unknown() },
        ]
    }

    /// Never is said of those that should have been spoken to.
    fn last(&self) -> Cell {
        match last_contact(self.facts, self.at) {
            None if self.next.is_some() => Cell::unknown().toned(Tone::Warn).marked(word!("never", "从未")),
            last => Cell::from(last),
        }
    }

    /// Whether this key of all the account's interactions could be read.
    fn reads(&self, key: &str) -> bool {
        let all = &self.facts.book.interactions.all;
        let mut interactions = self.facts.of_account[self.at].interactions.iter();
        !self.facts.book.blind(model::Kind::Interaction, Some(self.account.id))
            && interactions.all(|at| all[*at as usize].sound(&[key]))
    }

    /// The latest date, and the interaction's position, by sort of information.
    fn last_shared(&self) -> BTreeMap<ShareType, (Date, u32)> {
        let mut last = BTreeMap::new();
        for at in self.dated {
            let interaction = &self.facts.book.interactions.all[*at as usize];
            for shared in &interaction.shared {
                // In the order of their dates.
                last.insert(shared.sort, (interaction.date, *at));
            }
        }
        last
    }

    fn shared(&self) -> Cell {
        let late = self.late_shares();
        Cell::map(self.last_shared().into_iter().map(|(sort, (date, _))| {
            let tone = if late.contains(&sort) { Tone::Warn } else { Tone::None };
            Entry::word(sort.name(), sort.word(), Cell::from(date).toned(tone))
        }))
    }

    fn late_shares(&self) -> Vec<ShareType> {
        let tier = self.facts.book.settings.tier(self.account.tier.0);
        let owed = tier.and_then(|tier| tier.share_every.as_ref());
        let overdue = self.facts.ledger.of_account(self.at).iter();
        let overdue = overdue.filter(|one| one.source == Source::Share && one.state == State::Overdue);
        overdue.filter_map(|one| owed?.get(one.part as usize).map(|(sort, _)| *sort)).collect()
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, mut trail) = (self.facts, Trail::of(ask));
        let spot = |at: u32| Spot::record(facts, model::Kind::Interaction, at as usize);
        let is_contact = |at: &u32| qualifies(&facts.book.interactions.all[*at as usize]);
        trail.whole_row(|| Spot::of(model::Kind::Account, self.account, Route::RECORD));
        let ever = facts.of_account[self.at].interactions.iter().rev().copied();
        let mut ever = ever.filter(|at| facts.book.interactions.all[*at as usize].date <= facts.as_of);
        trail.figures("last_contact", || ever.find(is_contact).map(spot));
        if let Some(next) = self.next {
            trail.figure("next_due", || Spot::commitment(facts, next));
            trail.working("next_due", || next.title(facts));
        }
        trail.figures("interactions", || self.dated.iter().copied().map(spot));
        for key in ["gaps_over", "coverage"] {
            trail.figures(key, || self.dated.iter().copied().filter(is_contact).map(spot));
        }
        trail.figures("shared", || self.last_shared().into_values().map(|(_, at)| spot(at)));
        for (key, open) in [("open_feedback", &self.feedback), ("open_promises", &self.promises)] {
            trail.figures(key, || open.iter().map(|one| Spot::commitment(facts, one)));
        }
        self.work(&mut trail);
        trail
    }

    fn work(&self, trail: &mut Trail) {
        let (contacts, all) = (self.interactions.kept, self.interactions.of);
        if all > 0 {
            trail.working("interactions", || {
                let interactions = count(all, "interaction");
                said!("{interactions}, of which {contacts} count as contact", "共 {all} 次沟通，其中 {contacts} 次计为联系")
            });
        }
        let gaps = self.gaps.filter(|gaps| gaps.of > 0);
        if let (Some(gaps), Some(owed)) = (gaps, owed_by_tier(self.facts, self.at)) {
            let (within, of, every) = (gaps.kept, gaps.of, owed.every.said());
            let (en, zh) = (every.en, every.zh);
            let over = of - within;
            trail.working("gaps_over", || {
                let gaps = count(of, "gap");
                said!("{over} of {gaps} longer than `{en}`", "{of} 个间隔中 {over} 个超过要求（{zh}）")
            });
            if let Some(coverage) = gaps.percent().map(|coverage| coverage.text(1)) {
                trail.working("coverage", || {
                    let gaps = count(of, "gap");
                    said!(
                        "{within} of {gaps} within `{en}` = {coverage}%",
                        "{of} 个间隔中 {within} 个符合要求（{zh}）= {coverage}%"
                    )
                });
            }
        }
        let ours = self.promises.iter().filter(|one| one.party == Party::Us).count();
        let theirs = self.promises.len() - ours;
        if !self.promises.is_empty() {
            trail.working("open_promises", || said!("{ours} ours + {theirs} theirs", "我方 {ours} 项 + 客户 {theirs} 项"));
        }
    }
}

fn due(next: &Commitment<'_>) -> Cell {
    let tone = match next.state {
        State::Overdue => Tone::Bad,
        State::DueSoon => Tone::Warn,
        State::Open | State::NoDate | State::Done | State::DoneLate | State::Cancelled => Tone::None,
    };
    let cell = Cell::from(next.due).toned(tone);
    if tone == Tone::Bad { cell.marked(word!("overdue since", "逾期：")) } else { cell }
}

fn waiting(open: &[&Commitment<'_>]) -> Cell {
    let overdue = open.iter().any(|one| one.state == State::Overdue);
    Cell::from(open.len()).toned(if overdue { Tone::Bad } else { Tone::None })
}

fn notes(lost: i64, unclear: i64) -> Vec<Said> {
    let mut notes = Vec::new();
    if lost > 0 {
        let accounts = count(lost, "lost account");
        notes.push(said!("Left out: {accounts} with nothing to tell.", "未列出 {lost} 个已流失且没有相关记录的客户。"));
    }
    if unclear > 0 {
        let accounts = count(unclear, "account");
        notes.push(said!(
            "Of {accounts} some interaction could not be read: when they were last spoken to is not known.",
            "有 {unclear} 个客户的部分沟通记录无法读取：最近联系情况无法得知。"
        ));
    }
    notes
}

#[cfg(test)]
mod tests;

//! `contracts`: how every contract is kept by both sides, what our lateness costs, and by when it must be
//! decided what comes after it.

mod workings;

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::contracts::{exposure_of, is_over_but_active, missing_clauses, on_time};
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::rate::Rate;
use crate::facts::spans;
use crate::facts::terms::{self, ContractTerm, Origin};
use crate::model::contract::{Contract, ContractStatus, Party};
use crate::say::Said;
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::money::Currency;
use crate::values::period::Period;
use crate::word;

use super::rows::Rows;
use super::{Ask, Narrow, Report, Subject, cells, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "contracts",
    title: word!("Contracts", "合同履约台账"),
    about: word!(
        "how both sides keep each contract, what our lateness costs, and when notice is due",
        "双方履约情况、我方违约敞口、必备条款和续约通知期限"
    ),
    readers: word!(
        "For owners of contracts, and for whoever answers for money and law",
        "供合同负责人、财务和法务跟踪履约"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 12] = [
    column("contract", word!("Contract id", "合同编号"), document::Kind::Id, Importance::Low),
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::High),
    column("title", word!("Contract", "合同"), document::Kind::Text, Importance::Always),
    column("status", word!("Status", "状态"), document::Kind::Word, Importance::Medium),
    column("start", word!("Start", "开始日"), document::Kind::Date, Importance::Low)
        .means(word!("the first day, as signed", "签订的开始日")),
    column("end", word!("End", "结束日"), document::Kind::Date, Importance::High)
        .means(word!("the last day of the term in force: as signed, as renewed, or as it rolled on", "现行期限的最后一天：按签订、续约或自动顺延")),
    column("notice_deadline", word!("Notice by", "通知期限"), document::Kind::Date, Importance::High)
        .means(word!("of a contract that goes on: the end of the term in force − the notice; by then it must be decided whether it goes on", "仍在履行的合同：现行期限结束日 − 通知期；须在此日之前决定是否续约")),
    column("value", word!("Value", "合同金额"), document::Kind::Money, Importance::Medium),
    column("us_on_time", word!("We on time", "我方按时"), document::Kind::Percent, Importance::High)
        .means(word!("dates of our obligations before the day that were met on time / all of those × 100", "我方义务中，在当日之前到期且按时履行的 ÷ 在当日之前到期的 × 100")),
    column("customer_on_time", word!("They on time", "客户按时"), document::Kind::Percent, Importance::Medium)
        .means(word!("the same of the customer's obligations", "客户义务，算法同上")),
    column("exposure", word!("Penalties", "违约敞口"), document::Kind::Money, Importance::Always)
        .means(word!("sum over our obligations that are late or were met late: amount × percent per day × days late, at most the cap", "我方逾期或晚履行的义务合计：基数 × 每日比例 × 逾期天数，不超过上限")),
    column("missing_clauses", word!("Missing clauses", "缺少条款"), document::Kind::List, Importance::Medium)
        .means(word!("topics of `[contracts] required_clauses` without a clause", "`[contracts]` 的 `required_clauses` 中没有对应条款的主题")),
];

/// Where a row stands: what carries the most money first, then those over and still active, then what has
/// the most overdue, then by id.
type Place<'a> = (Reverse<Option<weight::Stake>>, Reverse<bool>, Reverse<usize>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let owed = by_contract(facts);
    for (contract, owed) in facts.book.contracts.iter().zip(&owed) {
        let line = Line::of(facts, ask, contract, owed);
        if line.is_wanted(ask) {
            let place = (
                Reverse(weight::together(facts, owed.iter().copied())),
                Reverse(line.over),
                Reverse(line.overdue(Party::Us) + line.overdue(Party::Customer)),
                contract.id,
            );
            rows.push(place, line.cells(), || workings::trail(&line, ask));
        }
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["contract"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No contracts.", "没有合同。"),
        notes: Vec::new(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// What is owed under each contract, by its position in the book.
fn by_contract<'f, 'a>(facts: &'f Facts<'_, 'a>) -> Vec<Vec<&'f Commitment<'a>>> {
    let mut all = vec![Vec::new(); facts.book.contracts.all.len()];
    for one in &facts.ledger.all {
        if matches!(one.source, Source::Obligation | Source::Notice) {
            all[one.record as usize].push(one);
        }
    }
    all
}

/// One contract and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    contract: &'l Record<'a, Contract<'a>>,
    /// The term in force; `None` where it could not be read.
    term: Option<ContractTerm>,
    /// Active, and past its end.
    over: bool,
    /// What is owed under it, due in the period that was asked for.
    owed: Vec<&'l Commitment<'a>>,
    /// Whether all that is owed under it could be read.
    sure: bool,
    exposure: Option<(Figure, Currency)>,
}

impl<'l, 'f, 'a> Line<'l, 'f, 'a> {
    fn of(
        facts: &'l Facts<'f, 'a>,
        ask: &Ask<'_>,
        contract: &'l Record<'a, Contract<'a>>,
        owed: &[&'l Commitment<'a>],
    ) -> Line<'l, 'f, 'a> {
        let within = |period: Period, one: &&Commitment<'_>| one.due.is_some_and(|due| period.contains(due));
        let owed: Vec<_> = owed.iter().copied().filter(|one| ask.period.is_none_or(|period| within(period, one))).collect();
        let sure = contract.sound(&["obligation", "fulfilled"]) && contract.sound(terms::KEYS);
        Line {
            term: terms::in_force(facts.book, contract, facts.as_of),
            over: contract.sound(terms::KEYS) && is_over_but_active(facts, contract),
            exposure: sure.then(|| exposure_of(facts, contract, &owed)).flatten(),
            owed,
            sure,
            facts,
            contract,
        }
    }

    /// Of a period, the contracts that ran in it or under which something was due in it; none that is signed
    /// after as-of.
    fn is_wanted(&self, ask: &Ask<'_>) -> bool {
        let contract = self.contract;
        let runs = |period: Period| {
            let end = self.term.map_or(contract.end, |term| term.end);
            contract.start <= period.last() && period.first() <= end
        };
        contract.signed.is_none_or(|signed| signed <= self.facts.as_of)
            && ask.wants_account(Some(contract.account.0))
            && ask.wants_owner(Some(contract.owner.0))
            && ask.period.is_none_or(|period| runs(period) || !self.owed.is_empty())
    }

    /// How many obligations of a party are overdue.
    fn overdue(&self, party: Party) -> usize {
        let obligations = self.owed.iter().filter(|one| one.source == Source::Obligation && one.party == party);
        obligations.filter(|one| one.state == State::Overdue).count()
    }

    /// How much of what a party owed was done on time; `None` where something of it could not be read.
    fn on_time(&self, party: Party) -> Option<Rate> {
        self.sure.then(|| on_time(self.facts, self.owed.iter().copied(), party, None))
    }

    /// The notice deadline of a contract that goes on.
    fn deadline(&self) -> Option<Date> {
        match self.contract.status {
            ContractStatus::Signed | ContractStatus::Active => self.term?.deadline,
            ContractStatus::Draft | ContractStatus::Expired | ContractStatus::Terminated => None,
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let (book, contract) = (self.facts.book, self.contract);
        let value = contract.value.map(|value| cells::money(&Figure::from(value.amount), value.currency));
        let exposure = self.exposure.as_ref().map(|(cost, currency)| {
            let tone = if cost.is_zero() { Tone::Muted } else { Tone::Bad };
            cells::money(cost, *currency).toned(tone)
        });
        vec![
            // The title stands beside it.
            Cell::id(contract.id),
            cells::account(book, contract.account.0),
            Cell::text(contract.title),
            self.status(),
            Cell::from(contract.sound(&["start"]).then_some(contract.start)),
            self.end(),
            self.notice(),
            Cell::from(value.filter(|_| contract.sound(&["value"]))),
            self.rate(Party::Us),
            self.rate(Party::Customer),
            Cell::from(exposure),
            self.missing(),
        ]
    }

    fn status(&self) -> Cell {
        if !self.contract.sound(&["status"]) {
            return Cell::unknown();
        }
        let status = self.contract.status;
        let cell = Cell::word(status.name(), status.word());
        match status {
            ContractStatus::Active if self.over => cell.toned(Tone::Bad).marked(word!("past its end,", "已过期，")),
            ContractStatus::Active | ContractStatus::Signed => cell,
            ContractStatus::Draft | ContractStatus::Expired | ContractStatus::Terminated => cell.toned(Tone::Muted),
        }
    }

    fn end(&self) -> Cell {
        let Some(term) = self.term else { return Cell::unknown() };
        let cell = Cell::from(term.end);
        match term.origin {
            Origin::Signed => cell,
            Origin::Renewed => cell.marked(word!("renewed to", "续约至")),
            Origin::Rolled => cell.marked(word!("rolled on to", "顺延至")),
        }
    }

    fn notice(&self) -> Cell {
        let Some(deadline) = self.deadline() else { return Cell::unknown() };
        let cell = Cell::from(deadline);
        match self.notice_state(deadline) {
            Some(State::Overdue) => cell.toned(Tone::Bad).marked(word!("overdue", "已逾期")),
            Some(State::Open | State::DueSoon) if self.is_near(deadline) => {
                cell.toned(Tone::Warn).marked(word!("soon", "临近"))
            }
            Some(State::Done | State::DoneLate) => cell.toned(Tone::Muted).marked(word!("decided", "已决定")),
            Some(State::Open | State::DueSoon | State::Cancelled | State::NoDate) | None => cell,
        }
    }

    fn notice_state(&self, deadline: Date) -> Option<State> {
        let mut notices = self.owed.iter().filter(|one| one.source == Source::Notice);
        notices.find(|one| one.due == Some(deadline)).map(|one| one.state)
    }

    /// Within `notice_soon`.
    fn is_near(&self, deadline: Date) -> bool {
        let book = self.facts.book;
        deadline <= spans::after(book, self.facts.as_of, book.settings.notice_soon)
    }

    fn rate(&self, party: Party) -> Cell {
        let Some(percent) = self.on_time(party).and_then(|rate| rate.percent()) else {
            return Cell::unknown();
        };
        let tone = match self.overdue(party) {
            0 if percent < Figure::from(100) => Tone::Warn,
            0 => Tone::None,
            _ => Tone::Bad,
        };
        cells::percent(&percent).toned(tone)
    }

    fn missing(&self) -> Cell {
        if !self.contract.sound(&["clause"]) {
            return Cell::unknown();
        }
        let tone = match self.contract.status {
            ContractStatus::Draft | ContractStatus::Signed | ContractStatus::Active => Tone::Warn,
            ContractStatus::Expired | ContractStatus::Terminated => Tone::Muted,
        };
        let missing = missing_clauses(self.facts, self.contract).into_iter();
        Cell::list(missing.map(|topic| Cell::word(topic.name(), topic.word()).toned(tone)))
    }
}

#[cfg(test)]
mod tests;

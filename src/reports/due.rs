//! What is still to be done, by date: overdue, due soon, open, without a date. It is the ledger as whoever
//! works through it on a Monday wants it; what was done or given up is in `commitments`.

use std::cmp::Reverse;

use hashbrown::{HashMap, HashSet};

use crate::book::Book;
use crate::document::{Body, Cell, Column, Detail, Document, Importance, Kind, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State, stake};
use crate::facts::spans;
use crate::model::contract::Party;
use crate::said;
use crate::say::{Said, Word};
use crate::values::date::{Date, days_between};
use crate::values::term::Term;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, cells, commitments, scope, weight};

/// Its name and title.
const NAME: &str = "due";
const TITLE: Word = word!("To be done", "待办事项");

/// Which commitments are asked for; all that are still to be done unless told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'q> {
    /// Only of this account: its id.
    pub account: Option<&'q str>,
    /// Only what this person answers for: their id.
    pub owner: Option<&'q str>,
    /// Only of those who report to this person, at any depth; not the person's own.
    pub under: Option<&'q str>,
    /// Only what is due so long after as-of at the latest; what has no date is not.
    pub within: Option<Term>,
    /// Only what this side owes.
    pub party: Option<Party>,
    /// How much to tell of where the figures come from.
    pub detail: Detail,
}

const COLUMNS: [Column; 10] = [
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column(
        "days_late",
        word!("Days late", "逾期天数"),
        Kind::Number,
        Importance::High,
    ),
    column(
        "days_left",
        word!("Days left", "剩余天数"),
        Kind::Number,
        Importance::High,
    ),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always),
    column("title", word!("What", "事项"), Kind::Text, Importance::Always),
    column("account", word!("Account", "客户"), Kind::Account, Importance::High),
    column("party", word!("Waiting for", "责任方"), Kind::Word, Importance::Medium),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::High),
    column("at_stake", word!("Money", "涉及金额"), Kind::Money, Importance::Medium),
    column("ref", word!("Ref", "编号"), Kind::Ref, Importance::Low),
];

/// Where a row stands: by state, the worst first; of what is overdue the most money first, then the latest;
/// then by date and by reference.
type Place = (u8, Reverse<Option<weight::Stake>>, Date, String);

/// What is still to be done, as it was asked for.
pub fn due(facts: &Facts<'_, '_>, wanted: &Wanted<'_>) -> Document {
    let team = wanted.under.map(|person| team(facts.book, person));
    let until = wanted.within.map(|span| spans::after(facts.book, facts.as_of, span));
    let ask = Ask {
        detail: wanted.detail,
        ..Ask::default()
    };
    let mut rows: Rows<Place> = Rows::of(&ask);
    let mut counts = Counts::default();
    let open = facts.ledger.all.iter().filter(|one| one.state.is_open());
    for one in open.filter(|one| is_wanted(facts, wanted, team.as_ref(), one)) {
        if until.is_some_and(|until| one.due.is_none_or(|due| due > until)) {
            counts.left_out(one);
            continue;
        }
        counts.shown(one);
        let reference = one.reference(facts);
        let money = (one.state == State::Overdue)
            .then(|| weight::at_stake(facts, one))
            .flatten();
        let place = (
            weight::rank(one.state),
            Reverse(money),
            one.due.unwrap_or(Date::MAX),
            reference.clone(),
        );
        rows.push(place, cells(facts, one, reference), || {
            let mut trail = Trail::of(&ask);
            trail.whole_row(|| Spot::commitment(facts, one));
            trail
        });
    }
    let mut notes = counts.notes(until);
    if let (Some(person), Some(team)) = (wanted.under, &team)
        && team.is_empty()
    {
        let name = facts.book.people.get(person).map_or(person, |person| person.name);
        notes.insert(0, said!("Nobody reports to {name}.", "没有人向{name}汇报。"));
    }
    let table = Table {
        name: NAME,
        title: TITLE,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["ref"],
        totals: None,
        charts: Vec::new(),
        empty: word!("Nothing is to be done.", "没有待办事项。"),
        notes,
    };
    Document {
        name: NAME,
        title: TITLE.into(),
        scope: narrowed(facts, wanted),
        as_of: facts.as_of,
        since: None,
        detail: wanted.detail,
        body: Body::Report(Box::new(table)),
        notes: scope::read_in_part(facts)
            .into_iter()
            .chain(scope::unread(facts.book))
            .collect(),
    }
}

/// Those who report to a person, directly or through others; not the person. A circle of managers, which is
/// a finding, is gone round once.
fn team<'a>(book: &Book<'a>, person: &str) -> HashSet<&'a str> {
    let mut reports: HashMap<&str, Vec<&'a str>> = HashMap::new();
    for one in book.people.iter() {
        if let Some(manager) = one.manager {
            reports.entry(manager.0).or_default().push(one.id);
        }
    }
    let mut team: HashSet<&'a str> = HashSet::new();
    let mut asked: Vec<&str> = vec![person];
    while let Some(manager) = asked.pop() {
        for one in reports.get(manager).into_iter().flatten() {
            if *one != person && team.insert(one) {
                asked.push(one);
            }
        }
    }
    team
}

fn is_wanted(facts: &Facts<'_, '_>, wanted: &Wanted<'_>, team: Option<&HashSet<&str>>, one: &Commitment<'_>) -> bool {
    wanted.owner.is_none_or(|owner| one.owner == Some(owner))
        && wanted.party.is_none_or(|party| one.party == party)
        && team.is_none_or(|team| one.owner.is_some_and(|owner| team.contains(owner)))
        && wanted
            .account
            .is_none_or(|account| one.account_id(facts) == Some(account))
}

fn cells<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, reference: String) -> Vec<Cell> {
    let book = facts.book;
    let left = one
        .due
        .map(|due| days_between(facts.as_of, due))
        .filter(|days| *days >= 0);
    let owner = match one.owner {
        Some(owner) => cells::person(book, owner),
        None => Cell::unknown().toned(Tone::Bad).marked(word!("nobody", "无人")),
    };
    let money = stake(facts, one).map(|money| Cell::money(money.shown(), money.currency.code()));
    vec![
        cells::state(one.state),
        // The state beside them says how bad that is.
        Cell::from(commitments::days_late(one)).toned(Tone::None),
        Cell::from(left),
        Cell::from(one.due),
        commitments::title(facts, one),
        Cell::from(one.account_id(facts).map(|id| cells::account(book, id))),
        Cell::word(one.party.name(), one.party.word()),
        owner,
        Cell::from(money),
        Cell::reference(reference),
    ]
}

/// What it was narrowed to, in words; `None` for everything.
fn narrowed(facts: &Facts<'_, '_>, wanted: &Wanted<'_>) -> Option<Said> {
    let name = |id: &str| {
        facts
            .book
            .people
            .get(id)
            .map_or_else(|| id.to_owned(), |person| person.name.to_owned())
    };
    let ask = Ask {
        account: wanted.account,
        owner: wanted.owner,
        ..Ask::default()
    };
    let mut parts: Vec<Said> = scope::scope(facts, &ask).into_iter().collect();
    parts.extend(wanted.under.map(|under| {
        let name = name(under);
        said!("all who report to {name}", "向{name}汇报的全部人员")
    }));
    parts.extend(wanted.party.map(|party| {
        let word = party.word();
        said!("waiting for {en}", "责任方：{zh}", en = word.en, zh = word.zh)
    }));
    parts.extend(wanted.within.map(|span| {
        let (en, zh) = (span.said().en, span.said().zh);
        said!("due within {en}", "{zh}内到期")
    }));
    scope::joined(&parts)
}

/// How many there are of each state, and how many were not asked for by date.
#[derive(Default)]
struct Counts {
    overdue: usize,
    soon: usize,
    open: usize,
    no_date: usize,
    later: usize,
    undated: usize,
}

impl Counts {
    fn shown(&mut self, one: &Commitment<'_>) {
        match one.state {
            State::Overdue => self.overdue += 1,
            State::DueSoon => self.soon += 1,
            State::Open => self.open += 1,
            State::NoDate => self.no_date += 1,
            State::Done | State::DoneLate | State::Cancelled => {}
        }
    }

    fn left_out(&mut self, one: &Commitment<'_>) {
        match one.due {
            Some(_) => self.later += 1,
            None => self.undated += 1,
        }
    }

    fn notes(&self, until: Option<Date>) -> Vec<Said> {
        let Counts {
            overdue,
            soon,
            open,
            no_date,
            later,
            undated,
        } = self;
        let mut notes = Vec::new();
        if overdue + soon + open + no_date > 0 {
            notes.push(said!(
                "{overdue} overdue, {soon} due soon, {open} open, {no_date} without a date.",
                "已逾期 {overdue} 项，即将到期 {soon} 项，未到期 {open} 项，无期限 {no_date} 项。"
            ));
        }
        if let Some(until) = until.filter(|_| later + undated > 0) {
            notes.push(said!(
                "Not shown: {later} due after {until}, {undated} without a date.",
                "未列出：{until} 之后到期 {later} 项，无期限 {undated} 项。"
            ));
        }
        notes
    }
}

#[cfg(test)]
mod tests;

//! `people`: what everybody of ours has to do and how full their desk is. It ranks nobody.

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::kpi::points::last_quarter;
use crate::facts::kpi::{Points, points};
use crate::facts::ledger::{Commitment, State, slippage};
use crate::facts::members::{Member, is_due_in, members};
use crate::model::Kind;
use crate::model::contract::Party;
use crate::model::person::Person;
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word, count};
use crate::values::period::Period;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "people",
    title: word!("People", "成员绩效表"),
    about: word!(
        "what everybody answers for, what is late, how full their desk is, and the points of their KPIs",
        "每位成员负责的事项、逾期情况、工作负荷和指标得分"
    ),
    readers: word!(
        "For supervisors who share out work and talk with one person at a time, and for everybody about themselves",
        "供主管分配工作、与成员逐一沟通，也供成员了解自己的情况"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Owner, Narrow::Period, Narrow::Since, Narrow::History],
    make,
};

const COLUMNS: [Column; 10] = [
    column("person", word!("Person", "成员"), document::Kind::Person, Importance::Always),
    column("accounts", word!("Accounts", "负责客户"), document::Kind::Number, Importance::Medium)
        .means(word!("Accounts whose owner they are.", "担任负责人的客户数。")),
    column("open", word!("Open", "未完成"), document::Kind::Number, Importance::High).means(word!(
        "Commitments of ours that they answer for and that are not done, as of the day: those without a date too.",
        "由其负责、尚未完成的我方责任事项，含未定日期的。截至报表日期。"
    )),
    column("overdue", word!("Overdue", "逾期"), document::Kind::Number, Importance::Always)
        .means(word!("Those of them that were due before the day.", "其中到期日早于报表日期的。")),
    column("done", word!("Done", "已完成"), document::Kind::Number, Importance::High)
        .means(word!("Commitments done, in time or late; with a period, of those due in it.", "已完成的事项，含逾期完成的；指定期间时只计期间内到期的。")),
    column("on_time", word!("On time", "按时完成率"), document::Kind::Number, Importance::High)
        .means(word!("Done in time / due before the day (and in the period) × 100.", "按时完成数 ÷ 报表日期前（并在期间内）到期数 × 100。")),
    column("few", word!("Few", "样本少"), document::Kind::Bool, Importance::Medium)
        .means(word!("Under five were due: the rate says little.", "到期事项不足 5 项：比率说明不了多少问题。")),
    column("moved", word!("Moved", "改期次数"), document::Kind::Number, Importance::Low)
        .means(word!("How often the dates of their tasks were moved.", "其任务改期的次数。")),
    column("load", word!("Load", "负荷"), document::Kind::Number, Importance::High)
        .means(word!("Open / capacity, as of the day: 1 is full.", "未完成事项数 ÷ 合理承载数（capacity），截至报表日期：1 为满负荷。")),
    column("points", word!("Points", "得分"), document::Kind::Number, Importance::Medium).means(word!(
        "Σ weight × min(attainment, cap) / 100 over their KPIs of goals that end in the period, without one in the last quarter that has ended. Who has more weight can earn more.",
        "Σ 权重 × min(达成率, 上限) ÷ 100，计其在期间内结束的目标中的指标；未指定期间时为最近结束的季度。权重多者可得的分也多。"
    )),
];

const HAS_LEFT: Word = word!("has left:", "已离职：");

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let earned_in = ask.period.unwrap_or_else(|| last_quarter(facts));
    let earned = points(facts, &earned_in);
    let mut owed: Vec<Vec<&Commitment<'_>>> = vec![Vec::new(); facts.book.people.all.len()];
    for one in facts.ledger.all.iter().filter(|one| one.party == Party::Us) {
        if let Some(at) = one.owner.and_then(|owner| facts.book.people.position(owner)) {
            owed[at].push(one);
        }
    }
    let mut accounts: Vec<Vec<u32>> = vec![Vec::new(); facts.book.people.all.len()];
    for (nth, account) in facts.book.accounts.iter().enumerate() {
        if let Some(at) = account.owner.and_then(|owner| facts.book.people.position(owner.0)) {
            accounts[at].push(nth as u32);
        }
    }
    let mut rows: Rows<&str> = Rows::of(ask);
    let (mut gone, mut without) = (0, 0);
    let all = facts.book.people.iter().zip(members(facts, ask.period));
    for (((person, member), owed), accounts) in all.zip(&owed).zip(&accounts) {
        let line = Line { facts, person, member, owed, accounts, points: earned.get(person.id) };
        if !ask.wants_owner(Some(person.id)) {
            continue;
        }
        if line.has_left() && line.member.accountable.open == 0 && line.accounts.is_empty() && ask.owner.is_none() {
            gone += 1;
            continue;
        }
        without += line.points.map_or(0, |points| points.without.len() as i64);
        rows.push(person.id, line.cells(), || line.trail(ask));
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: columns(facts),
        rows: rows.sorted(facts),
        identity: &["person"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No people.", "没有成员。"),
        notes: notes(earned_in, gone, without),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// The columns, with what they mean where the commits were asked for.
fn columns(facts: &Facts<'_, '_>) -> Vec<Column> {
    const BY_GIT: Word = word!(
        "How often the dates of what they answer for were moved: tasks, obligations, promises, improvements and measures, as their updates and the commits of the repository tell, whichever tells of more.",
        "其负责的任务、义务、承诺、整改项和措施的改期次数：进展记录与 git 提交记录两者中较多的一个。"
    );
    let by_git = |column: &Column| match column.key {
        "moved" if facts.moves.is_some() => column.means(BY_GIT),
        _ => *column,
    };
    COLUMNS.iter().map(by_git).collect()
}

/// One person and all that their row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    person: &'f Record<'a, Person<'a>>,
    member: Member,
    /// What they answer for.
    owed: &'l [&'l Commitment<'a>],
    /// The accounts that they own, by position.
    accounts: &'l [u32],
    points: Option<&'l Points>,
}

impl Line<'_, '_, '_> {
    fn has_left(&self) -> bool {
        self.person.left.is_some_and(|left| left < self.facts.as_of)
    }

    fn cells(&self) -> Vec<Cell> {
        let counts = &self.member.accountable;
        let person = cells::person(self.facts.book, self.person.id);
        let load = self.member.load();
        let full = load.as_ref().is_some_and(|load| *load > 1.into());
        let points = self.points.filter(|points| !points.scored.is_empty());
        let points = points.map(|points| {
            let cell = cells::score(&points.earned);
            if points.provisional { cell.marked(cells::PROVISIONAL) } else { cell }
        });
        vec![
            if self.has_left() { person.marked(HAS_LEFT).toned(Tone::Warn) } else { person },
            Cell::from(self.accounts.len()),
            Cell::from(counts.open as usize),
            cells::count(counts.overdue as usize, Tone::Bad),
            Cell::from(counts.done as usize),
            Cell::from(counts.on_time.percent().as_ref().map(cells::percent)),
            Cell::from(self.member.few()),
            Cell::from(counts.moved as usize),
            Cell::from(load.as_ref().map(|load| load.rounded(2))).toned(if full { Tone::Warn } else { Tone::None }),
            Cell::from(points),
        ]
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, mut trail) = (self.facts, Trail::of(ask));
        let within = |one: &Commitment<'_>| is_due_in(one, ask.period);
        trail.whole_row(|| Spot::of(Kind::Person, self.person, Route::RECORD));
        trail.figures("accounts", || {
            let accounts = self.accounts.iter().map(|at| &facts.book.accounts.all[*at as usize]);
            accounts.map(|account| Spot::of(Kind::Account, account, Route::key("owner")))
        });
        let mut owed = |key: &'static str, wanted: &dyn Fn(&Commitment<'_>) -> bool| {
            let owed = || self.owed.iter().filter(|one| wanted(one)).map(|one| Spot::commitment(facts, one));
            trail.figures(key, || owed().collect::<Vec<_>>());
        };
        owed("open", &|one| one.state.is_open());
        owed("overdue", &|one| one.state == State::Overdue);
        owed("done", &|one| one.state.is_done() && within(one));
        owed("on_time", &|one| within(one) && one.was_due_before(facts.as_of));
        owed("moved", &|one| one.state != State::Cancelled && within(one) && has_moves(facts, one));
        owed("load", &|one| one.state.is_open());
        trail.figures("points", || {
            let scored = self.points.iter().flat_map(|points| &points.scored);
            scored.map(|(goal, kpi)| {
                let goal = &facts.book.goals.all[*goal as usize];
                Spot::part(Kind::Goal, goal, goal.kpi[*kpi as usize].id.0, Route::part("kpi", *kpi as usize))
            })
        });
        self.work(&mut trail);
        trail
    }

    fn work(&self, trail: &mut Trail) {
        let (counts, tasks) = (&self.member.accountable, &self.member.responsible);
        let (open, to_do, late) = (counts.open, tasks.open, tasks.overdue);
        if open > 0 || to_do > 0 {
            trail.working("open", || {
                let carried = count(to_do, "open task");
                said!(
                    "{open} as the one accountable; beside them {carried} to carry out, {late} overdue",
                    "作为负责人 {open} 项；另需执行未完成任务 {to_do} 项，其中逾期 {late} 项"
                )
            });
        }
        let (kept, of) = (counts.on_time.kept, counts.on_time.of);
        if let Some(percent) = counts.on_time.percent().map(|percent| percent.text(1)) {
            trail.working("on_time", || {
                said!("{kept} of {of} due were done in time = {percent}%", "到期 {of} 项，按时完成 {kept} 项 = {percent}%")
            });
        }
        if let (Some(load), Some(capacity)) = (self.member.load(), self.member.capacity) {
            let load = load.text(2);
            trail.working("load", || said!("{open} / {capacity} = {load}", "{open} ÷ {capacity} = {load}"));
        }
        if let Some(points) = self.points {
            let (scored, without, earned) = (points.scored.len() as i64, points.without.len(), points.earned.text(1));
            trail.working("points", || {
                if scored == 0 {
                    let kpis = count(without as i64, "KPI");
                    return said!("{kpis}, none with a figure", "{without} 项指标均无数据");
                }
                let kpis = count(scored, "KPI");
                said!("{kpis} with a figure = {earned}; {without} without", "{scored} 项有数据的指标 = {earned}；{without} 项无数据")
            });
        }
    }
}

fn has_moves(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> bool {
    slippage(facts, one).is_some_and(|slippage| slippage.moved > 0)
}

fn notes(earned_in: Period, gone: i64, without: i64) -> Vec<Said> {
    let mut notes = vec![said!(
        "In the order of the ids; this is no ranking: people carry different accounts and work. Read each rate with the counts beside it. Points are of {earned_in}.",
        "按编号排列，不是排名：每人承担的客户和工作各不相同。比率请结合旁边的数量来看。得分期间：{earned_in}。"
    )];
    if without > 0 {
        let kpis = count(without, "KPI");
        notes.push(said!(
            "{kpis} of these people have no figure and earn no points yet.",
            "有 {without} 项指标没有数据，暂未计分。"
        ));
    }
    if gone > 0 {
        let people = if gone == 1 { "1 person who has".to_owned() } else { format!("{gone} people who have") };
        notes.push(said!("Left out: {people} left and answer for nothing.", "未列出 {gone} 位已离职且名下没有客户和未完成事项的成员。"));
    }
    notes
}

#[cfg(test)]
mod tests;

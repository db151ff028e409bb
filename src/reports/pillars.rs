//! `pillars`: whether each account has goals, communication, contracts, satisfaction and review, and whether
//! any of it is late.

mod words;

use std::cmp::Reverse;

use crate::document::{
    self, Chart, Column, Document, Form, Importance, Mark, Series, Table, Tone, Unit, column,
};
use crate::facts::Facts;
use crate::facts::pillars::{Pillar, PillarStanding, Pillars, Standing, Trouble};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::number::Decimal;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "pillars",
    title: word!("The five pillars of each account", "问责五项检查表"),
    about: word!(
        "whether each account has goals, contact, a contract, a survey and a review, and what of it is late",
        "每个客户的目标、沟通、合同、满意度、审查五项是否具备，有无逾期或未达标"
    ),
    readers: word!(
        "For directors, to see at a glance where accounts are not looked after",
        "供主管一眼看出哪些客户、哪一项管理不到位"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Since],
    make,
};

const COLUMNS: [Column; 6] = [
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::Always),
    column("goals", word!("Goals", "目标"), document::Kind::Word, Importance::High)
        .means(word!("ok: a goal whose period holds the day; late: a KPI missed its target and nothing answers that, its figure is overdue, or it is at risk; missing: no such goal", "ok：有期间覆盖当日的目标；late：指标未达标且无整改答复、指标逾期未报或落后于应有水平；missing：没有这样的目标")),
    column("communication", word!("Communication", "沟通"), document::Kind::Word, Importance::High)
        .means(word!("ok: somebody of theirs was spoken to; late: feedback unanswered, or a promise of ours, a contact, a meeting, a share or a next step overdue; missing: no contact that counts", "ok：与客户有过有效联系；late：反馈未答复，或我方承诺、联系、面谈、信息提供、下一步逾期；missing：没有有效联系")),
    column("contracts", word!("Contracts", "合同"), document::Kind::Word, Importance::High)
        .means(word!("ok: an active contract; late: an obligation of either side or a notice overdue, one of ours met late and nothing answers that, or a contract past its end; missing: no active contract", "ok：有执行中的合同；late：任一方义务或续约通知逾期、我方义务履行晚了且无整改答复，或合同已过期；missing：没有执行中的合同")),
    column("satisfaction", word!("Satisfaction", "满意度"), document::Kind::Word, Importance::High)
        .means(word!("ok: a survey with an answer; late: the next survey, an issue's improvement or the naming of one overdue, or a figure under its minimum and nothing answers that; missing: no survey with an answer", "ok：有已收到回答的调查；late：下次调查、问题立项或其整改逾期，或满意度低于下限且无整改答复；missing：没有收到回答的调查")),
    column("review", word!("Review", "审查"), document::Kind::Word, Importance::High)
        .means(word!("ok: a review looked at the account; late: the next review, its report, a finding's improvement or the naming of one overdue; missing: no review looked at it", "ok：有覆盖该客户的审查；late：下次审查、审查报告、问题立项或其整改逾期；missing：没有覆盖该客户的审查")),
];

/// Where a row stands: what lacks the most of what is asked for, then what is late in most, then by id.
type Place<'a> = (Reverse<usize>, Reverse<usize>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut told: Vec<Vec<PillarStanding<'_, '_>>> = Vec::new();
    let mut left_out = 0;
    let pillars = Pillars::of(facts);
    for (at, account) in facts.book.accounts.iter().enumerate() {
        if !ask.wants_account(Some(account.id)) || !ask.wants_owner(account.owner.map(|owner| owner.0)) {
            continue;
        }
        if !account.status.is_active() {
            left_out += 1;
            continue;
        }
        let standings = pillars.account(at);
        let count = |such: fn(&PillarStanding<'_, '_>) -> bool| standings.iter().filter(|one| such(one)).count();
        let place = (
            Reverse(count(|one| one.standing == Some(Standing::Missing) && one.asked)),
            Reverse(count(|one| one.standing == Some(Standing::Late))),
            account.id,
        );
        let mut cells = vec![cells::account(facts.book, account.id)];
        cells.extend(standings.iter().map(words::cell));
        rows.push(place, cells, || {
            let mut trail = Trail::of(ask);
            trail.whole_row(|| Spot::of(Kind::Account, account, Route::RECORD));
            for standing in &standings {
                behind(facts, &mut trail, standing);
            }
            trail
        });
        told.push(standings);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: None,
        charts: chart(&told).into_iter().collect(),
        empty: word!("No active accounts.", "没有合作中的客户。"),
        notes: notes(&told, left_out),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// What a pillar stands on, and all that is wrong with it.
fn behind<'a>(facts: &Facts<'_, 'a>, trail: &mut Trail, standing: &PillarStanding<'_, 'a>) {
    let key = standing.pillar.name();
    trail.figures(key, || {
        let there = standing.there.map(|(kind, at)| Spot::record(facts, kind, at as usize));
        there.into_iter().chain(standing.troubles.iter().map(|trouble| spot(facts, trouble)))
    });
    if let Some(said) = words::in_full(facts, standing) {
        trail.working(key, || said);
    }
}

fn spot<'a>(facts: &Facts<'_, 'a>, trouble: &Trouble<'_, 'a>) -> Spot {
    match *trouble {
        Trouble::Missed { goal, kpi } | Trouble::AtRisk { goal, kpi } => {
            let (goal, kpi) = (&facts.book.goals.all[goal as usize], kpi as usize);
            Spot::part(Kind::Goal, goal, goal.kpi[kpi].id.0, Route::in_part("kpi", kpi, "target"))
        }
        Trouble::Overdue(one) | Trouble::MetLate(one) => Spot::commitment(facts, one),
        Trouble::PastEnd(at) => Spot::of(Kind::Contract, &facts.book.contracts.all[at as usize], Route::key("end")),
        Trouble::Low(at) => Spot::record(facts, Kind::Survey, at as usize),
    }
}

fn notes(told: &[Vec<PillarStanding<'_, '_>>], left_out: i64) -> Vec<Said> {
    let several = told.iter().flatten().any(|one| one.standing == Some(Standing::Late) && one.troubles.len() > 1);
    let more = several.then(|| {
        said!(
            "Of several things that are wrong the worst is named; `--explain` tells all of them.",
            "同一项有多个问题时只写最严重的一个；用 `--explain` 可看全部。"
        )
    });
    let accounts = count(left_out, "account");
    let out = (left_out > 0).then(|| {
        said!(
            "Left out: {accounts} not active (prospects, dormant, lost), of which nothing is asked.",
            "未列出 {left_out} 个非合作中的客户（潜在、休眠、已流失）：对其不作要求。"
        )
    });
    more.into_iter().chain(out).collect()
}

/// How many accounts are fine, late or without, pillar by pillar; none where there is nothing to compare.
fn chart(told: &[Vec<PillarStanding<'_, '_>>]) -> Option<Chart> {
    const TONES: [Tone; 3] = [Tone::Good, Tone::Warn, Tone::Bad];
    let of = |pillar: Pillar, standing: Standing| {
        let such = |one: &&PillarStanding<'_, '_>| one.pillar == pillar && one.standing == Some(standing);
        told.iter().flatten().filter(such).count()
    };
    let marks = Pillar::ALL.iter().map(|pillar| Mark {
        label: pillar.word().into(),
        values: Standing::ALL.iter().map(|standing| Some(Decimal::from(of(*pillar, *standing)))).collect(),
        tone: Tone::None,
    });
    let series = Standing::ALL.iter().zip(TONES).map(|(standing, tone)| Series {
        title: standing.word(),
        tone,
    });
    let wrong = |pillar: &Pillar| of(*pillar, Standing::Late) + of(*pillar, Standing::Missing);
    let parts = |word: fn(&Pillar) -> &'static str, comma: &str| {
        let parts = Pillar::ALL.iter().map(|pillar| format!("{} {}", word(pillar), wrong(pillar)));
        parts.collect::<Vec<_>>().join(comma)
    };
    let accounts = count(told.len() as i64, "account");
    let (en, zh, n) = (
        parts(|pillar| pillar.word().en, ", "),
        parts(|pillar| pillar.word().zh, "、"),
        told.len(),
    );
    (told.len() > 1).then(|| Chart {
        name: "standings",
        title: word!("Accounts by pillar", "各项状态（客户数）"),
        summary: said!(
            "Of {accounts}, late or missing: {en}.",
            "共 {n} 个客户，其中滞后或缺失的：{zh}。"
        ),
        form: Form::Columns,
        unit: Unit::Number,
        series: series.collect(),
        marks: marks.collect(),
        guide: None,
    })
}

#[cfg(test)]
mod tests;

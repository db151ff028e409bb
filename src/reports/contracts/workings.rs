//! What is behind the figures of a contract's row: the obligations, and how dates, rates and penalties came
//! about.

use crate::facts::ledger::{Commitment, Source, State, exposure};
use crate::facts::rate::Rate;
use crate::model::Kind;
use crate::model::contract::Party;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::money::Money;
use crate::values::term::{Term, TermUnit};

use super::super::{Ask, lines};
use super::super::rows::{Spot, Trail};
use super::Line;

/// The trail of one row.
pub(super) fn trail(line: &Line<'_, '_, '_>, ask: &Ask<'_>) -> Trail {
    let (facts, contract) = (line.facts, line.contract);
    let mut trail = Trail::of(ask);
    trail.whole_row(|| Spot::of(Kind::Contract, contract, Route::RECORD));
    if let (Some(deadline), Some(term), Some(notice)) = (line.deadline(), line.term, contract.notice) {
        trail.figure("notice_deadline", || Spot::of(Kind::Contract, contract, Route::key("notice")));
        let (end, en, zh) = (term.end, notice.to_string(), in_chinese(notice));
        trail.working("notice_deadline", || said!("{end} − {en} = {deadline}", "{end} 往前 {zh} = {deadline}"));
    }
    for (key, party) in [("us_on_time", Party::Us), ("customer_on_time", Party::Customer)] {
        let Some(rate) = line.on_time(party).filter(|rate| rate.of > 0) else { continue };
        let counted = line.owed.iter().filter(|one| is_obligation(one, party) && one.was_due_before(facts.as_of));
        trail.figures(key, || counted.map(|one| Spot::commitment(facts, one)));
        trail.working(key, || of_rate(rate));
    }
    let late: Vec<_> = line.owed.iter().filter_map(|one| Some((*one, exposure(facts, one)?))).collect();
    if line.exposure.is_some() && !late.is_empty() {
        trail.figures("exposure", || late.iter().map(|(one, _)| Spot::commitment(facts, one)));
        trail.working("exposure", || {
            let parts: Vec<Said> = late.iter().map(|(one, (cost, of))| {
                let amount = cost.rounded(of.currency.minor_units());
                of_penalty(line, one, *of, Money { amount, ..*of })
            }).collect();
            joined(&parts)
        });
    }
    trail
}

fn is_obligation(one: &Commitment<'_>, party: Party) -> bool {
    one.source == Source::Obligation && one.party == party
}

fn of_rate(rate: Rate) -> Said {
    let (kept, of) = (rate.kept, rate.of);
    let percent = rate.percent().map_or_else(String::new, |percent| percent.text(1));
    said!(
        "{kept} met on time of {of} that were due: {kept} / {of} × 100 = {percent}",
        "已到期 {of} 项，按时履行 {kept} 项：{kept} ÷ {of} × 100 = {percent}"
    )
}

fn of_penalty(line: &Line<'_, '_, '_>, one: &Commitment<'_>, of: Money, cost: Money) -> Said {
    let obligation = line.contract.obligation.get(one.part as usize);
    let penalty = obligation.and_then(|obligation| obligation.penalty.as_ref());
    let title = obligation.map_or("", |obligation| obligation.title);
    let per_day = penalty.map_or_else(String::new, |penalty| penalty.per_day.0.normalize().to_string());
    let days = one.days_late;
    let cap = penalty.and_then(|penalty| penalty.cap.as_ref()).map(|cap| cap.0.normalize());
    let (cap_en, cap_zh) = cap.map_or_else(Default::default, |cap| (format!(", at most {cap} %"), format!("，最高 {cap}%")));
    let (days_en, so_far) = (crate::say::count(days, "day"), one.state == State::Overdue);
    let (far_en, far_zh) = if so_far { (" so far", "至今 ") } else { ("", "") };
    let (of, cost) = (lines::money(of), lines::money(cost));
    said!(
        "{title}: {of} × {per_day} % a day × {days_en} late{cap_en} = {cost}{far_en}",
        "{title}：{of} × 每日 {per_day}% × 逾期 {days} 天{cap_zh} = {far_zh}{cost}"
    )
}

fn joined(parts: &[Said]) -> Said {
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    Said {
        en: en.join("; "),
        zh: zh.join("；"),
    }
}

/// A span as it is said in Chinese.
fn in_chinese(span: Term) -> String {
    let unit = match span.unit {
        TermUnit::Minute => "分钟",
        TermUnit::Hour => "小时",
        TermUnit::WorkingHour => "个工作小时",
        TermUnit::Day => "天",
        TermUnit::WorkingDay => "个工作日",
        TermUnit::Week => "周",
        TermUnit::Month => "个月",
    };
    format!("{} {unit}", span.count)
}

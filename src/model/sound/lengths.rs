//! Lengths that only a mistyped year makes: they are told once, never counted out day by day.

use super::{Judge, measuring_periods};
use crate::model::contract::{Contract, Obligation};
use crate::model::goal::Goal;
use crate::place::Route;
use crate::said;
use crate::values::date::Date;

/// A goal lasts so many years at most.
const YEARS: i64 = 50;
/// So many dates or measuring periods at most.
const TIMES: u32 = 5_000;
/// The first year of a date; the last one is [`LAST_YEAR`].
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2200;
/// The year that stands for no end.
const ENDLESS: i16 = 9999;

/// Judges a goal's period and how often its KPIs are measured; whether its period can be gone through.
pub(super) fn of_goal(goal: &Goal<'_>, judge: &mut Judge<'_, '_, '_, '_>) -> bool {
    let period = goal.period;
    if period.first().year() < FIRST_YEAR || period.last().year() > LAST_YEAR || period.days() > YEARS * 366 {
        judge.bad(
            Route::key("period"),
            said!(
                "`{period}` is no period of a goal: it is longer than {YEARS} years, or not in our time",
                "目标期间 `{period}` 不合理：超过 {YEARS} 年，或年份有误"
            ),
            said!("is a year mistyped?", "请检查年份是否写错"),
        );
        return false;
    }
    let mut sound = true;
    for (at, kpi) in goal.kpi.iter().enumerate() {
        if measuring_periods(goal, kpi).nth(TIMES as usize).is_some() {
            sound = false;
            judge.bad(
                Route::in_part("kpi", at, "measured"),
                said!(
                    "KPI `{id}` would be measured more than {TIMES} times in {period}",
                    "KPI `{id}` 在 {period} 内的考核次数超过 {TIMES} 次",
                    id = &*kpi.id
                ),
                said!(
                    "measure it less often, or shorten the period",
                    "请降低考核频率，或缩短目标期间"
                ),
            );
        }
    }
    sound
}

/// Judges a contract's term.
pub(super) fn of_contract(contract: &Contract<'_>, judge: &mut Judge<'_, '_, '_, '_>) {
    for (key, date) in [("start", contract.start), ("end", contract.end)] {
        if !in_our_time(date) {
            year(Route::key(key), date, judge);
            // Its recurring obligations run along the term.
            judge.broken.push("obligation");
        }
    }
}

/// Judges how many dates a recurring obligation has.
pub(super) fn of_obligation(
    contract: &Contract<'_>,
    obligation: &Obligation<'_>,
    at: usize,
    judge: &mut Judge<'_, '_, '_, '_>,
) {
    let Some(every) = obligation.every else { return };
    for (key, date) in [("from", obligation.from), ("until", obligation.until)] {
        if let Some(date) = date.filter(|date| !in_our_time(*date)) {
            return year(Route::in_part("obligation", at, key), date, judge);
        }
    }
    let from = obligation.from.unwrap_or(contract.start);
    let until = obligation.until.unwrap_or(contract.end);
    if in_our_time(from) && until.year() <= LAST_YEAR && every.after(from, TIMES) <= until {
        judge.bad(
            Route::in_part("obligation", at, "every"),
            said!(
                "obligation `{id}` would be due more than {TIMES} times from {from} to {until}",
                "义务 `{id}` 从 {from} 到 {until} 须履行超过 {TIMES} 次",
                id = &*obligation.id
            ),
            said!(
                "let it recur less often, or end sooner",
                "请降低重复频率，或提前结束日期"
            ),
        );
    }
}

fn in_our_time(date: Date) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) || date.year() == ENDLESS
}

fn year(route: Route, date: Date, judge: &mut Judge<'_, '_, '_, '_>) {
    judge.bad(
        route,
        said!(
            "{date} is not between {FIRST_YEAR} and {LAST_YEAR}",
            "{date} 不在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间"
        ),
        said!("is the year mistyped?", "请检查年份是否写错"),
    );
}

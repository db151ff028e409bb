//! How a KPI's actual figure came about: out of the actuals that people wrote, or of other records where it
//! is computed from them.

use crate::facts::kpi::{Course, counts_from};
use crate::facts::sales::Basis;
use crate::facts::money::Total;
use crate::facts::{contact, measures, sales, satisfaction, service};
use crate::model::goal::{Actual, Combine, Computed};
use crate::model::request::RequestType;
use crate::model::settings::ComplaintBase;
use crate::model::{self, Kind, sound};
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::number::plain;
use crate::values::period::Period;

use super::super::super::rows::{Spot, Trail};
use super::super::{Line, rounded};
use super::{bracketed, precise};

/// Tells the records behind the actual figure, and its formula; where there is none, why.
pub(super) fn tell(line: &Line<'_, '_, '_>, trail: &mut Trail) {
    match line.kpi.computed {
        Some(what) if line.of_goal.course != Course::Ahead => computed(line, what, trail),
        Some(_) | None => written(line, trail),
    }
}

fn written(line: &Line<'_, '_, '_>, trail: &mut Trail) {
    let mut counted: Vec<(usize, &Actual<'_>)> = line.goal.actual.iter().enumerate().collect();
    counted.retain(|(_, actual)| actual.kpi.0 == line.kpi.id.0 && counts_from(actual) <= line.facts.as_of);
    counted.sort_by_key(|(_, actual)| actual.period.last());
    trail.figures("actual", || {
        let spot = |at| Spot::part(model::Kind::Goal, line.goal, line.kpi.id.0, Route::part("actual", at));
        counted.iter().map(|(at, _)| spot(*at)).collect::<Vec<_>>()
    });
    trail.working("actual", || match &line.standing.actual {
        Some(actual) => combined(line, &counted, &result(line, actual)),
        None if line.standing.known => none(line),
        None => said!("not known: it could not be read", "未知：相关内容无法读取"),
    });
}

/// Why there is no figure.
fn none(line: &Line<'_, '_, '_>) -> Said {
    let (first, last, as_of) = (line.goal.period.first(), line.goal.period.last(), line.facts.as_of);
    match line.of_goal.course {
        Course::Ahead => said!("none yet: the period begins on {first}", "暂无：期间于 {first} 开始"),
        Course::Running => said!("none yet: nothing was measured by {as_of}", "暂无：截至 {as_of} 尚未填报"),
        Course::Over => said!(
            "missing: nothing was measured, and the period ended on {last}",
            "缺失：期间已于 {last} 结束，但没有填报"
        ),
    }
}

fn result(line: &Line<'_, '_, '_>, actual: &Figure) -> String {
    plain(rounded(line.kpi, actual))
}

/// A figure of one measuring period as it was written, fit for a formula.
fn own(actual: &Actual<'_>, times: &str) -> String {
    match (actual.value, actual.num, actual.den) {
        (Some(value), _, _) => bracketed(value.to_string()),
        (None, Some(num), Some(den)) => format!("{num} / {den}{times}"),
        (None, Some(_) | None, None) | (None, None, Some(_)) => String::new(),
    }
}

fn combined(line: &Line<'_, '_, '_>, counted: &[(usize, &Actual<'_>)], result: &str) -> Said {
    let times = if line.kpi.unit == Some("%") { " × 100" } else { "" };
    let all: Vec<&Actual<'_>> = counted.iter().map(|(_, actual)| *actual).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return said!("{result}", "{result}");
    };
    let periods = match all.len() {
        1 => {
            let period = last.period;
            said!("{period}", "{period}")
        }
        n => {
            let (from, to) = (first.period, last.period);
            said!("{n} periods, {from} to {to}", "{from} 至 {to} 共 {n} 期")
        }
    };
    let (en, zh) = (periods.en, periods.zh);
    if all.iter().all(|actual| actual.num.is_some()) {
        let sum = |of: fn(&Actual<'_>) -> String| added(all.iter().map(|actual| of(actual)).collect());
        let num = sum(|actual| actual.num.map_or_else(String::new, |num| num.to_string()));
        let den = sum(|actual| actual.den.map_or_else(String::new, |den| den.to_string()));
        return said!("{num} / {den}{times} = {result} ({en})", "{num} / {den}{times} = {result}（{zh}）");
    }
    let figures: Vec<String> = all.iter().map(|actual| own(actual, times)).collect();
    if let [only] = figures.as_slice() {
        return equal(only, result, &en, &zh);
    }
    let listed = figures.join(", ");
    match sound::combine(line.kpi) {
        Combine::Last => {
            let (period, own) = (last.period, own(last, times));
            let n = all.len();
            let said = equal(&own, result, &period.to_string(), &period.to_string());
            let (en, zh) = (said.en, said.zh);
            said!("the last of {n}: {en}", "取 {n} 期中最近一期：{zh}")
        }
        Combine::Sum => {
            let sum = figures.join(" + ");
            said!("{sum} = {result} ({en})", "{sum} = {result}（{zh}）")
        }
        Combine::Average => {
            let (sum, n) = (added(figures), all.len());
            said!("{sum} / {n} = {result} ({en})", "{sum} / {n} = {result}（{zh}）")
        }
        Combine::Max => said!("the highest of {listed} = {result} ({en})", "{listed} 中最高为 {result}（{zh}）"),
        Combine::Min => said!("the lowest of {listed} = {result} ({en})", "{listed} 中最低为 {result}（{zh}）"),
    }
}

/// What was written, and what it comes to where that is another number.
fn equal(own: &str, result: &str, en: &str, zh: &str) -> Said {
    if own.contains('/') {
        said!("{own} = {result} ({en})", "{own} = {result}（{zh}）")
    } else {
        said!("{own} ({en})", "{own}（{zh}）")
    }
}

/// `(1 + 2)`, in brackets where there is more than one.
fn added(terms: Vec<String>) -> String {
    if terms.len() > 1 { format!("({})", terms.join(" + ")) } else { terms.concat() }
}

/// A figure out of other records: the formula over them, and which they are.
fn computed(line: &Line<'_, '_, '_>, what: Computed, trail: &mut Trail) {
    let facts = line.facts;
    let (Some(account), true) = (facts.book.accounts.position(line.goal.account.0), line.standing.known) else {
        trail.working("actual", || said!("not known: it could not be read", "未知：相关内容无法读取"));
        return;
    };
    let period = &line.goal.period;
    sources(line, what, account, period, trail);
    trail.working("actual", || {
        let (word, first) = (what.word(), period.first());
        let until = period.last().min(facts.as_of);
        let (en, zh) = (word.en, word.zh);
        match &line.standing.actual {
            Some(actual) => {
                let formula = formula(line, what, account, period, &result(line, actual));
                let (how_en, how_zh) = (formula.en, formula.zh);
                said!("{en}, {first} to {until}: {how_en}", "{zh}，{first} 至 {until}：{how_zh}")
            }
            None => {
                let why = why_not(line, what, account, period);
                let (why_en, why_zh) = (why.en, why.zh);
                said!("{en}, {first} to {until}: {why_en}", "{zh}，{first} 至 {until}：{why_zh}")
            }
        }
    });
}

/// Why a measure has no figure.
fn why_not(line: &Line<'_, '_, '_>, what: Computed, account: usize, period: &Period) -> Said {
    let (facts, book) = (line.facts, line.facts.book);
    let kinds = measures::drawn_from(what, book.settings.complaints);
    let id = book.accounts.all[account].id;
    let revenue = match what {
        Computed::OrderRevenue | Computed::OrderGrowth => sales::revenue(facts, account, Some(period)).total,
        Computed::Csat | Computed::Nps | Computed::ComplaintRate | Computed::OnTimeDelivery => Total::default(),
        Computed::ResponseSla | Computed::ResolutionSla | Computed::ContactCoverage => Total::default(),
    };
    if revenue.unread > 0 || kinds.iter().any(|kind| book.blind(*kind, Some(id))) {
        return said!("not known: not all of the records could be read", "未知：有记录无法读取");
    }
    if revenue.unwritten > 0 {
        return said!(
            "not known: an order has neither an amount nor lines",
            "未知：有订单既没有金额也没有明细"
        );
    }
    let currencies: Vec<String> = revenue.without_rate.iter().map(ToString::to_string).collect();
    if !currencies.is_empty() {
        let (en, zh) = (currencies.join(", "), currencies.join("、"));
        return said!("not known: kam.toml has no rate for {en}", "未知：kam.toml 中没有 {zh} 的汇率");
    }
    said!("nothing to work it out from", "没有可用于计算的记录")
}

fn formula(line: &Line<'_, '_, '_>, what: Computed, account: usize, period: &Period, result: &str) -> Said {
    let (facts, within) = (line.facts, Some(period));
    match what {
        Computed::OrderRevenue => revenue(&sales::revenue(facts, account, within), result),
        Computed::OrderGrowth => {
            let of = |period: &Period| sales::revenue(facts, account, Some(period)).figure().map(precise);
            let before = sales::period_before(period);
            let (now, then) = (of(period).unwrap_or_default(), of(&before).unwrap_or_default());
            said!(
                "({now} / {then} − 1) × 100 = {result} (against {before})",
                "({now} / {then} − 1) × 100 = {result}（与 {before} 相比）"
            )
        }
        Computed::OnTimeDelivery => {
            let rate = sales::on_time(facts, account, within);
            let (kept, of) = (rate.kept, rate.of);
            said!(
                "{kept} on time / {of} promised × 100 = {result}",
                "准时 {kept} 单 / 承诺交付 {of} 单 × 100 = {result}"
            )
        }
        Computed::Csat => {
            let all = satisfaction::of_account(facts, account, within).all;
            let (top, of) = (all.top, all.of);
            said!(
                "{top} answers in the top two boxes / {of} answers × 100 = {result}",
                "最高两档 {top} 个 / 全部评分 {of} 个 × 100 = {result}"
            )
        }
        Computed::Nps => {
            let found = satisfaction::of_account(facts, account, within).recommendation;
            let (up, down, of) = (found.promoters, found.detractors, found.of);
            said!(
                "({up} promoters − {down} detractors) / {of} answers × 100 = {result}",
                "(推荐者 {up} 人 − 贬损者 {down} 人) / 回答 {of} 人 × 100 = {result}"
            )
        }
        Computed::ComplaintRate => complaints(line, account, period, result),
        Computed::ResponseSla | Computed::ResolutionSla => {
            let found = service::of_account(facts, account, within);
            let rate = if what == Computed::ResponseSla { found.respond } else { found.resolve };
            let (kept, of) = (rate.kept, rate.of);
            said!(
                "{kept} clocks met / {of} clocks that ended or ran out × 100 = {result}",
                "达标 {kept} 次 / 已结束或超时的计时 {of} 次 × 100 = {result}"
            )
        }
        Computed::ContactCoverage => {
            let rate = contact::of_account(facts, account, within).unwrap_or_default();
            let (kept, of) = (rate.kept, rate.of);
            said!(
                "{kept} gaps within the limit / {of} gaps between contacts × 100 = {result}",
                "未超限的间隔 {kept} 个 / 联系间隔 {of} 个 × 100 = {result}"
            )
        }
    }
}

fn revenue(found: &sales::Revenue, result: &str) -> Said {
    match found.basis {
        Basis::Orders => {
            let (n, orders) = (found.orders, count(found.orders, "order"));
            said!("the sum of {orders} = {result}", "{n} 个订单合计 = {result}")
        }
        Basis::Table(years) => {
            let n = count(years, "year");
            said!("the account's own revenue of {n} = {result}", "客户档案中 {years} 年的收入合计 = {result}")
        }
    }
}

fn complaints(line: &Line<'_, '_, '_>, account: usize, period: &Period, result: &str) -> Said {
    let facts = line.facts;
    let requests = service::requests_of(facts, account, Some(period));
    let n = requests.iter().filter(|at| is_complaint(line, **at)).count();
    match facts.book.settings.complaints {
        ComplaintBase::Requests => {
            let of = requests.len();
            said!("{n} complaints / {of} requests × 100 = {result}", "投诉 {n} 件 / 服务请求 {of} 件 × 100 = {result}")
        }
        ComplaintBase::Orders => {
            let orders = facts.of_account[account].orders.iter();
            let dated = orders.map(|at| facts.book.orders.all[*at as usize].date);
            let of = dated.filter(|date| period.contains(*date) && *date <= facts.as_of).count();
            said!("{n} complaints / {of} orders × 100 = {result}", "投诉 {n} 件 / 订单 {of} 个 × 100 = {result}")
        }
    }
}

fn is_complaint(line: &Line<'_, '_, '_>, at: u32) -> bool {
    line.facts.book.requests.all[at as usize].sort == RequestType::Complaint
}

/// The records that a measure was worked out from.
fn sources(line: &Line<'_, '_, '_>, what: Computed, account: usize, period: &Period, trail: &mut Trail) {
    let facts = line.facts;
    let all = |kind, positions: Vec<usize>| positions.into_iter().map(move |at| Spot::record(facts, kind, at));
    let dated = |date| period.contains(date) && date <= facts.as_of;
    let of = &facts.of_account[account];
    match what {
        Computed::OrderRevenue | Computed::OrderGrowth => {
            let before = (what == Computed::OrderGrowth).then(|| sales::period_before(period));
            for period in before.iter().chain([period]) {
                match sales::revenue(facts, account, Some(period)).basis {
                    Basis::Orders => trail.figures("actual", || {
                        let orders = sales::orders_of(facts, account, Some(period));
                        orders.map(|order| Spot::of(Kind::Order, order, Route::key("date")))
                    }),
                    Basis::Table(_) => trail.figure("actual", || {
                        Spot::of(Kind::Account, &facts.book.accounts.all[account], Route::key("revenue"))
                    }),
                }
            }
        }
        Computed::OnTimeDelivery => trail.figures("actual", || {
            let orders = sales::promised(facts, account, Some(period));
            orders.map(|order| Spot::of(Kind::Order, order, Route::key("promised")))
        }),
        Computed::Csat | Computed::Nps => trail.figures("actual", || {
            let surveys = of.surveys.iter().map(|at| *at as usize);
            all(Kind::Survey, surveys.filter(|at| dated(facts.book.surveys.all[*at].date)).collect())
        }),
        Computed::ComplaintRate => trail.figures("actual", || {
            let requests = service::requests_of(facts, account, Some(period)).iter();
            let complaints = requests.filter(|at| is_complaint(line, **at));
            all(Kind::Request, complaints.map(|at| *at as usize).collect())
        }),
        Computed::ResponseSla | Computed::ResolutionSla => trail.figures("actual", || {
            let requests = service::requests_of(facts, account, Some(period)).iter();
            all(Kind::Request, requests.map(|at| *at as usize).collect())
        }),
        Computed::ContactCoverage => trail.figures("actual", || {
            let interactions = of.interactions.iter().map(|at| *at as usize);
            let counts = |at: &usize| {
                let one = &facts.book.interactions.all[*at];
                dated(one.date) && contact::qualifies(one)
            };
            all(Kind::Interaction, interactions.filter(counts).collect())
        }),
    }
}

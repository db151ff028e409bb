//! What single keys cannot tell: values that are impossible only beside others of the same record.

use crate::model::contract::{Clause, Contract, Obligation};
use crate::model::goal::{Better, Combine, Computed, Goal, Kpi, KpiTarget};
use crate::model::survey::Survey;
use crate::model::{Common, Data};
use crate::place::{Route, resolve_among};
use crate::said;
use crate::say::Said;
use crate::shape::Reader;
use crate::syntax::Node;
use crate::values::number::{Decimal, plain};

mod actuals;
mod lengths;
mod lost;

struct Judge<'j, 'a, 'r, 't> {
    root: &'j Node<'a>,
    reader: &'r mut Reader<'a, 't>,
    broken: &'j mut Vec<&'static str>,
}

impl Judge<'_, '_, '_, '_> {
    fn bad(&mut self, route: Route, message: Said, help: Said) {
        self.broken.push(route.top());
        let place = resolve_among(self.root, route, &self.reader.dropped);
        self.reader.bad_value(place, message, help);
    }
}

/// Judges a record that was read; what is impossible is marked as unread.
pub fn check<'a>(
    data: &Data<'a>,
    common: &Common<'a>,
    root: &Node<'a>,
    reader: &mut Reader<'a, '_>,
    broken: &mut Vec<&'static str>,
) {
    let mut judge = Judge { root, reader, broken };
    match data {
        Data::Person(person) => {
            email(&mut judge, Route::key("email"), person.email);
            if let Some(phone) = person.phone
                && let Err(why) = crate::values::identifier::phone(phone)
            {
                judge.bad(
                    Route::key("phone"),
                    why,
                    said!("write it as +8613800000000", "请写成 +8613800000000 的形式"),
                );
            }
        }
        Data::Account(account) => {
            for (at, contact) in account.contact.iter().enumerate() {
                email(&mut judge, Route::in_part("contact", at, "email"), contact.email);
            }
        }
        Data::Contract(contract) => of_contract(contract, &mut judge),
        Data::Goal(goal) => of_goal(goal, &mut judge),
        Data::Survey(survey) => of_survey(survey, &mut judge),
        Data::Task(_)
        | Data::Interaction(_)
        | Data::Review(_)
        | Data::Improvement(_)
        | Data::Opportunity(_)
        | Data::Order(_)
        | Data::Request(_) => {}
    }
    if let Some(owner) = owner(data) {
        for (at, waive) in common.waive.iter().enumerate() {
            if waive.by.0 == owner {
                judge.bad(
                    Route::in_part("waive", at, "by"),
                    said!(
                        "`{owner}` owns this record and cannot excuse it",
                        "`{owner}` 是该记录的负责人，不能自己豁免",
                        owner = owner
                    ),
                    said!("somebody else must answer for the waiver", "豁免须由负责人以外的人批准"),
                );
            }
        }
    }
}

fn email(judge: &mut Judge<'_, '_, '_, '_>, route: Route, email: Option<&str>) {
    let Some(text) = email else { return };
    let sound = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !text.contains(char::is_whitespace)
    });
    if !sound {
        judge.bad(
            route,
            said!(
                "`{text}` is no e-mail address",
                "`{text}` 不是有效的邮箱地址",
                text = text
            ),
            said!("an address such as li@example.com", "例如 li@example.com"),
        );
    }
}

/// Who answers for a record.
pub fn owner<'a>(data: &Data<'a>) -> Option<&'a str> {
    match data {
        Data::Person(_) | Data::Review(_) | Data::Order(_) | Data::Interaction(_) => None,
        Data::Account(account) => account.owner.map(|owner| owner.0),
        Data::Contract(contract) => Some(contract.owner.0),
        Data::Goal(goal) => Some(goal.owner.0),
        Data::Task(task) => Some(task.owner.0),
        Data::Survey(survey) => Some(survey.owner.0),
        Data::Improvement(improvement) => Some(improvement.owner.0),
        Data::Opportunity(opportunity) => Some(opportunity.owner.0),
        Data::Request(request) => request.owner.map(|owner| owner.0),
    }
}

fn of_contract(contract: &Contract<'_>, judge: &mut Judge<'_, '_, '_, '_>) {
    for (at, clause) in contract.clause.iter().enumerate() {
        let Clause { topic: _, text, place } = clause;
        match (text, place) {
            (Some(_), None) | (None, Some(_)) => {}
            (Some(_), Some(_)) => judge.bad(
                Route::in_part("clause", at, "where"),
                said!(
                    "the clause has both `text` and `where`",
                    "该条款同时写了 `text` 和 `where`"
                ),
                said!(
                    "one of the two: its words, or its place in the document",
                    "二者写其一：条款原文，或它在合同中的位置"
                ),
            ),
            (None, None) if judge.lost::<Clause<'_>>("clause", at, &[("text", false), ("where", false)]) => {}
            (None, None) => judge.bad(
                Route::in_part("clause", at, "topic"),
                said!(
                    "the clause has neither `text` nor `where`",
                    "该条款既没有 `text`，也没有 `where`"
                ),
                said!(
                    "one of the two: its words, or its place in the document",
                    "二者写其一：条款原文，或它在合同中的位置"
                ),
            ),
        }
    }
    lengths::of_contract(contract, judge);
    for (at, obligation) in contract.obligation.iter().enumerate() {
        lengths::of_obligation(contract, obligation, at, judge);
        of_obligation(obligation, at, judge);
    }
}

fn of_obligation(obligation: &Obligation<'_>, at: usize, judge: &mut Judge<'_, '_, '_, '_>) {
    match (obligation.due, &obligation.every) {
        (Some(_), Some(_)) => judge.bad(
            Route::in_part("obligation", at, "every"),
            said!(
                "obligation `{id}` has both `due` and `every`",
                "义务 `{id}` 同时写了 `due` 和 `every`",
                id = &*obligation.id
            ),
            said!(
                "one of the two: a single date, or how often",
                "二者写其一：单次日期，或重复频率"
            ),
        ),
        (None, None) if judge.lost::<Obligation<'_>>("obligation", at, &[("due", false), ("every", false)]) => {}
        (None, None) => judge.bad(
            Route::part("obligation", at),
            said!(
                "obligation `{id}` has neither `due` nor `every`",
                "义务 `{id}` 既没有 `due`，也没有 `every`",
                id = &*obligation.id
            ),
            said!(
                "one of the two: a single date, or how often",
                "二者写其一：单次日期，或重复频率"
            ),
        ),
        (Some(_), None) | (None, Some(_)) => {}
    }
}

fn of_survey(survey: &Survey<'_>, judge: &mut Judge<'_, '_, '_, '_>) {
    if judge.broken.contains(&"scale") {
        return;
    }
    let top = survey.scale.0;
    for (at, response) in survey.response.iter().enumerate() {
        for (dimension, answer) in response.answers.iter() {
            if answer.0 > top {
                let item = response
                    .answers
                    .iter()
                    .position(|(other, _)| other == dimension)
                    .unwrap_or(0);
                judge.bad(
                    Route::in_part("response", at, "answers").item(item),
                    said!(
                        "the answer {answer} to `{dimension}` is above the scale's top {top}",
                        "`{dimension}` 的评分 {answer} 超过了最高分 {top}",
                        answer = answer.0,
                        dimension = dimension.0,
                        top = top
                    ),
                    said!("answers run from 1 to `scale`", "评分应在 1 到 `scale` 之间"),
                );
            }
        }
    }
}

fn of_goal(goal: &Goal<'_>, judge: &mut Judge<'_, '_, '_, '_>) {
    for (at, kpi) in goal.kpi.iter().enumerate() {
        zero(kpi, at, judge);
        if kpi.computed.is_some() && kpi.combine.is_some() {
            judge.bad(
                Route::in_part("kpi", at, "combine"),
                said!(
                    "KPI `{id}` is computed, so it has no `combine`",
                    "KPI `{id}` 由系统计算，不能再写 `combine`",
                    id = &*kpi.id
                ),
                said!("take `combine` out", "请去掉 `combine`"),
            );
        }
    }
    if !lengths::of_goal(goal, judge) {
        return;
    }
    for (at, actual) in goal.actual.iter().enumerate() {
        actuals::of_actual(goal, actual, at, judge);
    }
}

/// `zero_at` must lie on the wrong side of the target, and be written where its default does not.
fn zero(kpi: &Kpi<'_>, at: usize, judge: &mut Judge<'_, '_, '_, '_>) {
    let KpiTarget::Value(target) = kpi.target else { return };
    let keys = [
        ("better", kpi.better.is_some()),
        ("zero_at", kpi.zero_at.is_some()),
        ("computed", kpi.computed.is_some()),
    ];
    if judge.lost::<Kpi<'_>>("kpi", at, &keys) {
        return;
    }
    let better = kpi.better.unwrap_or(Better::Higher);
    let id = &*kpi.id;
    let shown = plain(target);
    match (kpi.zero_at, better) {
        (Some(zero), Better::Higher) if zero >= target => judge.bad(
            Route::in_part("kpi", at, "zero_at"),
            said!(
                "`zero_at` of KPI `{id}` is not below its target {shown}",
                "KPI `{id}` 的 `zero_at` 应低于目标值 {shown}",
                id = id,
                shown = shown
            ),
            said!(
                "higher is better: the value worth 0 % lies below the target",
                "越高越好：零分值应低于目标值"
            ),
        ),
        (Some(zero), Better::Lower) if zero <= target => judge.bad(
            Route::in_part("kpi", at, "zero_at"),
            said!(
                "`zero_at` of KPI `{id}` is not above its target {shown}",
                "KPI `{id}` 的 `zero_at` 应高于目标值 {shown}",
                id = id,
                shown = shown
            ),
            said!(
                "lower is better: the value worth 0 % lies above the target",
                "越低越好：零分值应高于目标值"
            ),
        ),
        (None, Better::Higher) if target <= Decimal::ZERO && kpi.computed != Some(Computed::Nps) => {
            need_zero(id, &shown, at, judge);
        }
        (None, Better::Higher) if target <= Decimal::ZERO => need_zero(id, &shown, at, judge),
        (None, Better::Lower) if target < Decimal::ZERO => need_zero(id, &shown, at, judge),
        (Some(_) | None, Better::Higher | Better::Lower) => {}
    }
}

fn need_zero(id: &str, shown: &str, at: usize, judge: &mut Judge<'_, '_, '_, '_>) {
    judge.bad(
        Route::in_part("kpi", at, "target"),
        said!(
            "KPI `{id}` with the target {shown} needs `zero_at`",
            "KPI `{id}` 的目标值为 {shown}，须写明 `zero_at`",
            id = id,
            shown = shown
        ),
        said!("say which value is worth 0 %", "请写明得 0 分的数值"),
    );
}

/// The measuring periods of a KPI: those of its `measured` that end within the goal; once, over the
/// goal's period, when that is not written.
pub fn measuring_periods(goal: &Goal<'_>, kpi: &Kpi<'_>) -> impl Iterator<Item = crate::values::period::Period> {
    let (several, once) = match kpi.measured {
        Some(measured) => (Some(goal.period.units_within(measured.every)), None),
        None => (None, Some(goal.period)),
    };
    several.into_iter().flatten().chain(once)
}

/// How a KPI's measuring periods make the goal's figure.
pub fn combine(kpi: &Kpi<'_>) -> Combine {
    match kpi.computed {
        Some(Computed::OrderRevenue) => Combine::Sum,
        Some(_) | None => kpi.combine.unwrap_or(Combine::Last),
    }
}

//! The figures that people type: a value or a rate, for a measuring period of their KPI, once.

use crate::model::goal::{Actual, Goal, Kpi};
use crate::place::Route;
use crate::said;

use super::{Judge, measuring_periods};

pub(super) fn of_actual(goal: &Goal<'_>, actual: &Actual<'_>, at: usize, judge: &mut Judge<'_, '_, '_, '_>) {
    let help = || {
        said!(
            "either `value`, or `num` and `den` of a rate",
            "写 `value`，或写比率的 `num` 与 `den`"
        )
    };
    // Nothing of nothing adds nothing: the rates of a goal's periods are added up before they are divided.
    let by_zero = actual.den.is_some_and(|den| den.is_zero()) && actual.num.is_some_and(|num| !num.is_zero());
    let keys = [
        ("value", actual.value.is_some()),
        ("num", actual.num.is_some()),
        ("den", actual.den.is_some()),
    ];
    match (actual.value, actual.num, actual.den) {
        (Some(_), None, None) => {}
        (None, Some(_), Some(_)) if by_zero => judge.bad(
            Route::in_part("actual", at, "den"),
            said!("the rate is divided by 0", "比率的分母不能为 0"),
            said!(
                "leave the figure out where there was nothing to count",
                "没有可统计的数据时，请不要写这一条"
            ),
        ),
        (None, Some(_), Some(_)) => {}
        (Some(_), _, _) => judge.bad(
            Route::in_part("actual", at, "value"),
            said!(
                "the actual has both `value` and a rate",
                "该实际值同时写了 `value` 和比率"
            ),
            help(),
        ),
        (None, _, _) if judge.lost::<Actual<'_>>("actual", at, &keys) => {}
        (None, Some(_), None) | (None, None, Some(_)) => judge.bad(
            Route::in_part("actual", at, if actual.num.is_some() { "num" } else { "den" }),
            said!("half of the rate is missing", "比率只写了一半"),
            help(),
        ),
        (None, None, None) => judge.bad(
            Route::in_part("actual", at, "kpi"),
            said!("the actual has no value", "该实际值没有数值"),
            help(),
        ),
    }
    let Some((of, kpi)) = goal.kpi.iter().enumerate().find(|(_, kpi)| kpi.id.0 == actual.kpi.0) else {
        return;
    };
    if kpi.computed.is_some() {
        judge.bad(
            Route::in_part("actual", at, "kpi"),
            said!(
                "KPI `{id}` is computed from other records, not typed in",
                "KPI `{id}` 由系统从其他记录计算，不能手工填写",
                id = &*kpi.id
            ),
            said!(
                "take the actual out, or `computed`",
                "请去掉这条实际值，或去掉 `computed`"
            ),
        );
        return;
    }
    if !measuring_periods(goal, kpi).any(|period| period.same_days(&actual.period)) {
        if judge.lost::<Kpi<'_>>("kpi", of, &[("measured", kpi.measured.is_some())]) {
            return;
        }
        let every = kpi
            .measured
            .map_or_else(|| goal.period.to_string(), |measured| measured.every.to_string());
        judge.bad(
            Route::in_part("actual", at, "period"),
            said!(
                "`{period}` is no measuring period of KPI `{id}` (measured: {every}) within {goal}",
                "`{period}` 不是 KPI `{id}` 的考核期（频率：{every}，目标期间：{goal}）",
                period = actual.period,
                id = &*kpi.id,
                every = every,
                goal = goal.period
            ),
            said!(
                "write one of the KPI's measuring periods, or change `measured`",
                "请写该 KPI 的考核期，或修改 `measured`"
            ),
        );
    } else if goal.actual[..at]
        .iter()
        .any(|earlier| earlier.kpi == actual.kpi && earlier.period.same_days(&actual.period))
    {
        judge.bad(
            Route::in_part("actual", at, "period"),
            said!(
                "KPI `{id}` has a second actual for {period}",
                "KPI `{id}` 在 {period} 有两条实际值",
                id = &*kpi.id,
                period = actual.period
            ),
            said!("one figure for each measuring period", "每个考核期只写一条"),
        );
    }
}

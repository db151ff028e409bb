//! `contract-kpi-mismatch`: a KPI that is not what the contract promised.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::contract::ContractKpi;
use crate::model::goal::{Better, Goal, Kpi};
use crate::model::sound::measuring_periods;
use crate::place::Route;
use crate::said;
use crate::say::Said;

use super::adjustment_mismatch::shown;

crate::rule! {
    /// A KPI differs from the contract's KPI that it stands for.
    ///
    /// We steer by the goal and are held to the contract. Where they differ, we can be green all year and
    /// still be in breach.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/haichuan-msa.toml
    /// account = "haichuan"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[kpi]]
    /// id = "availability"
    /// name = "Availability"
    /// target = 99.9
    /// unit = "%"
    /// ```
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    /// contract = "haichuan-msa"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// #        ^^^^ KPI `uptime` is not what contract `haichuan-msa` promises as `availability`: target 99.5 instead of 99.9
    /// unit = "%"
    /// weight = 100
    /// contract_kpi = "availability"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/haichuan-msa.toml
    /// account = "haichuan"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[kpi]]
    /// id = "availability"
    /// name = "Availability"
    /// target = 99.9
    /// unit = "%"
    /// measured = "monthly"
    /// ```
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    /// contract = "haichuan-msa"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.90
    /// unit = "%"
    /// weight = 100
    /// measured = "monthly"
    /// contract_kpi = "availability"
    /// ```
    ///
    /// ## Way out
    ///
    /// Bring the KPI in line with the contract; where the customer agreed to something else, amend the
    /// contract. A harder aim of our own is a KPI of its own, without `contract_kpi`.
    Warning "contract-kpi-mismatch" Goals
    reads ["kpi", "contract", "period"]
    zh "KPI 与它所对应的合同 KPI 不一致。"
    "我们按目标管理，却要按合同承担责任。两者不一致，就可能全年都是绿灯，却仍然违约。"
    "请使 KPI 与合同一致；若客户同意了别的数值，请修订合同。若是自定的更高要求，请另设一项不带 `contract_kpi` 的 KPI。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for goal in &facts.book.goals {
        for (at, kpi) in goal.kpi.iter().enumerate() {
            let Some(promised) = kpi.contract_kpi else { continue };
            let Some(contract_id) = goal.contract else {
                let message = said!(
                    "KPI `{id}` stands for the contract's KPI `{promised}`, but its goal names no contract",
                    "KPI `{id}` 对应合同 KPI `{promised}`，但目标没有写明合同",
                    id = kpi.id.0,
                    promised = promised.0
                );
                let help = said!("write the goal's `contract`", "请填写目标的 `contract`");
                out.push(finding(goal, at, "contract_kpi", message, help));
                continue;
            };
            let Some(contract) = facts.book.contracts.get(contract_id.0) else {
                continue;
            };
            let promise = contract.kpi.iter().enumerate();
            let Some((promise_at, promise)) = promise
                .filter(|_| contract.sound(&["kpi"]))
                .find(|(_, one)| one.id.0 == promised.0)
            else {
                continue;
            };
            let differences = differences(goal, kpi, promise);
            let Some((key, _)) = differences.first() else { continue };
            let (mut en, mut zh) = (Vec::new(), Vec::new());
            for (_, said) in &differences {
                en.push(said.en.as_str());
                zh.push(said.zh.as_str());
            }
            let message = said!(
                "KPI `{id}` is not what contract `{contract}` promises as `{promised}`: {en}",
                "KPI `{id}` 与合同 `{contract}` 承诺的 `{promised}` 不一致：{zh}",
                id = kpi.id.0,
                contract = contract.id,
                promised = promised.0,
                en = en.join("; "),
                zh = zh.join("；")
            );
            let help = said!(
                "bring the KPI in line with the contract, or amend the contract",
                "请使 KPI 与合同一致，或修订合同"
            );
            let place = Place::new(contract.file, Route::in_part("kpi", promise_at, key));
            out.push(Finding {
                related: vec![(place, said!("what the contract promises", "合同的承诺"))],
                ..finding(goal, at, key, message, help)
            });
        }
    }
}

/// What differs: the key, and the words. Units are compared where both are written.
fn differences<'a>(goal: &Goal<'a>, kpi: &Kpi<'a>, promise: &ContractKpi<'a>) -> Vec<(&'static str, Said)> {
    let mut all = Vec::new();
    if kpi.target != promise.target {
        let said = said!(
            "target {ours} instead of {theirs}",
            "目标值为 {ours}，合同为 {theirs}",
            ours = shown(kpi.target),
            theirs = shown(promise.target)
        );
        all.push(("target", said));
    }
    if let (Some(ours), Some(theirs)) = (kpi.unit, promise.unit)
        && ours.trim() != theirs.trim()
    {
        let said = said!(
            "unit `{ours}` instead of `{theirs}`",
            "单位为 `{ours}`，合同为 `{theirs}`"
        );
        all.push(("unit", said));
    }
    let better = kpi.better.unwrap_or(Better::Higher);
    if better != promise.better {
        let (ours, theirs) = (better.word(), promise.better.word());
        let said = said!(
            "{ours_en} is better instead of {theirs_en}",
            "{ours_zh}，合同为{theirs_zh}",
            ours_en = ours.en,
            theirs_en = theirs.en,
            ours_zh = ours.zh,
            theirs_zh = theirs.zh
        );
        all.push(("better", said));
    }
    if let Some(every) = promise.measured
        && !measuring_periods(goal, kpi)
            .map(|period| (period.first(), period.last()))
            .eq(goal
                .period
                .units_within(every)
                .map(|period| (period.first(), period.last())))
    {
        let Said { en: every, zh: often } = every.said();
        let said = said!(
            "not measured {every} as the contract says",
            "未按合同约定的频率（{often}）考核"
        );
        all.push(("measured", said));
    }
    all
}

fn finding<'a>(goal: &Record<'a, Goal<'a>>, at: usize, key: &'static str, message: Said, help: Said) -> Finding<'a> {
    let kpi = &goal.kpi[at];
    Finding {
        account: Some(goal.account.0),
        owner: Some(kpi.owner.unwrap_or(goal.owner).0),
        ..Finding::new(
            Place::new(goal.file, Route::in_part("kpi", at, key)),
            format!("goal/{}#{}", goal.id, kpi.id.0),
            message,
            help,
        )
    }
}

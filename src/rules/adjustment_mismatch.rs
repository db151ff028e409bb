//! `adjustment-mismatch`: a KPI that does not carry the value that its last adjustment gave it.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::goal::{AdjustedField, Adjustment, Better, Goal, Kpi, KpiTarget};
use crate::place::Route;
use crate::said;
use crate::values::number::{Decimal, plain};

crate::rule! {
    /// A KPI's value is not what its last adjustment says.
    ///
    /// The adjustments tell how a target came to be what it is, and who approved it. A value that differs
    /// was changed without that, or the change was approved and never made.
    ///
    /// ## Fails
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 98
    /// #        ^^ the target of KPI `uptime` is 98, but the adjustment of 2026-02-10 set it to 99
    /// weight = 100
    ///
    /// [[adjustment]]
    /// date = 2026-02-10
    /// kpi = "uptime"
    /// field = "target"
    /// from = 99.5
    /// to = 99
    /// reason = "The move to the new data centre"
    /// approved_by = "zhao"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99
    /// weight = 100
    ///
    /// [[adjustment]]
    /// date = 2026-02-10
    /// kpi = "uptime"
    /// field = "target"
    /// from = 99.5
    /// to = 99.0
    /// reason = "The move to the new data centre"
    /// approved_by = "zhao"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the approved value into the KPI; or, where the value was changed again, have that approved and
    /// add an `[[adjustment]]` of its own.
    Error "adjustment-mismatch" Goals
    reads ["kpi", "adjustment"]
    zh "KPI 的数值与最近一次调整的结果不一致。"
    "调整记录说明目标值是怎么来的、谁批准的。数值对不上，要么是未经批准擅自改动，要么是批准后没有落实。"
    "请把批准的数值写进 KPI；若后来又有变动，请经批准后另加一条 `[[adjustment]]`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for goal in facts.book.goals.iter().filter(|goal| !goal.adjustment.is_empty()) {
        for (at, kpi) in goal.kpi.iter().enumerate() {
            for field in AdjustedField::ALL {
                let of_field = |one: &&Adjustment<'a>| one.kpi.0 == kpi.id.0 && one.field == *field;
                let all = || goal.adjustment.iter().filter(of_field);
                let last = all().filter(|one| one.date <= facts.as_of).max_by_key(|one| one.date);
                let Some(last) = last.filter(|last| !carries(kpi, *field, last.to)) else {
                    continue;
                };
                // One that is dated ahead may stand in the KPI already.
                let ahead = all().filter(|one| one.date > facts.as_of);
                if !ahead.into_iter().any(|one| carries(kpi, *field, one.to)) {
                    out.push(finding(goal, at, kpi, last));
                }
            }
        }
    }
}

/// The value that a KPI has; of `zero_at` the default where it is not written.
fn value(kpi: &Kpi<'_>, field: AdjustedField) -> Option<KpiTarget> {
    match field {
        AdjustedField::Target => Some(kpi.target),
        AdjustedField::Weight => Some(KpiTarget::Value(kpi.weight.0)),
        AdjustedField::ZeroAt => {
            let default = match (kpi.target, kpi.better.unwrap_or(Better::Higher)) {
                (KpiTarget::Value(_), Better::Higher) => Some(Decimal::ZERO),
                (KpiTarget::Value(target), Better::Lower) => target.checked_add(target),
                (KpiTarget::Range(..), _) => None,
            };
            kpi.zero_at.or(default).map(KpiTarget::Value)
        }
    }
}

fn carries(kpi: &Kpi<'_>, field: AdjustedField, to: KpiTarget) -> bool {
    value(kpi, field) == Some(to)
}

/// As it is written in the agreed digest: a number, or `95..105`.
pub(super) fn shown(target: KpiTarget) -> String {
    match target {
        KpiTarget::Value(value) => plain(value),
        KpiTarget::Range(min, max) => format!("{}..{}", plain(min), plain(max)),
    }
}

fn finding<'a>(goal: &Record<'a, Goal<'a>>, at: usize, kpi: &Kpi<'a>, last: &Adjustment<'a>) -> Finding<'a> {
    let word = last.field.word();
    let (field_en, field_zh) = (word.en, word.zh);
    let adjusted = goal.adjustment.iter().position(|one| std::ptr::eq(one, last));
    let related = adjusted.map(|adjusted| {
        let place = Place::new(goal.file, Route::in_part("adjustment", adjusted, "to"));
        (place, said!("the last adjustment", "最近一次调整"))
    });
    let is = value(kpi, last.field).map_or_else(|| "-".to_owned(), shown);
    Finding {
        account: Some(goal.account.0),
        owner: Some(kpi.owner.unwrap_or(goal.owner).0),
        related: related.into_iter().collect(),
        ..Finding::new(
            Place::new(goal.file, Route::in_part("kpi", at, last.field.name())),
            format!("goal/{}#{}", goal.id, kpi.id.0),
            said!(
                "the {field_en} of KPI `{id}` is {is}, but the adjustment of {date} set it to {to}",
                "KPI `{id}` 的{field_zh}是 {is}，但 {date} 的调整把它定为 {to}",
                id = kpi.id.0,
                date = last.date,
                to = shown(last.to)
            ),
            said!(
                "write the approved value, or have the new one approved as an `[[adjustment]]`",
                "请写入批准的数值；若有新的变动，请经批准后另加一条 `[[adjustment]]`"
            ),
        )
    }
}

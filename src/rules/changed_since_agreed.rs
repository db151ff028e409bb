//! `changed-since-agreed`: a goal that is not the one that the customer said yes to.

use crate::facts::{Facts, digest};
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// A goal was changed since it was agreed.
    ///
    /// The digest was written when the customer agreed; it covers the period and what each KPI is to reach.
    /// A target that is lowered afterwards makes any score green, so a change needs the customer's word
    /// again.
    ///
    /// ## Fails
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [agreed]
    /// date = 2025-12-19
    /// by = "li"
    /// with = "cio"
    /// digest = "d122f24ce95ed65b"
    /// #        ^^^^^^^^^^^^^^^^^^ goal `acme-2026-q1` is no longer what was agreed on 2025-12-19 with `cio`
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 98
    /// weight = 100
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// account = "acme"
    /// title = "A system that is up, and little waste"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [agreed]
    /// date = 2025-12-19
    /// by = "li"
    /// with = "cio"
    /// digest = "d122f24ce95ed65b"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// unit = "%"
    /// weight = 60
    /// measured = "monthly"
    ///
    /// [[kpi]]
    /// id = "waste"
    /// name = "Planned against used"
    /// target = { min = 95, max = 105 }
    /// tolerance = 10
    /// weight = 40
    /// ```
    ///
    /// ## Way out
    ///
    /// Put back what was agreed; or write an `[[adjustment]]`, agree on it with the customer, and
    /// write the new date, evidence and the digest that the finding names.
    Error "changed-since-agreed" Goals
    reads ["agreed", "period", "kpi"]
    zh "目标在商定之后被改动。"
    "摘要是客户同意时写下的，涵盖期间和每个指标要达到的内容。事后把目标值调低，什么得分都能变绿，所以改动必须再次取得客户同意。"
    "改回商定的内容；或写一条 `[[adjustment]]`，与客户重新商定，再写入新的日期、证据和提示中给出的摘要。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for goal in &facts.book.goals {
        let Some(agreed) = goal.agreed.as_ref().filter(|agreed| agreed.date <= facts.as_of) else {
            continue;
        };
        let Some(written) = agreed.digest else { continue };
        let digest = digest::digest(goal);
        // A broken KPI is missing among those that were read; the digest of the rest says nothing.
        if !goal.sound(&["agreed", "period", "kpi"]) || written.eq_ignore_ascii_case(&digest) {
            continue;
        }
        let account = facts.book.accounts.get(goal.account.0);
        let contact = account.and_then(|account| account.contact.iter().find(|one| one.id.0 == agreed.with.0));
        let with = contact.map_or_else(|| format!("`{}`", agreed.with.0), |contact| contact.name.to_owned());
        let message = said!(
            "goal `{id}` is no longer what was agreed on {date} with {with}",
            "目标 `{id}` 与 {date} 同{with}商定的内容已不一致",
            id = goal.id,
            date = agreed.date,
            with = with
        );
        let help = said!(
            "put back what was agreed; or agree anew, and write the new date, evidence and `digest = \"{digest}\"`",
            "请改回商定的内容；或重新商定，并写入新的日期、证据和 `digest = \"{digest}\"`"
        );
        out.push(Finding {
            account: Some(goal.account.0),
            owner: Some(goal.owner.0),
            ..Finding::new(
                Place::new(goal.file, Route::in_table("agreed", "digest")),
                format!("goal/{}", goal.id),
                message,
                help,
            )
        });
    }
}

//! `bad-value`: a value of the right type that cannot be.

use crate::facts::Facts;
use crate::findings::{Findings, waivers};

crate::rule! {
    /// A value is impossible: a date that does not exist, a word that the key does not know, two that exclude each other.
    ///
    /// It was meant to say something else, and only the person who wrote it knows what.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// status = "started"
    /// #        ^^^^^^^^^ `status` cannot be `started`
    /// due = "2026-02-30"
    /// #     ^^^^^^^^^^^^ `2026-02-30` is no date: February 2026 has 28 days
    /// progress = 120
    /// #          ^^^ `progress` cannot be 120
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-03-20
    ///
    /// [[waive]]
    /// rule = "overdue-task"
    /// reason = "the customer is moving house"
    /// by = "wang"
    /// until = 2026-12-31
    /// #       ^^^^^^^^^^ the waiver reaches to 2026-12-31, and none may reach past 2026-06-30
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ```toml people/wang.toml
    /// name = "Wang"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    ///
    /// [[waive]]
    /// rule = "unknown-key"
    /// #      ^^^^^^^^^^^^^ `unknown-key` cannot be waived
    /// reason = "the old system wrote it"
    /// by = "wang"
    /// until = 2026-05-31
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ```toml people/wang.toml
    /// name = "Wang"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// status = "in-progress"
    /// due = "2026-02-28"
    /// progress = 20
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write what was meant; the finding names what the key takes.
    Error "bad-value" File
    reads []
    zh "值不可能成立：日期不存在、写了该键没有的选项、两个互相排斥的值并存。"
    "本意是别的内容，而只有填写的人知道是什么。"
    "请改成本来要写的值；提示里列出了该键可以接受的内容。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
    waivers::impossible(facts, out);
}

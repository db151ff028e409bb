//! `missing-key`: a key that must be there and is not.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A required key is missing.
    ///
    /// A record without it cannot be judged: a task without an owner is nobody's task.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// id = "renewal"
    /// #    ^^^^^^^^^ the record needs `owner`
    /// title = "Prepare the renewal"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```yaml tasks/renewal.yaml
    /// title: Prepare the renewal
    /// #| the record needs `owner`
    /// ```
    ///
    /// ## Fails
    ///
    /// ```yaml tasks/renewal.yaml
    /// title: Prepare the renewal
    /// owner:
    /// #^^^^ the record needs `owner`, which has no value here
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml improvements/ca-1.toml
    /// problem = "Late answers"
    /// goal = "Answers within an hour"
    /// owner = "li"
    /// due = 2026-05-20
    ///
    /// [[measure]]
    /// id = "hotline"
    /// #    ^^^^^^^^^ `measure` needs `due`
    /// title = "Man the hotline"
    /// owner = "li"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the key. The reference of each kind lists what it needs.
    Error "missing-key" File
    reads []
    zh "缺少必填的键。"
    "缺了它，记录就无从判断：没有负责人的任务，等于没有人的任务。"
    "请补上该键。各种记录的必填项见参考文档。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

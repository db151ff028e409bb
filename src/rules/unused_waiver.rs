//! `unused-waiver`: an excuse for nothing.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A waiver excuses nothing.
    ///
    /// An excuse that stands after its reason has gone would silently excuse the next miss.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    ///
    /// [[waive]]
    /// rule = "overdue-task"
    /// #      ^^^^^^^^^^^^^^ the waiver of `overdue-task` excuses nothing
    /// reason = "the customer is moving house"
    /// by = "wang"
    /// until = 2026-04-28
    /// ```
    ///
    /// ## Passes
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
    /// until = 2026-04-28
    /// ```
    ///
    /// ## Way out
    ///
    /// Take the waiver out.
    Warning "unused-waiver" Waivers
    reads ["waive"]
    zh "豁免没有对应的问题。"
    "问题已经不在，豁免却还留着，会悄悄放过下一次失误。"
    "删除这条豁免。"
}

/// Found where waivers are applied, when all else is known.
pub fn check<'a>(_: &Facts<'_, 'a>, _: &mut Findings<'_, 'a>) {}

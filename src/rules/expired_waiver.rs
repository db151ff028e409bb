//! `expired-waiver`: an excuse that has run out.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A waiver has ended.
    ///
    /// Excuses are given for a time. When it is over, somebody must decide again, in the open.
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
    /// until = 2026-03-28
    /// #       ^^^^^^^^^^ the waiver of `overdue-task` ended on 2026-03-28, 4 days ago
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
    /// Mend what was excused and take the waiver out, or have a new one approved.
    Error "expired-waiver" Waivers
    reads ["waive"]
    zh "豁免已到期。"
    "豁免是有期限的。到期以后，必须有人重新公开作出决定。"
    "解决被豁免的问题并删除豁免，或重新批准一条。"
}

/// Found where waivers are applied, when all else is known.
pub fn check<'a>(_: &Facts<'_, 'a>, _: &mut Findings<'_, 'a>) {}

//! `face-to-face-due`: a customer whom nobody has met in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// A customer has not been met face to face in time.
    ///
    /// Trust is built in one room; a call keeps it, it does not make it.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// face_to_face_every = "2 months"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ a meeting face to face with account `acme` is 31 days overdue: due 2026-03-01 (2 months)
    /// name = "Acme"
    /// tier = "strategic"
    /// owner = "li"
    /// since = 2026-01-01
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// face_to_face_every = "2 months"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// name = "Acme"
    /// tier = "strategic"
    /// owner = "li"
    /// since = 2026-01-01
    /// ```
    ///
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-25
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "How the roll-out goes"
    /// ```
    ///
    /// ## Way out
    ///
    /// Meet them: a `visit`, `meeting` or `event` with `contacts`.
    Warning "face-to-face-due" Communication
    reads ["status", "tier", "since"]
    zh "与客户的面对面交流已逾期。"
    "信任是当面建立的；电话只能维持，不能建立。"
    "安排 `visit`、`meeting` 或 `event`，并写明 `contacts`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::FaceToFace) {
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let tier = one.account.and_then(|at| facts.book.settings.tier(&facts.book.accounts.all[at as usize].tier));
        let Said { en: every, zh: often } = tier.and_then(|tier| tier.face_to_face_every).map(|every| every.said()).unwrap_or_default();
        let message = said!(
            "a meeting face to face with account `{of}` is {late} overdue: due {due} ({every})",
            "与客户 `{of}` 的面对面交流已逾期 {days} 天：应于 {due} 进行（频率：{often}）",
        );
        let help = said!("`{who}`: visit them, and write an interaction with `contacts`", "请 `{who}` 安排拜访，并写一条带 `contacts` 的沟通记录");
        out.push(Finding::owed(facts, one, message, help));
    }
}

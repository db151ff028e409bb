//! `unattested-approval`: an approval that only the one who needed it wrote down.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place, Severity};
use crate::model::Kind;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// The commit that writes an approval does not show that the person approved.
    ///
    /// Anybody can type a name. An approval counts when the person made the commit, or stands in it as `Reviewed-by`,
    /// `Approved-by` or `Signed-off-by`.
    ///
    /// ## Fails
    ///
    /// ```toml people/zhao.toml
    /// name = "Zhao"
    /// email = "zhao@example.com"
    /// ```
    ///
    /// ```toml goals/q2.toml before
    /// account = "acme"
    /// title = "Stable service"
    /// period = "2026-Q2"
    /// owner = "li"
    /// ```
    ///
    /// ```toml goals/q2.toml
    /// account = "acme"
    /// title = "Stable service"
    /// period = "2026-Q2"
    /// owner = "li"
    ///
    /// [[adjustment]]
    /// date = 2026-03-30
    /// kpi = "uptime"
    /// field = "target"
    /// from = 99.5
    /// to = 99.0
    /// reason = "The move to the new data centre"
    /// approved_by = "zhao"
    /// #             ^^^^^^ `zhao` is neither the author of the commit that says so, nor named in it
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// email = "li@example.com"
    /// ```
    ///
    /// ```toml goals/q2.toml before
    /// account = "acme"
    /// title = "Stable service"
    /// period = "2026-Q2"
    /// owner = "wang"
    /// ```
    ///
    /// ```toml goals/q2.toml
    /// account = "acme"
    /// title = "Stable service"
    /// period = "2026-Q2"
    /// owner = "wang"
    ///
    /// [[adjustment]]
    /// date = 2026-03-30
    /// kpi = "uptime"
    /// field = "target"
    /// from = 99.5
    /// to = 99.0
    /// reason = "The move to the new data centre"
    /// approved_by = "li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Have the approver make the commit, or add `Approved-by: Name <address>` to its message when they have approved.
    Warning "unattested-approval" History
    reads ["adjustment"]
    zh "提交中看不出批准人确已批准。"
    "名字谁都能写。只有批准人本人提交，或在提交信息中以 `Reviewed-by`、`Approved-by`、`Signed-off-by` 署名，才算有据可查。"
    "请由批准人提交，或在其批准后于提交信息中加上 `Approved-by: 姓名 <邮箱>`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    for goal in &facts.book.goals {
        let id_before = range.id_before(Kind::Goal, goal.id);
        let before = range.before.book.goals.get(id_before);
        for (at, adjustment) in goal.adjustment.iter().enumerate() {
            let is_same = |kpi: &str, date: &str, by: &str| {
                (kpi, by) == (adjustment.kpi.0, adjustment.approved_by.0) && date == adjustment.date.to_string()
            };
            let mut old = before.into_iter().flat_map(|before| &before.adjustment);
            if old.any(|old| is_same(old.kpi.0, &old.date.to_string(), old.approved_by.0)) {
                continue;
            }
            let by = adjustment.approved_by.0;
            let mut wrote = range.signed.iter().filter(|signed| {
                let all = signed.approvals.iter().filter(|one| [goal.id, id_before].contains(&one.goal.as_str()));
                all.into_iter().any(|one| is_same(&one.kpi, &one.date, &one.by))
            });
            let (severity, message) = match wrote.next() {
                Some(signed) if signed.people.iter().any(|person| is(facts, by, person)) => continue,
                Some(_) => (
                    Severity::Warning,
                    said!(
                        "`{by}` is neither the author of the commit that says so, nor named in it",
                        "`{by}` 既不是该提交的作者，也没有在提交中署名"
                    ),
                ),
                None => (
                    Severity::Note,
                    said!(
                        "the approval by `{by}` is not committed yet, so nobody can tell whether it was given",
                        "`{by}` 的批准尚未提交，无法判断是否属实"
                    ),
                ),
            };
            let finding = Finding {
                account: Some(goal.account.0),
                owner: Some(goal.owner.0),
                ..Finding::new(
                    Place::new(goal.file, Route::in_part("adjustment", at, "approved_by")),
                    format!("goal/{}#{}", goal.id, adjustment.kpi.0),
                    message,
                    said!(
                        "have the approver commit it, or add `Approved-by: Name <address>` to the commit",
                        "请由批准人提交，或在提交信息中加上 `Approved-by: 姓名 <邮箱>`"
                    ),
                )
            };
            out.push_as(severity, finding);
        }
    }
}

/// Whether a name or an address is the person's.
fn is(facts: &Facts<'_, '_>, id: &str, written: &str) -> bool {
    let Some(person) = facts.book.people.get(id) else {
        return written.trim() == id;
    };
    let (name, address) = match written.split_once('<') {
        Some((name, address)) => (name.trim(), address.trim_end().trim_end_matches('>').trim()),
        None => (written.trim(), written.trim()),
    };
    person.email.is_some_and(|email| email.eq_ignore_ascii_case(address)) || name == person.name
}

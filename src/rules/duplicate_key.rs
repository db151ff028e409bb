//! `duplicate-key`: a key that is written twice.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A key is written twice in the same table.
    ///
    /// Which of the two counts depends on who reads the file; here only the first does.
    ///
    /// ## Fails
    ///
    /// ```yaml tasks/renewal.yaml
    /// title: Prepare the renewal
    /// owner: li
    /// due: 2026-05-20
    /// due: 2026-06-20
    /// #^^ `due` is written twice: it already stands on line 3
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```yaml tasks/renewal.yaml
    /// title: Prepare the renewal
    /// owner: li
    /// due: 2026-06-20
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Remove one of the two. A date that moved is kept in `[[update]]` with `due_from` and `due_to`.
    Error "duplicate-key" File
    reads []
    zh "同一个表中有重复的键。"
    "两个值以哪个为准，取决于谁来读；这里只认第一个。"
    "请删去其中一个。改期的记录写在 `[[update]]` 的 `due_from`、`due_to` 中。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

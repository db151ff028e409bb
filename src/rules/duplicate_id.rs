//! `duplicate-id`: an id that two bear.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// Two records of a kind, or two parts of a record, have the same id.
    ///
    /// Whoever names the id may mean either: what is owed by the one would be answered by the other.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/2025/renewal.toml
    /// id = "renewal"
    /// #    ^^^^^^^^^ 2 records of kind task have the id `renewal`
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/2026/renewal.toml
    /// title = "Prepare the renewal"
    /// #| 2 records of kind task have the id `renewal`
    /// owner = "li"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
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
    /// #    ^^^^^^^^^ two parts of this record are called `hotline`
    /// title = "Man the hotline"
    /// owner = "li"
    /// due = 2026-04-20
    ///
    /// [[measure]]
    /// id = "hotline"
    /// #    ^^^^^^^^^ two parts of this record are called `hotline`
    /// title = "Print its number on every page"
    /// owner = "li"
    /// due = 2026-04-20
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/2025/renewal.toml
    /// id = "renewal-2025"
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/2026/renewal.toml
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
    /// Give one of them another id, and correct the references that mean it.
    Error "duplicate-id" Links
    reads []
    zh "两条同类记录，或同一记录的两个部分，id 相同。"
    "引用这个 id 的人说不清指的是哪一个：一个欠下的事，可能被另一个抵掉。"
    "请给其中一个换一个 id，并更正指向它的引用。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

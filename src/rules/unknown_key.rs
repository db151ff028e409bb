//! `unknown-key`: a key that the record, or `kam.toml`, does not have.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A key is not known.
    ///
    /// A misspelt key is a value that nobody reads: a `deu` never gets overdue.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// deu = 2026-05-20
    /// #^^ the record has no key `deu`
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```yaml goals/g-1.yaml
    /// account: acme
    /// title: Reliable service
    /// period: 2026-Q2
    /// owner: li
    /// kpi:
    ///   - id: uptime
    ///     name: Uptime
    ///     target: 99.5
    ///     wieght: 100
    /// #   ^^^^^^ `kpi` has no key `wieght`
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    /// langauge = "zh-CN"
    /// #^^^^^^^ `book` has no key `langauge`
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    ///
    /// [x]
    /// cost_centre = "4711"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Correct the key. Fields of your own go into the table `[x]`, where anything goes.
    Error "unknown-key" File
    reads []
    zh "有不认识的键。"
    "键写错了，它的值就没有人读取：写成 `deu` 的期限永远不会逾期。"
    "请更正键名。自定义字段写在 `[x]` 表中，内容不限。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

//! `unknown-kind`: a file that is no known kind of record.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A file is no known kind of record.
    ///
    /// Nothing in a book is skipped in silence: what is not read is not counted, and nobody would notice that a task
    /// in a misspelt folder is missing from every report.
    ///
    /// ## Fails
    ///
    /// ```toml taks/renewal.toml
    /// title = "Prepare the renewal"
    /// #| `renewal.toml` is no known kind of record
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
    /// ## Passes
    ///
    /// ```toml haichuan/renewal.task.toml
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
    /// Move it into the folder of its kind (`tasks/`), name the kind before the ending (`renewal.task.toml`), or list it
    /// in `[book] ignore` of `kam.toml`.
    Error "unknown-kind" File
    reads []
    zh "无法判断文件是哪一种记录。"
    "台账里的文件不会被悄悄跳过：没有读入的内容不会计入任何报表，放错文件夹的任务也就没有人会发现。"
    "移到对应的文件夹（如 `tasks/`），或在扩展名前写明种类（`renewal.task.toml`），或在 `kam.toml` 的 `[book] ignore` 中列出。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

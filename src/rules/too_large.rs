//! `too-large`: a file that is too large, or nested too deeply, to be a record.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A file is larger than 1 MiB, or nested more than 64 deep.
    ///
    /// A record is a page that people read. What is larger is an export or an attachment that got into the wrong
    /// folder, and would slow down everybody.
    ///
    /// ## Fails
    ///
    /// ```yaml people/li.yaml
    /// name: Li
    /// x:
    ///   deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    /// #                                                                      ^ lists and tables are nested more than 64 deep here
    /// ```
    ///
    /// ## Passes
    ///
    /// ```yaml people/li.yaml
    /// name: Li
    /// x:
    ///   deep: [[[]]]
    /// ```
    ///
    /// ## Way out
    ///
    /// Move it out of the book, and link to it (`document`, `evidence`, `link`).
    Error "too-large" File
    reads []
    zh "文件超过 1 MiB，或嵌套超过 64 层。"
    "一条记录是给人看的一页纸。更大的多半是误放进来的导出文件或附件，会拖慢所有人。"
    "请移到台账之外，在记录中写链接（`document`、`evidence`、`link`）。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

//! `syntax`: a file that is not well-formed.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A file is not well-formed TOML or YAML.
    ///
    /// Nothing that the file says can be relied on until it can be read.
    ///
    /// ## Fails
    ///
    /// ```toml people/li.toml
    /// name = "Li
    /// #      ^^^ this text has no closing "
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Mend the file at the place shown; an editor with a TOML or YAML mode shows the same place.
    Error "syntax" File
    reads []
    zh "文件不是合法的 TOML 或 YAML。"
    "在能读懂之前，文件里写的任何内容都不能作数。"
    "请按提示的位置修正；支持 TOML 或 YAML 的编辑器也会标出同一处。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

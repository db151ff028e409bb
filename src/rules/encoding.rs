//! `encoding`: a file that is not UTF-8.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A file is not written in UTF-8.
    ///
    /// What was saved in another encoding shows as garbled text, or as another name, on the next machine.
    ///
    /// ## Fails
    ///
    /// ```toml people/andre.toml bytes
    /// name = "Andr\xE9"
    /// #           | the file is not UTF-8 from here on
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/andre.toml
    /// name = "André"
    /// ```
    ///
    /// ## Way out
    ///
    /// Save the file as UTF-8: every editor can. Files that were written as GBK are opened with that encoding first.
    Error "encoding" File
    reads []
    zh "文件不是 UTF-8 编码。"
    "用其他编码保存的文件，换一台电脑打开就会出现乱码，甚至变成另一个名字。"
    "请另存为 UTF-8 编码。原来是 GBK 的文件，先用 GBK 打开再另存。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

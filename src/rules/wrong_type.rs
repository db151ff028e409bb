//! `wrong-type`: a value of the wrong type.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A value is of the wrong type: text where a number belongs, a single value where a list belongs.
    ///
    /// What is not a number cannot be added up, and a guess would be a figure that nobody wrote.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// progress = "80"
    /// #          ^^^^ `progress` must be a number, not text
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```yaml tasks/renewal.yaml
    /// title: Prepare the renewal
    /// owner: li
    /// responsible: li
    /// #            ^^ `responsible` must be a list, not text
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
    /// progress = 80
    /// responsible = ["li"]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the value as its key wants it: numbers and `true` without quotes, text in quotes, lists in brackets.
    Error "wrong-type" File
    reads []
    zh "值的类型不对：应为数字的地方写了文本，应为列表的地方写了单个值。"
    "不是数字就无法计算；替填写人猜一个，那就成了没有人写过的数字。"
    "按该键要求的类型填写：数字和 `true` 不加引号，文本加引号，列表用方括号。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

//! `reference-cycle`: a chain of references that comes back to where it began.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A chain of references goes round in a circle: managers, parents, what waits for what.
    ///
    /// Tasks that wait for each other are never begun, and whoever is above everybody is nobody.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/draft.toml
    /// title = "Draft the contract"
    /// owner = "li"
    /// depends_on = ["legal"]
    /// #             ^^^^^^^ `depends_on` of task goes round in a circle: draft → legal → draft
    /// ```
    ///
    /// ```toml tasks/legal.toml
    /// title = "Review the draft"
    /// owner = "li"
    /// depends_on = ["draft"]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/draft.toml
    /// title = "Draft the contract"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/legal.toml
    /// title = "Review the draft"
    /// owner = "li"
    /// depends_on = ["draft"]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Take one of the links out.
    Error "reference-cycle" Links
    reads []
    zh "引用形成了循环：上级、父级或前置任务绕了一圈又回到起点。"
    "互相等待的任务谁也开始不了；人人都有上级，就等于没有人在最上面负责。"
    "请去掉其中一处引用。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

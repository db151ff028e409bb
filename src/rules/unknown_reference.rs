//! `unknown-reference`: a reference that names nothing.

use crate::facts::Facts;
use crate::findings::{Findings, waivers};

crate::rule! {
    /// A reference names something that is not there: a person, a record, a part, a tier, a rule.
    ///
    /// What is owed by nobody is not done, and a misspelt name is nobody.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "lii"
    /// #       ^^^^^ there is no person `lii`
    /// duty = "renewal"
    /// #      ^^^^^^^^^ `kam.toml` has no duty `renewal`
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jing"
    /// ```
    ///
    /// ```toml interactions/i-1.toml
    /// account = "acme"
    /// date = 2026-03-20
    /// channel = "call"
    /// people = ["li"]
    /// summary = "They ask for a new quotation"
    /// contacts = ["chan"]
    /// #           ^^^^^^ account `acme` has no contact `chan`
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    ///
    /// [[waive]]
    /// rule = "overdue-tasks"
    /// #      ^^^^^^^^^^^^^^^ there is no rule `overdue-tasks`
    /// reason = "the customer is moving house"
    /// by = "wang"
    /// until = 2026-05-31
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ```toml people/wang.toml
    /// name = "Wang"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [checks.severity]
    /// overdue-tsk = "warning"
    /// #^^^^^^^^^^ there is no rule `overdue-tsk`
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
    /// ## Way out
    ///
    /// Correct the name, or add what it names.
    Error "unknown-reference" Links
    reads []
    zh "引用的对象不存在：人员、记录、记录的某个部分、客户级别、规则等。"
    "没有人负责的事不会有人做，而写错的名字就等于没有人。"
    "请更正名称，或新增所引用的对象。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
    waivers::unknown_rules(facts, out);
}

//! `wrong-account`: a reference into the records of another customer.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A record of one account points into the records of another, which is neither its parent nor its child.
    ///
    /// One customer's promises would be answered by another's contract, and one customer's page could show the other's
    /// business.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml accounts/beta.toml
    /// name = "Beta"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml contracts/beta-msa.toml
    /// account = "beta"
    /// title = "Master agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    /// ```
    ///
    /// ```toml goals/g-1.toml
    /// account = "acme"
    /// title = "Reliable service"
    /// period = "2026-Q2"
    /// owner = "li"
    /// contract = "beta-msa"
    /// #          ^^^^^^^^^^ `beta-msa` belongs to account `beta`, this record to `acme`
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// parent = "beta"
    /// ```
    ///
    /// ```toml accounts/beta.toml
    /// name = "Beta"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml contracts/beta-msa.toml
    /// account = "beta"
    /// title = "Master agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    /// ```
    ///
    /// ```toml goals/g-1.toml
    /// account = "acme"
    /// title = "Reliable service"
    /// period = "2026-Q2"
    /// owner = "li"
    /// contract = "beta-msa"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Name a record of the same account, or correct the record's `account`. A group and its companies are linked by
    /// `parent`.
    Error "wrong-account" Links
    reads []
    zh "某客户的记录指向了另一客户的记录，而后者既不是它的上级，也不是它的下级。"
    "这样一来，一个客户的承诺会被另一个客户的合同抵掉，一个客户的共享页也可能露出另一个客户的业务。"
    "请改为本客户的记录，或更正该记录的 `account`。集团与下属公司用 `parent` 关联。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    out.push_faults();
}

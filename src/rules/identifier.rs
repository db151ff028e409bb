//! `identifier`: a registered number whose check digits do not fit.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::identifier;

crate::rule! {
    /// A number of a public register is mistyped: its length, characters or check digits do not fit.
    ///
    /// A contract or an invoice with the wrong number names another company, or none.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [identifiers]
    /// uscc = "91350100M000100Y44"
    /// #      ^^^^^^^^^^^^^^^^^^^^ `91350100M000100Y44` is no unified social credit identifier: its last character, the check digit, would be `3`, not `4`
    /// duns = "12-345-6789"
    /// #      ^^^^^^^^^^^^^ `12-345-6789` is no D-U-N-S number: nine digits are expected, without separators
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
    ///
    /// [identifiers]
    /// uscc = "91350100M000100Y43"
    /// lei = "5493001KJTIIGC8Y1R12"
    /// duns = "123456789"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Copy the number from the register: the national credit information publicity system for a `uscc`, GLEIF for a
    /// `lei`.
    Error "identifier" Data
    reads ["identifiers"]
    zh "公共登记号码有误：长度、字符或校验位不符。"
    "合同或发票上号码写错，指的就是另一家公司，或者根本不存在的公司。"
    "请按登记机关公布的号码更正：`uscc` 查国家企业信用信息公示系统，`lei` 查 GLEIF。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in &facts.book.accounts {
        let Some(numbers) = &account.identifiers else { continue };
        type Judge = fn(&str) -> Result<(), Said>;
        let all: [(&'static str, Option<&str>, Judge); 3] = [
            ("uscc", numbers.uscc, identifier::uscc),
            ("lei", numbers.lei, identifier::lei),
            ("duns", numbers.duns, identifier::duns),
        ];
        for (key, number, judge) in all {
            let Some(Err(why)) = number.map(judge) else { continue };
            out.push(Finding {
                account: Some(account.id),
                owner: account.owner.map(|owner| owner.0),
                ..Finding::new(
                    Place::new(account.file, Route::in_table("identifiers", key)),
                    format!("account/{}", account.id),
                    why,
                    said!(
                        "copy `{key}` of `{id}` from the register",
                        "请按登记机关公布的号码更正 `{id}` 的 `{key}`",
                        key = key,
                        id = account.id
                    ),
                )
            });
        }
    }
}

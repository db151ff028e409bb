//! `missing-clause`: a contract that is silent on a topic that every contract must settle.

use crate::facts::{Facts, contracts};
use crate::findings::{Finding, Findings, Place, Severity};
use crate::model::contract::ContractStatus;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// A contract has no clause on a required topic.
    ///
    /// What a contract does not settle is settled later, in a quarrel. `required_clauses` of `[contracts]`
    /// lists the topics; in a draft it is a warning, since there is still time to write the clause.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// #    ^^^^^^^^^^ contract `acme-msa` has no clause on breach, disputes
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[clause]]
    /// topic = "rights"
    /// where = "§2"
    ///
    /// [[clause]]
    /// topic = "obligations"
    /// where = "§3"
    ///
    /// [[clause]]
    /// topic = "kpi"
    /// where = "Annex 1"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [contracts]
    /// required_clauses = ["rights", "disputes"]
    /// ```
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[clause]]
    /// topic = "rights"
    /// where = "§2"
    ///
    /// [[clause]]
    /// topic = "disputes"
    /// text = "Disputes go to the court at the customer's seat."
    /// ```
    ///
    /// ## Way out
    ///
    /// Add a `[[clause]]` with its words, or with its place in the document; where the contract really says
    /// nothing, agree on an amendment.
    Error "missing-clause" Contracts
    reads ["clause", "status"]
    zh "合同缺少必备条款。"
    "合同没写清楚的事，日后就会变成争议。必备主题由 `[contracts]` 的 `required_clauses` 列出；草稿阶段还来得及补，所以只是警告。"
    "补一条 `[[clause]]`，写明原文或在合同中的位置；合同确实没有约定的，请签补充协议。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &facts.book.contracts {
        let missing = contracts::missing_clauses(facts, contract);
        if missing.is_empty() {
            continue;
        }
        let severity = match contract.status {
            ContractStatus::Draft => Severity::Warning,
            ContractStatus::Signed | ContractStatus::Active => Severity::Error,
            ContractStatus::Expired | ContractStatus::Terminated => continue,
        };
        let en: Vec<&str> = missing.iter().map(|topic| topic.word().en).collect();
        let zh: Vec<&str> = missing.iter().map(|topic| topic.word().zh).collect();
        let finding = Finding {
            account: Some(contract.account.0),
            owner: Some(contract.owner.0),
            ..Finding::new(
                Place::new(contract.file, Route::RECORD),
                format!("contract/{}", contract.id),
                said!(
                    "contract `{id}` has no clause on {en}",
                    "合同 `{id}` 缺少条款：{zh}",
                    id = contract.id,
                    en = en.join(", "),
                    zh = zh.join("、")
                ),
                said!(
                    "add a `[[clause]]` on each topic: its words, or its place in the document",
                    "请为每个主题补一条 `[[clause]]`：条款原文，或它在合同中的位置"
                ),
            )
        };
        out.push_as(severity, finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings::{self, Severity};

    #[test]
    fn how_far_the_contract_has_come_decides_how_heavily_it_weighs() {
        for (status, severity) in [
            ("draft", Some(Severity::Warning)),
            ("signed", Some(Severity::Error)),
            ("active", Some(Severity::Error)),
            ("expired", None),
            ("terminated", None),
        ] {
            let text = format!(
                "account = \"a\"\ntitle = \"T\"\nstatus = \"{status}\"\nowner = \"li\"\nstart = 2026-01-01\nend = \
                 2026-12-31\n"
            );
            little::facts(&[("contracts/c.toml", &text)], "2026-04-01", |facts| {
                let found = findings::find(facts);
                let found = found.iter().find(|finding| finding.rule.name == "missing-clause");
                assert_eq!(found.map(|finding| finding.severity), severity, "{status}");
            });
        }
    }
}

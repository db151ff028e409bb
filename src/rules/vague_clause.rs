//! `vague-clause`: words in a contract that bind nobody.

mod definite;

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::contract::{Clause, Contract, Topic};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// A clause is vague: it names no date, no number and no obligation.
    ///
    /// "As soon as possible" is a promise that nobody can be late with. The terms are `vague` of
    /// `[contracts]`, upper and lower case aside; a date, a number (in figures or words) or the id of one of
    /// the contract's obligations makes the clause definite.
    ///
    /// ## Fails
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
    /// topic = "obligations"
    /// text = "Faults are mended as soon as possible."
    /// #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ contract `acme-msa` says "as soon as possible" on obligations and names no date, number or obligation
    /// ```
    ///
    /// ## Passes
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
    /// topic = "obligations"
    /// text = "Faults are mended as soon as possible, at the latest within 8 working hours."
    ///
    /// [[clause]]
    /// topic = "payment"
    /// text = "验收合格后尽快付款，最迟不超过五个工作日。"
    ///
    /// [[clause]]
    /// topic = "breach"
    /// text = "Whoever is late with go-live makes reasonable efforts to limit the damage."
    ///
    /// [[obligation]]
    /// id = "go-live"
    /// party = "us"
    /// title = "The system is in use"
    /// due = 2026-09-30
    /// ```
    ///
    /// ## Way out
    ///
    /// Agree on a date or a number and write it into the clause, or make it an `[[obligation]]` and name its
    /// id in the text.
    Warning "vague-clause" Contracts
    reads ["clause", "obligation"]
    zh "合同条款含糊：既没有日期和数量，也没有对应的义务。"
    "“尽快”这样的承诺，谁都不会算违约。含糊用语由 `[contracts]` 的 `vague` 列出，不分大小写；条款中写有日期、数量（数字或文字均可）或本合同某项义务的编号，就算明确。"
    "与客户约定日期或数量并写入条款；或写成 `[[obligation]]`，并在条款中引用它的编号。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let vague: Vec<(&'a str, String)> = facts
        .book
        .settings
        .vague
        .iter()
        .map(|term| (*term, definite::plain(term)))
        .collect();
    for contract in &facts.book.contracts {
        for (at, clause) in contract.clause.iter().enumerate() {
            let Some(text) = clause.text else { continue };
            let terms = vague_in(text, &vague);
            if terms.is_empty() || definite::is_definite(text, contract) {
                continue;
            }
            out.push(finding(contract, at, clause, &terms));
        }
    }
}

/// The vague terms in a text, as the settings write them.
fn vague_in<'a>(text: &str, vague: &[(&'a str, String)]) -> Vec<&'a str> {
    let text = definite::plain(text);
    vague
        .iter()
        .filter(|(_, term)| definite::has_word(&text, term))
        .map(|(term, _)| *term)
        .collect()
}

fn finding<'a>(contract: &Record<'a, Contract<'a>>, at: usize, clause: &Clause<'a>, terms: &[&str]) -> Finding<'a> {
    let (on, topic) = match clause.topic {
        Topic::Other => (String::new(), ""),
        topic => (format!(" on {}", topic.word().en), topic.word().zh),
    };
    let en: Vec<String> = terms.iter().map(|term| format!("\"{term}\"")).collect();
    let zh: Vec<String> = terms.iter().map(|term| format!("“{term}”")).collect();
    Finding {
        account: Some(contract.account.0),
        owner: Some(contract.owner.0),
        ..Finding::new(
            Place::new(contract.file, Route::in_part("clause", at, "text")),
            format!("contract/{}", contract.id),
            said!(
                "contract `{id}` says {en}{on} and names no date, number or obligation",
                "合同 `{id}` 的{topic}条款写了{zh}，却没有写明日期、数量或对应的义务",
                id = contract.id,
                en = en.join(", "),
                zh = zh.join("、"),
                on = on,
                topic = topic
            ),
            said!(
                "write a date or a number, or the id of an `[[obligation]]` that has one",
                "请写明日期或数量，或引用写有日期的 `[[obligation]]` 的编号"
            ),
        )
    }
}

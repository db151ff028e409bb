//! `customer-page`: what a customer may see of the book, by an allow-list and nothing else.
//!
//! It must never carry a path, an id, a rule, a note, or where a figure comes from, whatever is asked for:
//! every cell is made here out of one allowed value, and no table of another report is shown.

mod needed;
mod owed;
mod tables;

use crate::document::{Body, Detail, Document, Part};
use crate::facts::Facts;
use crate::said;
use crate::say::Said;
use crate::word;

use super::{Ask, Report, Subject, subject};

/// The report.
pub static REPORT: Report = Report {
    name: "customer-page",
    title: word!("Shared page for a customer", "客户共享页"),
    about: word!(
        "for the customer's eyes: the team, contracts, what each side owes, agreed goals, requests",
        "供客户查看：服务团队、合同、双方义务与承诺、约定目标和服务请求"
    ),
    readers: word!(
        "For the customer: it shows what was agreed and how it stands, and nothing that is meant for us alone",
        "供客户查看双方约定及进展，不含任何内部信息"
    ),
    subject: Subject::Account,
    takes: &[],
    make,
};

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let account = subject::account(facts, ask)?;
    needed::all_readable(facts, account)?;
    let name = facts.book.accounts.all[account].name;
    let heading = |said: Said| Part::Heading(said);
    let table = |table| Part::Table(Box::new(table));
    let parts = vec![
        Part::Text(said!(
            "What we agreed with you, what each side owes the other, and how it stands.",
            "双方的约定、各自的事项及其进展。"
        )),
        heading(said!("Contacts and contracts", "服务团队与合同")),
        table(tables::team(facts, account)),
        table(tables::contracts(facts, account)),
        heading(said!("What each side owes", "双方义务与承诺")),
        table(owed::by_us(facts, account)),
        table(owed::by_customer(facts, account)),
        heading(said!("Goals and work under way", "约定目标与推进事项")),
        table(tables::goals(facts, account)),
        table(owed::tasks(facts, account)),
        table(owed::improvements(facts, account)),
        heading(said!("Requests and information", "服务请求与资料")),
        table(tables::requests(facts, account)),
        table(tables::shared(facts, account)),
    ];
    // Not by way of the other reports' document: its scope and notes name people and files.
    Ok(Document {
        name: REPORT.name,
        title: said!("Shared page for {name}", "客户共享页：{name}"),
        scope: None,
        as_of: facts.as_of,
        since: None,
        detail: Detail::Figures,
        body: Body::Composed(parts),
        notes: Vec::new(),
    })
}

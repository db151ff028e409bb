//! `brief`: one page before a meeting with a customer: what to say, who they are, what was said last, what
//! either side owes.

mod owed;
mod people;
mod say;
mod talks;

use crate::document::{Cell, Document, Part, Table};
use crate::facts::Facts;
use crate::facts::contact::last_contact;
use crate::said;
use crate::say::{Said, count};
use crate::values::date::days_between;
use crate::word;

use super::{Ask, Report, Subject, cells, lines, subject};

pub use people::{contacts, needs};
pub use say::notices;

/// The report.
pub static REPORT: Report = Report {
    name: "brief",
    title: word!("Brief before a meeting", "拜访简报"),
    about: word!(
        "before a meeting: what to say, who they are, what was said last, what either side owes",
        "拜访前一页看清：沟通要点、客户方人员、最近往来、双方事项"
    ),
    readers: word!(
        "For whoever meets the customer in ten minutes",
        "供拜访或会议前快速了解客户"
    ),
    subject: Subject::Account,
    takes: &[],
    make,
};

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let account = subject::account(facts, ask)?;
    let name = facts.book.accounts.all[account].name;
    let mut parts = vec![Part::Text(summary(facts, account))];
    let to_say = say::points(facts, account);
    parts.push(Part::Heading(said!("What to say", "沟通要点")));
    if to_say.is_empty() {
        parts.push(Part::Text(said!("Nothing on record is waiting on either side.", "台账中双方均无待办事项。")));
    } else {
        parts.push(Part::Points(to_say));
    }
    let mut section = |heading: Said, tables: Vec<Table>| {
        parts.push(Part::Heading(heading));
        parts.extend(tables.into_iter().map(|table| Part::Table(Box::new(table))));
    };
    section(said!("Who they are", "客户方人员"), vec![contacts(facts, ask, account)]);
    section(
        said!("What was said", "最近往来"),
        vec![talks::interactions(facts, ask, account), talks::feedback(facts, ask, account)],
    );
    section(
        said!("What they need", "客户需求"),
        vec![needs(facts, ask, account), owed::requests(facts, ask, account)],
    );
    section(
        said!("What either side owes", "双方事项"),
        vec![owed::late(facts, ask, account), owed::promises(facts, ask, account)],
    );
    // The title names the account already.
    let ask = Ask { account: None, ..*ask };
    Ok(Document {
        title: said!("Brief before a meeting: {name}", "拜访简报：{name}"),
        ..REPORT.composed(facts, &ask, parts)
    })
}

/// Who they are to us, who answers for them, and when we spoke last.
pub fn summary(facts: &Facts<'_, '_>, at: usize) -> Said {
    let book = facts.book;
    let account = &book.accounts.all[at];
    let tier = cells::tier_title(book, account.tier.0);
    let status = account.status.word();
    let mut en = vec![format!("{} ({})", tier.en, status.en)];
    let mut zh = vec![format!("{}（{}）", tier.zh, status.zh)];
    let mut add = |said: Said| {
        en.push(said.en);
        zh.push(said.zh);
    };
    if let Some(industry) = account.industry {
        add(said!("{industry}", "{industry}"));
    }
    if let Some(since) = account.since {
        add(said!("customer since {since}", "{since} 起合作"));
    }
    if let Some(owner) = account.owner {
        let owner = lines::person(book, owner.0);
        add(said!("{owner} answers for them", "我方负责人{owner}"));
    }
    match last_contact(facts, at) {
        Some(last) => {
            let ago = match days_between(last, facts.as_of) {
                0 => said!("today", "今天"),
                n => said!("{days} ago", "{n} 天前", days = count(n, "day")),
            };
            add(said!("last contact {last}, {en}", "最近联系 {last}（{zh}）", en = ago.en, zh = ago.zh));
        }
        None => add(said!("no contact yet", "尚无联系记录")),
    }
    Said {
        en: format!("{}.", en.join("; ")),
        zh: format!("{}。", zh.join("；")),
    }
}

/// A person of ours as a cell, where one is named.
fn person(facts: &Facts<'_, '_>, id: Option<&str>) -> Cell {
    Cell::from(id.map(|id| cells::person(facts.book, id)))
}

#[cfg(test)]
mod tests;

//! What must be readable before a customer sees anything: a page that is made of half a book may show what
//! was meant to be hidden, or leave out what is owed.

use hashbrown::HashSet;

use crate::book::{Book, FileId, Record, Records, identify};
use crate::facts::Facts;
use crate::facts::terms;
use crate::model::Kind;
use crate::said;
use crate::say::Said;

/// Says why the page cannot be made, where a file that it might need could not be read.
pub fn all_readable(facts: &Facts<'_, '_>, account: usize) -> Result<(), Said> {
    let book = facts.book;
    let whole = book.settings.sure && book.settings.unread.is_empty();
    let mut files: Vec<&str> = Vec::new();
    if !whole {
        files.push(&book.settings_source.path);
    }
    let mut records = missing(book, account);
    records.extend(read_in_part(facts, account));
    records.sort_unstable();
    records.dedup();
    files.extend(records.into_iter().map(|file| book.source(file).path.as_str()));
    let Some(first) = files.first() else { return Ok(()) };
    let name = book.accounts.all[account].name;
    Err(match files.len() - 1 {
        0 => said!(
            "no page for {name} while `{first}` cannot be read: something might be missing from it; `kam check` says what to mend",
            "`{first}` 无法完整读取，内容可能有缺漏，未生成{name}的客户共享页；修改方法请看 `kam check`"
        ),
        more => said!(
            "no page for {name} while `{first}` and {more} more cannot be read: something might be missing from it; `kam check` says what to mend",
            "`{first}` 等 {n} 个文件无法完整读取，内容可能有缺漏，未生成{name}的客户共享页；修改方法请看 `kam check`",
            n = files.len()
        ),
    })
}

/// Whether the page shows something of records of this kind.
fn is_shown(kind: Kind) -> bool {
    match kind {
        Kind::Person | Kind::Account | Kind::Contract | Kind::Goal => true,
        Kind::Task | Kind::Interaction | Kind::Improvement | Kind::Request => true,
        Kind::Survey | Kind::Review | Kind::Opportunity | Kind::Order => false,
    }
}

/// The files that are no sound record and may be one that the page shows.
fn missing(book: &Book<'_>, account: usize) -> Vec<FileId> {
    if book.dark.is_empty() {
        return Vec::new();
    }
    let id = book.accounts.all[account].id;
    let accounts: HashSet<&str> = book
        .files
        .iter()
        .filter(|file| file.kind == Some(Kind::Account))
        .map(|file| file.id)
        .collect();
    let might_be = |at: &FileId| {
        let file = &book.files[*at as usize];
        // Its name and folder alone are sure; what was probably meant by them is not.
        let kind = identify::identify(&book.source(*at).path).kind.ok();
        let others = file.account.is_some_and(|of| of != id && accounts.contains(of));
        match kind {
            // This account's page was read: another file matters only if it claims to be the same.
            Some(Kind::Account) => file.id == id,
            Some(kind) => is_shown(kind) && !others,
            None => !others,
        }
    };
    book.dark.iter().copied().filter(might_be).collect()
}

/// The records that the page shows something of, of which it needs a key that could not be read.
fn read_in_part(facts: &Facts<'_, '_>, account: usize) -> Vec<FileId> {
    fn of<T>(all: &Records<'_, T>, at: &[u32], keys: &[&str], out: &mut Vec<FileId>) {
        let records = at.iter().map(|at| &all.all[*at as usize]);
        out.extend(records.filter(|record| !record.sound(keys)).map(|record| record.file));
    }
    const CONTRACT: &[&str] = &["account", "title", "signed", "obligation", "fulfilled"];
    const GOAL: &[&str] = &["account", "title", "period", "agreed", "kpi"];
    const TASK: &[&str] = &["account", "title", "share", "status", "start", "due", "done"];
    const INTERACTION: &[&str] = &["account", "date", "channel", "promise", "shared"];
    const IMPROVEMENT: &[&str] = &["account", "problem", "share", "status", "opened", "due", "closed"];
    const REQUEST: &[&str] = &["account", "title", "status", "opened", "responded", "resolved", "closed"];
    let (book, records) = (facts.book, &facts.of_account[account]);
    let mut out = Vec::new();
    of(&book.contracts, &records.contracts, &[CONTRACT, terms::KEYS].concat(), &mut out);
    of(&book.goals, &records.goals, GOAL, &mut out);
    of(&book.tasks, &records.tasks, TASK, &mut out);
    of(&book.interactions, &records.interactions, INTERACTION, &mut out);
    of(&book.improvements, &records.improvements, IMPROVEMENT, &mut out);
    of(&book.requests, &records.requests, REQUEST, &mut out);
    let page: &Record<'_, _> = &book.accounts.all[account];
    if !page.sound(&["name", "team"]) {
        out.push(page.file);
    }
    let members = page.team.iter().filter_map(|member| book.people.get(member.person.0));
    out.extend(members.filter(|person| !person.sound(&["name", "left"])).map(|person| person.file));
    out
}

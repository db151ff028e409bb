//! Every reference checked: that it names something, and nothing of another customer's.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::model::settings::Settings;
use crate::model::{Kind, Reference};
use crate::said;
use crate::say::Said;
use crate::shape::tables::did_you_mean;
use crate::shape::{Link, Part, Target, nearest};
use crate::syntax::{Complaint, Node, Span, Value};

use super::{Book, Fault, FaultPlace, FileId, FileState, Page, SETTINGS};

/// The account that a record says it belongs to, whatever else is wrong with it.
pub(super) fn account_of<'a>(root: &Node<'a>) -> Option<&'a str> {
    let Value::Table(entries) = &root.value else {
        return None;
    };
    entries
        .iter()
        .find(|entry| entry.key == "account")
        .and_then(|entry| match entry.value.value {
            Value::Text(id) => Some(id),
            _ => None,
        })
}

/// The ids of the parts are unique within their record.
pub(super) fn unique_parts(parts: &[Part<'_>], complaints: &mut Vec<Complaint>) {
    if parts.len() < 2 {
        return;
    }
    for part in parts {
        if let Some(other) = parts
            .iter()
            .find(|other| other.id == part.id && other.span != part.span)
        {
            let list = other.list;
            complaints.push(Complaint {
                rule: "duplicate-id",
                span: part.span,
                message: said!(
                    "two parts of this record are called `{id}`",
                    "该记录中有两个部分都叫 `{id}`",
                    id = part.id
                ),
                help: said!(
                    "give each part an id of its own; the other one is a `[[{list}]]`",
                    "每个部分的 id 不能重复；另一个在 `[[{list}]]` 中",
                    list = list
                ),
            });
        }
    }
}

/// A record as the links see it.
struct Known<'p, 'a> {
    page: &'p Page<'a>,
    file: FileId,
}

struct Index<'p, 'a> {
    records: HashMap<(Kind, &'a str), Known<'p, 'a>>,
    /// Kinds of which a file could not be read.
    unread: Vec<Kind>,
    /// The ids of files whose kind nobody knows.
    strangers: Vec<&'a str>,
}

pub(super) fn check<'a>(book: &mut Book<'a>, pages: &[Page<'a>]) {
    let mut index = Index {
        records: HashMap::with_capacity(pages.len()),
        unread: Vec::new(),
        strangers: Vec::new(),
    };
    let mut twice: Vec<(FileId, FileId)> = Vec::new();
    for (page, file) in pages.iter().zip(0..) {
        match (page.file.kind, page.file.state) {
            (None, _) => index.strangers.push(page.file.id),
            (Some(kind), FileState::Unread) => index.unread.push(kind),
            (Some(kind), FileState::Record | FileState::Withheld) => {
                if let Some(first) = index.records.get(&(kind, page.file.id)) {
                    twice.push((first.file, file));
                } else {
                    index.records.insert((kind, page.file.id), Known { page, file });
                }
            }
        }
    }
    index.unread.sort_unstable();
    index.unread.dedup();
    duplicates(book, pages, &twice);
    let book_ref = &*book;
    let faults: Vec<Fault> = pages
        .par_iter()
        .enumerate()
        .flat_map_iter(|(file, page)| {
            let mut faults = Vec::new();
            for link in &page.links {
                if let Some((rule, message, help)) = fault_of(book_ref, &index, page, link) {
                    let span = FaultPlace::Text(link.span);
                    faults.push(Fault {
                        file: file as FileId,
                        span,
                        rule,
                        message,
                        help,
                        related: Vec::new(),
                    });
                }
            }
            faults
        })
        .collect();
    book.faults.extend(faults);
}

fn id_place(book: &Book<'_>, file: FileId) -> Span {
    // Only for the few files that bear the id of another one: their text is read again.
    let Ok(text) = &book.sources[file as usize].text else {
        return Span::default();
    };
    let texts = crate::source::Texts::default();
    let format = super::identify::identify(&book.sources[file as usize].path).format;
    crate::place::resolve(
        &crate::syntax::read(format, text, &texts).root,
        crate::place::Route::key("id"),
    )
}

fn duplicates(book: &mut Book<'_>, pages: &[Page<'_>], twice: &[(FileId, FileId)]) {
    let mut groups: Vec<(FileId, Vec<FileId>)> = Vec::new();
    for (first, later) in twice {
        match groups.iter_mut().find(|(of, _)| of == first) {
            Some((_, all)) => all.push(*later),
            None => groups.push((*first, vec![*first, *later])),
        }
    }
    for (_, all) in groups {
        let places: Vec<Span> = all.iter().map(|file| id_place(book, *file)).collect();
        for (at, file) in all.iter().enumerate() {
            let page = &pages[*file as usize];
            let Some(kind) = page.file.kind else { continue };
            let word = kind.word();
            let (en, zh) = (word.en, word.zh);
            let other = all[if at == 0 { 1 } else { 0 }];
            let others = all.iter().zip(&places).filter(|(one, _)| *one != file);
            let count = all.len();
            book.faults.push(Fault {
                file: *file,
                span: FaultPlace::Text(places[at]),
                rule: "duplicate-id",
                message: said!(
                    "{count} records of kind {en} have the id `{id}`",
                    "有 {count} 条{zh}记录的 id 都是 `{id}`",
                    count = count,
                    en = en,
                    zh = zh,
                    id = page.file.id
                ),
                help: said!(
                    "give each an id of its own; `{path}` bears it too",
                    "id 不能重复；`{path}` 也用了这个 id",
                    path = book.sources[other as usize].path
                ),
                related: others
                    .map(|(other, place)| (*other, *place, said!("the same id here", "相同的 id 在这里")))
                    .collect(),
            });
        }
    }
}

type Wrong = (&'static str, Said, Said);

fn fault_of<'a>(book: &Book<'a>, index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>) -> Option<Wrong> {
    match link.target {
        Target::Record(kind) => to_record(index, page, link, kind),
        Target::Own(list) => part_of(page, link.id, list).then_some(()).map_or_else(
            || {
                let ids = page.parts.iter().filter(|part| part.list == list).map(|part| part.id);
                let torn = page.file.state != FileState::Record || page.file.broken.contains(&list);
                (!torn).then(|| {
                    unknown(
                        said!(
                            "there is no `[[{list}]]` `{id}` here",
                            "这里没有名为 `{id}` 的 `[[{list}]]`",
                            list = list,
                            id = link.id
                        ),
                        link.id,
                        ids,
                    )
                })
            },
            |()| None,
        ),
        Target::Contact => of_account(index, page, link, "contact"),
        Target::Need => of_account(index, page, link, "need"),
        Target::ContractKpi => {
            let contract = page
                .links
                .iter()
                .find(|other| other.target == Target::Record(Kind::Contract) && other.part.is_none())?;
            let contract = index.records.get(&(Kind::Contract, contract.id))?;
            missing_part(
                contract.page,
                link.id,
                "kpi",
                &said!(
                    "contract `{contract}` has no KPI `{id}`",
                    "合同 `{contract}` 没有名为 `{id}` 的 KPI",
                    contract = contract.page.file.id,
                    id = link.id
                ),
            )
        }
        Target::Setting(of) => setting(&book.settings, of, link.id),
    }
}

fn part_of(page: &Page<'_>, id: &str, list: &str) -> bool {
    page.parts.iter().any(|part| part.id == id && part.list == list)
}

fn unknown<'n>(message: Said, id: &str, names: impl Iterator<Item = &'n str> + Clone) -> Wrong {
    (
        "unknown-reference",
        message,
        did_you_mean(nearest(id, names.clone()), names),
    )
}

/// A fault when a record that was read whole has no such part.
fn missing_part(page: &Page<'_>, id: &str, list: &'static str, message: &Said) -> Option<Wrong> {
    if part_of(page, id, list) || page.file.state != FileState::Record || page.file.broken.contains(&list) {
        return None;
    }
    let names = page.parts.iter().filter(|part| part.list == list).map(|part| part.id);
    Some(unknown(message.clone(), id, names))
}

fn of_account<'a>(index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>, list: &'static str) -> Option<Wrong> {
    let id = page.file.account?;
    let account = match page.file.kind {
        Some(Kind::Account) => page,
        _ => index.records.get(&(Kind::Account, id))?.page,
    };
    let message = match list {
        "need" => said!(
            "account `{account}` has no need `{id}`",
            "客户 `{account}` 没有名为 `{id}` 的需求",
            account = id,
            id = link.id
        ),
        _ => said!(
            "account `{account}` has no contact `{id}`",
            "客户 `{account}` 没有名为 `{id}` 的联系人",
            account = id,
            id = link.id
        ),
    };
    missing_part(account, link.id, list, &message)
}

/// The ledger's own entries that a reference may name, beside the ids of parts.
fn ledger_part(kind: Kind, part: &str) -> bool {
    match part.split_once('@') {
        Some(("", what)) => {
            kind == Kind::Account
                && (["contact", "face-to-face", "survey", "review", "reviewed"].contains(&what)
                    || ["duty/", "share/", "cadence/"]
                        .iter()
                        .any(|start| what.starts_with(start)))
        }
        _ => {
            let id = part.trim_start_matches('#').split('@').next().unwrap_or("");
            match kind {
                Kind::Contract => id == "notice",
                Kind::Review => id == "report",
                Kind::Improvement => id == "effect",
                Kind::Request => id == "respond" || id == "resolve",
                Kind::Interaction => id == "next",
                Kind::Person
                | Kind::Account
                | Kind::Goal
                | Kind::Task
                | Kind::Survey
                | Kind::Opportunity
                | Kind::Order => false,
            }
        }
    }
}

fn to_record<'a>(index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>, kind: Kind) -> Option<Wrong> {
    let Some(target) = index.records.get(&(kind, link.id)) else {
        if index.unread.contains(&kind) || index.strangers.contains(&link.id) {
            return None;
        }
        let word = kind.word();
        let names = index.records.keys().filter(|(of, _)| *of == kind).map(|(_, id)| *id);
        let near = nearest_sorted(link.id, names);
        let help = match near {
            Some(_) => did_you_mean(near, std::iter::empty()),
            None => said!(
                "add `{folder}/{id}.toml`, or name one that there is",
                "请新增 `{folder}/{id}.toml`，或改为已有的 id",
                folder = kind.folder(),
                id = link.id
            ),
        };
        let (en, zh) = (word.en, word.zh);
        return Some((
            "unknown-reference",
            said!(
                "there is no {en} `{id}`",
                "没有名为 `{id}` 的{zh}",
                en = en,
                zh = zh,
                id = link.id
            ),
            help,
        ));
    };
    if let Some(wrong) = other_account(index, page, target.page, link) {
        return Some(wrong);
    }
    let part = link.part?;
    if ledger_part(kind, part) || target.page.file.state != FileState::Record || !target.page.file.broken.is_empty() {
        return None;
    }
    let reference = Reference {
        kind,
        id: link.id,
        part: Some(part),
    };
    let id = reference.part_id().unwrap_or(part);
    if target.page.parts.iter().any(|known| known.id == id) {
        return None;
    }
    let names = target.page.parts.iter().map(|part| part.id);
    let (kind, of) = (kind.name(), link.id);
    Some(unknown(
        said!(
            "`{kind}/{of}` has no part `{id}`",
            "`{kind}/{of}` 没有名为 `{id}` 的部分",
            kind = kind,
            of = of,
            id = id
        ),
        id,
        names,
    ))
}

/// The nearest id, the first in their order where several are as near: maps have none.
fn nearest_sorted<'n>(id: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    nearest(id, names)
}

fn other_account<'a>(index: &Index<'_, 'a>, page: &Page<'a>, target: &Page<'a>, link: &Link<'a>) -> Option<Wrong> {
    let mine = page.file.account?;
    let theirs = target.file.account?;
    if mine == theirs {
        return None;
    }
    let parent_of = |id: &str| -> Option<&'a str> {
        let account = index.records.get(&(Kind::Account, id))?;
        account.page.parent
    };
    // Whose account is itself unknown is told of that, not of this.
    let known = |id: &'a str| index.records.contains_key(&(Kind::Account, id));
    if !known(mine) || !known(theirs) || parent_of(mine) == Some(theirs) || parent_of(theirs) == Some(mine) {
        return None;
    }
    Some((
        "wrong-account",
        said!(
            "`{id}` belongs to account `{theirs}`, this record to `{mine}`",
            "`{id}` 属于客户 `{theirs}`，而本记录属于客户 `{mine}`",
            id = link.id,
            theirs = theirs,
            mine = mine
        ),
        said!(
            "name one of `{mine}`, or give this record the account that it is about",
            "请改为客户 `{mine}` 的记录，或更正本记录的 `account`",
            mine = mine
        ),
    ))
}

fn setting(settings: &Settings<'_>, of: crate::shape::SettingId, id: &str) -> Option<Wrong> {
    use crate::shape::SettingId;
    let ids = settings.ids(of);
    if ids.contains(&id) {
        return None;
    }
    let message = match of {
        SettingId::Tier => said!(
            "`kam.toml` has no tier `{id}`",
            "`kam.toml` 里没有名为 `{id}` 的客户级别",
            id = id
        ),
        SettingId::Role => said!(
            "`kam.toml` has no role `{id}`",
            "`kam.toml` 里没有名为 `{id}` 的角色",
            id = id
        ),
        SettingId::Duty => said!(
            "`kam.toml` has no duty `{id}`",
            "`kam.toml` 里没有名为 `{id}` 的职责",
            id = id
        ),
        SettingId::Stage => said!(
            "`kam.toml` has no stage `{id}`",
            "`kam.toml` 里没有名为 `{id}` 的销售阶段",
            id = id
        ),
        SettingId::Dimension => said!(
            "`kam.toml` has no survey dimension `{id}`",
            "`kam.toml` 里没有名为 `{id}` 的满意度维度",
            id = id
        ),
    };
    Some(unknown(message, id, ids.iter().copied()))
}

/// The references within `kam.toml`.
pub(super) fn check_settings(settings: &Settings<'_>, links: &[Link<'_>], faults: &mut Vec<Fault>) {
    for link in links {
        if let Target::Setting(of) = link.target
            && let Some((rule, message, help)) = setting(settings, of, link.id)
        {
            let span = FaultPlace::Text(link.span);
            faults.push(Fault {
                file: SETTINGS,
                span,
                rule,
                message,
                help,
                related: Vec::new(),
            });
        }
    }
}

//! Every reference checked: that it names something, and nothing of another customer's.

use rayon::prelude::*;

use crate::model::interaction::ShareType;
use crate::model::settings::Settings;
use crate::model::{Kind, Reference};
use crate::said;
use crate::say::Said;
use crate::shape::tables::did_you_mean;
use crate::shape::{Link, SettingId, Target, nearest};

use super::known::{Guesses, Index};
use super::pages::Page;
use super::{Book, Fault, FaultPlace, FileId, FileState, SETTINGS};

/// Checks every link of every file.
pub(super) fn check<'a>(book: &mut Book<'a>, index: &Index<'_, 'a>, pages: &[Page<'a>]) {
    let book_ref = &*book;
    let wrong: Vec<(FileId, &Link<'a>, Wrong)> = pages
        .par_iter()
        .enumerate()
        .flat_map_iter(|(file, page)| {
            page.links.iter().filter_map(move |link| {
                let wrong = fault_of(book_ref, index, page, link)?;
                Some((file as FileId, link, wrong))
            })
        })
        .collect();
    let mut guesses = Guesses::new(index);
    for (file, link, wrong) in wrong {
        let near = wrong.missing.and_then(|kind| guesses.meant(kind, link.id));
        book.faults.push(Fault {
            file,
            span: FaultPlace::Text(link.span),
            rule: wrong.rule,
            message: wrong.message,
            help: match near {
                Some(_) => did_you_mean(near, std::iter::empty()),
                None => wrong.help,
            },
            related: Vec::new(),
        });
    }
}

/// What is wrong with a link.
struct Wrong {
    rule: &'static str,
    message: Said,
    help: Said,
    /// The kind of which there is no such record: another one may have been meant.
    missing: Option<Kind>,
}

fn fault_of<'a>(book: &Book<'a>, index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>) -> Option<Wrong> {
    match link.target {
        Target::Record(kind) => to_record(book, index, page, link, kind),
        Target::Own(list) => missing_part(
            page,
            link.id,
            list,
            &said!(
                "there is no `[[{list}]]` `{id}` here",
                "这里没有名为 `{id}` 的 `[[{list}]]`",
                list = list,
                id = link.id
            ),
        ),
        Target::OwnPart => own_part(book, page, link),
        Target::Contact => of_account(index, page, link, "contact"),
        Target::Need => of_account(index, page, link, "need"),
        Target::ContractKpi => contract_kpi(index, page, link),
        Target::Setting(of) => setting(&book.settings, of, link.id),
    }
}

/// A part of the same record by its id, or by what the ledger calls it (`notice`, `duty/renewal`).
fn own_part<'a>(book: &Book<'a>, page: &Page<'a>, link: &Link<'a>) -> Option<Wrong> {
    let kind = page.file.kind?;
    let part = link.id.trim_start_matches(['#', '@']);
    let id = part.split('@').next().unwrap_or(part);
    let known = page.parts.iter().any(|known| known.id == id)
        || ledger_part(kind, id)
        || (kind == Kind::Account && ledger_of_account(book, page, part).is_none());
    let unsure = page.file.state == FileState::Unread || WITH_IDS.iter().any(|list| page.file.broken.contains(list));
    if known || unsure {
        return None;
    }
    let names = page.parts.iter().map(|part| part.id);
    Some(unknown(
        said!(
            "this record has no part `{id}`",
            "该记录没有名为 `{id}` 的部分",
            id = link.id
        ),
        id,
        names,
    ))
}

fn contract_kpi<'a>(index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>) -> Option<Wrong> {
    let contract = page
        .links
        .iter()
        .find(|other| other.target == Target::Record(Kind::Contract) && other.part.is_none());
    let Some(contract) = contract else {
        let unsaid = page.file.state == FileState::Unread || page.file.broken.contains(&"contract");
        return (!unsaid).then(|| Wrong {
            rule: "unknown-reference",
            message: said!(
                "the goal names no contract that could have a KPI `{id}`",
                "该目标没有写明合同，无从查找 KPI `{id}`",
                id = link.id
            ),
            help: said!("write the goal's `contract`", "请填写该目标的 `contract`"),
            missing: None,
        });
    };
    if index.shared.contains(&(Kind::Contract, contract.id)) {
        return None;
    }
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

fn part_of(page: &Page<'_>, id: &str, list: &str) -> bool {
    page.parts.iter().any(|part| part.id == id && part.list == list)
}

fn unknown<'n>(message: Said, id: &str, names: impl Iterator<Item = &'n str> + Clone) -> Wrong {
    Wrong {
        rule: "unknown-reference",
        message,
        help: did_you_mean(nearest(id, names.clone()), names),
        missing: None,
    }
}

/// A fault when a record whose parts of this sort could all be read has no such one.
fn missing_part(page: &Page<'_>, id: &str, list: &'static str, message: &Said) -> Option<Wrong> {
    if part_of(page, id, list) || page.file.state == FileState::Unread || page.file.broken.contains(&list) {
        return None;
    }
    let names = page.parts.iter().filter(|part| part.list == list).map(|part| part.id);
    Some(unknown(message.clone(), id, names))
}

fn of_account<'a>(index: &Index<'_, 'a>, page: &Page<'a>, link: &Link<'a>, list: &'static str) -> Option<Wrong> {
    let id = page.file.account?;
    let account = match page.file.kind {
        Some(Kind::Account) => page,
        _ if index.shared.contains(&(Kind::Account, id)) => return None,
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

/// What an account owes again and again, as a reference names it behind `@`.
fn ledger_of_account<'a>(book: &Book<'a>, account: &Page<'a>, what: &'a str) -> Option<Wrong> {
    const WHATS: [&str; 5] = ["contact", "face-to-face", "survey", "review", "reviewed"];
    match what.split_once('/') {
        None if WHATS.contains(&what) => None,
        Some(("duty", duty)) => setting(&book.settings, SettingId::Duty, duty),
        Some(("share", sort)) if ShareType::ALL.iter().any(|one| one.name() == sort) => None,
        Some(("cadence", cadence)) => missing_part(
            account,
            cadence,
            "cadence",
            &said!(
                "account `{account}` has no cadence `{id}`",
                "客户 `{account}` 没有名为 `{id}` 的联系节奏",
                account = account.file.id,
                id = cadence
            ),
        ),
        None | Some(_) => Some(unknown(
            said!(
                "an account owes nothing called `@{what}`",
                "客户没有 `@{what}` 这样的责任事项",
                what = what
            ),
            what,
            WHATS.into_iter(),
        )),
    }
}

/// The ids that the ledger itself gives to parts.
fn ledger_part(kind: Kind, id: &str) -> bool {
    match kind {
        Kind::Contract => id == "notice",
        Kind::Review => id == "report",
        Kind::Improvement => id == "effect",
        Kind::Request => id == "respond" || id == "resolve",
        Kind::Interaction => id == "next",
        Kind::Person | Kind::Account | Kind::Goal | Kind::Task | Kind::Survey | Kind::Opportunity | Kind::Order => {
            false
        }
    }
}

/// The lists whose tables have ids.
const WITH_IDS: [&str; 10] = [
    "contact",
    "need",
    "cadence",
    "obligation",
    "kpi",
    "promise",
    "feedback",
    "issue",
    "finding",
    "measure",
];

fn to_record<'a>(
    book: &Book<'a>,
    index: &Index<'_, 'a>,
    page: &Page<'a>,
    link: &Link<'a>,
    kind: Kind,
) -> Option<Wrong> {
    let Some(target) = index.records.get(&(kind, link.id)) else {
        if index.may_be(kind, link.id) {
            return None;
        }
        let word = kind.word();
        let (en, zh) = (word.en, word.zh);
        return Some(Wrong {
            rule: "unknown-reference",
            message: said!(
                "there is no {en} `{id}`",
                "没有名为 `{id}` 的{zh}",
                en = en,
                zh = zh,
                id = link.id
            ),
            help: said!(
                "add `{folder}/{id}.toml`, or name one that there is",
                "请新增 `{folder}/{id}.toml`，或改为已有的 id",
                folder = kind.folder(),
                id = link.id
            ),
            missing: Some(kind),
        });
    };
    if index.shared.contains(&(kind, link.id)) {
        return None;
    }
    if let Some(wrong) = other_account(index, page, target.page, link) {
        return Some(wrong);
    }
    let part = link.part?;
    if kind == Kind::Account
        && let Some(what) = part.strip_prefix('@')
    {
        return ledger_of_account(book, target.page, what);
    }
    let reference = Reference {
        kind,
        id: link.id,
        part: Some(part),
    };
    let id = reference.part_id().unwrap_or(part);
    let known = target.page.parts.iter().any(|known| known.id == id) || ledger_part(kind, id);
    if known || WITH_IDS.iter().any(|list| target.page.file.broken.contains(list)) {
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
    // Whose account is itself unknown, or may not say its parent, is told of that, not of this.
    let known = |id: &'a str| {
        let account = index.records.get(&(Kind::Account, id));
        account.is_some_and(|account| !account.page.file.broken.contains(&"parent"))
            && !index.shared.contains(&(Kind::Account, id))
    };
    if !known(mine) || !known(theirs) || parent_of(mine) == Some(theirs) || parent_of(theirs) == Some(mine) {
        return None;
    }
    Some(Wrong {
        rule: "wrong-account",
        message: said!(
            "`{id}` belongs to account `{theirs}`, this record to `{mine}`",
            "`{id}` 属于客户 `{theirs}`，而本记录属于客户 `{mine}`",
            id = link.id,
            theirs = theirs,
            mine = mine
        ),
        help: said!(
            "name one of `{mine}`, or give this record the account that it is about",
            "请改为客户 `{mine}` 的记录，或更正本记录的 `account`",
            mine = mine
        ),
        missing: None,
    })
}

fn setting(settings: &Settings<'_>, of: SettingId, id: &str) -> Option<Wrong> {
    if settings.has(of, id) {
        return None;
    }
    let table = match of {
        SettingId::Tier => "tiers",
        SettingId::Role => "roles",
        SettingId::Duty => "duties",
        SettingId::Stage => "pipeline",
        SettingId::Dimension => "survey",
    };
    if !settings.is_sound(table) {
        return None;
    }
    let ids = settings.ids(of);
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
            && let Some(wrong) = setting(settings, of, link.id)
        {
            faults.push(Fault {
                file: SETTINGS,
                span: FaultPlace::Text(link.span),
                rule: wrong.rule,
                message: wrong.message,
                help: wrong.help,
                related: Vec::new(),
            });
        }
    }
}

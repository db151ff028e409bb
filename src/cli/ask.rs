//! Names on the command line: rules, people, accounts and paths, held against what there is.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;

use super::fail::Failure;
use super::open::Opened;
use crate::book::Records;
use crate::model::{Kind, Reference};
use crate::render::clean;
use crate::reports::{self, Report};
use crate::rules::{self, Rule};
use crate::said;
use crate::say::Said;
use crate::store;

/// What an option names, where it is given.
pub fn option(
    matches: &ArgMatches,
    option: &str,
    find: impl Fn(&str) -> Result<String, Failure>,
) -> Result<Option<String>, Failure> {
    matches.get_one::<String>(option).map(|name| find(name)).transpose()
}

/// The rule of that name.
pub fn rule(name: &str) -> Result<&'static Rule, Failure> {
    rules::named(name).ok_or_else(|| {
        let shown = clean::line(name);
        let there_is_no = said!("there is no rule `{shown}`", "没有规则 `{shown}`");
        did_you_mean(
            there_is_no,
            name,
            rules::all().iter().map(|rule| rule.name),
            "kam explain",
        )
        .into()
    })
}

/// The report of that name.
pub fn report(name: &str) -> Result<&'static Report, Failure> {
    reports::named(name).ok_or_else(|| {
        let shown = clean::line(name);
        let there_is_no = said!("there is no report `{shown}`", "没有报表 `{shown}`");
        did_you_mean(
            there_is_no,
            name,
            reports::all().iter().map(|report| report.name),
            "kam report",
        )
        .into()
    })
}

/// Stands for whoever types the command.
const ME: &str = "me";

/// The person of that id or name; `me` is whoever git says is at work here.
pub fn person(opened: &Opened<'_, '_>, asked: &str) -> Result<String, Failure> {
    let people = &opened.facts.book.people;
    if asked == ME {
        return me(opened);
    }
    named(opened, Kind::Person, people, |person| vec![person.data.name], asked)
}

/// The person with the e-mail address that git would write into a commit of this book.
fn me(opened: &Opened<'_, '_>) -> Result<String, Failure> {
    let Some(email) = store::user_email(opened.root) else {
        return Err(said!(
            "who is `me`? `git config user.email` says nothing here: set it, or name the person",
            "`me` 是谁？此处的 `git config user.email` 没有值：请先设置，或写明人员"
        )
        .into());
    };
    let wanted = email.to_lowercase();
    let is_theirs = |own: &str| own.trim().to_lowercase() == wanted;
    let people = opened.facts.book.people.iter();
    let found: Vec<&str> = (people.filter(|person| person.email.is_some_and(is_theirs)))
        .map(|person| person.id)
        .collect();
    let shown = clean::line(&email);
    match found.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => Err(said!(
            "`me` is nobody in this book: no person has the e-mail `{shown}` that `git config user.email` says",
            "`me` 不在台账中：`git config user.email` 为 `{shown}`，没有人员使用此邮箱"
        )
        .into()),
        several => {
            let ids = several.join(", ");
            Err(said!(
                "`me` is more than one: the e-mail `{shown}` is that of {ids}",
                "`me` 不止一人：邮箱 `{shown}` 属于 {ids}"
            )
            .into())
        }
    }
}

/// The account of that id, name or alias.
pub fn account<'a>(opened: &Opened<'_, 'a>, asked: &str) -> Result<String, Failure> {
    let accounts = &opened.facts.book.accounts;
    let names = |account: &crate::book::Record<'a, crate::model::account::Account<'a>>| {
        let mut names = vec![account.data.name];
        names.extend(&account.data.aliases);
        names
    };
    named(opened, Kind::Account, accounts, names, asked)
}

/// That there is no such record, and which was probably meant.
pub fn no_record(opened: &Opened<'_, '_>, asked: Reference<'_>) -> Failure {
    let (kind, id) = (asked.kind.word(), clean::line(asked.id).into_owned());
    let (en, zh) = (kind.en, kind.zh);
    let there_is_no = said!(
        "there is no {en} `{id}`, and none was found in the commits",
        "没有{zh} `{id}`，提交历史中也未找到"
    );
    let files = opened
        .facts
        .book
        .files
        .iter()
        .filter(|file| file.kind == Some(asked.kind));
    did_you_mean(there_is_no, asked.id, files.map(|file| file.id), "").into()
}

/// By id, else by a name that only one bears. A file that could not be read is known by its id.
fn named<'a, T>(
    opened: &Opened<'_, 'a>,
    kind: Kind,
    records: &Records<'a, T>,
    names: impl Fn(&crate::book::Record<'a, T>) -> Vec<&'a str>,
    asked: &str,
) -> Result<String, Failure> {
    let mut of_files = opened.facts.book.files.iter().filter(|file| file.kind == Some(kind));
    if records.get(asked).is_some() || of_files.any(|file| file.id == asked) {
        return Ok(asked.to_owned());
    }
    let bearing: Vec<&'a str> = records
        .iter()
        .filter(|record| names(record).contains(&asked))
        .map(|record| record.id)
        .collect();
    if let [one] = bearing.as_slice() {
        return Ok((*one).to_owned());
    }
    let shown = clean::line(asked);
    let (en, zh) = (kind.word().en, kind.word().zh);
    if !bearing.is_empty() {
        let ids = bearing.join(", ");
        return Err(said!(
            "more than one {en} is called `{shown}`: {ids}",
            "叫 `{shown}` 的{zh}不止一个：{ids}"
        )
        .into());
    }
    let there_is_no = said!("there is no {en} `{shown}`", "没有{zh} `{shown}`");
    let known = records
        .iter()
        .flat_map(|record| std::iter::once(record.id).chain(names(record)));
    Err(did_you_mean(there_is_no, asked, known, "").into())
}

/// The nearest of the known names, where one is near or has it as a part; else who can tell them all.
fn did_you_mean<'n>(said: Said, asked: &str, known: impl Iterator<Item = &'n str>, list: &str) -> Said {
    let known: Vec<&str> = known.collect();
    let distance = |name: &str| strsim::damerau_levenshtein(&asked.to_lowercase(), &name.to_lowercase());
    let near = known.iter().map(|name| (distance(name), *name)).min();
    let near = near.filter(|(distance, name)| *distance <= (name.chars().count().max(3) / 3).min(4));
    let part = || {
        let of = known
            .iter()
            .filter(|name| asked.chars().count() > 1 && name.contains(asked));
        of.min().map(|name| (0, *name))
    };
    let (en, zh) = (said.en, said.zh);
    match near.or_else(part) {
        Some((_, near)) => {
            let near = clean::line(near);
            said!("{en}; did you mean `{near}`?", "{zh}；您是不是想写 `{near}`？")
        }
        None if !list.is_empty() => said!("{en}; `{list}` lists them", "{zh}；用 `{list}` 查看全部"),
        None => Said { en, zh },
    }
}

/// A path on the command line as the book has it: relative, with `/`; empty for the book itself. It is
/// relative to the working directory or, where nothing is there, to the book.
pub fn path(opened: &Opened<'_, '_>, asked: &OsStr) -> Result<String, Failure> {
    let shown = asked.to_string_lossy();
    let shown = clean::line(&shown);
    let here = std::path::absolute(asked).map_or_else(|_| PathBuf::from(asked), |path| straight(&path));
    let there = straight(&opened.root.join(asked));
    let root = straight(opened.root);
    for path in [&here, &there] {
        let real = || Some((path.canonicalize().ok()?, root.canonicalize().ok()?));
        let inside = within(path, &root).or_else(|| {
            let (path, root) = real()?;
            within(&path, &root)
        });
        if let Some(inside) = inside.filter(|inside| has_files(opened, inside)) {
            return Ok(inside);
        }
    }
    let said = if !here.exists() && !there.exists() {
        said!("there is no file or folder `{shown}`", "文件或目录 `{shown}` 不存在")
    } else {
        said!("`{shown}` holds no record of this book", "`{shown}` 中没有本台账的记录")
    };
    Err(said.into())
}

fn has_files(opened: &Opened<'_, '_>, inside: &str) -> bool {
    inside == crate::store::SETTINGS || (opened.facts.book.sources.iter()).any(|source| lies_in(&source.path, inside))
}

/// Whether a file is that one or lies in that folder.
pub fn lies_in(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn within(path: &Path, root: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = inside.iter().map(OsStr::to_str).collect();
    Some(parts?.join("/"))
}

/// The path without `.` and `..`.
fn straight(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => out.push(part),
        }
    }
    out
}

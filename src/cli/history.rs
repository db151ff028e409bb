//! `kam history`: who changed which field of a record, when, from what to what.

use clap::{Arg, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, open_record};
use super::target::{self, Target};
use super::{Context, Exit, ask, words};
use crate::book::identify::identify;
use crate::history::{self, Shown, Wanted};
use crate::model::{Kind, Reference};
use crate::render::clean;
use crate::say::Lang;
use crate::store::Repository;
use crate::syntax::{self, Value};
use crate::{said, word};

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    let reference = word!(
        "The record, or its part: task/t1, contract/c1#o2",
        "记录或其中一项：task/t1、contract/c1#o2"
    );
    command
        .about(
            word!(
                "Who changed which field of a record, when, from what to what",
                "一条记录的变更历史：谁在何时把哪个字段由什么改为什么"
            )
            .get(lang),
        )
        .after_help(
            word!(
                "Examples:\n  kam history task/t1\n  kam history goal/2026-q1#uptime\n  kam history contract/msa -o history.md\n\nIt follows the record through moved and renamed files. What is not committed yet stands first.",
                "示例：\n  kam history task/t1\n  kam history goal/2026-q1#uptime\n  kam history contract/msa -o history.md\n\n文件移动或改名后仍能追溯。尚未提交的改动列在最前。"
            )
            .get(lang),
        )
        .arg(
            Arg::new("ref")
                .value_name("REF")
                .required(true)
                .help_heading(words::ARGUMENTS.get(lang))
                .help(reference.get(lang)),
        )
        .args(target::arguments(lang))
}

/// Follows the record back, and shows what was changed.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let asked = matches.get_one::<String>("ref").map_or("", String::as_str);
    let target = Target::of(context, matches)?;
    let reference = Reference::parse(asked).map_err(|why| {
        let (en, zh) = (clean::line(&why.en).into_owned(), clean::line(&why.zh).into_owned());
        said!(
            "{en}; it is written as `kind/id`, such as `task/t1`",
            "{zh}；写法为 `种类/编号`，例如 `task/t1`"
        )
    })?;
    open_record(context, reference, |opened| {
        let repository = Repository::find(opened.root)?;
        let newest = match opened.at {
            Some((_, commit)) => commit.to_owned(),
            None => repository.commit("HEAD")?,
        };
        let log = repository.log(&newest)?;
        let now = file(opened, reference);
        let path = match (now, opened.at) {
            (Some((path, _)), None) => history::moves::committed(&repository, &newest, path)?,
            (Some((path, _)), Some(_)) => Some(path.to_owned()),
            (None, _) => None,
        };
        let wanted = Wanted {
            kind: reference.kind,
            id: reference.id,
            path: path.as_deref(),
            uncommitted: now.filter(|_| opened.at.is_none()),
        };
        let edits = history::of_record(&repository, &log, &wanted, opened.facts.book)?;
        if edits.is_empty() && now.is_none() {
            return Err(ask::no_record(opened, reference));
        }
        let name = now.and_then(|(path, text)| name(path, text));
        let shown = Shown {
            reference,
            name: name.as_deref(),
            log: &log,
            edits: &edits,
            shallow: repository.shallow,
        };
        let mut document = history::document(opened.facts, target.format.detail(), &shown);
        document.notes.extend(opened.note());
        target.write(context, opened, &document)?;
        if repository.shallow {
            context.screen.tell(history::shallow().get(opened.lang));
        }
        Ok(Exit::Done)
    })
}

/// The record's file and its text in the book as it was opened.
fn file<'f>(opened: &Opened<'f, '_>, reference: Reference<'_>) -> Option<(&'f str, &'f str)> {
    let book = opened.facts.book;
    let is = |kind: Option<Kind>, id: &str| kind == Some(reference.kind) && id == reference.id;
    let at = book.files.iter().position(|file| is(file.kind, file.id))?;
    let source = &book.sources[at];
    let text = source.text.as_ref().map_or("", String::as_str);
    Some((source.path.as_str(), text))
}

/// What a record is called.
fn name(path: &str, text: &str) -> Option<String> {
    let texts = crate::source::Texts::default();
    let tree = syntax::read(identify(path).format, text, &texts);
    let Value::Table(entries) = &tree.root.value else {
        return None;
    };
    let keys = ["title", "name", "problem"];
    let mut names = keys.iter().filter_map(|key| entries.iter().find(|entry| entry.key == *key));
    names.find_map(|entry| {
        let Value::Text(text) = entry.value.value else { return None };
        Some(text.to_owned())
    })
}

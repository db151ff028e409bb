//! From the command line to the facts: finds the book, reads it, and works it out as of the day asked for.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::fail::Failure;
use super::{Context, words};
use crate::book::identify::identify;
use crate::book::{self, Book, Fault, FaultPlace, SETTINGS};
use crate::facts::Facts;
use crate::facts::moves::Moves;
use crate::history;
use crate::model::settings::Settings;
use crate::model::{Kind, Reference};
use crate::place::{self, Route};
use crate::render::clean;
use crate::said;
use crate::say::{Lang, Said};
use crate::source::{Source, Texts};
use crate::store::{self, Folder, Ignore, Only, Repository, Side, StoreError};
use crate::syntax::{self, Format};

/// The book as a command has it.
pub struct Opened<'f, 'a> {
    /// Its folder.
    pub root: &'f Path,
    /// Its facts.
    pub facts: &'f Facts<'f, 'a>,
    /// The language to speak: the one asked for, else the book's, else the environment's.
    pub lang: Lang,
    /// Where it is not read as it lies in its folder: the revision that was asked for, and the full name of its
    /// commit.
    pub at: Option<(&'f str, &'f str)>,
}

impl Opened<'_, '_> {
    /// What the reader of a report must know of a book that is not read as it lies there.
    pub fn note(&self) -> Option<Said> {
        let (revision, commit) = self.at?;
        let (revision, commit) = (clean::line(revision), commit.get(..10).unwrap_or(commit));
        Some(said!(
            "The book is shown as it stood at `{revision}` (commit {commit}).",
            "台账内容取自版本 `{revision}`（提交 {commit}）。"
        ))
    }
}

/// What is asked of the commits that led to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Nothing.
    Untold,
    /// How the due dates moved ([`Facts::moves`]).
    Told,
}

/// How much of the book is read.
#[derive(Debug, Clone, Copy)]
enum Part<'p> {
    /// All of it.
    Whole,
    /// The file of a record, and the people and accounts that it may name; where no file's name tells the record, all
    /// of its kind.
    Record(Reference<'p>),
}

/// Opens the book that the command line means, and acts on it. Folders below it that are books of their
/// own are told on standard error.
pub fn open<R>(context: &Context, act: impl FnOnce(&Opened<'_, '_>) -> Result<R, Failure>) -> Result<R, Failure> {
    open_part(context, Part::Whole, Past::Untold, act)
}

/// The same, with what is asked of the commits that led to it.
pub fn open_with<R>(
    context: &Context,
    past: Past,
    act: impl FnOnce(&Opened<'_, '_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    open_part(context, Part::Whole, past, act)
}

/// The same, but with no more of the book than one record needs to be shown, for what asks git of all else.
pub fn open_record<R>(
    context: &Context,
    record: Reference<'_>,
    act: impl FnOnce(&Opened<'_, '_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    open_part(context, Part::Record(record), Past::Untold, act)
}

fn open_part<R>(
    context: &Context,
    part: Part<'_>,
    past: Past,
    act: impl FnOnce(&Opened<'_, '_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let root = root(context)?;
    let then = context
        .at
        .as_deref()
        .map(|revision| Then::of(&root, revision))
        .transpose()?;
    let then = match &then {
        Some(then) => Some((
            then,
            then.repository.at(then.commit.clone()).map_err(|e| then.no_book(e))?,
        )),
        None => None,
    };
    // Nothing below is ever freed: the program ends when the command does, and a large book takes a while.
    let texts = ManuallyDrop::new(Texts::default());
    let source = match &then {
        Some((then, at)) => at.settings().map_err(|e| then.no_book(e))?,
        None => store::read_settings(&root)?,
    };
    let source = ManuallyDrop::new(source);
    let (settings, mut faults) = book::settings(&source, &texts);
    let lang = words::lang_of(context, &settings);
    let ignore = ignore(&settings.ignore, &source, &texts, &mut faults);
    let read = |only: Only<'_>| match &then {
        Some((_, at)) => at.read_some(&ignore, only).map(|snapshot| snapshot.folder),
        None => store::read_some(&root, &ignore, only),
    };
    let folder = match part {
        Part::Whole => read(&|_| true),
        Part::Record(record) => read_record(record, read),
    };
    let folder = ManuallyDrop::new(folder.map_err(|e| Failure::from(e).in_lang(lang))?);
    tell_left_out(context, &folder, lang);
    let as_of = context.as_of.unwrap_or_else(|| today(&settings));
    let book = book::read(settings, &source, &folder.sources, &texts, faults);
    let book: ManuallyDrop<Book<'_>> = ManuallyDrop::new(book);
    let mut facts = ManuallyDrop::new(Facts::new(&book, as_of));
    if past == Past::Told {
        facts.moves = Some(moves(&root, then.as_ref().map(|(then, _)| *then), &book).map_err(|e| e.in_lang(lang))?);
    }
    let opened = Opened {
        root: &root,
        facts: &facts,
        lang,
        at: then.as_ref().map(|(then, _)| (then.revision, then.commit.as_str())),
    };
    act(&opened).map_err(|failure| failure.in_lang(lang))
}

/// The files that one record needs: its own, told by its name, and those of people and accounts; where none is told so,
/// or it bears another id, all files of its kind.
fn read_record(
    record: Reference<'_>,
    read: impl Fn(Only<'_>) -> Result<Folder, StoreError>,
) -> Result<Folder, StoreError> {
    let is_named = |kind: Kind| matches!(kind, Kind::Person | Kind::Account);
    let is_it = |path: &str| {
        let identity = identify(path);
        identity.kind == Ok(record.kind) && identity.id == record.id
    };
    let some = read(&|path: &str| is_it(path) || identify(path).kind.is_ok_and(is_named))?;
    let bears = |source: &&Source| {
        let text = source.text.as_ref();
        is_it(&source.path)
            && text.map_or(true, |text| {
                history::id_in(&source.path, text).as_deref() == Some(record.id)
            })
    };
    if some.sources.iter().any(|source| bears(&source)) {
        return Ok(some);
    }
    read(&|path: &str| {
        identify(path)
            .kind
            .is_ok_and(|kind| kind == record.kind || is_named(kind))
    })
}

/// How the due dates moved by the commits up to the revision that was asked for, else to what lies in the work tree.
fn moves(root: &Path, then: Option<&Then<'_>>, book: &Book<'_>) -> Result<Moves, Failure> {
    let found = match then {
        Some(then) => history::moves::of_book(&then.repository, &then.commit, Side::Commit(&then.commit), book),
        None => {
            let repository = Repository::find(root)?;
            let head = repository.commit("HEAD")?;
            history::moves::of_book(&repository, &head, Side::WorkTree, book)
        }
    };
    Ok(found?)
}

/// A revision that was asked for.
pub(super) struct Then<'r> {
    pub(super) repository: Repository,
    pub(super) revision: &'r str,
    pub(super) commit: String,
}

impl<'r> Then<'r> {
    pub(super) fn of(root: &Path, revision: &'r str) -> Result<Then<'r>, Failure> {
        let repository = Repository::find(root)?;
        let commit = repository.commit(revision)?;
        Ok(Then {
            repository,
            revision,
            commit,
        })
    }

    /// A book that is missing was missing then.
    pub(super) fn no_book(&self, error: StoreError) -> Failure {
        no_book(self.revision, error)
    }
}

/// A book that is missing at a revision was missing then.
pub(super) fn no_book(revision: &str, error: StoreError) -> Failure {
    let StoreError::NoBook { start } = &error else {
        return error.into();
    };
    let (revision, start) = (clean::line(revision), clean::line(start));
    said!(
        "no book: there was no `kam.toml` in `{start}` at `{revision}`",
        "找不到客户台账：在版本 `{revision}` 中，`{start}` 下没有 `kam.toml`"
    )
    .into()
}

/// The book's folder: the one that is named, which must be a book itself, else the nearest one. Where the
/// book is read at a revision it need not be one today.
pub(super) fn root(context: &Context) -> Result<PathBuf, Failure> {
    root_of(context, context.at.as_deref())
}

/// The same where the book is read at a revision that the command names.
pub(super) fn root_of(context: &Context, at: Option<&str>) -> Result<PathBuf, Failure> {
    let Some(dir) = &context.dir else {
        return match store::find_book(Path::new(".")) {
            Err(StoreError::NoBook { start }) if at.is_some() => {
                Ok(std::path::absolute(&start).unwrap_or_else(|_| PathBuf::from(start)))
            }
            found => Ok(found?),
        };
    };
    let shown = dir.to_string_lossy();
    let shown = clean::line(&shown);
    if !dir.is_dir() {
        return Err(said!("-C: there is no folder `{shown}`", "-C：目录 `{shown}` 不存在").into());
    }
    if at.is_none() && !dir.join(store::SETTINGS).is_file() {
        return Err(said!(
            "no book: there is no `kam.toml` in `{shown}`; `kam init` makes a new book",
            "找不到客户台账：`{shown}` 中没有 `kam.toml`；可用 `kam init` 新建"
        )
        .into());
    }
    Ok(std::path::absolute(dir).unwrap_or_else(|_| dir.clone()))
}

/// The patterns that can be understood; each of the others is a fault of `kam.toml`.
pub(super) fn ignore<'a>(
    patterns: &[&'a str],
    source: &'a Source,
    texts: &'a Texts,
    faults: &mut Vec<Fault>,
) -> Ignore {
    let mut sound: Vec<(usize, &str)> = patterns.iter().copied().enumerate().collect();
    loop {
        let now: Vec<&str> = sound.iter().map(|(_, pattern)| *pattern).collect();
        let bad = match Ignore::new(&now) {
            Ok(ignore) => return ignore,
            Err(bad) => bad,
        };
        if bad.index >= sound.len() {
            return Ignore::nothing();
        }
        let (at, pattern) = sound.remove(bad.index);
        let (en, zh) = (bad.why.en, bad.why.zh);
        if let Ok(text) = &source.text {
            let tree = syntax::read(Format::Toml, text, texts);
            faults.push(Fault {
                file: SETTINGS,
                span: FaultPlace::Text(place::resolve(&tree.root, Route::in_table("book", "ignore").item(at))),
                rule: "bad-value",
                message: said!(
                    "the pattern `{pattern}` cannot be understood: {en}",
                    "无法理解匹配模式 `{pattern}`：{zh}"
                ),
                help: said!(
                    "write it as in a .gitignore, for example `templates/**`",
                    "写法与 .gitignore 相同，例如 `templates/**`"
                ),
                related: Vec::new(),
            });
        }
    }
}

/// Today in the book's time zone.
pub(super) fn today(settings: &Settings<'_>) -> crate::values::date::Date {
    settings.terms.timezone.to_datetime(jiff::Timestamp::now()).date()
}

pub(super) fn tell_left_out(context: &Context, folder: &Folder, lang: Lang) {
    for nested in &folder.nested {
        let nested = clean::line(nested);
        let said = said!(
            "note: `{nested}` is a book of its own and was left out",
            "提示：`{nested}` 是另一份台账，未读入"
        );
        context.screen.tell(said.get(lang));
    }
    for module in &folder.modules {
        let module = clean::line(module);
        let said = said!(
            "note: `{module}` is a submodule, whose files this repository does not hold; it was left out",
            "提示：`{module}` 是子模块，其文件不在本仓库中，未读入"
        );
        context.screen.tell(said.get(lang));
    }
}

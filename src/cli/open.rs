//! From the command line to the facts: finds the book, reads it, and works it out as of the day asked for.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::fail::Failure;
use super::{Context, words};
use crate::book::{self, Book, Fault, FaultPlace, SETTINGS};
use crate::facts::Facts;
use crate::model::settings::Settings;
use crate::place::{self, Route};
use crate::said;
use crate::say::Lang;
use crate::source::{Source, Texts};
use crate::store::{self, Folder, Ignore};
use crate::syntax::{self, Format};

/// The book as a command has it.
pub struct Opened<'f, 'a> {
    /// Its folder.
    pub root: &'f Path,
    /// Its facts.
    pub facts: &'f Facts<'f, 'a>,
    /// The language to speak: the one asked for, else the book's, else the environment's.
    pub lang: Lang,
}

/// Opens the book that the command line means, and acts on it. Folders below it that are books of their
/// own are told on standard error.
pub fn open<R>(context: &Context, act: impl FnOnce(&Opened<'_, '_>) -> Result<R, Failure>) -> Result<R, Failure> {
    let root = root(context)?;
    // Nothing below is ever freed: the program ends when the command does, and a large book takes a while.
    let texts = ManuallyDrop::new(Texts::default());
    let source = ManuallyDrop::new(store::read_settings(&root)?);
    let (settings, mut faults) = book::settings(&source, &texts);
    let lang = words::lang_of(context, &settings);
    let ignore = ignore(&settings.ignore, &source, &texts, &mut faults);
    let folder = store::read_folder(&root, &ignore).map_err(|e| Failure::from(e).in_lang(lang))?;
    let folder = ManuallyDrop::new(folder);
    tell_nested(context, &folder, lang);
    let as_of = context.as_of.unwrap_or_else(|| today(&settings));
    let book = book::read(settings, &source, &folder.sources, &texts, faults);
    let book: ManuallyDrop<Book<'_>> = ManuallyDrop::new(book);
    let facts = ManuallyDrop::new(Facts::new(&book, as_of));
    let opened = Opened {
        root: &root,
        facts: &facts,
        lang,
    };
    act(&opened).map_err(|failure| failure.in_lang(lang))
}

/// The book's folder: the one that is named, which must be a book itself, else the nearest one.
fn root(context: &Context) -> Result<PathBuf, Failure> {
    let Some(dir) = &context.dir else {
        return Ok(store::find_book(Path::new("."))?);
    };
    let shown = dir.to_string_lossy();
    let shown = crate::render::clean::line(&shown);
    if !dir.is_dir() {
        return Err(said!("-C: there is no folder `{shown}`", "-C：目录 `{shown}` 不存在").into());
    }
    if !dir.join(store::SETTINGS).is_file() {
        return Err(said!(
            "no book: there is no `kam.toml` in `{shown}`; `kam init` makes a new book",
            "找不到客户台账：`{shown}` 中没有 `kam.toml`；可用 `kam init` 新建"
        )
        .into());
    }
    Ok(std::path::absolute(dir).unwrap_or_else(|_| dir.clone()))
}

/// The patterns that can be understood; each of the others is a fault of `kam.toml`.
fn ignore<'a>(patterns: &[&'a str], source: &'a Source, texts: &'a Texts, faults: &mut Vec<Fault>) -> Ignore {
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
fn today(settings: &Settings<'_>) -> crate::values::date::Date {
    settings.terms.timezone.to_datetime(jiff::Timestamp::now()).date()
}

fn tell_nested(context: &Context, folder: &Folder, lang: Lang) {
    for nested in &folder.nested {
        let nested = crate::render::clean::line(nested);
        let said = said!(
            "note: `{nested}` is a book of its own and was left out",
            "提示：`{nested}` 是另一份台账，未读入"
        );
        context.screen.tell(said.get(lang));
    }
}

//! The book beside what it was at an earlier revision: both sides are worked out, as of the same day and by the
//! revision's settings and waivers, and what is found now is sorted by what was found then.

mod later;

use std::mem::ManuallyDrop;
use std::path::Path;

use super::fail::Failure;
use super::open::{Opened, Then, ignore, no_book, root, tell_left_out, today};
use super::{Context, words};
use crate::book::{self, Book, Fault, Files, SETTINGS};
use crate::facts::Facts;
use crate::facts::range::{self, Range, Renames, SplitOff};
use crate::findings::locate::{Known, Located, known, locate};
use crate::findings::{find, find_excused, since};
use crate::history;
use crate::model::settings::Settings;
use crate::render::clean;
use crate::rules::Group;
use crate::said;
use crate::say::{Lang, Said};
use crate::source::{Source, Texts};
use crate::store::{self, At, Beside, Folder, Ignore, Snapshot, StoreError};
use crate::values::date::{Date, Moment};
use later::{Later, at_commit, commits, keep_known};

/// What is found now.
pub struct Found<'a> {
    /// The findings, each with since when it is there.
    pub located: Vec<Located<'a>>,
    /// Those of the earlier side.
    pub before: Vec<Known<'a>>,
    /// What must be known to read them.
    pub notes: Vec<Said>,
}

/// The two sides of a change.
pub struct Sides<'s> {
    /// The book's folder.
    pub root: &'s Path,
    /// The revision whose settings and waivers judge both sides.
    pub then: &'s Then<'s>,
    /// The commit at which the earlier side is read; none: the revision's own.
    pub from: Option<&'s str>,
    /// The later side: the revision as it was written, and its commit; none: the work tree.
    pub to: Option<(&'s str, &'s str)>,
    /// By what findings are sorted.
    pub sort: Sort,
}

/// By what findings are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By whether the change brings them, and else by whether they were there on the revision's own day.
    Age,
    /// By whether the change brings them; others count as there before.
    Change,
}

/// Opens the book that the command line means, and what it was at a revision, and acts on what is found.
pub fn open<R>(
    context: &Context,
    revision: &str,
    act: impl for<'f, 'a> FnOnce(&Opened<'f, 'a>, Found<'a>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    if context.at.is_some() {
        return Err(said!(
            "`--new-since` compares the book as it lies in its folder; leave `--at` out",
            "`--new-since` 比较的是目录中的当前内容，不能与 `--at` 同时使用"
        )
        .into());
    }
    let root = root(context)?;
    let then = Then::of(&root, revision)?;
    let sides = Sides {
        root: &root,
        then: &then,
        from: None,
        to: None,
        sort: Sort::Age,
    };
    open_sides(context, &sides, act)
}

/// Opens both sides of a change, and acts on what is found.
pub fn open_sides<R>(
    context: &Context,
    sides: &Sides<'_>,
    act: impl for<'f, 'a> FnOnce(&Opened<'f, 'a>, Found<'a>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let (root, then) = (sides.root, sides.then);
    let repository = &then.repository;
    let from = sides.from.unwrap_or(&then.commit);
    let (at_from, at_to) = commits(repository, from, sides.to.map(|(_, commit)| commit));
    let no_later = |e| no_book(sides.to.map_or("", |(revision, _)| revision), e);
    let (at_from, at_to) = (at_from.map_err(|e| then.no_book(e))?, at_to.map_err(no_later)?);
    // Nothing below is ever freed: the program ends when the command does, and a large book takes a while.
    let texts = ManuallyDrop::new(Texts::default());
    let source = match &at_to {
        None => store::read_settings(root)?,
        Some(at) => at.settings().map_err(no_later)?,
    };
    let source = ManuallyDrop::new(source);
    let source_then = ManuallyDrop::new(at_from.settings().map_err(|e| then.no_book(e))?);
    // By the settings of the revision, wherever the change began.
    let source_judge = match sides.from {
        Some(from) if from != then.commit => Some(
            repository
                .at(then.commit.clone())?
                .settings()
                .map_err(|e| then.no_book(e))?,
        ),
        Some(_) | None => None,
    };
    let source_judge = ManuallyDrop::new(source_judge);
    let (own, mut faults) = book::settings(&source, &texts);
    let lang = words::lang_of(context, &own);
    let (settings_then, mut faults_then) = book::settings(&source_then, &texts);
    let judge = source_judge.as_ref().map(|source| book::settings(source, &texts).0);
    let settings = since::settings(judge.as_ref().unwrap_or(&settings_then), &own);
    ignore(&own.ignore, &source, &texts, &mut faults);
    let ignore = ignore(&settings.ignore, &source_then, &texts, &mut faults_then);
    let in_lang = |e: StoreError| Failure::from(e).in_lang(lang);
    let later = match &at_to {
        None => Later::WorkTree(store::read_folder(root, &ignore).map_err(in_lang)?),
        Some(at) => Later::Commit(at_commit(sides, at, &ignore).map_err(in_lang)?),
    };
    let mut later = ManuallyDrop::new(later);
    tell_left_out(context, later.folder(), lang);
    let snapshot = at_from.read_folder(&ignore, later.beside()).map_err(in_lang)?;
    let snapshot: ManuallyDrop<Snapshot> = ManuallyDrop::new(snapshot);
    let split_off = keep_known(sides, &mut later, &snapshot.folder).map_err(in_lang)?;
    let as_of = context.as_of.unwrap_or_else(|| today(&settings));
    let day = match sides.sort {
        Sort::Age => day_of(then, &settings, as_of)?,
        Sort::Change => as_of,
    };
    let read = Read {
        texts: &texts,
        source: &source,
        source_then: &source_then,
        folder: later.folder(),
        snapshot: &snapshot,
        settings,
        own,
        faults,
        faults_then,
        split_off,
        ignore,
        as_of,
        day,
        lang,
    };
    compare(context, sides, &read, act).map_err(|failure| failure.in_lang(lang))
}

/// What was read of both sides.
struct Read<'a> {
    texts: &'a Texts,
    /// `kam.toml` of the later side, and of the earlier one.
    source: &'a Source,
    source_then: &'a Source,
    folder: &'a Folder,
    snapshot: &'a Snapshot,
    /// The settings that judge both, and the later side's own.
    settings: Settings<'a>,
    own: Settings<'a>,
    faults: Vec<Fault>,
    faults_then: Vec<Fault>,
    split_off: Vec<SplitOff>,
    ignore: Ignore,
    as_of: Date,
    /// The revision's own day.
    day: Date,
    lang: Lang,
}

/// Works both sides out, and acts on what is found.
fn compare<'r, R>(
    context: &Context,
    sides: &Sides<'_>,
    read: &'r Read<'r>,
    act: impl for<'f, 'a> FnOnce(&Opened<'f, 'a>, Found<'a>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let (repository, as_of) = (&sides.then.repository, read.as_of);
    let earlier = files(read.source_then, &read.snapshot.folder, &read.faults_then);
    let later = files(read.source, read.folder, &read.faults);
    let (book_then, book) = book::read_both(&read.settings, earlier, later, read.texts);
    let (book_then, mut book) = (ManuallyDrop::new(book_then), ManuallyDrop::new(book));
    // Where the revision went on meanwhile, the change begins where they parted.
    let base = match sides.from {
        None => base(sides.then),
        Some(_) => None,
    };
    let parted: ManuallyDrop<Option<(Source, Snapshot)>> = ManuallyDrop::new(match &base {
        Some(base) => parted(read, &repository.at(base.clone())?),
        None => None,
    });
    let book_base = (parted.as_ref()).map(|(source, snapshot)| book_of(read, source, &snapshot.folder, &[]));
    let book_base = ManuallyDrop::new(book_base);
    let book_before = book_base.as_ref().unwrap_or(&book_then);
    let renames = Renames::of(book_before, &book);
    let to = sides.to.map(|(_, commit)| commit);
    let put_back = range::put_back(&mut book, book_before, &renames, as_of);
    let plain = (!put_back.is_empty()).then(|| book_of(read, read.source, read.folder, &read.faults));
    let plain = ManuallyDrop::new(plain);
    let from = base.as_deref().or(sides.from).unwrap_or(&sides.then.commit);
    // Git is asked meanwhile.
    let told = || {
        let moves = history::moves::of_change(repository, to, book_before, &book, &renames)?;
        Ok::<_, StoreError>((moves, history::signed(repository, from, to)?))
    };
    let facts = || rayon::join(|| Facts::new(&book_then, as_of), || Facts::new(&book, as_of));
    let (told, (facts_then, facts)) = std::thread::scope(|scope| {
        let told = scope.spawn(told);
        let facts = facts();
        (
            told.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            facts,
        )
    });
    let (moves, signed) = told?;
    let (facts_then, mut facts) = (ManuallyDrop::new(facts_then), ManuallyDrop::new(facts));
    let facts_plain = ManuallyDrop::new(plain.as_ref().map(|book| Facts::new(book, as_of)));
    let facts_base = ManuallyDrop::new(book_base.as_ref().map(|book| Facts::new(book, as_of)));
    let before = facts_base.as_ref().unwrap_or(&facts_then);
    let source_before = parted.as_ref().map_or(read.source_then, |(source, _)| source);
    let (settings_before, _) = book::settings(source_before, read.texts);
    facts.range = Some(Range {
        before,
        settings: [&settings_before, &read.own],
        plain: facts_plain.as_ref(),
        renames,
        split_off: read.split_off.clone(),
        put_back,
        signed,
        moves,
    });
    let found = found(context, sides, read, &facts, &facts_then);
    let opened = Opened {
        root: sides.root,
        facts: &facts,
        lang: read.lang,
        at: sides.to,
    };
    act(&opened, found)
}

/// A side's files.
fn files<'b>(settings: &'b Source, folder: &'b Folder, faults: &[Fault]) -> Files<'b> {
    Files {
        settings,
        sources: &folder.sources,
        faults: faults.to_vec(),
    }
}

/// A side's book.
fn book_of<'b>(read: &'b Read<'_>, source: &'b Source, folder: &'b Folder, faults: &[Fault]) -> Book<'b> {
    let settings = read.settings.clone();
    book::read(settings, source, &folder.sources, read.texts, faults.to_vec())
}

/// What the book held where the lines parted; a book that was made only since then has no other beginning.
fn parted(read: &Read<'_>, at: &At<'_>) -> Option<(Source, Snapshot)> {
    Some((
        at.settings().ok()?,
        at.read_folder(&read.ignore, Beside::Commit(read.snapshot)).ok()?,
    ))
}

/// What is found now and then.
fn found<'a>(
    context: &Context,
    sides: &Sides<'_>,
    read: &Read<'a>,
    facts: &Facts<'_, 'a>,
    facts_then: &Facts<'_, 'a>,
) -> Found<'a> {
    let under_new_ids = |found| match &facts.range {
        Some(range) => since::under_new_ids(found, &range.renames),
        None => found,
    };
    let then = |facts: &Facts<'_, 'a>| known(facts.book, under_new_ids(find(facts)));
    let on_own_day = || {
        let own = (read.day != read.as_of).then(|| ManuallyDrop::new(Facts::new(facts_then.book, read.day)));
        own.map(|own| then(&own))
    };
    let now = || locate(facts.book, find_excused(facts, facts_then));
    let (mut located, (found_then, found_own)) = rayon::join(now, || rayon::join(|| then(facts_then), on_own_day));
    if let Some(of_settings) = of_settings(read) {
        located.retain(|one| !is_of_settings(one));
        located.extend(of_settings);
        located.sort_by(|a, b| a.path.cmp(b.path));
    }
    since::sort(&mut located, &found_then, found_own.as_ref().unwrap_or(&found_then));
    let mut notes = Vec::new();
    if sides.then.repository.shallow {
        notes.push(history::shallow());
        context.screen.tell(history::shallow().get(read.lang));
    }
    if let Some(said) = nothing_in_common(sides) {
        context.screen.tell(said.get(read.lang));
        notes.push(said);
    }
    Found {
        located,
        before: found_then,
        notes,
    }
}

/// What is said where the two sides have no commit in common, so that nobody knows where the change began.
fn nothing_in_common(sides: &Sides<'_>) -> Option<Said> {
    let (repository, then) = (&sides.then.repository, &sides.then.commit);
    let head = match sides.to {
        Some((_, commit)) => commit.to_owned(),
        None => repository.commit("HEAD").ok()?,
    };
    let known = *then == head || repository.merge_base(then, &head).is_some();
    let revision = clean::line(sides.then.revision);
    (!known).then(|| {
        said!(
            "No commit is known that both sides come from: what was done on the side of `{revision}` alone is shown as if this change undid it.",
            "找不到两边共同的起点：仅在 `{revision}` 一侧所做的改动，会显示为被本次改动撤销。"
        )
    })
}

/// Where the work parted from the revision; none where that is the revision itself, or is not known.
fn base(then: &Then<'_>) -> Option<String> {
    let head = then.repository.commit("HEAD").ok()?;
    then.repository
        .merge_base(&then.commit, &head)
        .filter(|base| *base != then.commit)
}

/// The revision's own date, in the book's time zone; never after the day by which both sides are judged.
fn day_of(then: &Then<'_>, settings: &Settings<'_>, as_of: Date) -> Result<Date, Failure> {
    let committed = Moment::from_second(then.repository.committed(&then.commit)?);
    let zone = settings.terms.timezone.clone();
    Ok(committed.map_or(as_of, |moment| moment.to_zoned(zone).date().min(as_of)))
}

/// Whether a finding is about `kam.toml` as a file: what stands there now must be sound, whatever is in force.
fn is_of_settings(located: &Located<'_>) -> bool {
    located.finding.place.file == SETTINGS && matches!(located.finding.rule.group, Group::File | Group::Links)
}

/// What is wrong with `kam.toml` itself as it is now; none where it did not change.
fn of_settings<'a>(read: &Read<'a>) -> Option<Vec<Located<'a>>> {
    if read.source.text == read.source_then.text {
        return None;
    }
    let book = book::read(read.own.clone(), read.source, &[], read.texts, read.faults.to_vec());
    let mut located = locate(&book, find(&Facts::new(&book, read.as_of)));
    located.retain(is_of_settings);
    Some(located)
}

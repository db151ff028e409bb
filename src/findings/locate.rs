//! From symbolic places to lines and columns: the files with findings are read once more, with their
//! places, and only those.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::book::identify::identify;
use crate::book::{Book, FileId, SETTINGS};
use crate::place::{self, Route};
use crate::source::Texts;
use crate::syntax::{self, Format, Node, Span, Value};

use super::since::New;
use super::{At, Finding, Place};

/// A stretch of text by lines and columns, both from 1, columns in Unicode scalar values; the end is
/// after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the last character.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

/// A finding with its place found.
#[derive(Debug, Clone)]
pub struct Located<'a> {
    /// What was found.
    pub finding: Finding<'a>,
    /// The file, relative to the book.
    pub path: &'a str,
    /// Where in it.
    pub place: Stretch,
    /// The places that have to do with it, in the order of the finding's.
    pub related: Vec<(&'a str, Stretch)>,
    /// What the finding is known by, whatever lines shift and files move.
    pub fingerprint: String,
    /// Since when it is there, where the book was compared with an earlier revision.
    pub new: Option<New>,
}

/// Lines and columns of a text.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Lines { text, starts }
    }

    fn at(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let column = self
            .text
            .get(start..byte)
            .map_or(1, |before| before.chars().count() + 1);
        (line, column)
    }

    fn stretch(&self, span: Span) -> Stretch {
        let (line, column) = self.at(span.start as usize);
        let (end_line, end_column) = self.at(span.end as usize);
        Stretch {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// In place of a tree where no part needs to be looked up in it.
const NOTHING: Node<'static> = Node {
    value: Value::Null,
    span: Span { start: 0, end: 0 },
};

impl At {
    /// Whether the way there leads by what the text says: by the id of a part.
    fn needs_text(&self) -> bool {
        match self {
            At::Line(..) => false,
            At::Text(_) => true,
            At::Route(route) => route.leads_through_list(),
        }
    }
}

/// A file read again for its places.
struct Page<'a> {
    lines: Lines<'a>,
    tree: syntax::Tree<'a>,
    /// The items that no position counts.
    dropped: &'a [Span],
}

impl Page<'_> {
    fn resolve(&self, route: Route) -> Span {
        place::resolve_among(&self.tree.root, route, self.dropped)
    }
}

fn page<'p>(book: &'p Book<'_>, file: FileId, texts: &'p Texts) -> Option<Page<'p>> {
    let source = book.source(file);
    let text = source.text.as_ref().ok()?;
    let format = if file == SETTINGS {
        Format::Toml
    } else {
        identify(&source.path).format
    };
    Some(Page {
        lines: Lines::of(text),
        tree: syntax::read(format, text, texts),
        dropped: book.dropped.get(&file).map_or(&[], Vec::as_slice),
    })
}

fn stretch(page: Option<&Page<'_>>, at: At) -> Stretch {
    let point = |line, column| Stretch {
        line,
        column,
        end_line: line,
        end_column: column,
    };
    match (at, page) {
        (At::Line(line, column), _) => point(line, column),
        (At::Text(span), Some(page)) => page.lines.stretch(span),
        (At::Route(route), Some(page)) => page.lines.stretch(page.resolve(route)),
        (At::Text(_) | At::Route(_), None) => point(1, 1),
    }
}

/// The route to a place by the ids on the way.
fn path_in(page: Option<&Page<'_>>, at: At) -> String {
    match (at, page) {
        (At::Text(span), Some(page)) => place::path_to(&page.tree.root, span),
        (At::Route(route), Some(page)) => place::named(&page.tree.root, route, page.dropped),
        (At::Line(..), _) | (At::Text(_) | At::Route(_), None) => String::new(),
    }
}

fn fingerprint(finding: &Finding<'_>, path: &str, route: &str) -> String {
    let mut hash = Sha256::new();
    let of = finding.reference.as_deref().unwrap_or(path);
    for part in [finding.rule.name, of, route] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Finds every place, and sorts by path, line, column, rule and reference.
pub fn locate<'a>(book: &Book<'a>, findings: Vec<Finding<'a>>) -> Vec<Located<'a>> {
    let path = |file: FileId| book.path(file);
    let mut by_file: Vec<Finding<'a>> = findings;
    by_file.sort_by_key(|finding| finding.place.file);
    let groups: Vec<&[Finding<'a>]> = by_file.chunk_by(|a, b| a.place.file == b.place.file).collect();
    let mut all: Vec<Located<'a>> = groups
        .par_iter()
        .flat_map_iter(|group| {
            let texts = Texts::default();
            let file = group[0].place.file;
            let page = page(book, file, &texts);
            group
                .iter()
                .map(|finding| Located {
                    path: path(file),
                    place: stretch(page.as_ref(), finding.place.at),
                    related: finding
                        .related
                        .iter()
                        .map(|(place, _)| elsewhere(book, *place, path(place.file)))
                        .collect(),
                    fingerprint: fingerprint(finding, path(file), &path_in(page.as_ref(), finding.place.at)),
                    finding: finding.clone(),
                    new: None,
                })
                .collect::<Vec<_>>()
        })
        .collect();
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    distinguish(&mut all);
    all
}

/// A finding and what it is known by, without its place.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// What was found.
    pub finding: Finding<'a>,
    /// What it is known by: the same as [`Located::fingerprint`].
    pub fingerprint: String,
}

/// What findings are known by, in no order: [`locate`] without the places, and so without reading most files again.
pub fn known<'a>(book: &Book<'a>, findings: Vec<Finding<'a>>) -> Vec<Known<'a>> {
    let file = |at: u32| findings[at as usize].place.file;
    let mut by_file: Vec<u32> = (0..findings.len() as u32).collect();
    by_file.sort_by_key(|at| file(*at));
    let groups: Vec<&[u32]> = by_file.chunk_by(|a, b| file(*a) == file(*b)).collect();
    let fingerprints: Vec<(u32, String)> = (groups.par_iter())
        .flat_map_iter(|group| {
            let texts = Texts::default();
            let file = file(group[0]);
            let all = || group.iter().map(|at| (*at, &findings[*at as usize]));
            let in_text = all().any(|(_, finding)| finding.place.at.needs_text());
            let page = if in_text { page(book, file, &texts) } else { None };
            let is_readable = book.source(file).text.is_ok();
            let told = |(at, finding): (u32, &Finding<'a>)| {
                let route = match (finding.place.at, &page) {
                    (At::Route(route), None) if is_readable => place::named(&NOTHING, route, &[]),
                    (at, page) => path_in(page.as_ref(), at),
                };
                (at, fingerprint(finding, book.path(file), &route))
            };
            all().map(told).collect::<Vec<_>>()
        })
        .collect();
    let mut times: hashbrown::HashMap<&str, usize> = hashbrown::HashMap::with_capacity(fingerprints.len());
    for (_, fingerprint) in &fingerprints {
        *times.entry(fingerprint).or_insert(0) += 1;
    }
    let mut of: Vec<Option<String>> = vec![None; findings.len()];
    for (at, fingerprint) in &fingerprints {
        of[*at as usize] = (times[fingerprint.as_str()] == 1).then(|| fingerprint.clone());
    }
    let mut known = Vec::with_capacity(findings.len());
    let mut twice = Vec::new();
    for (finding, fingerprint) in findings.into_iter().zip(of) {
        match fingerprint {
            Some(fingerprint) => known.push(Known { finding, fingerprint }),
            None => twice.push(finding),
        }
    }
    // Those of one fingerprint are told apart by their places.
    known.extend(locate(book, twice).into_iter().map(|located| Known {
        finding: located.finding,
        fingerprint: located.fingerprint,
    }));
    known
}

/// The line that each route leads to, from 1, in the order given; 1 in a file without readable text. Each
/// file is read once.
pub fn lines(book: &Book<'_>, spots: &[(FileId, Route)]) -> Vec<usize> {
    let mut by_file: Vec<usize> = (0..spots.len()).collect();
    by_file.sort_by_key(|at| spots[*at].0);
    let groups: Vec<&[usize]> = by_file.chunk_by(|a, b| spots[*a].0 == spots[*b].0).collect();
    let found: Vec<(usize, usize)> = groups
        .par_iter()
        .flat_map_iter(|group| {
            let texts = Texts::default();
            let page = page(book, spots[group[0]].0, &texts);
            let line = |at: usize| stretch(page.as_ref(), At::Route(spots[at].1)).line;
            group.iter().map(|at| (*at, line(*at))).collect::<Vec<_>>()
        })
        .collect();
    let mut lines = vec![1; spots.len()];
    for (at, line) in found {
        lines[at] = line;
    }
    lines
}

fn elsewhere<'a>(book: &Book<'a>, place: Place, path: &'a str) -> (&'a str, Stretch) {
    let texts = Texts::default();
    (path, stretch(page(book, place.file, &texts).as_ref(), place.at))
}

fn key<'l>(of: &'l Located<'_>) -> (&'l str, usize, usize, &'static str, Option<&'l str>, &'l str) {
    let finding = &of.finding;
    (
        of.path,
        of.place.line,
        of.place.column,
        finding.rule.name,
        finding.reference.as_deref(),
        &finding.message.en,
    )
}

/// Two findings of one rule at one place are told apart by their order.
fn distinguish(all: &mut [Located<'_>]) {
    let mut seen: hashbrown::HashMap<String, usize> = hashbrown::HashMap::new();
    for located in all {
        let count = seen.entry(located.fingerprint.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            located.fingerprint = format!("{}-{count}", located.fingerprint);
        }
    }
}

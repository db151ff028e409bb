//! Laws of the whole walk, from bytes to what is written of the findings: no text breaks it, every place
//! lies in its file, the same book says the same, and a mistake in one file makes up nothing elsewhere.
//!
//! `PROPTEST_CASES` is how many books each law is tried on.
#![allow(
    clippy::disallowed_methods,
    reason = "a test that is told by the environment how long it may take"
)]

mod books;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use books::{File, SETTINGS};
use kam::annotate::{Format, Outcome, annotate};
use kam::book::Book;
use kam::findings::Severity;
use kam::findings::locate::{Located, Stretch};
use kam::render::Look;
use kam::rules::{self, Rule};
use kam::say::Lang;
use kam::values::date::Date;
use proptest::prelude::*;
use proptest::sample::{Index, select};

static EXAMPLE: LazyLock<Vec<File>> = LazyLock::new(|| books::example("software"));

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|text| text.parse().ok()).unwrap_or(usual),
        // What fails is shown; what is found is written down as a test of its own.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Values that are the right ones somewhere, and extreme nearly everywhere.
const VALUES: &[&str] = &[
    "0001-01-01",
    "9999-12-31",
    "2026-02-29",
    "\"9999-12-31T23:59:59-23:59\"",
    "\"0001-01-01T00:00:00+23:59\"",
    "\"2026-01-01..9999-12-31\"",
    "\"0001-01-01..9999-12-31\"",
    "\"9999-W52\"",
    "\"FY9999\"",
    "\"FY0001-Q1\"",
    "\"0001\"",
    "\"1 days\"",
    "\"999999999999 weeks\"",
    "\"9223372036854775807 days\"",
    "\"99999999 years\"",
    "\"999999999 working hours\"",
    "\"0 months\"",
    "\"daily\"",
    "0",
    "-1",
    "1",
    "100",
    "1e308",
    "1e-308",
    "-0.0",
    "nan",
    "inf",
    "170141183460469231731687303715884105728",
    "99999999999999999999999999999999999999999999",
    "0.0000000000000000000000000000000000000001",
    "\"79228162514264337593543950335.99 CNY\"",
    "\"-1 USD\"",
    "\"1 XXX\"",
    "true",
    "[]",
    "{}",
    "\"\"",
    "[[], {}, 1]",
    "\"account/dongfang#cio\"",
    "\"goal/dongfang-2026-q1#\"",
    "\"task/dongfang-uat\"",
    "\"dongfang\"",
    "\"dongfang-uat\"",
    "\"wangqiang\"",
    "\"done\"",
    "\"won\"",
    "\"sum\"",
    "\"csat\"",
    "\"order-growth\"",
    "\"lower\"",
    "\"customer\"",
    "\"海川\u{301}\u{200d}\u{202e}\"",
];

/// One way to spoil a text.
#[derive(Debug, Clone)]
enum Edit {
    /// Takes bytes out.
    Cut(Index, u8),
    /// Puts a byte in.
    Byte(Index, u8),
    /// Takes a line out.
    Unline(Index),
    /// Writes a line a second time, elsewhere.
    Copy(Index, Index),
    /// Puts another value where a line has one.
    Value(Index, &'static str),
    /// Ends the file early.
    Stop(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        1 => (at(), any::<u8>()).prop_map(|(at, n)| Edit::Cut(at, n % 40)),
        1 => (at(), prop_oneof![any::<u8>(), select(b"\"'[]{}=:#-\n\t,&*|>".to_vec())]).prop_map(|(at, byte)| Edit::Byte(at, byte)),
        2 => at().prop_map(Edit::Unline),
        2 => (at(), at()).prop_map(|(from, to)| Edit::Copy(from, to)),
        8 => (at(), select(VALUES)).prop_map(|(at, value)| Edit::Value(at, value)),
        1 => at().prop_map(Edit::Stop),
    ]
}

impl Edit {
    fn of(&self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        if bytes.is_empty() {
            return;
        }
        match self {
            Edit::Cut(at, n) => {
                let at = at.index(bytes.len());
                let end = bytes.len().min(at + usize::from(*n));
                bytes.drain(at..end);
                return;
            }
            Edit::Byte(at, byte) => return bytes.insert(at.index(bytes.len()), *byte),
            Edit::Stop(at) => return bytes.truncate(at.index(bytes.len())),
            Edit::Unline(at) => drop(lines.remove(at.index(lines.len()))),
            Edit::Copy(from, to) => {
                let line = lines[from.index(lines.len())].clone();
                lines.insert(to.index(lines.len()), line);
            }
            Edit::Value(at, value) => {
                let valued: Vec<(usize, usize)> = (lines.iter().enumerate())
                    .filter_map(|(line, text)| Some((line, begin_of_value(text)?)))
                    .collect();
                if valued.is_empty() {
                    return;
                }
                let (line, begin) = valued[at.index(valued.len())];
                lines[line].truncate(begin);
                lines[line].extend(value.bytes().chain(*b"\n"));
            }
        }
        *bytes = lines.concat();
    }
}

/// Where the value of `key = value` or `key: value` begins.
fn begin_of_value(line: &[u8]) -> Option<usize> {
    let pairs = line.windows(2).position(|pair| pair == b"= " || pair == b": ")?;
    (!line.starts_with(b"#")).then_some(pairs + 2)
}

/// The example with some of its files spoiled.
fn spoiled() -> impl Strategy<Value = Vec<File>> {
    let edits = prop::collection::vec((any::<Index>(), prop::collection::vec(edit(), 1..5)), 1..12);
    edits.prop_map(|edits| {
        let mut files = EXAMPLE.clone();
        for (file, edits) in edits {
            // The settings are one file of many and touch everything: every eighth edit is theirs.
            let at = file.index(files.len() * 8 / 7);
            let at = if at < files.len() { at } else { 0 };
            edits.iter().for_each(|edit| edit.of(&mut files[at].1));
        }
        files
    })
}

/// Files of any bytes, under names that give them a kind.
fn any_files() -> impl Strategy<Value = Vec<File>> {
    let paths: Vec<String> = EXAMPLE.iter().map(|(path, _)| path.clone()).collect();
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        "\\PC{0,200}".prop_map(String::into_bytes),
        "([a-z_]{1,8}( = |: |\\]|\\[|\n|\"|- |[0-9]{1,6}|-|海){1,3}){0,40}".prop_map(String::into_bytes),
    ];
    prop::collection::btree_map(select(paths), bytes, 0..12).prop_map(|mut files| {
        files.entry(SETTINGS.to_owned()).or_insert_with(|| EXAMPLE[0].1.clone());
        files.into_iter().collect()
    })
}

fn any_day() -> impl Strategy<Value = Date> {
    let day = (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| kam_date(y, m, d));
    let edges = vec![kam_date(1, 1, 1), kam_date(9999, 12, 31), kam_date(2024, 2, 29)];
    let near = (2025_i16..=2027, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| kam_date(y, m, d));
    prop_oneof![2 => day, 1 => select(edges), 3 => near, 2 => Just(books::day())]
}

fn kam_date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a date")
}

/// All that a check of the book writes, in every format and language.
fn written(files: &[File], as_of: Date) -> Vec<Vec<u8>> {
    books::check(files, as_of, |book, located| {
        hold(files, book, &located);
        let told = |rule: &&&Rule| located.iter().any(|one| one.finding.rule.name == rule.name);
        let outcome = Outcome {
            book,
            as_of,
            records: book.sources.len(),
            rules: rules::all().iter().filter(told).copied().collect(),
            located,
            failing: Some(Severity::Error),
            base: "book/".to_owned(),
        };
        let looks = [Lang::En, Lang::Zh].map(|lang| Look {
            lang,
            width: Some(60),
            colour: true,
            ..Look::default()
        });
        let all = looks
            .iter()
            .flat_map(|look| Format::ALL.map(|(_, format)| (look, format)));
        all.map(|(look, format)| annotate(&outcome, format, look)).collect()
    })
}

/// What holds of the findings of any book: places lie in files, the order is the promised one, and no two
/// findings are known by the same fingerprint.
fn hold(files: &[File], book: &Book<'_>, located: &[Located<'_>]) {
    for one in located {
        let places = std::iter::once((one.path, one.place)).chain(one.related.iter().copied());
        for (path, place) in places {
            assert!(lies_in(book, path, place), "{path} {place:?} of {:?}", one.finding);
            assert!(files.iter().any(|(known, _)| known == path), "there is no {path}");
        }
    }
    let key = |one: &Located<'_>| {
        let (finding, place) = (&one.finding, one.place);
        let reference = finding.reference.clone().unwrap_or_default();
        (
            one.path.to_owned(),
            place.line,
            place.column,
            finding.rule.name,
            reference,
        )
    };
    assert!(located.is_sorted_by_key(key));
    let known: BTreeSet<&str> = located.iter().map(|one| one.fingerprint.as_str()).collect();
    assert_eq!(known.len(), located.len(), "a fingerprint that two findings bear");
}

/// Whether both ends of a place are characters of the file, or the end of a line or of the file.
fn lies_in(book: &Book<'_>, path: &str, place: Stretch) -> bool {
    let mut sources = std::iter::once(book.settings_source).chain(book.sources);
    let Ok(text) = &sources
        .find(|source| source.path == path)
        .expect("a file of the book")
        .text
    else {
        return place.line >= 1 && place.column >= 1;
    };
    let lines: Vec<&str> = text.split('\n').collect();
    let inside = |line: usize, column: usize| {
        (1..=lines.len()).contains(&line) && (1..=lines[line - 1].chars().count() + 1).contains(&column)
    };
    inside(place.line, place.column)
        && inside(place.end_line, place.end_column)
        && (place.line, place.column) <= (place.end_line, place.end_column)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn spoiled_records_are_judged_twice_the_same(files in spoiled(), as_of in any_day()) {
        prop_assert_eq!(written(&files, as_of), written(&files, as_of));
    }

    #[test]
    fn any_bytes_are_judged(files in any_files(), as_of in any_day()) {
        written(&files, as_of);
    }

    #[test]
    fn the_example_is_judged_on_any_day(as_of in any_day()) {
        written(&EXAMPLE, as_of);
    }
}

/// A finding by its path, rule, reference and weight, and the account that it is about. Not its words: they
/// name people and customers by their names where these can be read, and by their ids where not.
type Told = (String, Option<String>);

/// The findings that stand in other files than the named one, and the account that this one says it is of.
fn elsewhere(files: &[File], path: &str) -> (BTreeSet<Told>, Option<String>) {
    books::check(files, books::day(), |book, located| {
        let told = |one: &Located<'_>| {
            let finding = &one.finding;
            let (rule, severity) = (finding.rule.name, finding.severity.name());
            let text = format!("{} {severity} {rule} {:?}", one.path, finding.reference);
            (text, finding.account.map(str::to_owned))
        };
        let at = book.sources.iter().position(|source| source.path == path);
        let account = at.and_then(|at| book.files[at].account);
        let all = located.iter().filter(|one| one.path != path).map(told);
        (all.collect(), account.map(str::to_owned))
    })
}

/// What is told elsewhere that was not told before a file was spoiled. And what is no longer told about
/// other accounts, unless nobody knows any more whose the file is: then it may be missing anywhere, and a
/// book that lacks a file does not conclude from its absence.
fn made_up(path: &str, spoil: impl FnOnce(&mut Vec<u8>)) -> Vec<String> {
    let mut files = EXAMPLE.clone();
    let file = files.iter_mut().find(|(known, _)| known == path);
    spoil(&mut file.expect("a file of the example").1);
    let (before, of) = elsewhere(&EXAMPLE, path);
    let (after, still_of) = elsewhere(&files, path);
    let new = after
        .difference(&before)
        .map(|(told, _)| format!("{path}: new: {told}"));
    let mut all: Vec<String> = new.collect();
    if of.is_some() && of == still_of {
        let lost = before
            .difference(&after)
            .filter(|(_, about)| about.is_some() && *about != of);
        all.extend(lost.map(|(told, _)| format!("{path}: lost: {told}")));
    }
    all
}

#[test]
fn a_file_that_cannot_be_read_makes_nothing_up_elsewhere() {
    let mut all = Vec::new();
    for (path, _) in &EXAMPLE[1..] {
        // No text at all; a text whose first line is broken; one that ends in the middle of a line.
        all.extend(made_up(path, |bytes| bytes.insert(0, 0xff)));
        all.extend(made_up(path, |bytes| drop(bytes.splice(0..0, *b"]\"[ {\n"))));
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// Values that are right nowhere in the example: of a wrong type, and no values at all.
const WRONG: &[&str] = &["[[true]]", "\"", "@", "[1, {"];

/// Every line of the example that has a value.
static VALUED: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (file, (_, bytes)) in EXAMPLE.iter().enumerate().skip(1) {
        let lines = bytes.split_inclusive(|b| *b == b'\n').enumerate();
        // Whatever stands beside another key of the same line is not one value.
        let plain = lines.filter(|(_, line)| begin_of_value(line).is_some() && !line.contains(&b'{'));
        all.extend(plain.map(|(line, _)| (file, line)));
    }
    all
});

/// The text with the value of a line replaced by one that is nowhere right.
fn with_wrong_value(bytes: &mut Vec<u8>, line: usize, value: &str) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let begin = begin_of_value(&lines[line]).expect("a line with a value");
    lines[line].truncate(begin);
    lines[line].extend(value.bytes().chain(*b"\n"));
    *bytes = lines.concat();
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_value_that_cannot_be_read_makes_nothing_up_elsewhere(at in any::<Index>(), wrong in select(WRONG)) {
        let (file, line) = VALUED[at.index(VALUED.len())];
        let told = made_up(&EXAMPLE[file].0, |bytes| with_wrong_value(bytes, line, wrong));
        prop_assert!(told.is_empty(), "{wrong} on line {}: {told:#?}", line + 1);
    }
}

#[test]
fn what_once_made_something_up_does_so_no_more() {
    for (path, key) in [
        // The account is known by the word of its records, though its own page cannot be read.
        ("accounts/mingde.yaml", "name"),
        ("accounts/anhe.yaml", "tier"),
        ("accounts/beichen.toml", "tier"),
        // A waiver may excuse what is only not seen.
        ("interactions/beichen-2026-01-16.toml", "contacts"),
        // A figure that is drawn from a record that cannot be read is not known.
        ("orders/yunfan-2026-001.toml", "date"),
        // What an improvement for one customer cites is no doubt about another one.
        ("dongfang/improvements/dongfang-one-line.toml", "source"),
    ] {
        let (_, bytes) = EXAMPLE
            .iter()
            .find(|(known, _)| known == path)
            .expect("a file of the example");
        let text = String::from_utf8_lossy(bytes);
        let line = text.lines().position(|line| line.starts_with(key));
        let line = line.expect("the file has the key");
        let told = made_up(path, |bytes| with_wrong_value(bytes, line, "[[true]]"));
        assert!(told.is_empty(), "{told:#?}");
    }
}

//! The worked example finds what its pages say: the table of findings on `examples/software.md` and its
//! Chinese twin, line by line, both ways round.
#![allow(clippy::disallowed_methods, reason = "a test that reads the pages of the example")]

mod books;

use std::collections::BTreeSet;
use std::fmt::Write;

use kam::findings::locate::Located;

/// The book and its page.
const BOOKS: [(&str, &str); 2] = [
    ("software", "examples/software.md"),
    ("software-zh", "examples/software.zh-CN.md"),
];

/// One finding as a row of the table: severity, rule, place, ref.
type Row = [String; 4];

fn page(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("the example has its page")
}

/// The rows of the page's table of findings.
fn told(page: &str) -> Vec<Row> {
    let rows = page.lines().skip_while(|line| !line.starts_with("| severity | rule |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells = row
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().replace('`', ""));
        std::array::from_fn(|_| cells.next().expect("a row has a cell for each column"))
    })
    .collect()
}

fn row(located: &Located<'_>) -> Row {
    let (finding, place) = (&located.finding, located.place);
    [
        finding.severity.name().to_owned(),
        finding.rule.name.to_owned(),
        format!("{}:{}:{}", located.path, place.line, place.column),
        finding.reference.clone().unwrap_or_default(),
    ]
}

fn found(book: &str) -> Vec<Row> {
    books::check(&books::example(book), books::day(), |_, located| {
        located.iter().map(row).collect()
    })
}

/// What is only in the first of two lists, a line each behind a sign.
fn without(some: &[Row], others: &[Row], sign: char, out: &mut String) {
    let others: BTreeSet<&Row> = others.iter().collect();
    for row in some.iter().filter(|row| !others.contains(row)) {
        writeln!(out, "{sign} {}", row.join(" | ")).expect("a string takes any text");
    }
}

#[track_caller]
fn same(found: &[Row], told: &[Row], what: &str) {
    let mut difference = String::new();
    without(told, found, '-', &mut difference);
    without(found, told, '+', &mut difference);
    assert!(difference.is_empty(), "{what}:\n{difference}");
    assert_eq!(found.len(), told.len(), "{what}: one of them has a row twice");
}

#[test]
fn a_careful_reader_finds_what_the_page_says() {
    for (book, path) in BOOKS {
        let told = told(&page(path));
        assert!(!told.is_empty(), "{path} has no table of findings");
        let what = format!("{path} (-) and what is found in examples/{book} (+)");
        same(&found(book), &told, &what);
    }
}

#[test]
fn the_page_counts_its_findings() {
    for (book, path) in BOOKS {
        let rows = found(book);
        let severity = |name: &str| rows.iter().filter(|row| row[0] == name).count();
        let rules: BTreeSet<&String> = rows.iter().map(|row| &row[1]).collect();
        let (all, rules) = (rows.len(), rules.len());
        let (errors, warnings, notes) = (severity("error"), severity("warning"), severity("note"));
        let en = format!("{all} findings by {rules} rules: {errors} errors, {warnings} warnings, {notes} notes");
        let zh = format!("共 {all} 项，涉及 {rules} 条规则：{errors} 个错误、{warnings} 个警告、{notes} 个提示");
        let page = page(path);
        assert!(
            page.contains(&en) || page.contains(&zh),
            "{path} should say `{en}` or `{zh}`"
        );
    }
}

#[test]
fn the_book_in_both_languages_finds_the_same() {
    let what = "examples/software (-) and examples/software-zh (+)";
    same(&found("software-zh"), &found("software"), what);
}

//! The same records find the same, however they are written down: in TOML or YAML, by kind or by customer,
//! under whatever names and in whatever order the files are read. Only paths and places differ.

mod books;

use books::{File, SETTINGS};
use kam::book::identify::identify;
use kam::model::Kind;
use kam::source::Texts;
use kam::syntax::{self, Entry, Format, Node, Value};

/// All that a finding says, but for its path and its place.
fn told(files: &[File]) -> Vec<String> {
    let mut all = books::check(files, books::day(), |_, located| {
        let one = |one: &kam::findings::locate::Located<'_>| {
            let finding = &one.finding;
            let related: Vec<_> = finding.related.iter().map(|(_, said)| said).collect();
            format!(
                "{} {:?} {:?} {} account={:?} owner={:?} due={:?} late={:?} answered={:?} waived={:?} {:?} {:?} {related:?}",
                finding.rule.name,
                finding.reference,
                finding.severity,
                one.fingerprint,
                finding.account,
                finding.owner,
                finding.due,
                finding.days_late,
                finding.answered_by,
                finding.waived,
                finding.message,
                finding.help
            )
        };
        located.iter().map(one).collect::<Vec<_>>()
    });
    all.sort();
    all
}

/// The files find the same as the example does.
#[track_caller]
fn same(files: &[File]) {
    let (before, after) = (told(&books::example("software")), told(files));
    let lost: Vec<_> = before.iter().filter(|one| !after.contains(one)).collect();
    let new: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
    assert!(
        lost.is_empty() && new.is_empty(),
        "no longer found: {lost:#?}\nfound instead: {new:#?}"
    );
    assert_eq!(before.len(), after.len());
}

/// A record as the layouts need it.
struct Record<'a> {
    kind: Kind,
    id: String,
    account: Option<String>,
    format: Format,
    root: Node<'a>,
}

/// Lays the records of the example out anew: each is given a path and a text, or left away.
fn laid_out(lay: impl Fn(usize, &Record<'_>) -> (String, String)) -> Vec<File> {
    let texts = Texts::default();
    let files = books::example("software");
    let mut all: Vec<File> = Vec::new();
    for (at, (path, bytes)) in files.iter().enumerate() {
        if path == SETTINGS {
            all.push((path.clone(), bytes.clone()));
            continue;
        }
        let identity = identify(path);
        let text = std::str::from_utf8(bytes).expect("the example is text");
        let root = syntax::read(identity.format, text, &texts).root;
        let written = |key| {
            entries(&root)
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| text_of(&entry.value))
        };
        let record = Record {
            kind: identity.kind.expect("each file of the example has a kind"),
            id: written("id").unwrap_or_else(|| identity.id.to_owned()),
            account: written("account"),
            format: identity.format,
            root: root.clone(),
        };
        let (path, text) = lay(at, &record);
        all.push((path, text.into_bytes()));
    }
    all[1..].sort();
    all
}

fn entries<'n, 'a>(node: &'n Node<'a>) -> &'n [Entry<'a>] {
    match &node.value {
        Value::Table(entries) => entries,
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Broken => panic!("not a table: {node:?}"),
    }
}

fn text_of(node: &Node<'_>) -> String {
    match &node.value {
        Value::Text(text) => (*text).to_owned(),
        other => panic!("not a text: {other:?}"),
    }
}

const fn ending(format: Format) -> &'static str {
    match format {
        Format::Toml => "toml",
        Format::Yaml => "yaml",
    }
}

const fn other(format: Format) -> Format {
    match format {
        Format::Toml => Format::Yaml,
        Format::Yaml => Format::Toml,
    }
}

fn written(format: Format, root: &Node<'_>) -> String {
    match format {
        Format::Toml => toml(root),
        Format::Yaml => yaml(root),
    }
}

/// A quoted text that is one in either format.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

fn key(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    // A bare year is a text as a key of TOML and a number as one of YAML.
    if !text.is_empty() && text.chars().all(bare) && !text.starts_with(|c: char| c.is_ascii_digit()) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A value on one line, in either format: lists and tables in brackets.
fn inline(format: Format, node: &Node<'_>) -> String {
    let between = match format {
        Format::Toml => " = ",
        Format::Yaml => ": ",
    };
    match &node.value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(text) | Value::Float(text) | Value::Date(text) => (*text).to_owned(),
        Value::Text(text) => quoted(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(format, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let pair = |entry: &Entry<'_>| format!("{}{between}{}", key(entry.key), inline(format, &entry.value));
            let pairs: Vec<String> = entries.iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Null | Value::Broken => panic!("the example says everything that it says: {node:?}"),
    }
}

fn is_table(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Table(_))
}

/// The items of a list of tables.
fn tables<'n, 'a>(node: &'n Node<'a>) -> Option<&'n [Node<'a>]> {
    match &node.value {
        Value::List(items) if !items.is_empty() && items.iter().all(is_table) => Some(items),
        _ => None,
    }
}

/// As people write TOML: plain keys, then `[table]`s and `[[list]]`s, each with plain keys only.
fn toml(root: &Node<'_>) -> String {
    let lines = |node: &Node<'_>, skip: &dyn Fn(&Node<'_>) -> bool| -> String {
        let plain = entries(node).iter().filter(|entry| !skip(&entry.value));
        plain
            .map(|entry| format!("{} = {}\n", key(entry.key), inline(Format::Toml, &entry.value)))
            .collect()
    };
    let mut out = lines(root, &|node| is_table(node) || tables(node).is_some());
    for entry in entries(root) {
        let name = key(entry.key);
        if let Some(items) = tables(&entry.value) {
            for item in items {
                out += &format!("\n[[{name}]]\n{}", lines(item, &|_| false));
            }
        } else if is_table(&entry.value) {
            out += &format!("\n[{name}]\n{}", lines(&entry.value, &|_| false));
        }
    }
    out
}

/// As people write YAML: blocks of tables and lists of tables, all else on one line. What TOML has dates
/// for is plain text here.
fn yaml(root: &Node<'_>) -> String {
    let lines = |node: &Node<'_>, first: &str, rest: &str| -> String {
        let pair = |(at, entry): (usize, &Entry<'_>)| {
            let indent = if at == 0 { first } else { rest };
            format!("{indent}{}: {}\n", key(entry.key), inline(Format::Yaml, &entry.value))
        };
        entries(node).iter().enumerate().map(pair).collect()
    };
    let mut out = String::new();
    for entry in entries(root) {
        let name = key(entry.key);
        if let Some(items) = tables(&entry.value) {
            out += &format!("{name}:\n");
            out.extend(items.iter().map(|item| lines(item, "  - ", "    ")));
        } else if is_table(&entry.value) && !entries(&entry.value).is_empty() {
            out += &format!("{name}:\n{}", lines(&entry.value, "  ", "  "));
        } else {
            out += &format!("{name}: {}\n", inline(Format::Yaml, &entry.value));
        }
    }
    out
}

fn by_kind(record: &Record<'_>, format: Format) -> String {
    format!("{}/{}.{}", record.kind.folder(), record.id, ending(format))
}

/// The record without its `id`, for a file that is named after it.
fn nameless<'a>(root: &Node<'a>) -> Node<'a> {
    let kept = entries(root).iter().filter(|entry| entry.key != "id").cloned();
    Node {
        span: root.span,
        value: Value::Table(kept.collect()),
    }
}

#[test]
fn written_all_in_toml() {
    same(&laid_out(|_, record| {
        (by_kind(record, Format::Toml), written(Format::Toml, &record.root))
    }));
}

#[test]
fn written_all_in_yaml() {
    same(&laid_out(|_, record| {
        (by_kind(record, Format::Yaml), written(Format::Yaml, &record.root))
    }));
}

#[test]
fn written_each_in_the_other_format() {
    same(&laid_out(|_, record| {
        let format = other(record.format);
        (by_kind(record, format), written(format, &record.root))
    }));
}

#[test]
fn by_kind_with_ids_told_by_the_names() {
    for format in [Format::Toml, Format::Yaml] {
        same(&laid_out(|_, record| {
            (by_kind(record, format), written(format, &nameless(&record.root)))
        }));
    }
}

#[test]
fn by_customer() {
    same(&laid_out(|_, record| {
        let format = record.format;
        let root = nameless(&record.root);
        let path = match (record.kind, &record.account) {
            (Kind::Account, _) => format!("customers/{}/account.{}", record.id, ending(format)),
            (_, Some(account)) => format!("customers/{account}/{}", by_kind(record, format)),
            (_, None) => by_kind(record, format),
        };
        (path, written(format, &root))
    }));
}

#[test]
fn under_names_that_say_nothing() {
    // Seven and the number of files have no divisor in common, so no name comes twice.
    same(&laid_out(|at, record| {
        let name = at * 7 % 61;
        let path = match name % 3 {
            0 => format!("{}/f-{name:02}.{}", record.kind.folder(), ending(record.format)),
            1 => format!("all/f-{name:02}.{}.{}", record.kind.name(), ending(record.format)),
            _ => format!("z/{}/2026/f-{name:02}.{}", record.kind.folder(), ending(record.format)),
        };
        (path, written(record.format, &record.root))
    }));
}

#[test]
fn with_comments_and_empty_lines_in_front() {
    same(&laid_out(|_, record| {
        let text = written(record.format, &record.root);
        (
            by_kind(record, record.format),
            format!("\n# A comment\n\n{}", text.replace('\n', " # why\n")),
        )
    }));
}

#[test]
fn read_backwards() {
    let mut files = books::example("software");
    files.reverse();
    same(&files);
}

//! Laws of the readers that hold for any text: nothing panics, places are places, the fast YAML
//! reader says what the full one says, and TOML and YAML say the same.

use kam::source::Texts;
use kam::syntax::{Entry, Format, Node, Span, Tree, Value, plain, read, yaml};
use proptest::prelude::*;
use proptest::sample::select;

const TOML_RECORD: &str = "id = \"haichuan-q1\"\naccount = \"海川\"\ntags = [\"a\", 'b',\n  \"c\"]\nagreed = { date = 2026-01-05, with = \"c1\" }\nnotes = \"\"\"\nline\n  two\\n\"\"\"\n\n[sla.high]\nrespond = '4 hours'\n\n[[kpi]]\nid = \"uptime\"\ntarget = 99.5 # percent\nweight = 1_000\n\n[[kpi]]\nid = \"waste\"\ntarget = { min = 0x1F, max = -inf }\n";
const YAML_RECORD: &str = "# a goal\nid: haichuan-q1\naccount: 海川\ntags: [a, 'b', \"c\\n\"]\nagreed: { date: 2026-01-05, with: c1 }\nnotes: |\n  line\n  two\n\nsummary: >-\n  some\n  words\nempty:\nsla:\n  high:\n    respond: 4 hours\nkpi:\n  - id: uptime\n    target: 99.5 # percent\n  - id: waste\n    target: { min: 0x1F, max: -.inf }\nlist:\n- - a\n  - b\n- 'it''s'\n";

/// Texts that look enough like records to get deep into the readers.
fn soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "b",
        "key",
        "id",
        "海",
        "川：",
        "1",
        "0x1F",
        "-5",
        "1.5",
        "~",
        "null",
        "true",
        "no",
        ".inf",
        "2026-04-01",
        "09:00",
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\n  ",
        "\n    ",
        ": ",
        ": ",
        ":",
        ":\n",
        "- ",
        "\n- ",
        "\n  - ",
        "\"",
        "\"x\"",
        "'",
        "'y'",
        "''",
        "\"\"",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "[a, b]",
        "{a: b}",
        "#",
        " # c\n",
        "#c\n",
        "|\n",
        "|-\n",
        ">\n",
        ">-\n",
        "|",
        ">",
        "---",
        "---\n",
        "...\n",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "? ",
        "\t",
        "\\",
        "\\n",
        "\\u6d77",
        "%",
        "@",
        "`",
        "-",
        ".",
        "+",
        "e",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{1}",
        "é",
        " = ",
        "=",
        "\n[",
        "]\n",
        "\n[[k]]\n",
        "\n[t]\n",
        "\"\"\"",
        "'''",
        "a.b = 1\n",
        "a = 1\n",
        "k: v\n",
        "  k: v\n",
        "(",
        ")",
        "/",
        "<<: ",
    ];
    prop::collection::vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// A sound record with some stretches cut out, or replaced by bits of soup or of the record itself.
fn mutated(record: &'static str) -> impl Strategy<Value = String> {
    let own = (0..record.len(), 0..40usize).prop_map(move |(at, length)| {
        let start = boundary(record, at);
        record[start..boundary(record, start + length)].to_owned()
    });
    let bit = prop_oneof![
        Just(String::new()),
        soup().prop_map(|soup| soup.chars().take(8).collect()),
        own
    ];
    let edit = (0..record.len(), 0..12usize, bit);
    prop::collection::vec(edit, 0..6).prop_map(move |edits| {
        let mut text = record.to_owned();
        for (at, length, bit) in edits {
            let start = boundary(&text, at);
            let end = boundary(&text, start + length);
            text.replace_range(start..end, &bit);
        }
        text
    })
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn check_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?} in {text:?}");
    assert!(
        text.get(span.start as usize..span.end as usize).is_some(),
        "{span:?} in {text:?}"
    );
}

fn check_node(text: &str, node: &Node<'_>, depth: usize) {
    check_span(text, node.span);
    assert!(depth <= kam::syntax::MAX_DEPTH + 1);
    match &node.value {
        Value::List(nodes) => nodes.iter().for_each(|node| check_node(text, node, depth + 1)),
        Value::Table(entries) => {
            for (at, Entry { key, key_span, value }) in entries.iter().enumerate() {
                check_span(text, *key_span);
                assert!(
                    entries[..at].iter().all(|other| other.key != *key),
                    "`{key}` twice in {text:?}"
                );
                check_node(text, value, depth + 1);
            }
        }
        Value::Integer(raw) | Value::Float(raw) | Value::Date(raw) => assert!(!raw.is_empty(), "{text:?}"),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::Broken => {}
    }
}

/// What is true of every tree.
fn check(text: &str, tree: &Tree<'_>) {
    check_node(text, &tree.root, 0);
    assert_eq!(
        tree.whole,
        tree.complaints
            .iter()
            .all(|complaint| complaint.rule == "duplicate-key"),
        "{text:?}"
    );
    assert!(
        tree.complaints.is_sorted_by_key(|complaint| complaint.span.start),
        "{text:?}"
    );
    assert!(
        tree.complaints
            .iter()
            .filter(|complaint| complaint.rule == "too-large")
            .count()
            <= 1,
        "{text:?}"
    );
    for complaint in &tree.complaints {
        check_span(text, complaint.span);
        for said in [&complaint.message, &complaint.help] {
            assert!(!said.en.is_empty() && !said.zh.is_empty());
            assert!(!said.en.contains(char::is_control), "{said:?}");
        }
    }
}

fn check_both(text: &str) {
    let texts = Texts::default();
    for format in [Format::Toml, Format::Yaml] {
        check(text, &read(format, text, &texts));
    }
    if let Some(quick) = plain::read(text, &texts) {
        assert_eq!(quick, yaml::read(text, &texts), "{text:?}");
    }
}

/// What can be written in both formats.
#[derive(Debug, Clone)]
enum Thing {
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<Thing>),
    Table(Vec<(String, Thing)>),
}

fn thing() -> impl Strategy<Value = Thing> {
    let scalar = prop_oneof![
        any::<bool>().prop_map(Thing::Bool),
        any::<i64>().prop_map(Thing::Integer),
        "[ -~\u{4e00}-\u{4e10}\n\t]{0,12}".prop_map(Thing::Text),
        select(vec![
            "no", "~", "1:30", "0o14", "a: b", "# x", "- x", "it's", "\u{feff}", ""
        ])
        .prop_map(|text| Thing::Text(text.to_owned())),
    ];
    scalar.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Thing::List),
            prop::collection::btree_map("[a-z_][a-z0-9_-]{0,6}", inner, 0..5)
                .prop_map(|entries| Thing::Table(entries.into_iter().collect())),
        ]
    })
}

fn table() -> impl Strategy<Value = Vec<(String, Thing)>> {
    prop::collection::btree_map("[a-z_][a-z0-9_-]{0,6}", thing(), 0..6)
        .prop_map(|entries| entries.into_iter().collect())
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text)
        .expect("text is JSON")
        .replace('\u{7f}', "\\u007f")
}

/// On one line, `=` or `: ` between key and value.
fn inline(thing: &Thing, equals: &str) -> String {
    match thing {
        Thing::Bool(value) => value.to_string(),
        Thing::Integer(value) => value.to_string(),
        Thing::Text(text) => quoted(text),
        Thing::List(things) => {
            format!(
                "[{}]",
                things
                    .iter()
                    .map(|thing| inline(thing, equals))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }
        Thing::Table(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, thing)| format!("{key}{equals}{}", inline(thing, equals)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

fn toml(entries: &[(String, Thing)]) -> String {
    entries
        .iter()
        .map(|(key, thing)| format!("{key} = {}\n", inline(thing, " = ")))
        .collect()
}

/// In block style as far as it goes.
fn block(entries: &[(String, Thing)], indent: usize, out: &mut String) {
    for (key, thing) in entries {
        out.push_str(&" ".repeat(indent));
        out.push_str(&format!("{key}:"));
        block_value(thing, indent, out);
    }
}

fn block_value(thing: &Thing, indent: usize, out: &mut String) {
    match thing {
        Thing::Table(entries) if !entries.is_empty() => {
            out.push('\n');
            block(entries, indent + 2, out);
        }
        Thing::List(things) if !things.is_empty() => {
            out.push('\n');
            for thing in things {
                out.push_str(&" ".repeat(indent));
                out.push('-');
                match thing {
                    Thing::Table(entries) if !entries.is_empty() => {
                        let mut inner = String::new();
                        block(entries, indent + 2, &mut inner);
                        out.push_str(&inner[indent + 1..]);
                    }
                    Thing::Table(_) | Thing::List(_) | Thing::Bool(_) | Thing::Integer(_) | Thing::Text(_) => {
                        out.push_str(&format!(" {}\n", inline(thing, ": ")));
                    }
                }
            }
        }
        Thing::Table(_) | Thing::List(_) | Thing::Bool(_) | Thing::Integer(_) | Thing::Text(_) => {
            out.push_str(&format!(" {}\n", inline(thing, ": ")));
        }
    }
}

fn same(thing: &Thing, node: &Node<'_>) -> bool {
    match (thing, &node.value) {
        (Thing::Bool(a), Value::Bool(b)) => a == b,
        (Thing::Integer(a), Value::Integer(b)) => a.to_string() == *b,
        (Thing::Text(a), Value::Text(b)) => a == b,
        (Thing::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Thing::Table(a), Value::Table(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((key, a), b)| key == b.key && same(a, &b.value))
        }
        (_, _) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        check_both(&text);
    }

    #[test]
    fn nothing_like_a_record_does(text in soup()) {
        check_both(&text);
    }

    #[test]
    fn no_damaged_toml_does(text in mutated(TOML_RECORD)) {
        check_both(&text);
    }

    #[test]
    fn no_damaged_yaml_does(text in mutated(YAML_RECORD)) {
        check_both(&text);
        check_both(&text.replace('\n', "\r\n"));
    }

    #[test]
    fn toml_and_yaml_say_the_same(entries in table()) {
        let texts = Texts::default();
        let mut blocks = String::new();
        block(&entries, 0, &mut blocks);
        let written = [
            (Format::Toml, toml(&entries)),
            (Format::Toml, toml(&entries).replace('\n', "\r\n")),
            (Format::Yaml, inline(&Thing::Table(entries.clone()), ": ")),
            (Format::Yaml, blocks.replace('\n', "\r\n")),
            (Format::Yaml, blocks),
        ];
        let thing = Thing::Table(entries);
        for (format, text) in &written {
            let tree = read(*format, text, &texts);
            prop_assert!(tree.complaints.is_empty(), "{text}\n{:?}", tree.complaints);
            prop_assert!(same(&thing, &tree.root), "{text}\n{:?}", tree.root);
            check_both(text);
        }
    }
}

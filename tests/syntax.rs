//! What the readers make of the things people write, well and badly, in both formats.

use std::fmt::Write;

use kam::source::Texts;
use kam::syntax::{Format, MAX_DEPTH, Node, Value, plain, read, yaml};

fn outline(text: &str, node: &Node<'_>, out: &mut String) {
    let place = node.span.of(text);
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => write!(out, "{value}").expect("a string takes text"),
        Value::Integer(raw) => write!(out, "int {raw}").expect("a string takes text"),
        Value::Float(raw) => write!(out, "float {raw}").expect("a string takes text"),
        Value::Date(raw) => write!(out, "date {raw}").expect("a string takes text"),
        Value::Text(made) => write!(out, "{made:?}").expect("a string takes text"),
        Value::Broken => out.push_str("broken"),
        Value::List(nodes) => {
            out.push('[');
            for (n, node) in nodes.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                outline(text, node, out);
            }
            out.push(']');
        }
        Value::Table(entries) => {
            out.push('{');
            for (n, entry) in entries.iter().enumerate() {
                write!(out, "{}{}: ", if n > 0 { ", " } else { "" }, entry.key).expect("a string takes text");
                outline(text, &entry.value, out);
            }
            out.push('}');
        }
    }
    assert!(place.len() <= text.len());
}

/// The tree on one line, then each complaint with its place: `rule <place> message`.
fn said(format: Format, text: &str) -> String {
    let texts = Texts::default();
    let tree = read(format, text, &texts);
    let mut out = String::new();
    outline(text, &tree.root, &mut out);
    for complaint in &tree.complaints {
        write!(
            out,
            "\n{} <{}> {}",
            complaint.rule,
            complaint.span.of(text),
            complaint.message.en
        )
        .expect("a string takes text");
    }
    assert_eq!(
        tree.whole,
        tree.complaints
            .iter()
            .all(|complaint| complaint.rule == "duplicate-key")
    );
    out
}

fn check(format: Format, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, said(format, text)))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(text, expected, got)| format!("--- {text:?}\nexpected {expected}\ngot      {got}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn yaml_values() {
    check(
        Format::Yaml,
        &[
            ("", "{}"),
            ("# only a comment\n", "{}"),
            ("---\n", "{}"),
            ("a: 1", "{a: int 1}"),
            ("a: no\nb: yes\nc: on\n", r#"{a: "no", b: "yes", c: "on"}"#),
            (
                "a: 0o14\nb: 0777\nc: 1:30\nd: 1_000\n",
                r#"{a: int 0o14, b: int 0777, c: "1:30", d: "1_000"}"#,
            ),
            (
                "a: .inf\nb: -.inf\nc: .nan\nd: 1e3\n",
                "{a: float .inf, b: float -.inf, c: float .nan, d: float 1e3}",
            ),
            ("a: ~\nb: null\nc:\nd: ''\n", r#"{a: null, b: null, c: null, d: ""}"#),
            ("a: True\nb: FALSE\nc: tRUE\n", r#"{a: true, b: false, c: "tRUE"}"#),
            ("a: 2026-04-01\n", r#"{a: "2026-04-01"}"#),
            ("2026: 5\nnull: x\ntrue: y\n", r#"{2026: int 5, null: "x", true: "y"}"#),
            (
                "a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\nc: >\n  x\n  y\n",
                r#"{a: "x\n y\n\nz\n", b: "x", c: "x y\n"}"#,
            ),
            ("a: |\r\n  x\r\n  y\r\nb: 1\r\n", r#"{a: "x\ny\n", b: int 1}"#),
            ("a: |+\n  x\n\n", r#"{a: "x\n\n"}"#),
            ("a: x\n  y\n", r#"{a: "x y"}"#),
            ("a: \"x\\n\\u6d77\"\nb: 'it''s'\n", r#"{a: "x\n海", b: "it's"}"#),
            (
                "a:\n- x\n- b: 1\n  c: 2\n-\n- - y\n",
                r#"{a: ["x", {b: int 1, c: int 2}, null, ["y"]]}"#,
            ),
            ("a: [x, {y: z}, e: f]\n", r#"{a: ["x", {y: "z"}, {e: "f"}]}"#),
            ("a: &x [1]\nb: *x\n", "{a: [int 1], b: [int 1]}"),
            (
                "a: !!str 5\nb: ! 5\nc: !!int \"5\"\nd: !!float 5\n",
                r#"{a: "5", b: "5", c: int 5, d: float 5}"#,
            ),
            ("<<: {a: 1}\n", "{<<: {a: int 1}}"),
            ("%YAML 1.2\n---\na: 1\n...\n", "{a: int 1}"),
            ("- a\n", r#"["a"]"#),
            ("text\n", r#""text""#),
        ],
    );
}

#[test]
fn yaml_mistakes() {
    check(
        Format::Yaml,
        &[
            (
                "a: 1\nb: 2\na: 3\n",
                "{a: int 1, b: int 2}\nduplicate-key <a> `a` is written twice: it already stands on line 1",
            ),
            (
                "t: {海: 1, 海: 2}\n",
                "{t: {海: int 1}}\nduplicate-key <海> `海` is written twice: it already stands on line 1",
            ),
            (
                "a: 1\n---\nb: 2\n",
                "{a: int 1}\nsyntax <---> a second YAML document begins here; a file holds one record",
            ),
            (
                "a: 1\n...\nb: 2\n",
                "{a: int 1}\nsyntax <b: 2> a second YAML document begins here; a file holds one record",
            ),
            (
                "海: 川\na:\n\tb: 1\n",
                "{海: \"川\", a: broken}\nsyntax <\t> YAML is indented with spaces; this is a tab",
            ),
            (
                "\ta: 1\n",
                "{a: int 1}\nsyntax <\t> YAML is indented with spaces; this is a tab",
            ),
            (
                "a: 1\nb:2\n",
                "{a: int 1}\nsyntax <:> a space is missing after the colon",
            ),
            ("a:1\nb: 2\n", "broken\nsyntax <:> a space is missing after the colon"),
            (
                "a: 1\nb：2\n",
                "{a: int 1}\nsyntax <：> this is a full-width colon; YAML wants `: `",
            ),
            (
                "a: \"x\nb: 1\n",
                "{a: broken}\nsyntax <\"x> this text has no closing \"",
            ),
            ("海: 'x\nb: 1\n", "{海: broken}\nsyntax <'x> this text has no closing '"),
            (
                "a: 'it's'\n",
                "{a: broken}\nsyntax <s'> something follows the closing quote",
            ),
            (
                "a: \"c:\\dir\\x\"\n",
                "{a: broken}\nsyntax <\\d> `\\` begins an escape in double quotes, and this one is unknown",
            ),
            (
                "a: 海\nb: @x\n",
                "{a: \"海\", b: broken}\nsyntax <@x> text may not begin with `@`",
            ),
            ("a: `x`\n", "{a: broken}\nsyntax <`x`> text may not begin with ```"),
            (
                "a: b: c\n",
                "{a: broken}\nsyntax <b: c> a value with `: ` in it needs quotes",
            ),
            (
                "a: 1\n b: 2\n",
                "{a: broken}\nsyntax <b: 2> this line does not fit what stands above it",
            ),
            (
                "a:\n  b: 1\n c: 2\n",
                "{a: {b: int 1}}\nsyntax <c: 2> this line does not fit what stands above it",
            ),
            (
                "a: [1, 2\nb: 3\n",
                "{a: [int 1]}\nsyntax <[> this bracket is not closed, or a comma is missing after it",
            ),
            ("a: {b: 1]\n", "{a: {b: int 1}}\nsyntax <{b: 1]> `{` is closed by `]`"),
            ("a: 1\n]\n", "{a: int 1}\nsyntax <]> `]` closes nothing"),
            (
                "a: - b\n",
                "{a: broken}\nsyntax <-> a list cannot begin on the line of its key",
            ),
            (
                "a: 1\njust words\nb: 2\n",
                "{a: int 1}\nsyntax <just words> this line is not `key: value`",
            ),
            (
                "a: *nope\nb: 1\n",
                "{a: broken, b: int 1}\nsyntax <*nope> nothing above is anchored as `&nope`",
            ),
            (
                "a: &a [*a]\n",
                "{a: [broken]}\nsyntax <*a> this would repeat itself without end",
            ),
            (
                "a: !foo 5\nb: 1\n",
                "{a: broken, b: int 1}\nsyntax <!foo> the tag `!foo` means nothing here",
            ),
            (
                "a: !!int x\n",
                "{a: broken}\nsyntax <!!int> this value is not what its tag `!!int` says",
            ),
            (
                "? [a]\n: b\nc: 1\n",
                "{c: int 1}\nsyntax <[> a list or a table cannot be a key",
            ),
            (
                "a: \u{1}x\n",
                "{a: broken}\nsyntax <\u{1}> the invisible character U+0001 may not stand here",
            ),
        ],
    );
}

#[test]
fn toml_values() {
    check(
        Format::Toml,
        &[
            ("", "{}"),
            ("# only a comment", "{}"),
            (
                "a = 1_000\nb = 0x1F\nc = 1.5\nd = -inf\n",
                "{a: int 1_000, b: int 0x1F, c: float 1.5, d: float -inf}",
            ),
            (
                "a = 2026-04-01\nb = 2026-04-01T09:30:00+08:00 # c\nc = 2026-04-01 09:30:00\nd = 09:30:00\n",
                "{a: date 2026-04-01, b: date 2026-04-01T09:30:00+08:00, c: date 2026-04-01 09:30:00, d: date 09:30:00}",
            ),
            (
                "a = \"\"\"\nx\n  y\\n\"\"\"\nb = '''\nc:\\d'''\n",
                r#"{a: "x\n  y\n", b: "c:\\d"}"#,
            ),
            ("a = \"\"\"\r\nx\r\n\"\"\"\r\nb = 1\r\n", r#"{a: "x\r\n", b: int 1}"#),
            ("a.b = 1\na.\"c d\" = 2\n", "{a: {b: int 1, c d: int 2}}"),
            (
                "[sla.high]\nr = 1\n[sla.low]\nr = 2\n",
                "{sla: {high: {r: int 1}, low: {r: int 2}}}",
            ),
            ("[[k]]\nid = 'a'\n[[k]]\nid = 'b'\n", r#"{k: [{id: "a"}, {id: "b"}]}"#),
            ("a = [1, [2], { b = true }]\n", "{a: [int 1, [int 2], {b: true}]}"),
            ("\"\" = ''\n", r#"{: ""}"#),
        ],
    );
}

#[test]
fn toml_mistakes() {
    check(
        Format::Toml,
        &[
            (
                "a = 1\na = 2\n",
                "{a: int 1}\nduplicate-key <a> `a` is written twice: it already stands on line 1",
            ),
            (
                "[t]\nx = 1\n[u]\n[t]\ny = 2\n",
                "{t: {x: int 1, y: broken}, u: {}}\nduplicate-key <t> `t` is written twice: it already stands on line 1",
            ),
            (
                "a = 1\na.b = 2\n",
                "{a: int 1}\nduplicate-key <a> `a` is written twice: it already stands on line 1",
            ),
            (
                "a = 1\n[a]\nb = 1\n",
                "{a: int 1}\nduplicate-key <a> `a` is written twice: it already stands on line 1",
            ),
            (
                "[k]\nx = 1\n[[k]]\nx = 2\n",
                "{k: {x: int 1}}\nduplicate-key <k> `k` is written twice: it already stands on line 1",
            ),
            (
                "a = no\nb = True\nc = x\n",
                "{a: broken, b: broken, c: broken}\nsyntax <no> text needs quotes\nsyntax <True> text needs quotes\nsyntax <x> text needs quotes",
            ),
            (
                "海 = 1\nb = 2\n",
                "{b: int 2}\nsyntax <海> a key with such letters needs quotes",
            ),
            ("a = \nb = 2\n", "{a: broken, b: int 2}\nsyntax <a> `a` has no value"),
            (
                "a: 1\nb = 2\n",
                "{a: broken, b: int 2}\nsyntax <:> TOML puts `=` between key and value, not `:`",
            ),
            (
                "a = 01\nb = 1.\nc = 12abc\nd = 99.5%\n",
                "{a: broken, b: broken, c: broken, d: broken}\nsyntax <01> `01` is not a number\nsyntax <1.> `1.` is not a number\nsyntax <12abc> `12abc` is not a number\nsyntax <%> something follows the value",
            ),
            (
                "a = 2026-02-30\nb = 2026-4-1\n",
                "{a: date 2026-02-30, b: broken}\nsyntax <2026-4-1> there is no such date or time",
            ),
            (
                "a = \"海\nb = 1\n",
                "{a: broken, b: int 1}\nsyntax <\"海> this text has no closing \"",
            ),
            (
                "a = \"\"\"海\nb = 1\n",
                "{a: broken}\nsyntax <\"\"\"海> this text has no closing \"",
            ),
            (
                "a = \"海\\q\"\nb = 1\n",
                "{a: broken, b: int 1}\nsyntax <\\q> `\\` begins an escape in double quotes, and this one is unknown",
            ),
            (
                "a = [1, 2\nb = 1\n",
                "{a: broken, b: int 1}\nsyntax <[> this bracket is not closed",
            ),
            (
                "a = [\n  \"x\",\n  y,\n  \"z\"\n]\nb = 1\n",
                "{a: broken, b: int 1}\nsyntax <y> text needs quotes",
            ),
            (
                "a = { b = 1\nc = 2\n",
                "{a: broken, c: int 2}\nsyntax <{> this bracket is not closed",
            ),
            ("a = [1,\n", "{a: broken}\nsyntax <[> this bracket is not closed"),
            ("a = “海川”\n", "{a: broken}\nsyntax <“海川”> text needs quotes"),
            (
                "a = 1 b = 2\n",
                "{a: broken}\nsyntax <b = 2> something follows the value",
            ),
            (
                "just words\nb = 1\n",
                "{just: broken, b: int 1}\nsyntax <just words> this line is not `key = value`",
            ),
            (
                "a = 1\n[[kpi]\nb = 2\nc = x\n[d]\ne = 3\n",
                "{a: int 1, kpi: broken, d: {e: int 3}}\nsyntax <[[kpi]> this header is not written rightly\nsyntax <x> text needs quotes",
            ),
            (
                "[t]\na = \n[[k]]\nb = x\n[[k]]\nb = 1\n",
                "{t: {a: broken}, k: [{b: broken}, {b: int 1}]}\nsyntax <a> `a` has no value\nsyntax <x> text needs quotes",
            ),
            (
                "# \u{1}\na = 1\n",
                "{a: int 1}\nsyntax <\u{1}> the invisible character U+0001 may not stand here",
            ),
        ],
    );
}

#[test]
fn places_are_bytes_after_chinese_text() {
    let text = "# 海川\n名: 客户\nn: |\n  第一\n  第二\n\nl:\n- x\n- y\n";
    let texts = Texts::default();
    for tree in [plain::read(text, &texts).expect("everyday"), yaml::read(text, &texts)] {
        let Value::Table(entries) = &tree.root.value else {
            panic!("no table")
        };
        assert_eq!(tree.root.span.of(text), text["# 海川\n".len()..].trim_end());
        let places: Vec<_> = entries
            .iter()
            .map(|e| (e.key_span.of(text), e.value.span.of(text)))
            .collect();
        assert_eq!(places, [("名", "客户"), ("n", "|\n  第一\n  第二"), ("l", "- x\n- y")]);
    }
    let text = "# 海川\n\"名\" = '客户'\n[sla.high] # 高\na = 1\n[[ 'k]' ]]\nb = [ 1 ]\n";
    let tree = read(Format::Toml, text, &texts);
    let Value::Table(entries) = &tree.root.value else {
        panic!("no table")
    };
    let places: Vec<_> = entries
        .iter()
        .map(|e| (e.key_span.of(text), e.value.span.of(text)))
        .collect();
    assert_eq!(places, [("\"名\"", "'客户'"), ("sla", "sla"), ("'k]'", "[[ 'k]' ]]")]);
}

/// Texts that go far too deep, with the place where they do.
fn deep() -> Vec<(Format, String)> {
    let many = 100_000;
    let stairs = |open: &str| (0..1_000).fold(String::new(), |out, n| out + &" ".repeat(n) + open + "\n");
    vec![
        (Format::Yaml, "- ".repeat(many)),
        (Format::Yaml, format!("a: {}", "[".repeat(many))),
        (Format::Yaml, format!("a: {}", "{a: ".repeat(many))),
        (Format::Yaml, format!("a:\n{}", " [\n".repeat(many))),
        (Format::Yaml, "? ".repeat(many)),
        (Format::Yaml, stairs("a:")),
        (Format::Yaml, stairs("-")),
        (Format::Toml, format!("a = {}", "[".repeat(many))),
        (Format::Toml, format!("a = {}", "[\n".repeat(many))),
        (Format::Toml, format!("a = {}", "{a = ".repeat(many))),
        (Format::Toml, format!("{}a = 1\n", "a.".repeat(many))),
        (Format::Toml, format!("[{}a]\nb = 1\n", "a.".repeat(many))),
        (Format::Toml, format!("[[{}a]]\nb = 1\n", "a.".repeat(many))),
        (Format::Toml, format!("a = {{ {}a = 1 }}\n", "a.".repeat(many))),
    ]
}

#[test]
fn a_header_that_only_the_library_sees_does_no_harm() {
    // Under a wrong header, quotes that are never closed, and in them the beginning of a header.
    let text = "id = \"r0000048\"\nacce = \"1250.50 CNY\"\n\n[[line]]\nproduct = \"the four\"\nquantity = 2\nprice = \"1250.50 CNY\"\n\n[[line]]\nproduct = \"the four\"\nquantity = 3\nprice = \"1250.50 ount = \"a000000\"\ndate = 2026-02-01\npromised = 2026-02-20\ndelivered = 2026-02-19\n\n[[line]]\nproduct = \"约谈判进\"\nquantity = 1\nprice = \"1250.50 CNY\"\n\n[[li[book]\nname = ne]]\nproduct = \"the four\"\nquantity = 2\nprice = \"1250.50 CNY\"\"Bench\"\nlanguage = \"en\"\ncurrency = \"CNY\"\ntimezone = \"Asia/Shang\n\n[hai\"\n\n\"\"\"[andard\"\nrank = 2\n[li";
    let texts = Texts::default();
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let tree = read(Format::Toml, &text[..end], &texts);
        assert!(
            tree.complaints
                .iter()
                .all(|complaint| complaint.span.end as usize <= end)
        );
    }
}

#[test]
fn a_list_begins_at_its_first_dash() {
    for (text, place) in [
        ("? a\n: - b\n? c\n: - d\n", "- b"),
        ("a:\n# - x\n\n- b\n- c\n", "- b\n- c"),
        ("a: &x\n- b\n", "- b"),
        ("a:\n  -   - b\n", "-   - b"),
        ("a:\n- -5\n", "- -5"),
    ] {
        let texts = Texts::default();
        let tree = yaml::read(text, &texts);
        let Value::Table(entries) = &tree.root.value else {
            panic!("no table")
        };
        assert_eq!(entries[0].value.span.of(text), place);
    }
}

#[test]
fn too_deep_is_said_once_and_at_once() {
    for (format, text) in deep() {
        let texts = Texts::default();
        let tree = read(format, &text, &texts);
        let head: String = text.chars().take(20).collect();
        let rules: Vec<_> = tree.complaints.iter().map(|complaint| complaint.rule).collect();
        let deep = rules.iter().filter(|rule| **rule == "too-large").count();
        assert_eq!(deep, 1, "{head:?} {rules:?}");
    }
}

#[test]
fn as_deep_as_allowed_is_allowed() {
    let texts = Texts::default();
    for (depth, complaints) in [(MAX_DEPTH, 0), (MAX_DEPTH + 1, 1)] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for (format, text) in [
            (Format::Toml, format!("a = {lists}\nb = 1\n")),
            (Format::Toml, format!("b = 1\n{}a = 1\n", "a.".repeat(depth))),
            (Format::Toml, format!("b = 1\n[a{}]\nb = 1\n", ".a".repeat(depth - 1))),
            (Format::Yaml, format!("a: {lists}\n")),
            (Format::Yaml, format!("a:\n  {}x\n", "- ".repeat(depth))),
        ] {
            let tree = read(format, &text, &texts);
            assert_eq!(tree.complaints.len(), complaints, "{text}\n{:?}", tree.complaints);
            if complaints == 1 {
                assert_eq!(tree.complaints[0].rule, "too-large");
            }
        }
    }
}

#[test]
fn a_billion_laughs_come_back_at_once() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        writeln!(text, "a{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 10].join(", ")).expect("a string takes text");
    }
    let texts = Texts::default();
    let tree = read(Format::Yaml, &text, &texts);
    let rules: Vec<_> = tree.complaints.iter().map(|complaint| complaint.rule).collect();
    assert_eq!(rules, ["too-large"]);
    assert!(tree.complaints[0].span.of(&text).starts_with("*a"));
}

#[test]
fn what_is_large_but_sound_is_read_in_good_time() {
    let texts = Texts::default();
    let keys = |equals: &str| (0..40_000).map(|n| format!("key{n}{equals}{n}\n")).collect::<String>();
    for (format, text) in [(Format::Toml, keys(" = ")), (Format::Yaml, keys(": "))] {
        let tree = read(format, &text, &texts);
        assert!(tree.complaints.is_empty());
    }
    let twice = (0..80_000).map(|n| format!("k{}: 1\n", n % 40_000)).collect::<String>();
    assert_eq!(read(Format::Yaml, &twice, &texts).complaints.len(), 50);
    let bad = "x y\n".repeat(200_000);
    assert_eq!(read(Format::Toml, &bad, &texts).complaints.len(), 50);
}

#[test]
fn everyday_records_take_the_fast_way() {
    let texts = Texts::default();
    for text in [
        "# c\nid: haichuan\nname: \"海川\"\ntier: key # c\nsince: 2026-01-01\nrevenue:\n  2025: \"1 CNY\"\n\ncontact:\n  - id: c1\n    name: 王\n  - id: c2\nteam:\n- person: p1\n  role: sales\n",
        "---\r\ntitle: 'it''s'\r\nresponsible: [a, \"b\", 3]\r\nagreed: {date: 2026-01-01, by: p}\r\nnotes: |\r\n  one\r\n\r\n  two\r\n",
        "summary: >-\n  one\n  two\nhours: [09:00-12:00, 13:00-18:00]\nempty:\nlist: []\ntable: {}\ndeep:\n- - a\n  - b\n- c",
    ] {
        let quick = plain::read(text, &texts);
        assert!(quick.is_some(), "{text}");
        assert_eq!(quick, Some(yaml::read(text, &texts)), "{text}");
    }
}

#[test]
fn a_tab_is_pointed_at_where_it_stands() {
    let cases = [
        ("title: 甲\n\towner: x\n", 2),
        ("x:\n  a: 1\n\tb: 2", 3),
        ("update:\n  - date: 2026-01-01\n    by: x\n\t- date: 2026-01-02", 4),
        ("x:\n\ta: 1\n", 2),
    ];
    for (text, line) in cases {
        let texts = Texts::default();
        let tree = read(Format::Yaml, text, &texts);
        let complaint = tree.complaints.first().expect("a tab is a mistake");
        let before = &text[..complaint.span.start as usize];
        assert_eq!(complaint.span.of(text), "\t", "{text:?}");
        assert!(before.ends_with('\n'), "{text:?}");
        assert_eq!(before.matches('\n').count() + 1, line, "{text:?}");
    }
}

#[test]
fn what_is_impossible_is_read_as_written() {
    check(
        Format::Toml,
        &[
            ("due = 2026-02-30\nb = 1\n", "{due: date 2026-02-30, b: int 1}"),
            (
                "a = 2026-13-01 # x\nb = 0000-01-01\nc = 2026-00-00\n",
                "{a: date 2026-13-01, b: date 0000-01-01, c: date 2026-00-00}",
            ),
            (
                "a = 2026-02-30T10:00:00Z\nb = 2026-02-30 10:00\nc = 2026-04-01T25:00:00.5+30:00\n",
                "{a: date 2026-02-30T10:00:00Z, b: date 2026-02-30 10:00, c: date 2026-04-01T25:00:00.5+30:00}",
            ),
            (
                "a = 25:00:00\nb = 24:61\n[[t]]\nc = [2026-02-30, {d = 2026-02-31}]\n",
                "{a: date 25:00:00, b: date 24:61, t: [{c: [date 2026-02-30, {d: date 2026-02-31}]}]}",
            ),
            (
                "a = 1e400\nb = -1.5e+4_00\nc = [1E999, 2]\n",
                "{a: float 1e400, b: float -1.5e+4_00, c: [float 1E999, int 2]}",
            ),
            (
                "a = 2026-02-30x\nb = 2026-02-30\n",
                "{a: broken, b: date 2026-02-30}\nsyntax <2026-02-30x> there is no such date or time",
            ),
        ],
    );
}

#[test]
fn lone_carriage_returns_are_one_mistake() {
    let words = "syntax <\r> a line ends with a lone carriage return (CR) here";
    let cases = [
        (
            "a = 1\rb = \"海\"\r[t]\rc = 2\r",
            "{a: int 1, b: \"海\", t: {c: int 2}}",
        ),
        ("# x\ra = 1\r\r\nb = 2\r\n", "{a: int 1, b: int 2}"),
        ("a = 1\r", "{a: int 1}"),
    ];
    for (text, tree) in cases {
        assert_eq!(said(Format::Toml, text), format!("{tree}\n{words}"), "{text:?}");
    }
    let more = "a = 1\rb = x\r";
    let expected = format!("{{a: int 1, b: broken}}\n{words}\nsyntax <x> text needs quotes");
    assert_eq!(said(Format::Toml, more), expected);
}

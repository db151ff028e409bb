//! Little records before and after, and what is seen of the change.

use super::*;
use crate::source::Texts;
use crate::syntax::{Format, read};

/// The changes as `way: before -> after`.
fn told(kind: Kind, before: (Format, &str), after: (Format, &str)) -> Vec<String> {
    let texts = Texts::default();
    let (b, a) = (read(before.0, before.1, &texts), read(after.0, after.1, &texts));
    let word = |node: Option<&Node<'_>>, text: &str| match node {
        None => "-".to_owned(),
        Some(node) => match &node.value {
            Value::Table(entries) => format!("{} keys", entries.len()),
            _ => node.span.of(text).to_owned(),
        },
    };
    of_record(kind, &b, &a)
        .iter()
        .map(|c| format!("{}: {} -> {}", c.way, word(c.before, before.1), word(c.after, after.1)))
        .collect()
}

fn toml(kind: Kind, before: &str, after: &str) -> Vec<String> {
    told(kind, (Format::Toml, before), (Format::Toml, after))
}

#[test]
fn a_change_is_told_by_its_key() {
    assert_eq!(
        toml(
            Kind::Task,
            "title = \"a\"\ndue = 2026-03-01\nowner = \"chen\"",
            "owner = \"wang\"\ntitle = \"a\"\ndue = 2026-04-01\npriority = \"high\""
        ),
        [
            ".owner: \"chen\" -> \"wang\"",
            ".priority: - -> \"high\"",
            ".due: 2026-03-01 -> 2026-04-01"
        ]
    );
}

#[test]
fn spelling_and_format_are_no_change() {
    let before = "title = \"a\"\ndue = 2026-03-01\nprogress = 50\ndepends_on = [\"x\", \"y\"]\nfor = \"goal/g1\"\n\n[[update]]\ndate = 2026-02-01\nby = \"chen\"\n";
    let after = "update:\n  - {by: chen, date: 2026-02-01}\nfor: [goal/g1]\ndepends_on: [y, x]\nprogress: 50.0\ndue: 2026-03-01\ntitle: \"a\"\nstart:\n";
    assert!(told(Kind::Task, (Format::Toml, before), (Format::Yaml, after)).is_empty());
    assert!(toml(Kind::Order, "amount = \"6000 CNY\"", "amount = \"6000.00 CNY\"").is_empty());
}

#[test]
fn parts_are_known_by_their_ids_wherever_they_stand() {
    let k = |id: &str, target: &str| format!("[[kpi]]\nid = \"{id}\"\nname = \"n\"\ntarget = {target}\nweight = 50\n");
    let before = format!("{}{}", k("a", "90"), k("b", "80"));
    let after = format!("{}{}", k("b", "70"), k("a", "90"));
    assert_eq!(toml(Kind::Goal, &before, &after), [".kpi[b].target: 80 -> 70"]);
    let after = format!("{}{}", k("a", "90"), k("c", "80"));
    assert_eq!(toml(Kind::Goal, &before, &after), [".kpi[c].id: \"b\" -> \"c\""]);
    assert_eq!(
        toml(Kind::Goal, &before, &k("b", "{ min = 1, max = 2 }")),
        [".kpi[b].target: 80 -> 2 keys", ".kpi[a]: 4 keys -> -"]
    );
}

#[test]
fn parts_without_ids_are_known_by_what_they_are_about() {
    let before = "[[actual]]\nkpi = \"a\"\nperiod = \"2026-01\"\nvalue = 1\n[[actual]]\nkpi = \"a\"\nperiod = \"2026-02\"\nvalue = 2\n";
    let after = "[[actual]]\nkpi = \"a\"\nperiod = \"2026-02\"\nvalue = 3\n[[actual]]\nkpi = \"a\"\nperiod = \"2026-01\"\nvalue = 1\n";
    assert_eq!(toml(Kind::Goal, before, after), [".actual[a,2026-02].value: 2 -> 3"]);
}

#[test]
fn tables_of_the_writers_own_are_compared_by_key() {
    assert_eq!(
        toml(
            Kind::Account,
            "[revenue]\n2024 = \"1 CNY\"\n2025 = \"2 CNY\"",
            "[revenue]\n2025 = \"3 CNY\"\n2026 = \"4 CNY\""
        ),
        [
            ".revenue.2024: \"1 CNY\" -> -",
            ".revenue.2025: \"2 CNY\" -> \"3 CNY\"",
            ".revenue.2026: - -> \"4 CNY\""
        ]
    );
    assert_eq!(
        toml(Kind::Account, "[x]\na = 1\n[x.b]\nc = 1", "[x]\na = 1\n[x.b]\nc = 2"),
        [".x.b.c: 1 -> 2"]
    );
}

#[test]
fn what_could_not_be_read_is_no_change() {
    let whole = "title: a\nowner: chen\ndue: 2026-03-01\n";
    let torn = "title: b\nowner: [chen\n";
    let told = told(Kind::Task, (Format::Yaml, whole), (Format::Yaml, torn));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn settings_are_compared_too() {
    let texts = Texts::default();
    let read = |text| read(Format::Toml, text, &texts);
    let (before, after) = (
        "[checks.severity]\noverdue-task = \"error\"\n[tiers.key]\nname = \"K\"\nrank = 1\n",
        "[checks.severity]\noverdue-task = \"note\"\n[tiers.key]\nname = \"K\"\nrank = 2\n",
    );
    let (b, a) = (read(before), read(after));
    let ways: Vec<String> = of_settings(&b, &a)
        .iter()
        .map(|change| change.way.to_string())
        .collect();
    assert_eq!(ways, [".tiers.key.rank", ".checks.severity.overdue-task"]);
}

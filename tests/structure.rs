//! The shape of the code: modules stand in reading order, files are short and say what they are for, and
//! no test is left out.
#![allow(clippy::disallowed_methods, reason = "a test that reads the source")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Uses against the order, each with the reason why it stays.
const AGAINST_THE_ORDER: &[(&str, &str)] = &[
    // A reference to a record is a value of a file, and names the record's kind: `Kind` and `Reference` are
    // plain names that depend on nothing; the records of the kinds are read by what `shape` gives.
    ("shape", "model"),
    // A finding names its rule, and a rule is a function that gives findings; the list of all rules, that
    // `findings::find` runs, lies beside the rules.
    ("findings", "rules"),
];

/// Files over 400 lines, each with the reason why it stays whole.
const LONG: &[&str] = &[
    // One link after the other, of every kind of record.
    "src/book/links.rs",
    // The whole ledger against its table in the reference.
    "src/facts/ledger/tests.rs",
    // All of `kam.toml`, table by table.
    "src/model/settings.rs",
    // Every type of value that a key can have, and what is said where it has another.
    "src/shape/scalars.rs",
    // The macro that writes down a table, and what it is made of.
    "src/shape/tables.rs",
    // One state machine over the events of the parser.
    "src/syntax/yaml.rs",
    // The words for every mistake in YAML.
    "src/syntax/yaml_words.rs",
];

const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder, by their paths from the root, in order.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                let path = path.strip_prefix(root()).expect("below the root").components();
                let parts: Vec<_> = path.map(|part| part.as_os_str().to_string_lossy()).collect();
                all.push((parts.join("/"), text));
            }
        }
    }
    all.sort();
    all
}

/// The modules in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the library has its file");
    let names = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The names behind `crate::` in the code of a file: not in its comments, not in its tests.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut names = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let group = after
            .strip_prefix('{')
            .map(|group| group.split('}').next().unwrap_or_default());
        let paths: Vec<&str> = group.map_or_else(|| vec![after], |group| group.split(',').collect());
        for path in paths {
            let word = path.trim_start();
            let end = word.find(|c: char| !c.is_alphanumeric() && c != '_');
            names.insert(word[..end.unwrap_or(word.len())].to_owned());
        }
    }
    names
}

/// The files that are only there for tests, which may use whatever they like: the modules behind
/// `#[cfg(test)]`, as the beginnings of their paths.
fn of_tests(all: &[(String, String)]) -> Vec<String> {
    let mut begins = Vec::new();
    for (path, text) in all {
        let folder = path.strip_suffix(".rs").unwrap_or(path);
        for after in text.split("#[cfg(test)]\n").skip(1) {
            let line = after.lines().next().unwrap_or_default();
            let name = line.trim_start_matches("pub ").strip_prefix("mod ");
            begins.extend(
                name.and_then(|name| name.strip_suffix(';'))
                    .map(|name| format!("{folder}/{name}")),
            );
        }
    }
    begins
}

#[test]
fn a_module_uses_only_those_above_it() {
    let modules = modules();
    assert!(modules.len() > 10, "src/lib.rs lists the modules");
    let position = |name: &str| modules.iter().position(|module| module == name);
    let mut against: BTreeSet<(String, String)> = BTreeSet::new();
    let mut wrong = Vec::new();
    let all = files("src");
    let of_tests = of_tests(&all);
    let is_of_tests = |path: &str| {
        let rest = of_tests.iter().find_map(|begin| path.strip_prefix(begin.as_str()));
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    for (path, text) in all.iter().filter(|(path, _)| !is_of_tests(path)) {
        let inner = path.strip_prefix("src/").unwrap_or(path);
        let module = inner.split(['/', '.']).next().unwrap_or_default();
        let Some(at) = position(module) else {
            assert!(
                ["lib", "main"].contains(&module),
                "{path} belongs to no module of src/lib.rs"
            );
            continue;
        };
        for name in used(text) {
            if position(&name).is_some_and(|other| other > at) {
                let pair = (module.to_owned(), name);
                if !AGAINST_THE_ORDER.contains(&(&pair.0, &pair.1)) {
                    wrong.push(format!("{path} uses `{}`, which stands below `{module}`", pair.1));
                }
                against.insert(pair);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (module, other) in AGAINST_THE_ORDER {
        let pair = ((*module).to_owned(), (*other).to_owned());
        assert!(
            against.contains(&pair),
            "`{module}` no longer uses `{other}`: take it off the list"
        );
    }
}

#[test]
fn names_behind_crate_are_found() {
    let text = "use crate::{said, book::File};\n// crate::no\nfn f() -> crate::say::Said { $crate::word!() }\n";
    let names: Vec<String> = used(text).into_iter().collect();
    assert_eq!(names, ["book", "said", "say", "word"]);
    assert!(used("#[cfg(test)]\nmod tests {\n    use crate::render;\n}\n").is_empty());
}

#[test]
fn every_file_says_what_it_is_for() {
    let folders = ["src", "tests", "benches", "fuzz"];
    let all = folders.into_iter().flat_map(files);
    let silent: Vec<String> = all
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no `//!` in the first line: {silent:#?}");
}

#[test]
fn files_are_short() {
    for (path, text) in files("src") {
        let lines = text.lines().count();
        let listed = LONG.contains(&path.as_str());
        assert!(
            lines <= LONGEST || listed,
            "{path} has {lines} lines, more than {LONGEST}"
        );
        assert!(
            lines > LONGEST || !listed,
            "{path} has only {lines} lines: take it off the list"
        );
    }
    for path in LONG {
        assert!(Path::new(&root().join(path)).is_file(), "there is no {path}");
    }
}

#[test]
fn no_test_is_left_out() {
    // Put together, so that this file does not find itself.
    let mark = ["#[", "ignore"].concat();
    let left_out = |(path, text): (String, String)| text.contains(&mark).then_some(path);
    let all: Vec<String> = ["src", "tests"]
        .into_iter()
        .flat_map(files)
        .filter_map(left_out)
        .collect();
    assert!(all.is_empty(), "{all:#?}");
}

//! Mistakes in files: each is told once, at its very place, and none makes another one up elsewhere.

use kam::book;
use kam::facts::Facts;
use kam::findings::{self, locate};
use kam::source::{self, Source, Texts};
use kam::values::date::parse_date;

fn told_bytes(files: &[(&str, &[u8])], as_of: &str) -> Vec<String> {
    let texts = Texts::default();
    let read = |path: &str, bytes: &[u8]| Source {
        path: path.to_owned(),
        text: source::decode(bytes.to_vec()),
    };
    let settings = files.iter().find(|(path, _)| *path == "kam.toml");
    let settings = read(
        "kam.toml",
        settings.map_or(b"[book]\nname = \"Book\"\n", |(_, text)| *text),
    );
    let mut sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| *path != "kam.toml")
        .map(|(path, text)| read(path, text))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let (in_force, faults) = book::settings(&settings, &texts);
    let book = book::read(in_force, &settings, &sources, &texts, faults);
    let facts = Facts::new(&book, parse_date(as_of).expect("a date"));
    locate::locate(&book, findings::find(&facts))
        .into_iter()
        .map(|one| {
            let (rule, place) = (one.finding.rule.name, one.place);
            format!(
                "{}:{}:{} {rule} {}",
                one.path, place.line, place.column, one.finding.message.en
            )
        })
        .collect()
}

fn told(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    told_bytes(&files, "2026-04-01")
}

#[test]
fn probe() {
    let Ok(dir) = std::env::var("PROBE") else { return };
    let mut files = Vec::new();
    fn walk(base: &std::path::Path, dir: &std::path::Path, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(base, &path, files);
            } else {
                files.push((
                    path.strip_prefix(base).unwrap().display().to_string(),
                    std::fs::read(&path).unwrap(),
                ));
            }
        }
    }
    walk(dir.as_ref(), dir.as_ref(), &mut files);
    let files: Vec<(&str, &[u8])> = files.iter().map(|(p, t)| (p.as_str(), t.as_slice())).collect();
    for line in told_bytes(&files, "2026-04-01") {
        println!("{line}");
    }
}

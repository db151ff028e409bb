//! Findings as commands in the log of GitHub Actions, which shows them in a pull request beside the changed
//! lines. GitHub shows ten of each severity a step and drops the others without a word: where there are more,
//! the findings of a file share one, and the last carries the rest. The log has them all.
//!
//! How commands are written: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::borrow::Cow;
use std::fmt::Write as _;

use hashbrown::HashMap;

use super::{Outcome, Summary, group};
use crate::findings::Severity;
use crate::findings::locate::{Located, Stretch};
use crate::findings::since::New;
use crate::render::clean;
use crate::said;
use crate::say::{Lang, Said, count};

/// How many of each severity GitHub shows of one step.
const SHOWN: usize = 10;
/// For how many bytes findings are listed within one annotation: nobody reads more there.
const LISTED: usize = 4_000;

/// How new findings may be, in the order in which they stand: first what the change brings, which alone can fail it.
const NOVELTY: [Option<New>; 4] = [None, Some(New::Change), Some(New::Time), Some(New::Before)];

/// The outcome as commands, and the whole list in groups that fold.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let mut out = String::with_capacity(outcome.located.len() * 300 + 200);
    let weighed = group::by_weight(&outcome.located);
    let of = |severity, new| -> Vec<&Located<'_>> {
        let all = weighed.iter().copied();
        all.filter(|located| located.finding.severity == severity && located.new == new)
            .collect()
    };
    for severity in Severity::ALL {
        for annotation in annotations(outcome, &NOVELTY.map(|new| of(severity, new)), lang) {
            command(&mut out, severity, &annotation);
        }
    }
    for new in NOVELTY {
        for severity in Severity::ALL {
            let all = of(severity, new);
            if !all.is_empty() {
                let Said { en, zh } = Summary::of(all.iter().copied()).said();
                let title = match new.map(New::word) {
                    Some(word) => said!("{new}: {en}", "{new_zh}：{zh}", new = word.en, new_zh = word.zh),
                    None => Said { en, zh },
                };
                let _ = writeln!(out, "::group::{}", title.get(lang));
                for located in all {
                    log(&mut out, outcome, located, lang);
                }
                out.push_str("::endgroup::\n");
            }
        }
    }
    let _ = writeln!(out, "{}", group::closing(outcome).get(lang));
    out
}

/// A line of a log that commands nothing: the runner of GitHub Actions obeys `::` at the beginning of a line,
/// and `##[` anywhere in it.
pub fn inert(line: &str) -> Cow<'_, str> {
    let begin = line.trim_start();
    let indent = line.len() - begin.len();
    // Three colons, as text has them before a related place, are no command.
    let obeyed = begin.starts_with("::") && !begin.starts_with(":::");
    if !obeyed && !line.contains("##[") {
        return Cow::Borrowed(line);
    }
    let mut out = line.replace("##[", "## [");
    if obeyed {
        out.insert(indent + 1, ' ');
    }
    Cow::Owned(out)
}

/// The same of a text of several lines.
pub fn inert_text(text: &str) -> String {
    text.split_inclusive('\n').map(inert).collect()
}

/// What stands beside a line of a file, or beside none.
struct Annotation {
    place: Option<(String, Stretch)>,
    title: String,
    /// Lines.
    message: Vec<String>,
}

/// At most as many as are shown, for findings of one severity, by how new they are, the weightiest first. Where not
/// each can have its own, those that were there without the change share what is left by the others, at least one.
fn annotations(outcome: &Outcome<'_, '_>, all: &[Vec<&Located<'_>>; 4], lang: Lang) -> Vec<Annotation> {
    let [unknown, change, time, before] = all;
    let (new, old) = (
        [unknown.as_slice(), change].concat(),
        [time.as_slice(), before].concat(),
    );
    let mut out = shared(outcome, &new, SHOWN - usize::from(!old.is_empty()), lang);
    let room = SHOWN - out.len();
    let is_shared = old.len() > room;
    for mut annotation in shared(outcome, &old, room, lang) {
        if is_shared {
            let title = annotation.title;
            let marked = said!("{title} (not new by this change)", "{title}（非本次改动新增）");
            annotation.title = marked.get(lang).to_owned();
        }
        out.push(annotation);
    }
    out
}

/// At most so many, at least one where there is a finding.
fn shared(outcome: &Outcome<'_, '_>, all: &[&Located<'_>], room: usize, lang: Lang) -> Vec<Annotation> {
    if all.len() <= room {
        return all.iter().map(|located| single(outcome, located, lang)).collect();
    }
    let mut files: Vec<Vec<&Located<'_>>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for located in all {
        let at = *known.entry(located.path).or_insert(files.len());
        match files.get_mut(at) {
            Some(file) => file.push(located),
            None => files.push(vec![located]),
        }
    }
    let alone = if files.len() <= room { files.len() } else { room - 1 };
    let (alone, others) = files.split_at(alone);
    let mut out: Vec<Annotation> = alone.iter().filter_map(|file| of_file(outcome, file, lang)).collect();
    if !others.is_empty() {
        out.push(of_others(outcome, others, lang));
    }
    out
}

fn single(outcome: &Outcome<'_, '_>, located: &Located<'_>, lang: Lang) -> Annotation {
    let finding = &located.finding;
    let customer = finding.account.map(|id| group::customer(outcome.book, id));
    let title = match customer {
        Some(name) => format!("{}: {}", finding.rule.name, clean::line(name)),
        None => finding.rule.name.to_owned(),
    };
    let mut message = vec![clean::line(finding.message.get(lang)).into_owned()];
    message.extend(group::remarks(outcome, located, lang));
    Annotation {
        place: Some((outcome.path(located.path), located.place)),
        title,
        message,
    }
}

/// None of a file without findings.
fn of_file(outcome: &Outcome<'_, '_>, file: &[&Located<'_>], lang: Lang) -> Option<Annotation> {
    let first = match file {
        [] => return None,
        [only] => return Some(single(outcome, only, lang)),
        [first, ..] => first,
    };
    let Said { en, zh } = Summary::of(file.iter().copied()).said();
    Some(Annotation {
        place: Some((outcome.path(first.path), first.place)),
        title: said!("{en} in this file", "本文件：{zh}").get(lang).to_owned(),
        message: listed(file.iter().copied(), lang, |located| located.place.line.to_string()),
    })
}

fn of_others(outcome: &Outcome<'_, '_>, others: &[Vec<&Located<'_>>], lang: Lang) -> Annotation {
    let Said { en, zh } = Summary::of(others.iter().flatten().copied()).said();
    let n = others.len();
    let files = count(n as i64, "more file");
    let all = others.iter().flatten().copied();
    Annotation {
        place: None,
        title: said!("{en} in {files}", "另有 {n} 个文件：{zh}").get(lang).to_owned(),
        message: listed(all, lang, |located| {
            format!("{}:{}", clean::line(&outcome.path(located.path)), located.place.line)
        }),
    }
}

/// A line a finding, and how many there was no room for.
fn listed<'l, 'a: 'l>(
    all: impl Iterator<Item = &'l Located<'a>>,
    lang: Lang,
    place: impl Fn(&Located<'_>) -> String,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut room, mut left) = (LISTED, 0);
    for located in all {
        let finding = &located.finding;
        let message = clean::line(finding.message.get(lang));
        let line = format!("{} [{}] {message}", place(located), finding.rule.name);
        if lines.is_empty() || (left == 0 && line.len() <= room) {
            room = room.saturating_sub(line.len());
            lines.push(line);
        } else {
            left += 1;
        }
    }
    if left > 0 {
        let more = said!(
            "and {left} more: the whole list is in the log of this step",
            "另有 {left} 个，全部列在本步骤的日志中"
        );
        lines.push(more.get(lang).to_owned());
    }
    lines
}

fn command(out: &mut String, severity: Severity, annotation: &Annotation) {
    out.push_str(match severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
        Severity::Note => "::notice ",
    });
    if let Some((path, place)) = &annotation.place {
        let _ = write!(out, "file={},line={},", property(&clean::line(path)), place.line);
        // GitHub takes columns only within one line; its last column is the one of the last character.
        if place.end_line > place.line {
            let _ = write!(out, "endLine={},", place.end_line);
        } else {
            let last = place.end_column.saturating_sub(1).max(place.column);
            let _ = write!(out, "endLine={},col={},endColumn={last},", place.line, place.column);
        }
    }
    let message = data(&annotation.message.join("\n"));
    let _ = writeln!(out, "title={}::{message}", property(&annotation.title));
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A finding in the log. No line of it begins with a record's text.
fn log(out: &mut String, outcome: &Outcome<'_, '_>, located: &Located<'_>, lang: Lang) {
    let finding = &located.finding;
    let label = finding.severity.word().get(lang);
    let (path, line, column) = (outcome.path(located.path), located.place.line, located.place.column);
    let (path, message) = (clean::line(&path), clean::line(finding.message.get(lang)));
    let first = format!("{label}[{}] {path}:{line}:{column} {message}", finding.rule.name);
    let _ = writeln!(out, "{}", inert(&first));
    for remark in group::remarks(outcome, located, lang) {
        let _ = writeln!(out, "    {}", inert(&remark));
    }
}

//! A rule's doc comment as data: what it finds, why it matters, its examples and the way out.

/// A rule's page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The finding in general: one sentence.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Books in which it finds something.
    pub fails: Vec<Example>,
    /// Books in which it finds nothing.
    pub passes: Vec<Example>,
    /// What to do.
    pub way_out: String,
}

/// A little book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// The day it is judged on, where it is another than [`AS_OF`].
    pub as_of: Option<String>,
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// The paths of the files in whose text `\xE9` stands for a byte: what no text can show.
    pub bytes: Vec<String>,
    /// Path and text of each file as it was before the change, where it is about one; the others were the same, or
    /// not there.
    pub before: Vec<(String, String)>,
}

/// The day on which examples are judged unless they name another.
pub const AS_OF: &str = "2026-04-01";

/// Reads a doc comment: the first paragraph is the title, the next ones say why; `## Fails`,
/// `## Passes` (with `on 2026-05-01` for another day) hold fenced files whose info string is the format
/// and the path, `before` where it is what the file was before a change, and `bytes` where `\xE9` stands for a byte; `## Way out` says what to do.
pub fn read(doc: &str) -> Page {
    let mut page = Page::default();
    let mut section = "";
    let mut fence: Option<(String, String)> = None;
    let mut is_before = false;
    let mut paragraph = 0;
    for line in doc.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some((path, text)) = &mut fence {
            if line.trim_end() == "```" {
                let file = (std::mem::take(path), std::mem::take(text));
                let examples = if section.starts_with("Fails") {
                    &mut page.fails
                } else {
                    &mut page.passes
                };
                if let Some(example) = examples.last_mut() {
                    let files = if is_before {
                        &mut example.before
                    } else {
                        &mut example.files
                    };
                    files.push(file);
                }
                fence = None;
            } else {
                text.push_str(line);
                text.push('\n');
            }
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.trim();
            let example = Example {
                as_of: section.split_once(" on ").map(|(_, day)| day.to_owned()),
                ..Example::default()
            };
            if section.starts_with("Fails") {
                page.fails.push(example);
            } else if section.starts_with("Passes") {
                page.passes.push(example);
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let mut words = info.split_whitespace().skip(1);
            let path = words.next().unwrap_or("").to_owned();
            let examples = if section.starts_with("Fails") {
                &mut page.fails
            } else {
                &mut page.passes
            };
            let more = words.next();
            is_before = more == Some("before");
            if let Some(example) = examples.last_mut().filter(|_| more == Some("bytes")) {
                example.bytes.push(path.clone());
            }
            fence = Some((path, String::new()));
        } else if line.trim().is_empty() {
            paragraph += 1;
        } else {
            let text = match section {
                "" if paragraph == 0 => &mut page.title,
                "" => &mut page.why,
                "Way out" => &mut page.way_out,
                _ => continue,
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line.trim());
        }
    }
    page
}

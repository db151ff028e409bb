//! Findings as Markdown for a comment on a pull request or the summary of a job: a table of the customers, then
//! the errors by customer, the warnings, and the notes folded. It links nothing, mentions nobody, and is cut
//! where the host's room ends: between two findings, never within one, and it says how many are left.

use std::fmt::Write as _;

use super::{Outcome, Summary, group};
use crate::findings::Severity;
use crate::findings::locate::Located;
use crate::render::clean;
use crate::say::{Lang, Said, Word, count};
use crate::{said, word};

/// How much a host takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// In characters, as UTF-16 counts them.
    pub characters: usize,
    /// In bytes.
    pub bytes: usize,
}

/// A comment on GitHub; GitLab takes more.
pub const COMMENT: Limit = Limit {
    characters: 65_536,
    bytes: 262_144,
};

/// The summary of a step on GitHub, all that is written into it together.
pub const SUMMARY: Limit = Limit {
    characters: usize::MAX,
    bytes: 1_048_576,
};

impl Limit {
    /// What is left where there are some bytes already.
    pub fn without(self, there: usize) -> Limit {
        Limit {
            bytes: self.bytes.saturating_sub(there),
            ..self
        }
    }
}

/// The rows of the table of customers: whoever wants all of them asks for a report.
const ROWS: usize = 30;
/// Room for what closes a text that is cut.
const CLOSING: Limit = Limit {
    characters: 400,
    bytes: 800,
};

const TITLE: Word = word!("kam check", "kam 检查");
const ACCOUNT: Word = word!("Account", "客户");
const OWNER: Word = word!("Owner", "负责人");
const ERRORS: Word = word!("Errors", "错误");
const WARNINGS: Word = word!("Warnings", "警告");
const NOTES: Word = word!("Notes", "提示");

/// The outcome as Markdown, ended by a line feed. The first line is the same for a book each time, so that
/// whoever comments finds the comment to renew. Empty where there is no room even for the heading.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang, limit: Limit) -> String {
    let mut page = Page {
        out: String::new(),
        room: Limit {
            characters: limit.characters.saturating_sub(CLOSING.characters),
            bytes: limit.bytes.saturating_sub(CLOSING.bytes),
        },
        outcome,
        lang,
    };
    if !page.head() {
        return String::new();
    }
    let left = page.sections();
    if left != Summary::default() {
        let Said { en, zh } = left.said();
        let more = said!(
            "…and {en} more: there is no room for them here.",
            "……另有{zh}，此处放不下。"
        );
        let _ = write!(page.out, "\n{}\n", more.get(lang));
    }
    page.out
}

struct Page<'p, 'o, 'a> {
    out: String,
    room: Limit,
    outcome: &'p Outcome<'o, 'a>,
    lang: Lang,
}

impl<'o, 'a> Page<'_, 'o, 'a> {
    /// Adds a text that there is room for; otherwise none of it.
    fn fits(&mut self, text: &str) -> bool {
        let characters = text.encode_utf16().count();
        if characters > self.room.characters || text.len() > self.room.bytes {
            return false;
        }
        self.room.characters -= characters;
        self.room.bytes -= text.len();
        self.out.push_str(text);
        true
    }

    fn head(&mut self) -> bool {
        let outcome = self.outcome;
        let marker = match outcome.base.trim_end_matches('/') {
            "" => "<!-- kam check -->".to_owned(),
            base => format!("<!-- kam check {} -->", super::sarif::uri(base)),
        };
        let counts = Summary::of(&outcome.located).said();
        let (as_of, records, title) = (outcome.as_of, outcome.records, TITLE);
        let records_en = count(records as i64, "record");
        let (dateline, title) = if outcome.located.is_empty() {
            (group::closing(outcome), title.into())
        } else {
            let (Said { en, zh }, Word { en: begin, zh: start }) = (counts, title);
            (
                said!("As of {as_of} · {records_en}", "截至 {as_of} · {records} 条记录"),
                said!("{begin}: {en}", "{start}：{zh}"),
            )
        };
        let head = format!("{marker}\n## {}\n\n{}\n", title.get(self.lang), dateline.get(self.lang));
        if !self.fits(&head) {
            return false;
        }
        if !outcome.located.is_empty() {
            let table = self.table();
            self.fits(&table);
        }
        true
    }

    fn table(&self) -> String {
        let lang = self.lang;
        let mut out = format!(
            "\n| {} | {} | {} | {} | {} |\n| --- | --- | ---: | ---: | ---: |\n",
            ACCOUNT.get(lang),
            OWNER.get(lang),
            ERRORS.get(lang),
            WARNINGS.get(lang),
            NOTES.get(lang)
        );
        let groups = group::by_account(&self.outcome.located);
        for (account, all) in groups.iter().take(ROWS) {
            let Summary { error, warning, note } = Summary::of(all.iter().copied());
            let (name, owner) = self.called(*account);
            let _ = writeln!(out, "| {name} | {owner} | {error} | {warning} | {note} |");
        }
        if let more @ 1.. = groups.len().saturating_sub(ROWS) {
            let more = said!("…and {more} more", "……另有 {more} 个");
            let _ = writeln!(out, "| {} | | | | |", more.get(lang));
        }
        out
    }

    /// A customer's name and id, and the name of who answers for it.
    fn called(&self, account: group::Account<'_>) -> (String, String) {
        let book = self.outcome.book;
        let Some(id) = account else {
            return (group::title(book, None).get(self.lang).to_owned(), String::new());
        };
        let owner = book.accounts.get(id).and_then(|account| account.owner);
        let owner = owner.map(|owner| clean::markdown(group::person(book, owner.0)));
        let name = clean::markdown(group::customer(book, id));
        (format!("{name} {}", code(id)), owner.unwrap_or_default())
    }

    /// The findings by severity and customer; how many there was no room for.
    fn sections(&mut self) -> Summary {
        let outcome = self.outcome;
        let groups = group::by_account(&outcome.located);
        let mut left = Summary::default();
        let mut full = false;
        for (severity, title) in [
            (Severity::Error, ERRORS),
            (Severity::Warning, WARNINGS),
            (Severity::Note, NOTES),
        ] {
            let all = groups
                .iter()
                .flat_map(|(account, all)| all.iter().map(move |one| (*account, *one)));
            let all: Vec<_> = all.filter(|(_, one)| one.finding.severity == severity).collect();
            let folded = severity == Severity::Note;
            let (Word { en, zh }, n) = (title, all.len());
            let title = said!("{en} ({n})", "{zh}（{n}）");
            let title = title.get(self.lang);
            let mut opening = if folded {
                format!("\n<details>\n<summary>{title}</summary>\n")
            } else {
                format!("\n### {title}\n")
            };
            let mut of = None;
            let mut open = false;
            for (account, located) in all {
                let mut text = std::mem::take(&mut opening);
                if of != Some(account) {
                    let (name, owner) = self.called(account);
                    let owner = if owner.is_empty() {
                        owner
                    } else {
                        format!(" · {owner}")
                    };
                    let _ = write!(text, "\n**{name}**{owner}\n\n");
                }
                text.push_str(&self.item(located));
                full = full || !self.fits(&text);
                if full {
                    left.add(severity);
                } else {
                    (of, open) = (Some(account), true);
                }
            }
            if folded && open {
                self.out.push_str("\n</details>\n");
            }
        }
        left
    }

    /// A finding: what is wrong, where, by which rule, and what to do.
    fn item(&self, located: &Located<'_>) -> String {
        let (finding, book) = (&located.finding, self.outcome.book);
        let place = self.place(located.path, located.place.line);
        let mut out = format!(
            "- {} · {place} · `{}`",
            prose(finding.message.get(self.lang)),
            finding.rule.name
        );
        let owner_of = |id| {
            book.accounts
                .get(id)
                .and_then(|account| account.owner.map(|owner| owner.0))
        };
        let known = finding.account.and_then(owner_of);
        if let Some(owner) = finding.owner.filter(|owner| Some(*owner) != known) {
            let _ = write!(out, " · {}", clean::markdown(group::person(book, owner)));
        }
        let excuse = group::excuse(book, located);
        let excuse = excuse.as_ref().map(|excuse| excuse.get(self.lang));
        let old = group::old(located).map(|word| word.get(self.lang));
        for remark in [Some(finding.help.get(self.lang)), excuse, old].into_iter().flatten() {
            if !remark.is_empty() {
                let _ = write!(out, "<br>{}", prose(remark));
            }
        }
        for ((path, place), (_, said)) in located.related.iter().zip(&finding.related) {
            let place = self.place(path, place.line);
            let _ = write!(out, "<br>{} · {place}", prose(said.get(self.lang)));
        }
        out.push('\n');
        out
    }

    fn place(&self, path: &str, line: usize) -> String {
        let path = self.outcome.path(path);
        if is_plain(&path) {
            format!("`{path}:{line}`")
        } else {
            format!("{}:{line}", clean::markdown(&path))
        }
    }
}

/// A name as code, where nothing is markup; as cleaned text where it has characters that could end it.
fn code(text: &str) -> String {
    if is_plain(text) {
        format!("`{text}`")
    } else {
        clean::markdown(text)
    }
}

fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#' | '@' | '=');
    !text.is_empty() && text.chars().all(plain)
}

/// A sentence: what stands between two backticks is code, where nothing is markup, a mention or a link.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (inner, after))) = rest
        .split_once('`')
        .and_then(|(before, after)| Some((before, after.split_once('`')?)))
    {
        out.push_str(&spaced(before));
        // The log of GitHub Actions obeys `##[` wherever it stands.
        let inner = clean::line(inner).replace("##[", "## [");
        // GitLab takes code between two `$` for a formula.
        if out.ends_with('$') {
            out.push_str("&#8203;");
        }
        if !inner.is_empty() {
            let _ = write!(out, "`{inner}`");
        }
        rest = after;
    }
    out.push_str(&spaced(rest));
    // The beginning starts no list, heading or rule within the item.
    match out.chars().next() {
        Some('-' | '+' | '=' | '/' | ':') => format!("\\{out}"),
        Some(c) if c.is_ascii_digit() => numbered(&out),
        Some(_) | None => out,
    }
}

fn numbered(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text.to_owned()
    }
}

/// Cleaned, with the spaces that keep it apart from its neighbours.
fn spaced(text: &str) -> String {
    let gap = |is: bool| if is { " " } else { "" };
    let clean = clean::markdown(text);
    if clean.is_empty() {
        return gap(text.contains(char::is_whitespace)).to_owned();
    }
    format!(
        "{}{clean}{}",
        gap(text.starts_with(char::is_whitespace)),
        gap(text.ends_with(char::is_whitespace))
    )
}

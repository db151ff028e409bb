//! Findings for a person at a terminal: by customer, the heaviest first, each with the line it is about,
//! what is meant underlined, and what to do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::HashMap;
use unicode_width::UnicodeWidthStr;

use super::github::inert;
use super::snippet::snippet;
use super::{Outcome, Summary, group};
use crate::book::{Book, FileId};
use crate::document::Tone;
use crate::findings::Severity;
use crate::findings::locate::{Located, Stretch};
use crate::render::colour::{heading, paint};
use crate::render::show::Piece;
use crate::render::{Look, clean, wrap};
use crate::say::{Lang, Word};
use crate::{said, word};

/// For how many columns lines of files are cut where there is no terminal.
const WIDTH: usize = 120;

const HELP: Word = word!("help", "建议");
const OWNER: Word = word!("owner", "负责人");
const NOTE: Word = word!("note", "说明");

/// The outcome as text.
pub fn write(outcome: &Outcome<'_, '_>, look: &Look) -> String {
    let mut writer = Writer {
        out: String::with_capacity(outcome.located.len() * 400 + 200),
        look,
        book: outcome.book,
        starts: HashMap::new(),
    };
    for (account, located) in group::by_account(&outcome.located) {
        writer.group(account, &located);
    }
    writer.closing(outcome);
    writer.out
}

struct Writer<'o, 'a> {
    out: String,
    look: &'o Look<'o>,
    book: &'o Book<'a>,
    /// Where the lines of each file start, once it is needed.
    starts: HashMap<FileId, Vec<usize>>,
}

impl<'a> Writer<'_, 'a> {
    fn say(&self, word: Word) -> &'static str {
        word.get(self.look.lang)
    }

    fn colon(&self) -> &'static str {
        match self.look.lang {
            Lang::En => ": ",
            Lang::Zh => "：",
        }
    }

    fn width(&self) -> usize {
        self.look.width.map_or(WIDTH, |width| usize::from(width).max(40))
    }

    fn group(&mut self, account: Option<&str>, all: &[&Located<'a>]) {
        let title = group::title(self.book, account);
        let counts = Summary::of(all.iter().copied()).said();
        let line = format!(
            "{}{}{}",
            title.get(self.look.lang),
            self.colon(),
            counts.get(self.look.lang)
        );
        let lines = self.lines(&line);
        let longest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        for line in lines {
            self.line(&heading(&line, self.look.colour));
        }
        self.line(&paint(Tone::Muted, &"=".repeat(longest), self.look.colour));
        self.out.push('\n');
        let owner = account.and_then(|id| self.book.accounts.get(id)?.owner.map(|owner| owner.0));
        for located in all {
            self.finding(located, owner);
        }
    }

    /// A sentence in the lines of the terminal; in one where there is none.
    fn lines(&self, text: &str) -> Vec<String> {
        if self.look.width.is_none() {
            return vec![clean::line(text).into_owned()];
        }
        let atoms = wrap::atoms(&[Piece::soft(text, Tone::None)]);
        let lines = wrap::wrap(&atoms, self.width());
        lines.iter().map(|line| wrap::painted(line, false)).collect()
    }

    fn finding(&mut self, located: &Located<'a>, account_owner: Option<&str>) {
        let finding = &located.finding;
        let label = format!("{}[{}]", self.say(finding.severity.word()), finding.rule.name);
        self.headline(&label, tone(finding.severity), finding.message.get(self.look.lang));
        let gutter = located
            .related
            .iter()
            .map(|(_, place)| place.line)
            .chain([located.place.line])
            .max()
            .unwrap_or(1)
            .to_string()
            .len();
        self.place(gutter, "-->", located.path, located.place, "");
        self.quote(gutter, finding.place.file, located.place, '^', tone(finding.severity));
        for ((path, place), (at, said)) in located.related.iter().zip(&finding.related) {
            self.place(gutter, ":::", path, *place, said.get(self.look.lang));
            self.quote(gutter, at.file, *place, '-', Tone::Muted);
        }
        let help = finding.help.get(self.look.lang);
        if !help.is_empty() {
            self.remark(gutter, HELP, help);
        }
        if let Some(owner) = finding.owner.filter(|owner| Some(*owner) != account_owner) {
            let name = group::person(self.book, owner);
            self.remark(gutter, OWNER, name);
        }
        if let Some(why) = group::excuse(self.book, located) {
            self.remark(gutter, NOTE, why.get(self.look.lang));
        }
        self.out.push('\n');
    }

    fn headline(&mut self, label: &str, tone: Tone, message: &str) {
        let colon = self.colon();
        if self.look.width.is_none() {
            let message = clean::line(message);
            let label = paint(tone, label, self.look.colour);
            self.line(&format!("{label}{colon}{message}"));
            return;
        }
        let pieces = [
            Piece {
                text: format!("{label}{colon}"),
                tone,
                solid: true,
                joined: false,
            },
            Piece::soft(message, Tone::None),
        ];
        self.wrapped(&pieces, 0, "", "  ");
    }

    /// Pieces in lines of the terminal, the first behind what stands there, the others indented.
    fn wrapped(&mut self, pieces: &[Piece], taken: usize, first: &str, indent: &str) {
        let limit = self.width().saturating_sub(taken.max(indent.len())).max(20);
        for (at, line) in wrap::wrap(&wrap::atoms(pieces), limit).iter().enumerate() {
            let before = if at == 0 { first } else { indent };
            let text = wrap::painted(line, self.look.colour);
            self.line(&format!("{before}{text}"));
        }
    }

    fn place(&mut self, gutter: usize, arrow: &str, path: &str, place: Stretch, message: &str) {
        let arrow = paint(Tone::Muted, arrow, self.look.colour);
        let (path, line, column) = (clean::line(path), place.line, place.column);
        let message = clean::line(message);
        let gap = if message.is_empty() { "" } else { self.colon() };
        self.line(&format!("{:gutter$}{arrow} {path}:{line}:{column}{gap}{message}", ""));
    }

    /// The line of a place, with what is meant underlined; nothing where the file has no text.
    fn quote(&mut self, gutter: usize, file: FileId, place: Stretch, mark: char, tone: Tone) {
        let Some(text) = self.file_line(file, place.line) else {
            return;
        };
        let shown = snippet(text, place, self.width() - gutter - 3);
        let colour = self.look.colour;
        let bar = paint(Tone::Muted, &format!("{:gutter$} |", ""), colour);
        let numbered = paint(Tone::Muted, &format!("{:gutter$} |", place.line), colour);
        let under = paint(tone, &String::from_iter(std::iter::repeat_n(mark, shown.under)), colour);
        self.line(&bar);
        self.line(format!("{numbered} {}", shown.line).trim_end());
        self.line(&format!("{bar} {:before$}{under}", "", before = shown.before));
    }

    fn file_line(&mut self, file: FileId, line: usize) -> Option<&'a str> {
        let text = self.book.source(file).text.as_ref().ok()?;
        let starts = self.starts.entry(file).or_insert_with(|| {
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
                .collect()
        });
        let start = *starts.get(line.checked_sub(1)?)?;
        let end = starts.get(line).map_or(text.len(), |next| next - 1);
        Some(text.get(start..end)?.trim_end_matches('\r'))
    }

    fn remark(&mut self, gutter: usize, what: Word, text: &str) {
        let label = format!("{:gutter$} = {}{}", "", self.say(what), self.colon());
        let taken = label.width();
        let label = paint(Tone::Muted, &label, self.look.colour);
        if self.look.width.is_none() {
            let text = clean::line(text);
            self.line(&format!("{label}{text}"));
        } else {
            self.wrapped(&[Piece::soft(text, Tone::None)], taken, &label, &" ".repeat(taken));
        }
    }

    /// How many there are of what, and what to do next.
    fn closing(&mut self, outcome: &Outcome<'_, '_>) {
        let tone = worst(Summary::of(&outcome.located));
        let closing = group::closing(outcome);
        for line in self.lines(closing.get(self.look.lang)) {
            self.line(&paint(tone, &line, self.look.colour));
        }
        if let Some(rule) = most_told(outcome) {
            let next = said!(
                "`kam explain {rule}` says why it matters and how to get out of it.",
                "`kam explain {rule}` 说明为什么重要、怎样解决。"
            );
            for line in self.lines(next.get(self.look.lang)) {
                self.line(&line);
            }
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&inert(text));
        self.out.push('\n');
    }
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::None,
    }
}

fn worst(summary: Summary) -> Tone {
    match summary {
        Summary { error: 1.., .. } => Tone::Bad,
        Summary { warning: 1.., .. } => Tone::Warn,
        Summary { note: 1.., .. } => Tone::None,
        Summary { .. } => Tone::Good,
    }
}

/// The rule that is told most often at the heaviest severity; of equals the first by name.
fn most_told(outcome: &Outcome<'_, '_>) -> Option<&'static str> {
    let mut told: BTreeMap<&str, (Severity, usize)> = BTreeMap::new();
    for located in &outcome.located {
        let (severity, count) = told
            .entry(located.finding.rule.name)
            .or_insert((located.finding.severity, 0));
        if located.finding.severity > *severity {
            (*severity, *count) = (located.finding.severity, 0);
        }
        *count += usize::from(located.finding.severity == *severity);
    }
    told.into_iter()
        .max_by_key(|(name, weight)| (*weight, Reverse(*name)))
        .map(|(name, _)| name)
}

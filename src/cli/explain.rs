//! `kam explain`: a rule's page, with what it would say of its own example; without a name, the list.

use clap::{Arg, ArgMatches, Command};
use unicode_width::UnicodeWidthStr;

use super::fail::Failure;
use super::{Context, Exit, ask, words};
use crate::book;
use crate::document::Tone;
use crate::facts::Facts;
use crate::findings::Severity;
use crate::findings::{self, locate};
use crate::reference;
use crate::render::colour::{heading, paint};
use crate::render::show::Piece;
use crate::render::{Look, wrap};
use crate::rules::Rule;
use crate::rules::page::{self, Example, Page};
use crate::say::{Lang, Said, Word};
use crate::source::{Source, Texts};
use crate::values::date::parse_date;
use crate::{said, word};

/// How wide a page is at most: longer lines are hard to read.
const WIDTH: u16 = 88;

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const RULE: Word = word!("The rule; without it, the list of all", "规则名称；不写则列出全部规则");
    command
        .about(word!("What a rule means, and the way out", "说明某条规则的含义和解决办法").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam explain\n  kam explain overdue-task",
                "示例：\n  kam explain\n  kam explain overdue-task"
            )
            .get(lang),
        )
        .arg(Arg::new("rule").value_name("RULE").help_heading(words::ARGUMENTS.get(lang)).help(RULE.get(lang)))
}

/// Shows the page or the list.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = words::lang_of_book(context);
    let look = Look {
        width: Some(context.screen.width.map_or(WIDTH, |width| width.clamp(40, WIDTH))),
        ..context.screen.look(lang)
    };
    let text = match matches.get_one::<String>("rule") {
        Some(name) => rule_page(ask::rule(name).map_err(|failure| failure.in_lang(lang))?, &look),
        None => list(&look),
    };
    context.screen.write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::Muted,
    }
}

/// Every rule by what it is about.
fn list(look: &Look) -> String {
    let lang = look.lang;
    let groups = reference::rules_by_group();
    let all = || groups.iter().flat_map(|(_, rules)| rules);
    let names = all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let words = all().map(|rule| rule.severity.word().get(lang).width()).max().unwrap_or(0);
    let mut out = String::new();
    for (group, rules) in &groups {
        out.push_str(&heading(group.word().get(lang), look.colour));
        out.push('\n');
        for rule in rules {
            let word = rule.severity.word().get(lang);
            let gap = " ".repeat(words.saturating_sub(word.width()));
            let first = format!("  {:names$}  {}{gap}  ", rule.name, paint(tone(rule.severity), word, look.colour));
            let indent = 2 + names + 2 + words + 2;
            let title = match lang {
                Lang::En => page::read(rule.doc).title,
                Lang::Zh => rule.zh[0].to_owned(),
            };
            paragraph(&mut out, &title, look, &first, indent);
        }
        out.push('\n');
    }
    let more = said!(
        "`kam explain RULE` says why it matters, with an example and the way out.",
        "`kam explain 规则名` 说明为什么重要，并给出示例和解决办法。"
    );
    paragraph(&mut out, more.get(lang), look, "", 0);
    out
}

fn rule_page(rule: &'static Rule, look: &Look) -> String {
    let lang = look.lang;
    let page = page::read(rule.doc);
    let [title, why, way_out] = match lang {
        Lang::En => [page.title.as_str(), &page.why, &page.way_out],
        Lang::Zh => rule.zh,
    };
    let mut out = String::new();
    let name = heading(rule.name, look.colour);
    let severity = paint(tone(rule.severity), rule.severity.word().get(lang), look.colour);
    out.push_str(&format!("{name}  {severity}  {}\n\n", rule.group.word().get(lang)));
    paragraph(&mut out, title, look, "", 0);
    out.push('\n');
    paragraph(&mut out, why, look, "", 0);
    examples(&mut out, rule, &page, look);
    section(&mut out, word!("Way out", "怎么办"), look);
    paragraph(&mut out, way_out, look, "  ", 2);
    section(&mut out, word!("In kam.toml", "在 kam.toml 中调整"), look);
    let weigh = "error, warning, note, off";
    out.push_str(&format!("  [checks.severity]\n  {} = \"{}\"", rule.name, rule.severity.name()));
    out.push_str(&paint(Tone::Muted, &format!("  # {weigh}"), look.colour));
    out.push_str("\n\n");
    let waive = if rule.can_be_waived() {
        said!(
            "A single record is excused with a `[[waive]]` in it: rule, reason, by, until.",
            "个别记录可在其中写 `[[waive]]` 豁免：rule、reason、by、until。"
        )
    } else {
        said!("It cannot be waived.", "此规则不可豁免。")
    };
    paragraph(&mut out, waive.get(lang), look, "  ", 2);
    out
}

fn section(out: &mut String, title: Word, look: &Look) {
    out.push('\n');
    out.push_str(&heading(title.get(look.lang), look.colour));
    out.push_str("\n\n");
}

fn paragraph(out: &mut String, text: &str, look: &Look, first: &str, indent: usize) {
    let limit = usize::from(look.width.unwrap_or(WIDTH)).saturating_sub(indent).max(20);
    for (at, line) in wrap::wrap(&wrap::atoms(&[Piece::soft(text, Tone::None)]), limit).iter().enumerate() {
        if at == 0 {
            out.push_str(first);
        } else {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(&wrap::painted(line, false));
        out.push('\n');
    }
}

fn examples(out: &mut String, rule: &'static Rule, page: &Page, look: &Look) {
    for (title, examples) in [
        (said!("Fails", "不通过"), &page.fails),
        (said!("Passes", "通过"), &page.passes),
    ] {
        for example in examples {
            let Said { en, zh } = &title;
            let day = example.as_of.as_deref().unwrap_or(page::AS_OF);
            let line = said!("{en}, as of {day}", "{zh}（截至 {day}）");
            out.push('\n');
            out.push_str(&heading(line.get(look.lang), look.colour));
            out.push('\n');
            let told = told(rule, example);
            for (path, text) in &example.files {
                out.push_str(&paint(Tone::Muted, &format!("\n  {path}\n"), look.colour));
                let told: Vec<&Told> = told.iter().filter(|told| told.path == *path).collect();
                file(out, text, look, &told);
            }
        }
    }
}

/// What a rule says of its example.
struct Told {
    path: String,
    /// As the example's file has it without its lines of carets.
    line: usize,
    column: usize,
    message: Said,
}

/// A file of an example; what is drawn under a line is said in the reader's language.
fn file(out: &mut String, text: &str, look: &Look, told: &[&Told]) {
    let mut shown = 0;
    for written in text.lines() {
        if let Some((column, drawn)) = carets(written) {
            let message = (told.iter())
                .find(|told| told.line == shown && told.column == column)
                .map_or("", |told| told.message.get(look.lang));
            let under = paint(Tone::Bad, &format!("{drawn} {message}"), look.colour);
            out.push_str(&format!("    {:1$}{under}\n", "", column - 1));
        } else {
            shown += 1;
            out.push_str(format!("    {written}").trim_end());
            out.push('\n');
        }
    }
}

/// The column and the carets of a line that draws them: `# ^^^ message`, or `#^^ message` for column 1.
fn carets(line: &str) -> Option<(usize, String)> {
    let rest = line.strip_prefix('#')?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let length = rest[blanks..].bytes().take_while(|byte| *byte == b'^').count();
    let (column, length) = match (blanks, length) {
        (_, 0) => return None,
        (0, length) => (1, length + 1),
        (blanks, length) => (blanks + 2, length),
    };
    Some((column, "^".repeat(length)))
}

/// Runs the rule on its example, without the lines of carets.
fn told(rule: &'static Rule, example: &Example) -> Vec<Told> {
    let texts = Texts::default();
    let plain = |text: &str| {
        let lines = text.lines().filter(|line| carets(line).is_none());
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let source = |path: &str, text: String| Source {
        path: path.to_owned(),
        text: Ok(text),
    };
    let of_settings = example.files.iter().find(|(path, _)| path == crate::store::SETTINGS);
    let settings = of_settings.map_or_else(|| "[book]\nname = \"Example\"\n".to_owned(), |(_, text)| plain(text));
    let settings = source(crate::store::SETTINGS, settings);
    let mut sources: Vec<Source> = example
        .files
        .iter()
        .filter(|(path, _)| path != crate::store::SETTINGS)
        .map(|(path, text)| source(path, plain(text)))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let (read, faults) = book::settings(&settings, &texts);
    let day = parse_date(example.as_of.as_deref().unwrap_or(page::AS_OF));
    let Ok(day) = day else {
        return Vec::new();
    };
    let book = book::read(read, &settings, &sources, &texts, faults);
    let facts = Facts::new(&book, day);
    let all = locate::locate(&book, findings::find(&facts));
    all.into_iter()
        .filter(|located| located.finding.rule.name == rule.name)
        .map(|located| Told {
            path: located.path.to_owned(),
            line: located.place.line,
            column: located.place.column,
            message: located.finding.message,
        })
        .collect()
}

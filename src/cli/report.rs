//! `kam report`: a report over the book, for a terminal, a page, a spreadsheet or a program.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, open};
use super::{Context, Exit, ask, words};
use crate::book::FileState;
use crate::render::{Format, Look, clean, render};
use crate::reports::{self, Ask, Report};
use crate::said;
use crate::say::{Lang, Said, Word, count};
use crate::values::period::Period;
use crate::word;

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const NAME: Word = word!("The report; without it, the list", "报表名称；不写则列出全部报表");
    const ACCOUNT: Word = word!("Only this account", "只看此客户");
    const OWNER: Word = word!("Only what this person answers for", "只看此人负责的");
    const PERIOD: Word = word!(
        "Only this period: 2026-Q1, 2026-03, FY2026, 2026-01-15..2026-03-31",
        "期间：2026-Q1、2026-03、FY2026、2026-01-15..2026-03-31"
    );
    const FORMAT: Word = word!(
        "table, markdown, csv or json [default: table, or by the file's ending]",
        "table（默认）、markdown、csv、json；或依扩展名"
    );
    const FILE: Word = word!("Write into this file: .md, .csv, .json, .txt", "写入文件：.md、.csv、.json、.txt");
    const KEEP_GOING: Word = word!(
        "End with 0 even if some files could not be read",
        "即使有文件无法读取，也以 0 退出"
    );
    let option = |name: &'static str, value: &'static str, help: Word| {
        Arg::new(name).long(name).value_name(value).help(help.get(lang)).hide_possible_values(true)
    };
    command
        .about(word!("A report over the book", "生成报表").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam report\n  kam report accountability\n  kam report commitments --owner lina\n  kam report scorecard --period 2026-Q1 -o scorecard.csv\n\nEnds with 1 when files could not be read: the report says which.",
                "示例：\n  kam report\n  kam report accountability\n  kam report commitments --owner lina\n  kam report scorecard --period 2026-Q1 -o scorecard.csv\n\n有文件无法读取时退出码为 1，报表中会注明是哪些文件。"
            )
            .get(lang),
        )
        .arg(Arg::new("name").value_name("NAME").help_heading(words::ARGUMENTS.get(lang)).help(NAME.get(lang)))
        .arg(option("account", "ACCOUNT", ACCOUNT))
        .arg(option("owner", "PERSON", OWNER))
        .arg(option("period", "PERIOD", PERIOD))
        .arg(option("format", "FORMAT", FORMAT).value_parser(Format::ALL.map(|(name, _)| name)))
        .arg(
            option("output", "FILE", FILE)
                .short('o')
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("keep-going")
                .long("keep-going")
                .action(ArgAction::SetTrue)
                .help(KEEP_GOING.get(lang)),
        )
}

/// Makes the report and writes it; without a name, the list of reports.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(name) = matches.get_one::<String>("name") else {
        let lang = words::lang_of_book(context);
        context.screen.write(list(lang).as_bytes())?;
        return Ok(Exit::Done);
    };
    let report = ask::report(name)?;
    let file = matches.get_one::<PathBuf>("output");
    let format = format(matches, file)?;
    open(context, |opened| {
        if opened.facts.book.sources.is_empty() {
            return Err(super::check::no_records());
        }
        let missing = write(context, opened, matches, report, format, file)?;
        let keep_going = matches.get_flag("keep-going");
        Ok(if missing && !keep_going { Exit::Found } else { Exit::Done })
    })
}

/// Writes the report, and tells whether files are missing from it.
fn write(
    context: &Context,
    opened: &Opened<'_, '_>,
    matches: &ArgMatches,
    report: &Report,
    format: Format,
    file: Option<&PathBuf>,
) -> Result<bool, Failure> {
    let text = |name: &str| matches.get_one::<String>(name);
    let account = text("account").map(|name| ask::account(opened, name)).transpose()?;
    let owner = text("owner").map(|name| ask::person(opened, name)).transpose()?;
    let fiscal_start = opened.facts.book.settings.terms.fiscal_start;
    let period = text("period")
        .map(|raw| Period::parse(raw, fiscal_start).map_err(Failure::of_option("--period")))
        .transpose()?;
    let wanted = Ask {
        account: account.as_deref(),
        owner: owner.as_deref(),
        period,
    };
    let mut document = (report.make)(opened.facts, &wanted);
    let missing = missing(opened);
    if let Some(said) = &missing {
        context.screen.tell(said.get(opened.lang));
        document.notes.push(said.clone());
    }
    match file {
        None => {
            let look = context.screen.look(opened.lang);
            context.screen.write(&render(&document, format, &look))?;
        }
        Some(path) => {
            let look = Look {
                lang: opened.lang,
                width: None,
                colour: false,
            };
            crate::store::write_atomic(path, &render(&document, format, &look))?;
        }
    }
    Ok(missing.is_some())
}

/// Which files are missing from every figure.
fn missing(opened: &Opened<'_, '_>) -> Option<Said> {
    /// So many are named.
    const NAMED: usize = 5;
    let book = opened.facts.book;
    let whole = book.settings.sure && book.settings.unread.is_empty();
    let settings = (!whole).then_some(crate::store::SETTINGS);
    let dark = book
        .dark
        .iter()
        .filter(|file| book.files[**file as usize].state != FileState::Record)
        .map(|file| book.source(*file).path.as_str());
    let paths: Vec<_> = settings.into_iter().chain(dark).map(clean::line).collect();
    if paths.is_empty() {
        return None;
    }
    let n = paths.len();
    let n_en = count(n as i64, "file");
    let named = |comma: &str| paths.iter().take(NAMED).map(AsRef::as_ref).collect::<Vec<_>>().join(comma);
    let (more_en, more_zh) = if n > NAMED { (", ...", "……") } else { ("", "") };
    let (en, zh) = (named(", "), named("、"));
    let them = if n == 1 { "it" } else { "them" };
    Some(said!(
        "{n_en} could not be read and so nothing of {them} is in here: {en}{more_en}; `kam check` says why",
        "有 {n} 个文件无法读取，其内容未计入：{zh}{more_zh}；原因请看 `kam check`"
    ))
}

/// The format asked for, else the one of the file's ending, else a table.
fn format(matches: &ArgMatches, file: Option<&PathBuf>) -> Result<Format, Failure> {
    if let Some(format) = matches.get_one::<String>("format").and_then(|name| Format::named(name)) {
        return Ok(format);
    }
    let Some(file) = file else {
        return Ok(Format::Table);
    };
    let ending = Path::new(file).extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        Some("txt") => Ok(Format::Table),
        Some(_) | None => {
            let shown = file.to_string_lossy();
            let shown = clean::line(&shown);
            Err(said!(
                "the ending of `{shown}` names no format; say `--format`, or end it in .md, .csv, .json or .txt",
                "从 `{shown}` 的扩展名看不出格式；请用 `--format` 指定，或使用 .md、.csv、.json、.txt"
            )
            .into())
        }
    }
}

fn list(lang: Lang) -> String {
    let mut out = String::new();
    let width = reports::all().iter().map(|report| report.name.len()).max().unwrap_or(0);
    for report in reports::all() {
        let (title, about) = (report.title.get(lang), report.about.get(lang));
        let colon = match lang {
            Lang::En => ": ",
            Lang::Zh => "：",
        };
        out.push_str(&format!("{:width$}  {title}{colon}{about}\n", report.name));
    }
    out
}

//! `kam report`: a report over the book, for a terminal, a page, a spreadsheet or a program.

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, Past, open_with};
use super::target::{self, Target};
use super::{Context, Exit, ask, words};
use crate::document::{Detail, Document};
use crate::facts::Facts;
use crate::history;
use crate::render::{Format, clean};
use crate::reports::{self, Ask, By, Narrow, Report, Subject, Traced};
use crate::said;
use crate::say::{Lang, Word};
use crate::values::date::parse_date;
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
    const SUBJECT: Word = word!(
        "The account, for documents about one",
        "客户（用于针对单个客户的文档）"
    );
    const BY: Word = word!(
        "Market: by industry (default), region, tier, product, competitor",
        "市场分析的维度：industry（默认）、region、tier、product、competitor"
    );
    const SINCE: Word = word!("Show what changed since that day", "同时显示自该日以来的变化");
    const EXPLAIN: Word = word!(
        "Show how each figure came about, and from which records",
        "列出每个数据的算法、代入的数值和来源记录"
    );
    const HISTORY: Word = word!(
        "Count how often due dates were moved by the commits of the repository too",
        "改期次数和原定日期同时依据 git 提交历史"
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
        .arg(
            Arg::new("subject")
                .value_name("ACCOUNT")
                .help_heading(words::ARGUMENTS.get(lang))
                .help(SUBJECT.get(lang)),
        )
        .arg(option("account", "ACCOUNT", ACCOUNT).conflicts_with("subject"))
        .arg(option("owner", "PERSON", OWNER))
        .arg(option("period", "PERIOD", PERIOD))
        .arg(option("by", "WHAT", BY).value_parser(By::ALL.map(|(name, _)| name)))
        .arg(option("since", "DATE", SINCE))
        .arg(
            Arg::new("explain")
                .long("explain")
                .action(ArgAction::SetTrue)
                .help(EXPLAIN.get(lang)),
        )
        .arg(
            Arg::new("history")
                .long("history")
                .action(ArgAction::SetTrue)
                .help(HISTORY.get(lang)),
        )
        .args(target::arguments(lang))
        .arg(keep_going(lang))
}

/// What says nothing without the name of a report.
const OF_ONE_REPORT: [&str; 9] =
    ["account", "owner", "period", "by", "since", "explain", "history", "format", "output"];

/// Makes the report and writes it; without a name, the list of reports.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(name) = matches.get_one::<String>("name") else {
        if let Some(option) = OF_ONE_REPORT.iter().find(|option| is_given(matches, option)) {
            return Err(said!(
                "which report? `--{option}` needs one: `kam report NAME`; `kam report` lists them",
                "请指定报表：`--{option}` 须用于某一报表，即 `kam report 报表名称`；用 `kam report` 查看全部"
            )
            .into());
        }
        let lang = words::lang_of_book(context);
        context.screen.write(list(lang).as_bytes())?;
        return Ok(Exit::Done);
    };
    let report = ask::report(name)?;
    check_options(report, matches)?;
    let target = Target::of(context, matches)?;
    let past = if matches.get_flag("history") { Past::Told } else { Past::Untold };
    open_with(context, past, |opened| {
        if opened.facts.book.sources.is_empty() {
            return Err(super::check::no_records());
        }
        let mut document = document(opened, matches, report, target.format)?;
        if report.name != reports::customer_page::REPORT.name {
            document.notes.extend(opened.note());
        }
        if opened.facts.moves.as_ref().is_some_and(|moves| moves.shallow) {
            document.notes.push(history::shallow());
            context.screen.tell(history::shallow().get(opened.lang));
        }
        target.write(context, opened, &document)?;
        Ok(ended(context, opened, matches))
    })
}

fn is_given(matches: &ArgMatches, option: &str) -> bool {
    matches.value_source(option) == Some(ValueSource::CommandLine)
}

/// How whatever tells figures ends. What could not be read, as a whole or in part, is told on standard error too; a
/// file of which only single keys could not be read is there all the same, and `check` is what fails for it.
pub(super) fn ended(context: &Context, opened: &Opened<'_, '_>, matches: &ArgMatches) -> Exit {
    let unread = reports::unread(opened.facts.book);
    for said in reports::read_in_part(opened.facts).iter().chain(&unread) {
        context.screen.tell(&clean::line(said.get(opened.lang)));
    }
    if unread.is_none() || matches.get_flag("keep-going") {
        Exit::Done
    } else {
        Exit::Found
    }
}

/// The option that makes it end well whatever could not be read.
pub(super) fn keep_going(lang: Lang) -> Arg {
    const HELP: Word = word!(
        "End with 0 even if some files could not be read",
        "即使有文件无法读取，也以 0 退出"
    );
    Arg::new("keep-going")
        .long("keep-going")
        .action(ArgAction::SetTrue)
        .help(HELP.get(lang))
}

/// What this report cannot be asked for is refused, rather than passed over in silence.
fn check_options(report: &Report, matches: &ArgMatches) -> Result<(), Failure> {
    let name = report.name;
    for narrow in Narrow::ALL {
        let option = narrow.option();
        let given = is_given(matches, option.trim_start_matches('-'));
        // A document about an account is asked for by that account.
        let is_subject = narrow == Narrow::Account && report.subject == Subject::Account;
        if given && !is_subject && !report.takes.contains(&narrow) {
            return Err(said!(
                "`{option}` does not go with the report `{name}`; `kam help report` tells what does",
                "报表 `{name}` 不支持 `{option}`；用法请看 `kam help report`"
            )
            .into());
        }
    }
    if matches.get_flag("history") && matches.contains_id("since") {
        return Err(said!(
            "`--history` does not go with `--since`, which compares what today's records say of two days; `kam history` shows each change with its day",
            "`--history` 不能与 `--since` 同时使用：`--since` 只比较现有记录在两个日期的情况；各次变更的日期请看 `kam history`"
        )
        .into());
    }
    if report.name == reports::customer_page::REPORT.name && matches.get_flag("explain") {
        return Err(said!(
            "`--explain` does not go with the report `{name}`: it never says where a figure comes from",
            "报表 `{name}` 不支持 `--explain`：客户共享页不含数据来源"
        )
        .into());
    }
    match (report.subject, subject(matches)) {
        (Subject::Account, None) => Err(said!(
            "which account? `kam report {name} ACCOUNT`",
            "请指定客户：`kam report {name} 客户`"
        )
        .into()),
        (Subject::Book, _) if matches.contains_id("subject") => Err(said!(
            "the report `{name}` is about all accounts; `--account` narrows it to one",
            "报表 `{name}` 涉及全部客户；只看一个客户请用 `--account`"
        )
        .into()),
        (Subject::Account, Some(_)) | (Subject::Book, _) => Ok(()),
    }
}

/// The account that a document about one is asked for.
fn subject(matches: &ArgMatches) -> Option<&String> {
    matches.get_one("subject").or_else(|| matches.get_one("account"))
}

/// The report as it was asked for.
fn document(
    opened: &Opened<'_, '_>,
    matches: &ArgMatches,
    report: &Report,
    format: Format,
) -> Result<Document, Failure> {
    let facts = opened.facts;
    let text = |name: &str| matches.get_one::<String>(name);
    let account = subject(matches).map(|name| ask::account(opened, name)).transpose()?;
    let owner = text("owner").map(|name| ask::person(opened, name)).transpose()?;
    let fiscal_start = facts.book.settings.terms.fiscal_start;
    let period = text("period")
        .map(|raw| Period::parse(raw, fiscal_start).map_err(Failure::of_option("--period")))
        .transpose()?;
    let by = text("by").and_then(|name| By::ALL.into_iter().find(|(known, _)| known == name));
    let wanted = Ask {
        account: account.as_deref(),
        owner: owner.as_deref(),
        period,
        by: by.map_or_else(By::default, |(_, by)| by),
        traced: Traced::All,
        detail: if matches.get_flag("explain") { Detail::Workings } else { format.detail() },
    };
    let since = text("since")
        .map(|raw| parse_date(raw).map_err(Failure::of_option("--since")))
        .transpose()?;
    let made = match since {
        None => (report.make)(facts, &wanted),
        Some(since) if since >= facts.as_of => {
            let as_of = facts.as_of;
            return Err(said!(
                "`--since` must be before {as_of}, the day of the report; it is {since}",
                "`--since` 应早于报表日期 {as_of}，现为 {since}"
            )
            .into());
        }
        Some(since) => reports::compared(report, facts, &Facts::new(facts.book, since), &wanted),
    };
    made.map_err(Failure::from)
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

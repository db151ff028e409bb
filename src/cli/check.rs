//! `kam check`: every finding in the book, or of some paths, people, accounts or rules.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, open};
use super::{Context, Exit, ask, host, since, words};
use crate::annotate::{Format, Outcome, annotate};
use crate::findings::locate::{Located, locate};
use crate::findings::{Severity, find};
use crate::render::Look;
use crate::rules::{self, Rule};
use crate::say::{Lang, Said};
use crate::store;
use crate::{said, word};

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    let option = |name: &'static str, value: &'static str, help: crate::say::Word| {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(help.get(lang))
            .hide_possible_values(true)
            .hide_default_value(true)
    };
    let many = |arg: Arg| arg.action(ArgAction::Append);
    let paths = word!("Only findings in these files and folders", "只看这些文件和目录中的问题");
    let format = word!(
        "text, json, jsonl, github, gitlab, sarif, junit or markdown [default: text]",
        "输出格式：text（默认）、json、jsonl、github、gitlab、sarif、junit、markdown"
    );
    let output = word!(
        "Write a file as well, e.g. sarif=kam.sarif; as often as wanted, - is standard output",
        "另写文件，如 sarif=kam.sarif；可多次，- 为标准输出"
    );
    let select = word!("Only these rules, separated by commas", "只看这些规则，用逗号分隔");
    let ignore = word!("All rules but these", "不看这些规则");
    let owner = word!("Only what this person answers for", "只看此人负责的问题");
    let account = word!("Only what concerns this account", "只看此客户的问题");
    let new_since = word!(
        "Tell what is new since a git revision, judged by its kam.toml and waivers; only that fails",
        "与某个 git 版本比较，按该版本的 kam.toml 和豁免判断；只有改动新增的问题才算不通过"
    );
    let fail_on = word!(
        "End with 1 from this severity on: error, warning, note, never [default: error]",
        "何时以 1 退出：error（默认）、warning、note、never"
    );
    command
        .about(word!("Every finding in the book", "列出台账中的全部问题").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam check\n  kam check accounts/acme.toml tasks\n  kam check --owner lina --fail-on warning\n  kam check --select overdue-task,overdue-promise\n  kam check --new-since origin/main\n  kam check --format github --output sarif=kam.sarif --output junit=kam.xml\n\nEnds with 0 when nothing is found at or above --fail-on, 1 when something is,\n2 when it could not be done.",
                "示例：\n  kam check\n  kam check accounts/acme.toml tasks\n  kam check --owner lina --fail-on warning\n  kam check --select overdue-task,overdue-promise\n  kam check --new-since origin/main\n  kam check --format github --output sarif=kam.sarif --output junit=kam.xml\n\n退出码：没有达到 --fail-on 级别的问题为 0，有则为 1，无法执行为 2。"
            )
            .get(lang),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .num_args(0..)
                .value_parser(clap::value_parser!(OsString))
                .help_heading(words::ARGUMENTS.get(lang)).help(paths.get(lang)),
        )
        .arg(option("format", "FORMAT", format).value_parser(Format::ALL.map(|(name, _)| name)))
        .arg(many(option("output", "FORMAT=FILE", output)))
        .arg(many(option("select", "RULE,...", select)).value_delimiter(','))
        .arg(many(option("ignore", "RULE,...", ignore)).value_delimiter(','))
        .arg(option("owner", "PERSON", owner))
        .arg(option("account", "ACCOUNT", account))
        .arg(option("new-since", "REV", new_since).value_parser(NonEmptyStringValueParser::new()))
        .arg(option("fail-on", "SEVERITY", fail_on).value_parser(["error", "warning", "note", "never"]))
}

/// Where an output goes.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Standard,
    File(PathBuf),
}

/// Checks, writes every output, and tells whether it failed.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let outputs = outputs(matches)?;
    let select = named_rules(matches, "select")?;
    let ignore = named_rules(matches, "ignore")?;
    let tell = |opened: &Opened<'_, '_>, narrowed: &Narrowed<'_>, outcome: Outcome<'_, '_>| {
        let outcome = narrowed.of_outcome(outcome);
        // One output that cannot be written does not keep the others back.
        let written: Vec<_> = (outputs.iter())
            .map(|(format, target)| write(context, opened.lang, &outcome, *format, target))
            .collect();
        if outputs.iter().any(|(format, _)| *format == Format::Github) {
            host::summarize(context, opened.lang, &outcome);
        }
        written.into_iter().collect::<Result<(), Failure>>()?;
        let found = outcome.located.iter().any(|located| outcome.fails(located));
        Ok(if found { Exit::Found } else { Exit::Done })
    };
    let narrowed = |opened: &Opened<'_, '_>| Narrowed::of(opened, matches, &select, &ignore);
    let failing = failing(matches);
    match matches.get_one::<String>("new-since") {
        None => open(context, |opened| {
            let narrowed = narrowed(opened)?;
            let located = locate(opened.facts.book, find(opened.facts));
            tell(opened, &narrowed, outcome(opened, located, Vec::new(), failing)?)
        }),
        Some(revision) => since::open(context, revision, |opened, found| {
            let narrowed = narrowed(opened)?;
            tell(opened, &narrowed, outcome(opened, found.located, found.notes, failing)?)
        }),
    }
}

fn write(
    context: &Context,
    lang: Lang,
    outcome: &Outcome<'_, '_>,
    format: Format,
    target: &Target,
) -> Result<(), Failure> {
    match target {
        Target::Standard => {
            let look = context.screen.look(lang);
            context.screen.write(&annotate(outcome, format, &look))
        }
        Target::File(path) => {
            let look = Look {
                lang,
                ..Look::default()
            };
            Ok(store::write_atomic(path, &annotate(outcome, format, &look))?)
        }
    }
}

/// What was asked for.
struct Narrowed<'n> {
    select: &'n [&'static Rule],
    ignore: &'n [&'static Rule],
    owner: Option<String>,
    account: Option<String>,
    paths: Vec<String>,
}

impl<'n> Narrowed<'n> {
    fn of(
        opened: &Opened<'_, '_>,
        matches: &ArgMatches,
        select: &'n [&'static Rule],
        ignore: &'n [&'static Rule],
    ) -> Result<Narrowed<'n>, Failure> {
        Ok(Narrowed {
            select,
            ignore,
            owner: ask::option(matches, "owner", |name| ask::person(opened, name))?,
            account: ask::option(matches, "account", |name| ask::account(opened, name))?,
            paths: paths(opened, matches)?,
        })
    }

    fn asks(&self, rule: &Rule) -> bool {
        let is = |other: &&'static Rule| other.name == rule.name;
        (self.select.is_empty() || self.select.iter().any(is)) && !self.ignore.iter().any(is)
    }

    /// What was asked for of an outcome.
    fn of_outcome<'f, 'a>(&self, mut outcome: Outcome<'f, 'a>) -> Outcome<'f, 'a> {
        outcome.located.retain(|located| wanted(located, self));
        outcome.rules.retain(|rule| self.asks(rule));
        outcome
    }
}

/// What the whole check of a book comes to.
fn outcome<'f, 'a>(
    opened: &Opened<'f, 'a>,
    located: Vec<Located<'a>>,
    notes: Vec<Said>,
    failing: Option<Severity>,
) -> Result<Outcome<'f, 'a>, Failure> {
    let facts = opened.facts;
    if facts.book.sources.is_empty() && located.is_empty() {
        return Err(no_records());
    }
    Ok(Outcome {
        book: facts.book,
        as_of: facts.as_of,
        records: facts.book.sources.len(),
        located,
        rules: rules::all().to_vec(),
        failing,
        base: store::within_checked_out(opened.root, host::checked_out().as_deref()),
        notes,
    })
}

/// Why there is nothing to say about a book without records.
pub fn no_records() -> Failure {
    said!(
        "there are no records in this book yet; a record is a file such as `accounts/acme.toml`",
        "这份台账还没有记录；一条记录就是一个文件，例如 `accounts/acme.toml`"
    )
    .into()
}

fn wanted(located: &Located<'_>, narrowed: &Narrowed<'_>) -> bool {
    let finding = &located.finding;
    narrowed.asks(finding.rule)
        && (narrowed.owner.is_none() || narrowed.owner.as_deref() == finding.owner)
        && (narrowed.account.is_none() || narrowed.account.as_deref() == finding.account)
        && (narrowed.paths.is_empty() || narrowed.paths.iter().any(|path| ask::lies_in(located.path, path)))
}

/// The least severity that fails the check; none: it never fails.
pub fn failing(matches: &ArgMatches) -> Option<Severity> {
    let name = matches.get_one::<String>("fail-on").map_or("error", String::as_str);
    Severity::ALL.into_iter().find(|severity| severity.name() == name)
}

fn named_rules(matches: &ArgMatches, option: &str) -> Result<Vec<&'static Rule>, Failure> {
    let names = matches.get_many::<String>(option).into_iter().flatten();
    names
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .map(ask::rule)
        .collect()
}

fn paths(opened: &Opened<'_, '_>, matches: &ArgMatches) -> Result<Vec<String>, Failure> {
    let paths = matches.get_many::<OsString>("path").into_iter().flatten();
    paths.map(|path| ask::path(opened, path)).collect()
}

/// Standard output, unless another output takes it; and the files.
fn outputs(matches: &ArgMatches) -> Result<Vec<(Format, Target)>, Failure> {
    let format = matches.get_one::<String>("format");
    let mut outputs: Vec<(Format, Target)> = Vec::new();
    for output in matches.get_many::<String>("output").into_iter().flatten() {
        let shown = crate::render::clean::line(output);
        let Some((format, file)) = output.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            return Err(said!(
                "--output: `{shown}` is not of the form FORMAT=FILE, as in `json=findings.json`",
                "--output：`{shown}` 应写成 格式=文件，例如 `json=findings.json`"
            )
            .into());
        };
        let Some(format) = Format::named(format) else {
            let known = Format::ALL.map(|(name, _)| name).join(", ");
            return Err(said!(
                "--output: there is no format `{format}`: {known}",
                "--output：没有格式 `{format}`：{known}"
            )
            .into());
        };
        let target = match file {
            "-" => Target::Standard,
            _ => Target::File(PathBuf::from(file)),
        };
        outputs.push((format, target));
    }
    let taken = outputs.iter().any(|(_, target)| *target == Target::Standard);
    if format.is_some() || !taken {
        let format = format.and_then(|name| Format::named(name)).unwrap_or_default();
        outputs.insert(0, (format, Target::Standard));
    }
    for (at, (_, target)) in outputs.iter().enumerate() {
        if outputs[..at].iter().any(|(_, earlier)| earlier == target) {
            return Err(match target {
                Target::Standard => said!(
                    "two outputs go to standard output; give the other one a file",
                    "有两个输出都写到标准输出；请给其中一个指定文件"
                ),
                Target::File(path) => {
                    let path = path.to_string_lossy();
                    said!("two outputs go to the file `{path}`", "有两个输出都写到文件 `{path}`")
                }
            }
            .into());
        }
    }
    Ok(outputs)
}

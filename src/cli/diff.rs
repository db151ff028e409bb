//! `kam diff`: what was changed between two states of the book, in people's terms.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, Then, root_of};
use super::since::{self, Found, Sides, Sort};
use super::target::{self, Target};
use super::{Context, Exit, ask, check, words};
use crate::diff::{self, Compared, Names};
use crate::document::Document;
use crate::findings::since::New;
use crate::render::{Format, Look, render};
use crate::rules::Group;
use crate::say::{Lang, Said, Word};
use crate::store::Repository;
use crate::{said, word};

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    let option = |name: &'static str, value: &'static str, help: Word| {
        Arg::new(name).long(name).value_name(value).help(help.get(lang)).hide_possible_values(true)
    };
    let range = word!(
        "BASE, or BASE..HEAD: revisions of git [default: HEAD, and the files as they are now]",
        "BASE 或 BASE..HEAD：git 版本（默认：HEAD 与当前文件）"
    );
    let owner = word!("Only what this person answers for", "只看此人负责的改动");
    let account = word!("Only what concerns this account", "只看此客户的改动");
    let fail = word!(
        "End with 1 where a rule about changes finds something (see --fail-on)",
        "改动违反变更规则时以 1 退出（参见 --fail-on）"
    );
    let fail_on = word!(
        "With --fail: from this severity on: error, warning, note, never [default: error]",
        "与 --fail 同用：达到何种级别算不通过：error（默认）、warning、note、never"
    );
    command
        .about(word!("What was changed, in people's terms", "改动了什么：目标、日期、负责人、金额等").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam diff\n  kam diff main\n  kam diff main..HEAD --format markdown\n  kam diff v2026-03..v2026-04 --account acme -o april.html\n  kam diff origin/main --fail\n\nIt begins where BASE and HEAD parted, so that what went on beside the change is not taken for it.\nBoth states are judged as of one day, by the kam.toml of BASE.",
                "示例：\n  kam diff\n  kam diff main\n  kam diff main..HEAD --format markdown\n  kam diff v2026-03..v2026-04 --account acme -o april.html\n  kam diff origin/main --fail\n\n从 BASE 与 HEAD 的分叉点算起，不把分叉后 BASE 上的改动算进来。\n两个版本都以同一天为准，按 BASE 的 kam.toml 判断。"
            )
            .get(lang),
        )
        .arg(
            Arg::new("range")
                .value_name("BASE[..HEAD]")
                .value_parser(clap::builder::NonEmptyStringValueParser::new())
                .help_heading(words::ARGUMENTS.get(lang))
                .help(range.get(lang)),
        )
        .arg(option("owner", "PERSON", owner))
        .arg(option("account", "ACCOUNT", account))
        .args(target::arguments(lang))
        .arg(Arg::new("fail").long("fail").action(ArgAction::SetTrue).help(fail.get(lang)))
        .arg(
            option("fail-on", "SEVERITY", fail_on)
                .value_parser(["error", "warning", "note", "never"])
                .requires("fail"),
        )
}

/// Compares both states, and shows what was changed.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    if context.at.is_some() {
        return Err(said!(
            "`diff` takes its revisions as BASE..HEAD; leave `--at` out",
            "`diff` 用 BASE..HEAD 指定版本，不能与 `--at` 同时使用"
        )
        .into());
    }
    let target = Target::of(context, matches)?;
    let (base, head) = split(matches.get_one::<String>("range").map_or("", String::as_str));
    let root = root_of(context, head)?;
    let then = Then::of(&root, base)?;
    let to = head.map(|head| then.repository.commit(head)).transpose()?;
    let parting = parting(&then, to.as_deref())?;
    let sides = Sides {
        root: &root,
        then: &then,
        from: Some(parting.as_deref().unwrap_or(&then.commit)),
        to: head.zip(to.as_deref()),
        sort: Sort::Change,
    };
    since::open_sides(context, &sides, |opened, found| {
        let asked = Asked {
            account: ask::option(matches, "account", |name| ask::account(opened, name))?,
            owner: ask::option(matches, "owner", |name| ask::person(opened, name))?,
            names: names(base, head),
            parting: parting.as_deref(),
        };
        let document = fitting(&asked, opened, &found, target.format);
        target.write(context, opened, &document)?;
        let failing = check::failing(matches).filter(|_| matches.get_flag("fail"));
        let fails = found.located.iter().any(|one| {
            let of_change = one.finding.rule.group == Group::History && one.new == Some(New::Change);
            let is_wanted = asked.wants(one.finding.account, one.finding.owner);
            of_change && is_wanted && failing.is_some_and(|least| one.finding.severity >= least)
        });
        Ok(if fails { Exit::Found } else { Exit::Done })
    })
}

/// What was asked for.
struct Asked<'m> {
    account: Option<String>,
    owner: Option<String>,
    names: Names,
    parting: Option<&'m str>,
}

impl Asked<'_> {
    /// Whether what concerns this account and person was asked for.
    fn wants(&self, account: Option<&str>, owner: Option<&str>) -> bool {
        let is = |asked: &Option<String>, is: Option<&str>| asked.is_none() || asked.as_deref() == is;
        is(&self.account, account) && is(&self.owner, owner)
    }
}

/// `BASE..HEAD`, `BASE...HEAD`, `BASE`, or nothing; what is left out is `HEAD`.
fn split(range: &str) -> (&str, Option<&str>) {
    fn or_head(name: &str) -> &str {
        if name.is_empty() { "HEAD" } else { name }
    }
    match range.split_once("...").or_else(|| range.split_once("..")) {
        Some((base, head)) => (or_head(base), Some(or_head(head))),
        None => (or_head(range), None),
    }
}

/// Where the later side parted from the revision; none where the change begins at the revision itself: where it leads
/// there, or back from there to an earlier commit, or nothing is known in common.
fn parting(then: &Then<'_>, to: Option<&str>) -> Result<Option<String>, Failure> {
    let repository: &Repository = &then.repository;
    let Some(head) = to.map(str::to_owned).or_else(|| repository.commit("HEAD").ok()) else {
        // A branch without commits parted nowhere.
        return Ok(None);
    };
    let base = repository.merge_base(&then.commit, &head);
    // A work tree may be above a commit that the revision has left behind: it is no way back.
    Ok(base.filter(|base| *base != then.commit && (to.is_none() || *base != head)))
}

fn names(base: &str, head: Option<&str>) -> Names {
    Names {
        from: base.to_owned(),
        to: head.map(str::to_owned),
    }
}

/// The longest comment that hosts take, in characters, with some room for what others put around it.
const COMMENT: usize = 60_000;

/// The rows of a table of such a comment that are tried in turn; a few always fit.
const ROWS: [usize; 9] = [300, 200, 150, 100, 60, 30, 15, 5, 1];

/// The document; as a comment of a pull request with as many rows as fit.
fn fitting(asked: &Asked<'_>, opened: &Opened<'_, '_>, found: &Found<'_>, format: Format) -> Document {
    let document = document(asked, opened, found, format);
    match format {
        Format::Markdown => {
            let look = Look {
                lang: opened.lang,
                ..Look::default()
            };
            let fits = |document: &Document| {
                let text = render(document, format, &look);
                String::from_utf8_lossy(&text).chars().count() <= COMMENT
            };
            let mut fitting = document.clone();
            for most in ROWS {
                if fits(&fitting) {
                    break;
                }
                fitting = diff::shortened(&document, most);
            }
            fitting
        }
        Format::Table | Format::Csv | Format::Json | Format::Html | Format::Xlsx | Format::Svg => document,
    }
}

fn document(asked: &Asked<'_>, opened: &Opened<'_, '_>, found: &Found<'_>, format: Format) -> Document {
    let Some(range) = &opened.facts.range else {
        unreachable!("both sides were opened");
    };
    let compared = Compared {
        facts: opened.facts,
        range,
        before: &found.before,
        now: &found.located,
        account: asked.account.as_deref(),
        owner: asked.owner.as_deref(),
    };
    let mut document = diff::document(&compared, &asked.names, format.detail());
    document.notes.extend(asked.parting.map(|commit| parted(&asked.names, commit)));
    document.notes.extend(found.notes.iter().cloned());
    document
}

/// What is said where the change does not begin at the revision itself.
fn parted(names: &Names, commit: &str) -> Said {
    let (from, commit) = (&names.from, commit.get(..10).unwrap_or(commit));
    said!(
        "Compared with commit {commit}, where this parted from {from}.",
        "与分叉点（提交 {commit}）比较，此后 {from} 上的改动不计入。"
    )
}

//! `kam due`: what is still to be done, whose and by when.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::fail::Failure;
use super::open::{Opened, open};
use super::target::{self, Target};
use super::{Context, Exit, ask, report};
use crate::document::{Detail, Document};
use crate::model::contract::Party;
use crate::render::Format;
use crate::reports::due::{Wanted, due};
use crate::say::{Lang, Word};
use crate::values::term::Term;
use crate::word;

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const OWNER: Word = word!(
        "Only what this person answers for; me: whoever `git config user.email` says",
        "只看此人负责的；me 指 `git config user.email` 对应的人"
    );
    const UNDER: Word = word!(
        "Only of those who report to this person, at any depth",
        "只看向此人汇报的人员（含各级下属）"
    );
    const ACCOUNT: Word = word!("Only this account", "只看此客户");
    const WITHIN: Word = word!(
        "Only what is due by then, overdue included: 14 days, 2 weeks",
        "只看该时长内到期的（含已逾期）：14 days、2 weeks"
    );
    const PARTY: Word = word!("Only what one side owes: us, customer", "只看哪一方的：us（我方）、customer（客户）");
    const EXPLAIN: Word = word!("Show from which records each line comes", "列出每一行的来源记录");
    let option = |name: &'static str, value: &'static str, help: Word| {
        Arg::new(name).long(name).value_name(value).help(help.get(lang)).hide_possible_values(true)
    };
    command
        .about(word!("What is still to be done: overdue, soon, later", "列出待办事项：已逾期、即将到期、未到期").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam due --owner me                       your own Monday morning\n  kam due --owner me --within 2 weeks      and only the next two weeks\n  kam due --under linyue --within 7 days   the week of a team\n  kam due --account acme --party customer  what a customer still owes us\n  kam due --owner lina -o lina.md          as a page\n\nOverdue comes first, and in it what most money depends on; then by date. Ends with 1\nwhen files could not be read: the list says which.",
                "示例：\n  kam due --owner me                       本人的待办\n  kam due --owner me --within 2 weeks      只看今后两周\n  kam due --under linyue --within 7 days   一个团队本周的待办\n  kam due --account acme --party customer  客户尚未履行的事项\n  kam due --owner lina -o lina.md          输出为页面\n\n已逾期的在前，其中涉及金额大的在前；其余按日期排列。有文件无法读取时退出码为 1，\n列表中会注明是哪些文件。"
            )
            .get(lang),
        )
        .arg(option("owner", "PERSON", OWNER))
        .arg(option("under", "PERSON", UNDER))
        .arg(option("account", "ACCOUNT", ACCOUNT))
        // `--within 14 days` is understood without quotes too.
        .arg(option("within", "SPAN", WITHIN).num_args(1..=3))
        .arg(option("party", "PARTY", PARTY).value_parser(Party::ALL.iter().map(|party| party.name()).collect::<Vec<_>>()))
        .arg(Arg::new("explain").long("explain").action(ArgAction::SetTrue).help(EXPLAIN.get(lang)))
        .args(target::arguments(lang))
        .arg(report::keep_going(lang))
}

/// Makes the list and writes it.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let target = Target::of(context, matches)?;
    let within = matches.get_many::<String>("within").map(|words| words.cloned().collect::<Vec<_>>().join(" "));
    let within = within.map(|raw| Term::parse(&raw).map_err(Failure::of_option("--within"))).transpose()?;
    open(context, |opened| {
        if opened.facts.book.sources.is_empty() {
            return Err(super::check::no_records());
        }
        let mut document = document(opened, matches, within, target.format)?;
        document.notes.extend(opened.note());
        target.write(context, opened, &document)?;
        Ok(report::ended(context, opened, matches))
    })
}

/// The list as it was asked for.
fn document(opened: &Opened<'_, '_>, matches: &ArgMatches, within: Option<Term>, format: Format) -> Result<Document, Failure> {
    let text = |name: &str| matches.get_one::<String>(name);
    let owner = text("owner").map(|name| ask::person(opened, name)).transpose()?;
    let under = text("under").map(|name| ask::person(opened, name)).transpose()?;
    let account = text("account").map(|name| ask::account(opened, name)).transpose()?;
    let party = text("party").and_then(|name| Party::ALL.iter().copied().find(|party| party.name() == name));
    let wanted = Wanted {
        account: account.as_deref(),
        owner: owner.as_deref(),
        under: under.as_deref(),
        within,
        party,
        detail: if matches.get_flag("explain") { Detail::Workings } else { format.detail() },
    };
    Ok(due(opened.facts, &wanted))
}

//! The language of the command line, and the words that all its commands share.

use std::ffi::OsString;

use clap::Command;

use super::Context;
use super::fail::Failure;
use crate::model::settings::{Language, Settings};
use crate::said;
use crate::say::{Lang, Word};
use crate::source::Texts;
use crate::store;
use crate::word;

/// What the program is.
pub const ABOUT: Word = word!(
    "Key-account accountability as plain text in git: who owes what to which customer,\nby when, and whether it was done.",
    "用 git 里的纯文本管好大客户责任：谁欠哪个客户什么、何时到期、是否办成。"
);
/// Where to begin.
pub const AFTER: Word = word!(
    "Begin with:\n  kam init my-book --template software   a book to look around in\n  kam -C my-book check                   everything that is wrong with it\n  kam explain overdue-task               what a rule means and the way out\n\n`kam COMMAND --help` shows more, with examples.",
    "从这里开始：\n  kam init my-book --template software   新建一份可以随便看的示例台账\n  kam -C my-book check                   列出其中的全部问题\n  kam explain overdue-task               某条规则的含义和解决办法\n\n“kam 命令 --help”有更详细的说明和示例。"
);
/// Stands for a command's name.
pub const COMMAND: Word = word!("COMMAND", "命令");
/// Over the commands.
pub const COMMANDS: Word = word!("Commands", "命令");
/// Over what is named without an option.
pub const ARGUMENTS: Word = word!("Arguments", "参数");
/// Over the options of one command.
pub const OPTIONS: Word = word!("Options", "选项");
/// Over the options of all commands.
pub const GLOBAL: Word = word!("Options of every command", "通用选项");
/// Before what to type.
pub const USAGE: Word = word!("Usage: ", "用法：");

/// The language of that name, as people write it.
pub fn named(raw: &str) -> Option<Lang> {
    let name = raw.to_ascii_lowercase().replace('_', "-");
    match name.split('-').next() {
        Some("en") => Some(Lang::En),
        Some("zh") => Some(Lang::Zh),
        Some(_) | None => None,
    }
}

/// What is said of a language that is not spoken.
pub fn unknown(raw: &str) -> Failure {
    let raw = crate::render::clean::line(raw);
    said!(
        "--lang: `{raw}` is not spoken here: `en` or `zh-CN`",
        "--lang：不支持 `{raw}`，可选 `en` 或 `zh-CN`"
    )
    .into()
}

/// The language before anything is read: the one asked for, else the environment's, else English.
pub fn lang_before(args: &[OsString]) -> Lang {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let asked = args.iter().enumerate().find_map(|(at, arg)| match arg.as_ref() {
        "--lang" => args.get(at + 1).map(|next| next.to_string()),
        _ => arg.strip_prefix("--lang=").map(str::to_owned),
    });
    asked.as_deref().and_then(named).unwrap_or_else(of_environment)
}

fn of_environment() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    match locale {
        Some(locale) if locale.starts_with("zh") => Lang::Zh,
        Some(_) | None => Lang::En,
    }
}

/// The language to speak about this book: the one asked for, else its own, else the environment's.
pub fn lang_of(context: &Context, settings: &Settings<'_>) -> Lang {
    context.asked.unwrap_or(match settings.language {
        Some(Language::En) => Lang::En,
        Some(Language::Zh) => Lang::Zh,
        None => context.lang,
    })
}

/// The same for commands that need no book: where there is one it is looked into, and whatever is wrong
/// with it is no concern of theirs.
pub fn lang_of_book(context: &Context) -> Lang {
    let root = match &context.dir {
        Some(dir) => Ok(dir.clone()),
        None => store::find_book(".".as_ref()),
    };
    let source = root.and_then(|root| store::read_settings(&root));
    let Ok(source) = source else {
        return context.lang;
    };
    let texts = Texts::default();
    lang_of(context, &crate::book::settings(&source, &texts).0)
}

/// The command and those under it, laid out in one way, with headings in the language.
pub fn templated(command: Command, lang: Lang) -> Command {
    let usage = USAGE.get(lang);
    let template = format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n");
    let command = command.help_template(template).mut_args(|arg| match lang {
        Lang::En => arg,
        Lang::Zh => match arg.get_value_names() {
            Some([name]) => {
                let name = placeholder(name);
                arg.value_name(name)
            }
            Some(_) | None => arg,
        },
    });
    command.mut_subcommands(|sub| templated(sub, lang))
}

/// What stands for a value, in Chinese.
fn placeholder(name: &str) -> &'static str {
    const ALL: [(&str, &str); 19] = [
        ("ACCOUNT", "客户"),
        ("COMMAND", "命令"),
        ("DATE", "日期"),
        ("DIR", "目录"),
        ("FILE", "文件"),
        ("FORMAT", "格式"),
        ("FORMAT=FILE", "格式=文件"),
        ("LANG", "语言"),
        ("NAME", "名称"),
        ("PARTY", "一方"),
        ("PATH", "路径"),
        ("PERIOD", "期间"),
        ("PERSON", "人员"),
        ("RULE", "规则"),
        ("RULE,...", "规则,..."),
        ("SEVERITY", "级别"),
        ("SPAN", "时长"),
        ("TEMPLATE", "模板"),
        ("WHEN", "何时"),
    ];
    ALL.iter().find(|(en, _)| *en == name).map_or("值", |(_, zh)| zh)
}

/// A help text or usage line as the language writes it: clap's own `Options:` and `[OPTIONS]` are the same
/// in every language.
pub fn written(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Zh => [COMMANDS, ARGUMENTS, OPTIONS, GLOBAL]
            .iter()
            .fold(text.replace("[OPTIONS]", "[选项]"), |text, heading| {
                text.replace(&format!("{}:", heading.zh), &format!("{}：", heading.zh))
            }),
    }
}

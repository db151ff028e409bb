//! What is said when a command line cannot be understood, or asks for help or the version.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::screen::Screen;
use super::words;
use crate::render::clean;
use crate::said;
use crate::say::{Lang, Said};

/// Shows help or the version on standard output; anything else is a mistake, told on standard error.
pub fn tell(error: &Error, args: &[OsString], lang: Lang) -> ExitCode {
    let screen = Screen::when(colour_of(args));
    let styled = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = if screen.colour {
                styled.ansi().to_string()
            } else {
                styled.to_string()
            };
            match screen.write(words::written(&text, lang).as_bytes()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(failure) => {
                    screen.complain(failure.said.get(lang), lang);
                    ExitCode::from(2)
                }
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            screen.tell(words::written(&styled.to_string(), lang).trim_end());
            ExitCode::from(2)
        }
        _ => {
            screen.complain(mistake(error, args).get(lang), lang);
            if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
                let usage = words::written(&usage.to_string(), lang);
                let usage = usage.trim_start_matches("Usage:").trim();
                screen.tell(&format!("\n{}{usage}", words::USAGE.get(lang)));
            }
            let more = said!("\n`--help` shows all options.", "\n用 `--help` 查看全部选项。");
            screen.tell(more.get(lang));
            ExitCode::from(2)
        }
    }
}

/// What `--color` says, as far as the arguments could be understood.
fn colour_of(args: &[OsString]) -> &str {
    let all: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let asked = all.iter().enumerate().find_map(|(at, arg)| match *arg {
        "--color" => all.get(at + 1).copied(),
        _ => arg.strip_prefix("--color="),
    });
    asked.unwrap_or("auto")
}

/// The command's name that stands behind a bare `--at`.
fn taken_for_revision(args: &[OsString]) -> Option<&str> {
    let behind = args.iter().skip_while(|arg| *arg != "--at").nth(1)?.to_str()?;
    super::is_command(behind).then_some(behind)
}

/// The mistake in one line.
fn mistake(error: &Error, args: &[OsString]) -> Said {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(clean::line(text).into_owned()),
        Some(ContextValue::Strings(all)) => Some(all.iter().map(|one| clean::line(one)).collect::<Vec<_>>().join(", ")),
        Some(_) | None => None,
    };
    let arg = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => said!("there is no option or argument `{arg}`", "没有选项或参数 `{arg}`"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            said!("there is no command `{name}`", "没有命令 `{name}`")
        }
        ErrorKind::InvalidValue
            if value.is_empty() && ["--at ", "--new-since "].iter().any(|of| arg.starts_with(of)) =>
        {
            let option = arg.split(' ').next().unwrap_or_default();
            said!(
                "`{option}` needs a revision: a branch, a tag or a commit, as in `{option} main` or `{option} HEAD~1`",
                "`{option}` 后应写版本：分支、标签或提交，例如 `{option} main`、`{option} HEAD~1`"
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => said!("`{arg}` needs a value", "`{arg}` 缺少取值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            said!("`{value}` is no value of `{arg}`", "`{value}` 不是 `{arg}` 的有效取值")
        }
        ErrorKind::MissingRequiredArgument => said!("missing: {arg}", "缺少：{arg}"),
        ErrorKind::MissingSubcommand => match taken_for_revision(args) {
            Some(name) => said!(
                "a command is missing: `{name}` was taken for the revision that `--at` needs",
                "缺少命令：`{name}` 被当作了 `--at` 的版本"
            ),
            None => said!("a command is missing", "缺少命令"),
        },
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == arg {
                said!("`{arg}` is given twice", "`{arg}` 重复")
            } else {
                said!(
                    "`{arg}` does not go together with `{other}`",
                    "`{arg}` 不能与 `{other}` 同用"
                )
            }
        }
        ErrorKind::InvalidUtf8 => said!("an argument is not valid UTF-8", "有参数不是有效的 UTF-8"),
        _ => {
            let line = clean::line(error.to_string().lines().next().unwrap_or_default()).into_owned();
            let line = line.trim_start_matches("error: ");
            said!("{line}", "{line}")
        }
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(near) = suggested.into_iter().find_map(text) {
        let (en, zh) = (said.en, said.zh);
        return said!("{en}; did you mean `{near}`?", "{zh}；您是不是想写 `{near}`？");
    }
    match text(ContextKind::ValidValue).filter(|valid| !valid.is_empty()) {
        Some(valid) => {
            let (en, zh) = (said.en, said.zh);
            said!("{en}: {valid}", "{zh}：{valid}")
        }
        None => said,
    }
}

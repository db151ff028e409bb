//! `kam help`: the same as `--help`, as people type it.

use clap::{Arg, ArgMatches, Command};

use super::fail::Failure;
use super::{Context, Exit, words};
use crate::render::clean;
use crate::say::{Lang, Word};
use crate::{said, word};

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const COMMAND: Word = word!("The command; without it, all of them", "命令名称；不写则列出全部命令");
    command
        .about(word!("Show help for a command", "显示命令的帮助").get(lang))
        .arg(Arg::new("command")
                .value_name("COMMAND")
                .help_heading(words::ARGUMENTS.get(lang)).help(COMMAND.get(lang)))
}

/// Shows the help of the command named.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut root = super::root(context.lang);
    root.build();
    let help = match matches.get_one::<String>("command") {
        None => root.render_help(),
        Some(name) => match root.find_subcommand_mut(name) {
            Some(command) => command.render_help(),
            None => {
                let name = clean::line(name);
                return Err(said!("there is no command `{name}`", "没有命令 `{name}`").into());
            }
        },
    };
    let text = if context.screen.colour {
        help.ansi().to_string()
    } else {
        help.to_string()
    };
    context.screen.write(words::written(&text, context.lang).as_bytes())?;
    Ok(Exit::Done)
}

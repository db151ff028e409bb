//! The terminal: whether it shows colours, how wide it is, and writing to it without ever panicking.

use std::io::{IsTerminal, Write};

use clap::ArgMatches;

use super::fail::Failure;
use crate::annotate::github::inert_text;
use crate::document::Tone;
use crate::render::Look;
use crate::render::colour::paint;
use crate::said;
use crate::say::Lang;

/// What standard output and standard error are.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// The terminal's width in columns; none: a pipe or a file.
    pub width: Option<u16>,
    /// Whether the result is coloured.
    pub colour: bool,
    /// Whether complaints are coloured.
    complaints: bool,
}

impl Screen {
    /// As the options, the environment and the streams say.
    pub fn of(matches: &ArgMatches) -> Screen {
        let when = matches.get_one::<String>("color").map_or("auto", String::as_str);
        Screen::when(when)
    }

    /// With colour `auto`, `always` or `never`.
    pub fn when(when: &str) -> Screen {
        let out = std::io::stdout().is_terminal();
        Screen {
            width: out.then(width),
            colour: colours(when, out),
            complaints: colours(when, std::io::stderr().is_terminal()),
        }
    }

    /// How the result is to be shown.
    pub fn look(self, lang: Lang) -> Look<'static> {
        Look {
            lang,
            width: self.width,
            colour: self.colour,
            book: Some(""),
        }
    }

    /// Writes the result. A reader who has seen enough is no failure.
    pub fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(e) => {
                let why = e.to_string();
                Err(said!("cannot write the result: {why}", "无法写出结果：{why}").into())
            }
        }
    }

    /// Says on standard error why the command could not be carried out.
    pub fn complain(self, line: &str, lang: Lang) {
        let label = match lang {
            Lang::En => "error: ",
            Lang::Zh => "错误：",
        };
        let label = paint(Tone::Bad, label, self.complaints);
        self.tell(&format!("{label}{line}"));
    }

    /// Says something on standard error that is no failure. Nobody listening is none either. The log of a host
    /// obeys nothing of it, whatever a folder or a revision is called.
    pub fn tell(self, line: &str) {
        let _ = writeln!(std::io::stderr(), "{}", inert_text(line));
    }
}

/// How wide the terminal is; 80 columns where nobody knows.
fn width() -> u16 {
    let told = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0);
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    told.or_else(said).filter(|width| *width > 0).unwrap_or(80)
}

fn colours(when: &str, terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    match when {
        "always" => true,
        "never" => false,
        _ if set("NO_COLOR").is_some() => false,
        _ if set("CLICOLOR_FORCE").is_some_and(|force| force != "0") => true,
        _ => terminal && set("TERM").is_none_or(|term| term != "dumb"),
    }
}

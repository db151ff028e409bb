//! Colour by meaning, for a terminal. Whether there is any is decided on the command line.

use crate::document::Tone;

/// The text in the colour of its tone; as it is where colour is off. The text must be clean.
pub fn paint(tone: Tone, text: &str, on: bool) -> String {
    let code = match tone {
        Tone::None => return text.to_owned(),
        Tone::Good => "32",
        Tone::Warn => "33",
        Tone::Bad => "31",
        Tone::Muted => "2",
    };
    styled(code, text, on)
}

/// The text set off as a heading.
pub fn heading(text: &str, on: bool) -> String {
    styled("1", text, on)
}

fn styled(code: &str, text: &str, on: bool) -> String {
    if on && !text.is_empty() {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

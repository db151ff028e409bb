//! Charts as plain SVG. Places along the width are shares of it and sizes of text are fixed, so that a chart is as
//! wide as its page lets it, be that a phone's, and its words never shrink. Colours come from the page's style by
//! class; what a colour says stands beside it as a word, a sign or a figure.

mod axis;
mod bars;
mod grid;
#[cfg(test)]
mod tests;

use maud::{Markup, PreEscaped, Render, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{clean, show};
use crate::document::{Chart, Form, Mark, Tone, Unit};
use crate::say::Lang;

/// The chart as an `<svg>` element. `number` tells it apart from the others on its page.
pub fn svg(chart: &Chart, lang: Lang, number: usize) -> Markup {
    let drawn = match chart.form {
        Form::Bars => bars::draw(chart, lang),
        Form::Columns | Form::Lines => grid::draw(chart, lang),
    };
    let (title, desc) = (format!("chart{number}-title"), format!("chart{number}-desc"));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby={ (title) " " (desc) } width="100%" height=(drawn.height) {
            title id=(title) { (chart.title.get(lang)) }
            desc id=(desc) { (Shown(chart.summary.get(lang))) }
            (drawn.shapes)
        }
    }
}

/// What is drawn, and how high it is in pixels.
struct Drawn {
    shapes: Markup,
    height: u32,
}

/// Text of a record within a chart.
struct Shown<'t>(&'t str);

impl Render for Shown<'_> {
    fn render_to(&self, out: &mut String) {
        clean::line(self.0).as_ref().render_to(out);
    }
}

/// A share of the width.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Share(f64);

impl Render for Share {
    fn render_to(&self, out: &mut String) {
        PreEscaped(format!("{:.2}%", self.0 * 100.0)).render_to(out);
    }
}

/// As far as it can be drawn, which needs no exactness.
fn rough(number: Decimal) -> f64 {
    number.to_f64().unwrap_or(0.0)
}

/// The class of a shape: by what it means, else by which series it is of.
fn class(tone: Tone, series: usize) -> &'static str {
    const SERIES: [&str; 4] = ["s0", "s1", "s2", "s3"];
    match tone {
        Tone::None => SERIES[series % SERIES.len()],
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Muted => "muted",
    }
}

/// The tone of a mark's shape: its own, else its series'.
fn tone(chart: &Chart, mark: &Mark, series: usize) -> Tone {
    match mark.tone {
        Tone::None => chart.series.get(series).map_or(Tone::None, |series| series.tone),
        own => own,
    }
}

/// A value as it is written beside its shape, with the sign that says what its colour says.
fn figure(chart: &Chart, value: Option<Decimal>, tone: Tone) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let cell = match &chart.unit {
        Unit::Number => crate::document::Cell::from(value),
        Unit::Percent => crate::document::Cell::percent(value),
        Unit::Money(currency) => crate::document::Cell::money(value.to_string(), currency.clone()),
    };
    show::text(&cell.toned(tone), Lang::En)
}

/// The text, cut to so many columns of a terminal, of which a page shows each in about seven pixels.
fn cut(text: &str, columns: usize) -> String {
    let text = clean::line(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut left = columns.saturating_sub(1);
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= left;
        left -= if fits { width } else { left };
        fits
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

/// The names of the series, one a line, where there are several; and how high they are.
fn legend(chart: &Chart, lang: Lang) -> Drawn {
    const LINE: u32 = 20;
    if chart.series.len() < 2 {
        return Drawn {
            shapes: html! {},
            height: 0,
        };
    }
    let shapes = html! {
        @for (at, series) in chart.series.iter().enumerate() {
            @let top = LINE * at as u32;
            @match chart.form {
                Form::Bars | Form::Columns => rect class=(class(series.tone, at)) x="0" y=(top + 4) width="12" height="12" rx="2" {},
                Form::Lines => line class={ "line dash" (at % 4) " " (class(series.tone, at)) } x1="0" x2="22" y1=(top + 10) y2=(top + 10) {},
            }
            text x="28" y=(top + 14) { (series.title.get(lang)) }
        }
    };
    Drawn {
        shapes,
        height: LINE * chart.series.len() as u32 + 8,
    }
}

//! Lying bars. A mark's label stands above its bars, where there is room for it on a phone.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::axis::Axis;
use super::{Drawn, Share, Shown, class, cut, figure, legend, tone};
use crate::document::{Chart, Guide, Mark, Tone};
use crate::say::Lang;

/// The height of a line of text.
const TEXT: u32 = 18;
/// The height of a bar.
const BAR: u32 = 10;
/// So many columns of a label fit beside its figure on a phone.
const LABEL: usize = 32;
/// Where several bars stand under a label, how much of the width is theirs; the rest is their figures'.
const BARS: f64 = 0.7;

pub fn draw(chart: &Chart, lang: Lang) -> Drawn {
    let legend = legend(chart, lang);
    let axis = Axis::of(chart);
    let several = chart.series.len() > 1;
    let each = if several {
        TEXT + chart.series.len() as u32 * (BAR + 6) + 8
    } else {
        TEXT + BAR + 12
    };
    let room = if several { BARS } else { 1.0 };
    let bottom = legend.height + each * chart.marks.len() as u32;
    let shapes = html! {
        (legend.shapes)
        @for (at, mark) in chart.marks.iter().enumerate() {
            g {
                title { (Shown(mark.label.get(lang))) }
                @let top = legend.height + each * at as u32;
                text x="0" y=(top + 13) { (Shown(&cut(mark.label.get(lang), LABEL))) }
                @if several {
                    @for series in 0..chart.series.len() {
                        @let line = top + TEXT + series as u32 * (BAR + 6);
                        (bar(chart, &axis, mark, series, line, room))
                        (value(chart, mark, series, line + BAR))
                    }
                } @else {
                    (bar(chart, &axis, mark, 0, top + TEXT, room))
                    (value(chart, mark, 0, top + 13))
                }
            }
        }
        @if let Some(guide) = &chart.guide { (label(chart, guide, &axis, bottom, room, lang)) }
    };
    let height = bottom + if chart.guide.is_some() { TEXT } else { 0 };
    Drawn { shapes, height }
}

fn bar(chart: &Chart, axis: &Axis, mark: &Mark, series: usize, top: u32, room: f64) -> Markup {
    let Some(value) = mark.values.get(series).copied().flatten() else {
        return html! {};
    };
    let (zero, end) = (axis.at(Decimal::ZERO).0 * room, axis.at(value).0 * room);
    // What is there is seen, however small.
    let (from, width) = (zero.min(end), (zero - end).abs().max(0.004));
    html! {
        rect.track x="0" y=(top) width=(Share(room)) height=(BAR) rx="2" {}
        rect class=(class(tone(chart, mark, series), series)) x=(Share(from)) y=(top) width=(Share(width)) height=(BAR) rx="2" {}
        @if let Some(guide) = &chart.guide {
            @let at = Share(axis.at(guide.value).0 * room);
            line.mark x1=(at) x2=(at) y1=(top - 3) y2=(top + BAR + 3) {}
        }
    }
}

fn value(chart: &Chart, mark: &Mark, series: usize, base: u32) -> Markup {
    let tone = tone(chart, mark, series);
    let text = figure(chart, mark.values.get(series).copied().flatten(), tone);
    html! { text.figure x="100%" y=(base) text-anchor="end" { (Shown(&text)) } }
}

/// What the mark across each bar is; it stays within the picture.
fn label(chart: &Chart, guide: &Guide, axis: &Axis, bottom: u32, room: f64, lang: Lang) -> Markup {
    let at = Share(axis.at(guide.value).0 * room);
    let anchor = match at.0 {
        ..0.33 => "start",
        0.66.. => "end",
        _ => "middle",
    };
    let value = figure(chart, Some(guide.value), Tone::None);
    let label = format!("{} {value}", guide.label.get(lang));
    html! { text.quiet x=(at) y=(bottom + 8) text-anchor=(anchor) { (Shown(&label)) } }
}

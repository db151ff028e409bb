//! Standing columns and lines over a grid of round values.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::axis::{Axis, short};
use super::{Drawn, Share, Shown, class, cut, figure, legend, tone};
use crate::document::{Chart, Form, Guide, Mark, Tone, Unit};
use crate::say::Lang;

/// How high the grid is.
const HEIGHT: u32 = 180;
/// What is above the grid, for the value at its top.
const ABOVE: u32 = 24;
/// What is below it, for the labels.
const BELOW: u32 = 24;
/// Where the grid begins; the values of the axis stand before it.
const LEFT: f64 = 0.13;
/// The lowest piece of a column that its figure fits into.
const ROOM: f64 = 16.0;

pub fn draw(chart: &Chart, lang: Lang) -> Drawn {
    let legend = legend(chart, lang);
    let axis = Axis::of(chart);
    let place = Plot {
        chart,
        axis,
        top: legend.height + ABOVE,
        lang,
    };
    let shapes = html! {
        (legend.shapes)
        (place.grid())
        @match chart.form {
            Form::Bars | Form::Columns => @for (at, mark) in chart.marks.iter().enumerate() { (place.column(at, mark)) },
            Form::Lines => @for series in 0..chart.series.len() { (place.line(series)) },
        }
        (place.labels())
        @if let Some(guide) = &chart.guide { (place.guide(guide)) }
    };
    Drawn {
        shapes,
        height: place.top + HEIGHT + BELOW,
    }
}

struct Plot<'c> {
    chart: &'c Chart,
    axis: Axis,
    top: u32,
    lang: Lang,
}

impl Plot<'_> {
    fn y(&self, value: Decimal) -> f64 {
        f64::from(self.top) + f64::from(HEIGHT) * (1.0 - self.axis.at(value).0)
    }

    /// The share of the width that is each mark's.
    fn each(&self) -> f64 {
        (1.0 - LEFT) / self.chart.marks.len().max(1) as f64
    }

    fn middle(&self, at: usize) -> Share {
        Share(LEFT + self.each() * (at as f64 + 0.5))
    }

    fn grid(&self) -> Markup {
        let unit = match &self.chart.unit {
            Unit::Money(currency) => Some(currency),
            Unit::Number | Unit::Percent => None,
        };
        html! {
            @for tick in &self.axis.ticks {
                @let y = px(self.y(*tick));
                line class=[if tick.is_zero() { Some("zero") } else { Some("tick") }] x1=(Share(LEFT)) x2="100%" y1=(y) y2=(y) {}
                text.quiet x=(Share(LEFT - 0.015)) y=(px(self.y(*tick) + 4.0)) text-anchor="end" { (short(*tick, &self.chart.unit, self.lang)) }
            }
            @if let Some(unit) = unit { text.quiet x="0" y=(self.top - 10) { (Shown(unit)) } }
        }
    }

    /// The pieces of a column on top of each other, those below zero hanging from it.
    fn column(&self, at: usize, mark: &Mark) -> Markup {
        let width = self.each() * 0.72;
        let left = Share(self.middle(at).0 - width / 2.0);
        let (mut over, mut under) = (Decimal::ZERO, Decimal::ZERO);
        let mut pieces = Vec::new();
        for (series, value) in mark.values.iter().enumerate().take(self.chart.series.len()) {
            let Some(value) = value.filter(|value| !value.is_zero()) else {
                continue;
            };
            let base = if value.is_sign_negative() {
                &mut under
            } else {
                &mut over
            };
            let from = *base;
            *base = base.saturating_add(value);
            let (high, low) = (self.y(from.max(*base)), self.y(from.min(*base)));
            pieces.push((series, value, high, low - high));
        }
        let figures = self.chart.marks.len() <= 8 && !matches!(self.chart.unit, Unit::Money(_));
        html! {
            g {
                title { (Shown(mark.label.get(self.lang))) ": " (Shown(&self.values(mark))) }
                @for (series, value, y, height) in pieces {
                    @let tone = tone(self.chart, mark, series);
                    rect class=(class(tone, series)) x=(left) y=(px(y)) width=(Share(width)) height=(px(height.max(1.0))) {}
                    @if figures && height >= ROOM {
                        text.on x=(self.middle(at)) y=(px(y + height / 2.0 + 4.5)) text-anchor="middle" { (Shown(&figure(self.chart, Some(value), Tone::None))) }
                    }
                }
            }
        }
    }

    fn values(&self, mark: &Mark) -> String {
        let of = |(at, series): (usize, &crate::document::Series)| {
            let value = figure(
                self.chart,
                mark.values.get(at).copied().flatten(),
                tone(self.chart, mark, at),
            );
            format!("{} {value}", series.title.get(self.lang))
        };
        let all: Vec<String> = self.chart.series.iter().enumerate().map(of).collect();
        all.join(" · ")
    }

    /// A line through the marks, with a gap where a value is not known.
    fn line(&self, series: usize) -> Markup {
        let points: Vec<Option<(Share, f64, &Mark, Decimal)>> = (self.chart.marks.iter().enumerate())
            .map(|(at, mark)| {
                let value = mark.values.get(series).copied().flatten()?;
                Some((self.middle(at), self.y(value), mark, value))
            })
            .collect();
        let own = self.chart.series.get(series).map_or(Tone::None, |series| series.tone);
        let last = points.iter().rposition(Option::is_some);
        html! {
            g class=(class(own, series)) {
                @for pair in points.windows(2) {
                    @if let [Some((x1, y1, ..)), Some((x2, y2, ..))] = pair {
                        line class={ "line dash" (series % 4) } x1=(x1) y1=(px(*y1)) x2=(x2) y2=(px(*y2)) {}
                    }
                }
                @for (at, point) in points.iter().enumerate() {
                    @if let Some((x, y, mark, value)) = point {
                        @let text = figure(self.chart, Some(*value), tone(self.chart, mark, series));
                        circle cx=(x) cy=(px(*y)) r="3.5" { title { (Shown(mark.label.get(self.lang))) ": " (Shown(&text)) } }
                        @if last == Some(at) && self.chart.series.len() == 1 {
                            text.figure x=(x) y=(px(*y - 8.0)) text-anchor=(if at + 1 == points.len() && at > 0 { "end" } else { "middle" }) { (Shown(&text)) }
                        }
                    }
                }
            }
        }
    }

    /// As many labels as fit; on a phone fewer.
    fn labels(&self) -> Markup {
        const COLUMNS_ON_PHONE: usize = 42;
        const COLUMNS: usize = 48;
        let labels: Vec<String> = self
            .chart
            .marks
            .iter()
            .map(|mark| cut(mark.label.get(self.lang), 14))
            .collect();
        let widest = labels
            .iter()
            .map(|label| unicode_width::UnicodeWidthStr::width(label.as_str()) + 1)
            .max();
        let every = |room: usize| (labels.len() * widest.unwrap_or(1)).div_ceil(room).max(1);
        let (wide, phone) = (
            every(COLUMNS),
            every(COLUMNS_ON_PHONE).div_ceil(every(COLUMNS)) * every(COLUMNS),
        );
        let y = self.top + HEIGHT + 17;
        html! {
            @for (at, label) in labels.iter().enumerate().filter(|(at, _)| at % wide == 0) {
                text class=(if at % phone == 0 { "quiet" } else { "quiet wide" }) x=(self.middle(at)) y=(y) text-anchor="middle" { (label) }
            }
        }
    }

    fn guide(&self, guide: &Guide) -> Markup {
        let y = self.y(guide.value);
        let label = format!(
            "{} {}",
            guide.label.get(self.lang),
            figure(self.chart, Some(guide.value), Tone::None)
        );
        html! {
            line.guide x1=(Share(LEFT)) x2="100%" y1=(px(y)) y2=(px(y)) {}
            text.guide-label x=(Share(LEFT + 0.01)) y=(px(y - 5.0)) { (Shown(&label)) }
        }
    }
}

/// Pixels, to a tenth.
fn px(at: f64) -> String {
    format!("{at:.1}")
}

//! Documents as one HTML file for people: read on a phone, sorted, printed. It asks nothing of anybody, be it
//! opened from a folder, and no text of a record becomes markup, a script or a link of its own.

mod cell;
mod long;
mod table;
mod text;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::cell::Place;
use self::table::Titled;
use self::text::{Shown, policy_hash};
use super::{Look, chart};
use crate::document::{Body, Chart, Detail, Document, Part, Point};
use crate::say::{Lang, Said, Word};
use crate::word;

const AS_OF: Word = word!("As of", "截至");
const COMPARED: Word = word!("Compared with", "对比");
const SCOPE: Word = word!("Scope", "范围");
const WHOLE_BOOK: Word = word!("the whole book", "全部台账");
const CONTENTS: Word = word!("Contents", "目录");
const NOTES: Word = word!("Notes", "说明");
const SIGNS: Word = word!(
    "!! problem, ! watch. A dotted line under a figure leads to the records it comes from.",
    "!! 异常，! 关注。带虚线的内容可点击，查看对应的来源记录。"
);
const SIGNS_ALONE: Word = word!("!! problem, ! watch.", "!! 异常，! 关注。");

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// From so many sections on, a page has a table of contents.
const LONG: usize = 4;

/// The document as a page, ended by a line feed.
pub fn write(document: &Document, look: &Look<'_>) -> String {
    let place = Place {
        lang: look.lang,
        book: look.book.filter(|_| document.detail >= Detail::Sources),
    };
    let mut page = Page {
        document,
        place,
        grids: 0,
        charts: 0,
        headings: 0,
        style: STYLE.to_owned(),
    };
    let body = page.body();
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        policy_hash(&page.style),
        policy_hash(SCRIPT)
    );
    let explained = (document.detail == Detail::Workings).then_some("explained");
    let markup = html! {
        (DOCTYPE)
        html lang=(code(look.lang)) class=[explained] {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (Shown(document.title.get(look.lang))) " · " (document.as_of.to_string()) }
                style { (PreEscaped(&page.style)) }
            }
            body {
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut out = markup.into_string();
    out.push('\n');
    out
}

/// The language as BCP 47 has it.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

/// A page while it is written.
struct Page<'d> {
    document: &'d Document,
    place: Place<'d>,
    /// How many tables there are so far; they are numbered for their names within the page.
    grids: usize,
    charts: usize,
    headings: usize,
    style: String,
}

impl Page<'_> {
    fn body(&mut self) -> Markup {
        let (document, lang) = (self.document, self.place.lang);
        let legend = match (
            self.place.book,
            document.tables().iter().any(|table| !table.rows.is_empty()),
        ) {
            (_, false) => None,
            (Some(_), true) => Some(SIGNS),
            (None, true) => Some(SIGNS_ALONE),
        };
        html! {
            header {
                h1 { (Shown(document.title.get(lang))) }
                (self.dateline())
            }
            main {
                (notes(&document.notes, lang))
                @match &document.body {
                    Body::Report(table) => (self.table(table, Titled::ByThePage)),
                    Body::Composed(parts) => {
                        (contents(parts, lang))
                        @for part in parts { (self.part(part)) }
                    },
                }
            }
            footer { @if let Some(legend) = legend { p { (legend.get(lang)) } } }
        }
    }

    /// All that a printed page must say before its figures.
    fn dateline(&self) -> Markup {
        let (document, lang) = (self.document, self.place.lang);
        html! {
            dl.dateline {
                div { dt { (AS_OF.get(lang)) } dd { (document.as_of.to_string()) } }
                @if let Some(since) = document.since {
                    div { dt { (COMPARED.get(lang)) } dd { (since.to_string()) } }
                }
                div {
                    dt { (SCOPE.get(lang)) }
                    dd {
                        @match &document.scope {
                            Some(scope) => (Shown(scope.get(lang))),
                            None => (WHOLE_BOOK.get(lang)),
                        }
                    }
                }
            }
        }
    }

    fn part(&mut self, part: &Part) -> Markup {
        let lang = self.place.lang;
        match part {
            Part::Heading(said) => {
                self.headings += 1;
                html! { h2 id={ "s" (self.headings) } { (Shown(said.get(lang))) } }
            }
            Part::Text(said) => html! { p { (Shown(said.get(lang))) } },
            Part::Points(points) => html! { ul.points { @for one in points { (point(one, lang)) } } },
            Part::Table(table) => self.table(table, Titled::ByItself),
        }
    }

    fn chart(&mut self, chart: &Chart) -> Markup {
        self.charts += 1;
        let lang = self.place.lang;
        html! {
            figure.chart {
                figcaption { (chart.title.get(lang)) }
                (chart::svg(chart, lang, self.charts))
            }
        }
    }
}

fn point(point: &Point, lang: Lang) -> Markup {
    html! { li class=[cell::tone(point.tone)] { (Shown(point.text.get(lang))) } }
}

fn contents(parts: &[Part], lang: Lang) -> Markup {
    let headings: Vec<&Said> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Heading(said) => Some(said),
            Part::Text(_) | Part::Points(_) | Part::Table(_) => None,
        })
        .collect();
    html! {
        @if headings.len() >= LONG {
            nav aria-label=(CONTENTS.get(lang)) {
                ol { @for (at, said) in headings.iter().enumerate() { li { a href={ "#s" (at + 1) } { (Shown(said.get(lang))) } } } }
            }
        }
    }
}

fn notes(notes: &[Said], lang: Lang) -> Markup {
    html! {
        @if !notes.is_empty() {
            div.notes role="note" aria-label=(NOTES.get(lang)) {
                ul { @for note in notes { li { (Shown(note.get(lang))) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! The tables of a page: sortable where there is a script, cards on a phone, and a few totals as large figures.

use std::borrow::Cow;

use maud::{Markup, html};

use super::Page;
use super::cell::{self, Behind, Place};
use super::long;
use super::text::{Shown, css_string};
use crate::document::{Column, Detail, Importance, Row, Table, Totals};
use crate::render::since;
use crate::say::{Lang, Said, Word};
use crate::{said, word};

const TOTALS: Word = word!("Totals", "合计");
const SORTABLE: Word = word!("Column headings are buttons that sort.", "点击列标题可排序。");
const MEANINGS: Word = word!("What the columns mean", "各列含义");

/// From so many columns on, a phone shows a card a row.
const WIDE: usize = 5;

impl Page<'_> {
    /// A table with its totals and notes; its title is shown where it stands among others.
    pub(super) fn table(&mut self, table: &Table, among_others: Titled) -> Markup {
        let lang = self.place.lang;
        let title = match among_others {
            Titled::ByThePage => self.document.title.get(lang).to_owned(),
            Titled::ByItself => table.title.get(lang).to_owned(),
        };
        let totals = table.totals.as_ref().filter(|totals| !totals.rows.is_empty());
        let single = totals.filter(|totals| totals.rows.len() == 1);
        let several = totals.filter(|totals| totals.rows.len() > 1);
        html! {
            div.block {
                @if let (Some(_), Titled::ByItself) = (single, among_others) { p.of { (Shown(&title)) } }
                @if let Some(totals) = single { (self.tiles(totals)) }
                @if !table.charts.is_empty() {
                    div.charts { @for chart in &table.charts { (self.chart(chart)) } }
                }
                @if table.rows.is_empty() {
                    p.empty { (table.empty.get(lang)) }
                } @else {
                    (self.grid(&table.columns, &table.rows, &Caption { title: &title, shown: among_others }))
                }
                @if let Some(totals) = several {
                    @let title = format!("{title} · {}", TOTALS.get(lang));
                    (self.grid(&totals.columns, &totals.rows, &Caption { title: &title, shown: Titled::ByItself }))
                }
                (super::notes(&table.notes, lang))
                @if self.document.detail == Detail::Workings { (meanings(table, lang)) }
            }
        }
    }

    /// The only row of totals, as large figures.
    fn tiles(&mut self, totals: &Totals) -> Markup {
        let (columns, rows) = since::beside(self.document, &totals.columns, &totals.rows);
        let Some(row) = rows.first() else { return html! {} };
        let lang = self.place.lang;
        html! {
            dl.tiles {
                @for (at, column) in columns.iter().enumerate().filter(|(at, _)| !is_change(&columns, *at)) {
                    div {
                        dt { (column.title.get(lang)) }
                        dd {
                            (shown(row, &columns, at, None, self.place))
                            @if is_change(&columns, at + 1) && row.cells.get(at + 1).is_some_and(|cell| !cell::is_unknown(cell)) {
                                " " span.change { (columns[at + 1].title.get(lang)) " " (shown(row, &columns, at + 1, None, self.place)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn grid(&mut self, columns: &[Column], rows: &[Row], caption: &Caption<'_>) -> Markup {
        let (columns, rows) = match self.document.since {
            None => (Cow::Borrowed(columns), Cow::Borrowed(rows)),
            Some(_) => {
                let (columns, rows) = since::beside(self.document, columns, rows);
                (Cow::Owned(columns), Cow::Owned(rows))
            }
        };
        self.grids += 1;
        let id = format!("t{}", self.grids);
        let cards = columns.len() >= WIDE;
        let head = columns
            .iter()
            .position(|column| column.importance == Importance::Always);
        if cards {
            self.label(&id, &columns, head);
        }
        let lang = self.place.lang;
        let long = long::is_long(&rows);
        if long {
            self.style.push_str(&long::widths(&id, &columns, &rows, lang));
        }
        let classes: Vec<&str> = [(cards, "cards"), (long, "long")]
            .iter()
            .filter_map(|(holds, name)| holds.then_some(*name))
            .collect();
        let classes = (!classes.is_empty()).then(|| classes.join(" "));
        let caption_id = format!("{id}-caption");
        let hidden = (caption.shown == Titled::ByThePage).then_some("vh");
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby=(caption_id) {
                table id=(id) class=[classes] {
                    caption id=(caption_id) {
                        span.title {
                            span class=[hidden] { (Shown(caption.title)) " " }
                            span.count { (counted(rows.len()).get(lang)) }
                            span.vh.js-only { " " (SORTABLE.get(lang)) }
                        }
                    }
                    thead { tr { @for (at, column) in columns.iter().enumerate() {
                        th scope="col" class={ (cell::class(column.kind)) @if is_change(&columns, at) { " change" } @if head == Some(at) { " head" } } { (column.title.get(lang)) }
                    } } }
                    @for part in long::parts(&rows) {
                        tbody { @for row in part { tr { @for at in 0..columns.len() { (self.cell(row, &columns, at, head)) } } } }
                    }
                }
            }
        }
    }

    fn cell(&self, row: &Row, columns: &[Column], at: usize, head: Option<usize>) -> Markup {
        let column = &columns[at];
        let Some(content) = row.cells.get(at) else {
            return html! { td {} };
        };
        let unknown = cell::is_unknown(content);
        let (value, unit) = cell::number(content, column).unzip();
        let unit = unit.filter(|unit| !unit.is_empty());
        let change = is_change(columns, at);
        let mut class = cell::class(column.kind).to_owned();
        for (holds, name) in [
            (unknown, " u"),
            (change, " change"),
            (cell::is_long(content, self.place.lang), " l"),
        ] {
            class.push_str(if holds { name } else { "" });
        }
        let inner = if change && unknown {
            html! {}
        } else {
            shown(row, columns, at, head, self.place)
        };
        html! {
            @if head == Some(at) {
                th scope="row" class=(class) data-v=[value] data-u=[unit.as_deref().map(Shown)] { (inner) }
            } @else {
                td class=(class) data-v=[value] data-u=[unit.as_deref().map(Shown)] { (inner) }
            }
        }
    }

    /// On a phone, where headings are not above their cells, the style sheet puts them before each.
    fn label(&mut self, id: &str, columns: &[Column], head: Option<usize>) {
        let lang = self.place.lang;
        self.style.push_str("@media screen and (max-width:46rem){");
        // What heads a card speaks for itself.
        for (at, column) in columns.iter().enumerate().filter(|(at, _)| head != Some(*at)) {
            let (nth, title) = (at + 1, column.title.get(lang));
            let label = css_string(title);
            self.style
                .push_str(&format!("#{id} tbody>tr>:nth-child({nth})::before{{content:{label}}}"));
        }
        self.style.push_str("}\n");
    }
}

/// Where a table's title is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titled {
    /// At the head of the page, which is all about it.
    ByThePage,
    /// Above it, as one of several.
    ByItself,
}

struct Caption<'c> {
    title: &'c str,
    shown: Titled,
}

/// Whether the column tells what changed in the one before it, whose key it has.
fn is_change(columns: &[Column], at: usize) -> bool {
    at > 0 && at < columns.len() && columns[at].key == columns[at - 1].key
}

fn shown(row: &Row, columns: &[Column], at: usize, head: Option<usize>, place: Place<'_>) -> Markup {
    let Some(content) = row.cells.get(at) else {
        return html! {};
    };
    let key = columns[at].key;
    let behind = if is_change(columns, at) {
        Behind::default()
    } else {
        let is_of = |of: Option<&str>| of == Some(key) || of.is_none() && head == Some(at);
        Behind {
            origins: row.sources.iter().filter(|origin| is_of(origin.key)).collect(),
            working: row
                .workings
                .iter()
                .find(|working| working.key == key)
                .map(|working| &working.said),
        }
    };
    cell::cell(content, &behind, place)
}

fn counted(n: usize) -> Said {
    let rows = if n == 1 { "row" } else { "rows" };
    said!("{n} {rows}", "共 {n} 行")
}

/// What the columns mean.
fn meanings(table: &Table, lang: Lang) -> Markup {
    let columns = || {
        let totals = table.totals.iter().flat_map(|totals| &totals.columns);
        table
            .columns
            .iter()
            .chain(totals.filter(|of| table.columns.iter().all(|column| column.key != of.key)))
    };
    let told: Vec<_> = columns()
        .filter_map(|column| Some((column.title, column.means?)))
        .collect();
    html! {
        @if !told.is_empty() {
            details.meanings open {
                summary { (MEANINGS.get(lang)) }
                dl { @for (title, means) in told { div { dt { (title.get(lang)) } dd { (means.get(lang)) } } } }
            }
        }
    }
}

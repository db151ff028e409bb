//! The reference of reports: what each tells, and every column with its key.

use std::fmt::Write as _;

use crate::book;
use crate::document::{Body, Column, Document, Part, Table};
use crate::facts::Facts;
use crate::reports::{self, Ask, Report, Subject};
use crate::say::{Lang, Word};
use crate::source::{Source, Texts};
use crate::word;

use super::MADE;

/// `docs/reference/reports.md`
pub(super) fn in_english() -> String {
    let head = "# Reports\n\n[中文](reports.zh-CN.md)\n\n`kam report NAME` works a report out over the whole book as of a day, or over one account (`--account`), one person (`--owner`), one period (`--period`).\n\n`--format table`, the default, is for the terminal, where the least important columns make room in a narrow window; `markdown` is for a page, `xlsx` for Excel, `svg` for a slide or a chat, `csv` and `json` for programs. In JSON and CSV a column goes by its key, whatever the language.\n\n";
    page(head, Lang::En)
}

/// `docs/reference/reports.zh-CN.md`
pub(super) fn in_chinese() -> String {
    let head = "# 报表\n\n[English](reports.md)\n\n`kam report 报表名` 按某一天算出整份台账的报表，也可只看一个客户（`--account`）、一个人（`--owner`）或一个期间（`--period`）。\n\n`--format table`（默认）用于终端，窗口窄时先省略次要的列；`markdown` 用于网页，`xlsx` 用于 Excel，`svg` 是可贴进幻灯片或聊天的图片，`csv` 和 `json` 供程序使用。无论用哪种语言，JSON 和 CSV 中的列名都是下面的键。\n\n";
    page(head, Lang::Zh)
}

fn page(head: &str, lang: Lang) -> String {
    let mut out = String::from(MADE);
    out.push_str(head);
    let index = word!("| report | title | what it tells |", "| 报表 | 名称 | 内容 |");
    let _ = writeln!(out, "{}\n|---|---|---|", index.get(lang));
    for report in reports::all() {
        let (name, title, about) = (report.name, report.title.get(lang), report.about.get(lang));
        let _ = writeln!(out, "| [`{name}`](#{name}) | {title} | {about} |");
    }
    out.push_str(TYPES.get(lang));
    for report in reports::all() {
        let (title, readers) = (report.title.get(lang), report.readers.get(lang));
        let stop = word!(".", "。").get(lang);
        let _ = writeln!(out, "## {}\n\n**{title}**: {readers}{stop}\n", report.name);
        match of_nothing(report).map(|document| document.body) {
            Some(Body::Report(table)) => of_table(&mut out, &table, lang),
            Some(Body::Composed(parts)) => parts.iter().for_each(|part| of_part(&mut out, part, lang)),
            None => {}
        }
    }
    format!("{}\n", out.trim_end())
}

/// A section of a document; of a table that is a report of its own, where its columns are told.
fn of_part(out: &mut String, part: &Part, lang: Lang) {
    match part {
        Part::Heading(said) => drop(writeln!(out, "### {}\n", said.get(lang))),
        Part::Text(_) | Part::Points(_) => {}
        Part::Table(table) => {
            let (name, title) = (table.name, table.title.get(lang));
            if reports::named(name).is_some() {
                let columns = word!("columns of", "各列同");
                let _ = writeln!(
                    out,
                    "**{title}** (`{name}`): {} [`{name}`](#{name})\n",
                    columns.get(lang)
                );
            } else {
                let _ = writeln!(out, "**{title}** (`{name}`)\n");
                of_table(out, table, lang);
            }
        }
    }
}

fn of_table(out: &mut String, table: &Table, lang: Lang) {
    columns(out, &table.columns, lang);
    if let Some(totals) = &table.totals {
        let line = word!("The totals below it have:", "下方的合计：");
        let _ = writeln!(out, "{}\n", line.get(lang));
        columns(out, &totals.columns, lang);
    }
}

fn columns(out: &mut String, columns: &[Column], lang: Lang) {
    let explained = columns.iter().any(|column| column.means.is_some());
    let head = word!("| key | heading | type |", "| 键 | 列名 | 类型 |");
    let (means, rule) = if explained {
        (word!(" meaning |", " 含义 |").get(lang), "---|")
    } else {
        ("", "")
    };
    let _ = writeln!(out, "{}{means}\n|---|---|---|{rule}", head.get(lang));
    for column in columns {
        let _ = write!(
            out,
            "| `{}` | {} | {} |",
            column.key,
            column.title.get(lang),
            column.kind.name()
        );
        if explained {
            let _ = write!(out, " {} |", column.means.map_or("", |means| means.get(lang)));
        }
        out.push('\n');
    }
    out.push('\n');
}

/// The report over a book of nothing but one account: its columns are the same.
fn of_nothing(report: &Report) -> Option<Document> {
    const ID: &str = "account";
    let texts = Texts::default();
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: Ok(text.to_owned()),
    };
    let settings_source = source(crate::store::SETTINGS, "[book]\nname = \"-\"\n");
    let account = source("accounts/account.toml", "name = \"-\"\ntier = \"key\"\n");
    let sources = match report.subject {
        Subject::Book => Vec::new(),
        Subject::Account => vec![account],
    };
    let (settings, faults) = book::settings(&settings_source, &texts);
    let day = crate::values::date::parse_date(crate::rules::page::AS_OF);
    let Ok(day) = day else {
        unreachable!("the day of the examples is a date");
    };
    let book = book::read(settings, &settings_source, &sources, &texts, faults);
    let ask = Ask {
        account: (report.subject == Subject::Account).then_some(ID),
        ..Ask::default()
    };
    (report.make)(&Facts::new(&book, day), &ask).ok()
}

/// What the types of columns are in JSON.
const TYPES: Word = word!(
    "
| type | in JSON |
|---|---|
| text, word, id, ref | text; a word is one of a fixed set, a ref is `kind/id#part@occurrence` |
| person, account | its id |
| date | text, `2026-04-01` |
| number, percent | a number; percentages have one decimal place |
| money | `{\"amount\": \"6000.00\", \"currency\": \"CNY\"}` |
| bool | `true` or `false` |
| list, map | a list, an object |

What is not known is null in JSON and empty in CSV. CSV has names beside ids and currencies beside amounts, in columns of their own (`owner_name`).

",
    "
| 类型 | JSON 中 |
|---|---|
| text、word、id、ref | 文本；word 取自固定的一组词，ref 形如 `kind/id#part@occurrence` |
| person、account | 编号 |
| date | 文本，`2026-04-01` |
| number、percent | 数字；百分比保留一位小数 |
| money | `{\"amount\": \"6000.00\", \"currency\": \"CNY\"}` |
| bool | `true` 或 `false` |
| list、map | 列表、对象 |

未知的值在 JSON 中为 null，在 CSV 中为空。CSV 在编号旁另有名称列，在金额旁另有币种列（如 `owner_name`）。

"
);

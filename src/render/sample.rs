//! Documents that the writers are tested with: one with everything a report can hold, one out of
//! hostile text, one composed.

mod pictures;

use jiff::civil::date;
use rust_decimal::Decimal;

use crate::document::{
    Body, Cell, Column, Detail, Document, Entry, Importance, Kind, Origin, Part, Point, Row, Table, Tone, Totals,
    column,
};
use crate::say::Said;
use crate::{said, word};

pub use pictures::{chart, charts, explained, long};

const COLUMNS: [Column; 10] = [
    column("account", word!("Account", "客户"), Kind::Account, Importance::Always),
    column("kpi", word!("KPI", "指标"), Kind::Id, Importance::Always),
    column("title", word!("What is owed", "事项"), Kind::Text, Importance::High),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::High),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::High),
    column("state", word!("State", "状态"), Kind::Word, Importance::High),
    column(
        "attainment",
        word!("Attainment", "达成率"),
        Kind::Percent,
        Importance::Medium,
    ),
    column("value", word!("At stake", "涉及金额"), Kind::Money, Importance::Medium),
    column("team", word!("Team", "团队"), Kind::Map, Importance::Low),
    column("agreed", word!("Agreed", "已确认"), Kind::Bool, Importance::Low),
];

fn document(body: Body) -> Document {
    Document {
        name: "sample",
        title: said!("Sample report", "示例报表"),
        scope: Some(said!("2026-Q1, owner Wang Qiang", "2026-Q1，负责人王强")),
        as_of: date(2026, 4, 1),
        since: None,
        detail: Detail::Sources,
        body,
        notes: vec![said!(
            "1 file could not be read: tasks/t9.toml",
            "有 1 个文件无法读取：tasks/t9.toml"
        )],
    }
}

fn team() -> Cell {
    Cell::map([
        Entry::word(
            "sales",
            word!("sales", "销售"),
            Cell::list([Cell::person("wangqiang", "王强")]),
        ),
        Entry::word(
            "technical-support",
            word!("technical support", "技术支持"),
            Cell::list([Cell::person("limin", "李敏"), Cell::person("j-smith", "John Smith")]),
        ),
    ])
}

fn rows() -> Vec<Row> {
    let late = Row {
        cells: vec![
            Cell::account("haichuan", "海川重工集团股份有限公司"),
            Cell::id("uptime"),
            Cell::text("提交三月份系统可用率报告，并说明两次中断的原因（含整改计划）"),
            Cell::person("wangqiang", "王强"),
            date(2026, 3, 20).into(),
            Cell::word("overdue", word!("overdue", "逾期")).toned(Tone::Bad),
            Cell::percent(Decimal::new(625, 1)).toned(Tone::Bad),
            Cell::money("1200000.00", "CNY"),
            team(),
            true.into(),
        ],
        before: None,
        sources: vec![Origin {
            key: Some("attainment"),
            reference: "goal/haichuan-2026-q1#uptime".into(),
            path: "goals/haichuan-2026-q1.toml".into(),
            line: 12,
        }],
        workings: Vec::new(),
    };
    let soon = vec![
        Cell::account("acme", "Acme Industrial Holdings"),
        Cell::id("response-time"),
        Cell::text("Agree the escalation path for outages with the plant in Suzhou"),
        Cell::person("j-smith", "John Smith"),
        date(2026, 4, 5).into(),
        Cell::word("due-soon", word!("due soon", "即将到期")).toned(Tone::Warn),
        Cell::percent(Decimal::from(94))
            .toned(Tone::Good)
            .marked(word!("provisional", "暂定")),
        Cell::money("-6000.50", "EUR"),
        Cell::map([]),
        false.into(),
    ];
    let open = vec![
        Cell::account("dongfang", "东方"),
        Cell::id("waste"),
        Cell::unknown(),
        Cell::unknown(),
        Cell::unknown(),
        Cell::word("no-date", word!("no date", "无期限")).toned(Tone::Muted),
        Cell::unknown(),
        Cell::unknown(),
        Cell::unknown(),
        Cell::unknown(),
    ];
    vec![late, soon.into(), open.into()]
}

fn table() -> Table {
    let totals = Totals {
        identity: &[],
        columns: vec![
            column("score", word!("Score", "得分"), Kind::Number, Importance::Always),
            column("value", word!("At stake", "涉及金额"), Kind::Money, Importance::Always),
            column("reasons", word!("Reasons", "原因"), Kind::Map, Importance::Low),
        ],
        rows: vec![
            vec![
                Decimal::new(785, 1).into(),
                Cell::money("1194000.00", "CNY"),
                Cell::map([
                    Entry::named("price", "价格", 3_i64),
                    Entry::named("quality", "质量", 1_i64),
                ]),
            ]
            .into(),
        ],
    };
    Table {
        name: "sample",
        title: word!("Sample table", "示例表"),
        columns: COLUMNS.to_vec(),
        rows: rows(),
        identity: &["account", "kpi"],
        totals: Some(totals),
        charts: Vec::new(),
        empty: word!("Nothing is owed.", "没有事项。"),
        notes: vec![said!("Rates are in CNY.", "金额均折算为人民币。")],
    }
}

/// Chinese, long text, money, negatives, lists, maps, what is not known.
pub fn report() -> Document {
    document(Body::Report(Box::new(table())))
}

/// A report without rows.
pub fn empty() -> Document {
    let table = Table {
        rows: Vec::new(),
        totals: None,
        notes: Vec::new(),
        ..table()
    };
    Document {
        notes: Vec::new(),
        scope: None,
        ..document(Body::Report(Box::new(table)))
    }
}

/// A report beside what it said a month before.
pub fn compared() -> Document {
    let mut table = table();
    let mut before = table.rows[0].cells.clone();
    before[5] = Cell::word("open", word!("open", "进行中"));
    before[6] = Cell::percent(Decimal::new(605, 1));
    before[7] = Cell::money("1250000.00", "CNY");
    table.rows[0].before = Some(before);
    table.rows[2].before = Some(table.rows[2].cells.clone());
    Document {
        since: Some(date(2026, 3, 1)),
        ..document(Body::Report(Box::new(table)))
    }
}

/// Headings, sentences, points and a table.
pub fn composed() -> Document {
    let point = |tone, text: Said| Point { tone, text };
    let small = Table {
        columns: COLUMNS[..4].to_vec(),
        totals: None,
        ..table()
    };
    let rows = small.rows.iter().map(|row| row.cells[..4].to_vec().into()).collect();
    document(Body::Composed(vec![
        Part::Heading(said!("What got late", "新增逾期")),
        Part::Text(said!(
            "Two promises to Haichuan are late, and the notice for its contract runs out on 2026-04-30.",
            "对海川的两项承诺已逾期，其合同的通知期限将于 2026-04-30 届满。"
        )),
        Part::Points(vec![
            point(
                Tone::Bad,
                said!("The March report is 12 days late.", "三月报告已逾期 12 天。"),
            ),
            point(Tone::Good, said!("3 tasks were settled.", "完成 3 项任务。")),
        ]),
        Part::Table(Box::new(Table { rows, ..small })),
    ]))
}

/// A table of one row in which every text that could be of a record is the given one.
pub fn hostile(text: &str) -> Document {
    let said = |text: &str| Said {
        en: text.to_owned(),
        zh: text.to_owned(),
    };
    let cells = vec![
        Cell::account(text, text),
        Cell::id(text),
        Cell::text(text),
        Cell::person(text, text),
        Cell::reference(text),
        Cell::named(text, text),
        Cell::from(said(text)),
        Cell::money(text, text),
        Cell::map([Entry::named(
            text,
            text,
            Cell::list([Cell::text(text), Cell::text(text)]),
        )]),
        Cell::quantity(Decimal::ONE, text),
    ];
    let table = Table {
        columns: COLUMNS.to_vec(),
        rows: vec![cells.into()],
        notes: vec![said(text)],
        ..table()
    };
    let document = document(Body::Report(Box::new(table)));
    Document {
        title: said(text),
        scope: Some(said(text)),
        notes: vec![said(text)],
        ..document
    }
}

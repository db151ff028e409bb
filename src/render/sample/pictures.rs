//! Charts to test the writers of pages with, and documents that have them.

use rust_decimal::Decimal;

use super::{document, table};
use crate::document::{
    Body, Chart, Detail, Document, Form, Guide, Mark, Origin, Part, Series, Table, Tone, Unit, Working,
};
use crate::say::{Said, Word};
use crate::{said, word};

/// A chart whose marks have a value a series.
pub fn chart(form: Form, unit: Unit, series: &[Word], marks: &[(Said, &[Option<i64>])]) -> Chart {
    Chart {
        name: "sample",
        title: word!("What is owed, by week", "各周责任事项"),
        summary: said!(
            "Four commitments are overdue in the last week, most of them of Haichuan.",
            "最近一周有 4 项责任事项逾期，多数属于海川。"
        ),
        form,
        unit,
        series: series
            .iter()
            .map(|title| Series {
                title: *title,
                tone: Tone::None,
            })
            .collect(),
        marks: marks
            .iter()
            .map(|(label, values)| Mark {
                label: label.clone(),
                values: values.iter().map(|value| value.map(Decimal::from)).collect(),
                tone: Tone::None,
            })
            .collect(),
        guide: None,
    }
}

/// Every form of chart, with few and many marks, negative, unknown and very large values.
pub fn charts() -> Vec<Chart> {
    const DONE: Word = word!("done", "已完成");
    const LATE: Word = word!("overdue", "逾期");
    let one: [Word; 1] = [DONE];
    let two: [Word; 2] = [DONE, LATE];
    let name = |en: &str, zh: &str| said!("{en}", "{zh}");
    let mut bars = chart(
        Form::Bars,
        Unit::Percent,
        &one,
        &[
            (
                name("Haichuan Heavy Industry Group", "海川重工集团股份有限公司"),
                &[Some(63)],
            ),
            (
                name(
                    "Acme Industrial Holdings, Department of Far-Away Purchasing",
                    "东方电气（苏州）精密制造与自动化控制有限公司采购中心",
                ),
                &[Some(94)],
            ),
            (name("Dongfang", "东方"), &[None]),
            (name("Xinghe", "星河"), &[Some(118)]),
        ],
    );
    for (mark, tone) in bars
        .marks
        .iter_mut()
        .zip([Tone::Bad, Tone::Warn, Tone::None, Tone::Good])
    {
        mark.tone = tone;
    }
    bars.guide = Some(Guide {
        value: Decimal::ONE_HUNDRED,
        label: word!("target", "目标"),
    });
    let mut columns = chart(
        Form::Columns,
        Unit::Number,
        &two,
        &[
            (name("W10", "W10"), &[Some(12), Some(1)]),
            (name("W11", "W11"), &[Some(9), Some(0)]),
            (name("W12", "W12"), &[Some(14), Some(2)]),
            (name("W13", "W13"), &[Some(7), Some(4)]),
            (name("W14", "W14"), &[None, Some(4)]),
        ],
    );
    columns.series[0].tone = Tone::Good;
    columns.series[1].tone = Tone::Bad;
    let months: Vec<(Said, [Option<i64>; 2])> = (0..24_i64)
        .map(|at| {
            let (year, month) = (2024 + at / 12, at % 12 + 1);
            let value = (at != 7).then_some(900_000 + at * 61_000 - (at % 5) * 90_000);
            (
                said!("{year}-{month:02}", "{year}-{month:02}"),
                [value, Some(1_000_000)],
            )
        })
        .collect();
    let months: Vec<(Said, &[Option<i64>])> = months
        .iter()
        .map(|(label, values)| (label.clone(), values.as_slice()))
        .collect();
    let mut lines = chart(Form::Lines, Unit::Money("CNY".into()), &two, &months);
    lines.guide = Some(Guide {
        value: Decimal::from(2_000_000),
        label: word!("goal of the year", "年度目标"),
    });
    let pairs = chart(
        Form::Bars,
        Unit::Money("CNY".into()),
        &two,
        &[
            (name("Haichuan", "海川"), &[Some(1_200_000), Some(-300_000)]),
            (name("Acme", "Acme"), &[Some(86_000), None]),
        ],
    );
    vec![bars, columns, lines, pairs]
}

/// The report with charts and all that is behind its figures.
pub fn explained() -> Document {
    let mut table = table();
    table.charts = charts();
    for column in &mut table.columns {
        column.means = Some(word!("What it says, as the records have it.", "按记录所载。"));
    }
    let origin = |key, n: usize| Origin {
        key,
        reference: format!("task/t{n}"),
        path: format!("tasks/第 {n} 项.toml"),
        line: n,
    };
    let row = &mut table.rows[1];
    row.sources = vec![
        origin(None, 1),
        origin(Some("value"), 2),
        origin(Some("value"), 3),
        origin(Some("team"), 4),
    ];
    row.workings = vec![Working {
        key: "attainment",
        said: said!("(47 − 0) / (50 − 0) × 100 = 94.0", "(47 − 0) / (50 − 0) × 100 = 94.0"),
    }];
    Document {
        detail: Detail::Workings,
        ..document(Body::Report(Box::new(table)))
    }
}

/// A document of several sections and tables, long enough for a table of contents.
pub fn long() -> Document {
    let section = |at: usize| {
        let table = Table {
            totals: None,
            notes: Vec::new(),
            ..table()
        };
        let charts = charts().into_iter().skip(at).take(1).collect();
        vec![
            Part::Heading(said!("Section {at}", "第 {at} 节")),
            Part::Text(said!("What happened since the last review.", "上次审查以来的情况。")),
            Part::Table(Box::new(Table { charts, ..table })),
        ]
    };
    document(Body::Composed((0..5).flat_map(section).collect()))
}

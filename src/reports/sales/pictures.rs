//! Revenue by account and the pipeline by stage, as bars.

use crate::document::{Chart, Form, Mark, Series, Tone, Unit};
use crate::facts::Facts;
use crate::facts::money::Total;
use crate::facts::sales::{StageSum, by_stage};
use crate::said;
use crate::say::{Said, Word, count};
use crate::values::figure::Figure;
use crate::word;

use super::super::amounts;
use super::Line;

/// The pictures of these accounts; what has nothing to show is left out.
pub fn charts(facts: &Facts<'_, '_>, lines: &[Line<'_, '_, '_>]) -> Vec<Chart> {
    let all = &facts.book.opportunities.all;
    let opportunities = lines.iter().flat_map(|line| &facts.of_account[line.at].opportunities);
    let stages = by_stage(facts, opportunities.map(|at| &all[*at as usize]));
    let charts = [revenue(facts, lines), pipeline(facts, &stages)];
    charts.into_iter().flatten().collect()
}

fn revenue(facts: &Facts<'_, '_>, lines: &[Line<'_, '_, '_>]) -> Option<Chart> {
    /// So many bars are drawn.
    const MOST: usize = 10;
    let sold = |line: &Line<'_, '_, '_>| line.revenue().filter(|sum| !sum.is_zero()).cloned();
    let mut lines: Vec<(Figure, &str)> = lines.iter().filter_map(|line| Some((sold(line)?, line.account.name))).collect();
    // Ties stay in the order of their ids.
    lines.sort_by(|(a, _), (b, _)| b.cmp(a));
    let (largest, name) = lines.first()?;
    let (sum, n) = (amounts::text(facts, Some(largest)), lines.len());
    let accounts = count(n as i64, "account");
    let shown = n.min(MOST);
    let summary = said!(
        "Of {accounts} with revenue the largest {shown}: first {name} with {sum}.",
        "{n} 个有销售额的客户中最大的 {shown} 个：首位{name}，{sum}。"
    );
    let marks = lines.iter().take(MOST).map(|(sum, name)| mark(facts, same(name), Some(sum)));
    Some(bars(facts, "revenue", word!("Revenue by account", "各客户销售额"), summary, marks.collect()))
}

fn pipeline(facts: &Facts<'_, '_>, stages: &[StageSum<'_>]) -> Option<Chart> {
    let open: u32 = stages.iter().map(|stage| stage.open).sum();
    let mut all = Total::default();
    for stage in stages {
        all.merge(&stage.worth);
    }
    let label = |stage: &StageSum<'_>| match stage.stage {
        Some(stage) => same(stage.title.unwrap_or(stage.id.0)),
        None => said!("not known", "未知"),
    };
    let marks = stages.iter().map(|stage| mark(facts, label(stage), stage.worth.figure()));
    let sum = amounts::text(facts, all.figure());
    let deals = if open == 1 { "1 open opportunity".to_owned() } else { format!("{open} open opportunities") };
    let each = |colon: &str, comma: &str, lang: fn(&Said) -> &str| {
        let each = stages.iter().map(|stage| {
            let sum = amounts::text(facts, stage.worth.figure());
            format!("{}{colon}{sum} ({})", lang(&label(stage)), stage.open)
        });
        each.collect::<Vec<_>>().join(comma)
    };
    let (en, zh) = (each(" ", ", ", |said| &said.en), each(" ", "，", |said| &said.zh));
    let summary = said!("{deals} worth {sum}: {en}.", "{open} 个未结束机会共 {sum}：{zh}。");
    (open > 0).then(|| bars(facts, "pipeline", word!("Pipeline by stage", "各阶段在跟机会金额"), summary, marks.collect()))
}

fn bars(facts: &Facts<'_, '_>, name: &'static str, title: Word, summary: Said, marks: Vec<Mark>) -> Chart {
    let currency = facts.book.settings.terms.currency;
    Chart {
        name,
        title,
        summary,
        form: Form::Bars,
        unit: Unit::Money(currency.code().to_owned()),
        series: vec![Series { title, tone: Tone::None }],
        marks,
        guide: None,
    }
}

fn mark(facts: &Facts<'_, '_>, label: Said, sum: Option<&Figure>) -> Mark {
    let places = facts.book.settings.terms.currency.minor_units();
    Mark {
        label,
        values: vec![sum.map(|sum| sum.rounded(places))],
        tone: Tone::None,
    }
}

fn same(text: &str) -> Said {
    Said {
        en: text.to_owned(),
        zh: text.to_owned(),
    }
}

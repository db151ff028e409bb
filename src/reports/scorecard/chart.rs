//! The attainments of KPIs as bars, in the order of the table.

use crate::book::Record;
use crate::document::{Chart, Tone};
use crate::facts::Facts;
use crate::facts::kpi::{Colour, KpiStanding};
use crate::model::goal::{Goal, Kpi};
use crate::said;
use crate::say::count;
use crate::values::figure::Figure;
use crate::word;

use super::super::charts::{Bar, percentages};
use super::Place;

/// A KPI of a row, with the row's place.
pub type Measured<'s, 'a> = (Place<'a>, &'s Record<'a, Goal<'a>>, &'s Kpi<'a>, &'s KpiStanding);

/// A bar a KPI that has a figure, the worst first; how many have none is said.
pub fn attainment(facts: &Facts<'_, '_>, measured: Vec<Measured<'_, '_>>) -> Option<Chart> {
    let mut measured = measured;
    measured.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let all = measured.len();
    let (mut reached, mut red) = (0, 0);
    let mut bars = Vec::new();
    for (_, goal, kpi, standing) in measured {
        let Some(attainment) = &standing.attainment else { continue };
        reached += i64::from(*attainment >= Figure::from(100));
        red += i64::from(standing.colour == Some(Colour::Red));
        let account = facts.book.accounts.get(goal.account.0).map_or(goal.account.0, |account| account.name);
        let name = kpi.name;
        bars.push(Bar {
            label: said!("{name} ({account})", "{name}（{account}）"),
            percent: attainment.rounded(1),
            tone: tone(standing.colour),
        });
    }
    let n = bars.len();
    let (kpis, without) = (count(n as i64, "KPI"), all - n);
    let mut summary = said!(
        "Attainment of {kpis}: {reached} at 100 % or above, {red} red.",
        "{n} 项指标的达成率：{reached} 项达到或超过 100%，{red} 项为红灯。"
    );
    if without > 0 {
        let more = said!(" {without} without a figure.", "另有 {without} 项没有数据。");
        summary.en.push_str(&more.en);
        summary.zh.push_str(&more.zh);
    }
    let series = word!("Attainment", "达成率");
    percentages("attainment", word!("Attainment of KPIs", "指标达成率"), series, bars, summary)
}

fn tone(colour: Option<Colour>) -> Tone {
    match colour {
        Some(Colour::Green) => Tone::Good,
        Some(Colour::Amber) => Tone::Warn,
        Some(Colour::Red) => Tone::Bad,
        None => Tone::None,
    }
}

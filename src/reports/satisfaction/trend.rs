//! How satisfaction moved from survey to survey.

use std::collections::BTreeMap;

use crate::document::{Chart, Form, Mark, Series, Tone, Unit};
use crate::facts::Facts;
use crate::facts::satisfaction::Satisfaction;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::word;

use super::pool;

/// CSAT and NPS by the days of the surveys, by their months where there are many days; of many months the
/// latest. None unless there are two points to draw a line between.
pub fn chart(facts: &Facts<'_, '_>, surveys: &[u32]) -> Option<Chart> {
    /// So many points are drawn.
    const MOST: usize = 24;
    let by = |length: usize| {
        let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for at in surveys {
            let mut day = facts.book.surveys.all[*at as usize].date.to_string();
            day.truncate(length);
            groups.entry(day).or_default().push(*at);
        }
        groups
    };
    let days = by("2026-01-01".len());
    let groups = if days.len() > MOST / 2 { by("2026-01".len()) } else { days };
    let skipped = groups.len().saturating_sub(MOST);
    let points: Vec<(String, Satisfaction<'_>)> = groups
        .into_iter()
        .skip(skipped)
        .map(|(day, surveys)| (day, pool(facts, &surveys)))
        .filter(|(_, found)| found.all.of > 0 || found.recommendation.of > 0)
        .collect();
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 2 {
        return None;
    }
    let series = |title| Series { title, tone: Tone::None };
    Some(Chart {
        name: "trend",
        title: word!("CSAT and NPS over time", "满意度与净推荐值走势"),
        summary: summary(first, last, points.len()),
        form: Form::Lines,
        unit: Unit::Number,
        series: vec![series(word!("CSAT, %", "满意度（%）")), series(word!("NPS", "净推荐值"))],
        marks: points.iter().map(mark).collect(),
        guide: None,
    })
}

fn mark((day, found): &(String, Satisfaction<'_>)) -> Mark {
    let rounded = |figure: Option<Figure>| figure.map(|figure| figure.rounded(1));
    Mark {
        label: Said { en: day.clone(), zh: day.clone() },
        values: vec![rounded(found.all.csat()), rounded(found.recommendation.nps())],
        tone: Tone::None,
    }
}

fn summary(first: &(String, Satisfaction<'_>), last: &(String, Satisfaction<'_>), points: usize) -> Said {
    let text = |figure: Option<Figure>, percent: &str| figure.map_or("-".to_owned(), |figure| format!("{}{percent}", figure.text(1)));
    let csat = |point: &(String, Satisfaction<'_>)| text(point.1.all.csat(), "%");
    let nps = |point: &(String, Satisfaction<'_>)| text(point.1.recommendation.nps(), "");
    let (from, to) = (&first.0, &last.0);
    let (csat_from, csat_to, nps_from, nps_to) = (csat(first), csat(last), nps(first), nps(last));
    let times = count(points as i64, "point");
    said!(
        "From {from} to {to}, {times}: CSAT from {csat_from} to {csat_to}, NPS from {nps_from} to {nps_to}.",
        "{from} 至 {to}，共 {points} 个时点：满意度由 {csat_from} 变为 {csat_to}，净推荐值由 {nps_from} 变为 {nps_to}。"
    )
}

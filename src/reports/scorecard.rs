//! `scorecard`: how every KPI stands, and what its goal scores.

mod chart;
mod workings;

use crate::book::Record;
use crate::document::{Cell, Column, Document, Importance, Kind, Table, Tone, Totals, column};
use crate::facts::Facts;
use crate::facts::kpi::{Bounds, Colour, Course, GoalStanding, KpiStanding};
use crate::model::goal::{Better, Goal, Kpi, KpiTarget};
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::word;

use super::rows::Rows;
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "scorecard",
    title: word!("Scorecard", "绩效计分卡"),
    about: word!(
        "how every KPI stands against its target, and what each goal scores",
        "各项指标的目标、实际、达成率，以及各目标的得分"
    ),
    readers: word!(
        "For owners of goals while the period runs, and for the review with the customer when it is over",
        "供目标负责人在期间内跟踪，供期末与客户复盘"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 14] = [
    column("account", word!("Account", "客户"), Kind::Account, Importance::High),
    column("goal", word!("Goal", "目标"), Kind::Named, Importance::Low),
    column("kpi", word!("KPI id", "指标编号"), Kind::Id, Importance::Low),
    column("name", word!("KPI", "指标"), Kind::Text, Importance::Always),
    column("dimension", word!("Dimension", "维度"), Kind::Text, Importance::Low),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::Medium),
    column("target", word!("Target", "目标值"), Kind::Number, Importance::High),
    column("actual", word!("Actual", "实际值"), Kind::Number, Importance::Always)
        .means(word!("what was measured by now: of several measuring periods the last one, sum, mean, highest or lowest, as combine says; rates given as num / den are added up and divided once", "截至目前的数据：有多个测量期时按 combine 取最近一期、求和、平均、最高或最低；以 num / den 填报的比率先分别加总再相除")),
    column("attainment", word!("Attainment", "达成率"), Kind::Percent, Importance::High)
        .means(word!("(actual − zero_at) / (target − zero_at) × 100, not below 0; zero_at is 0, or 2 × target where lower is better, unless written; a range is worth 100 inside and falls to 0 at its tolerance outside", "(实际值 − 零分值) / (目标值 − 零分值) × 100，不低于 0；零分值未写明时为 0，越低越好的指标为 2 × 目标值；区间目标在区间内为 100，超出后按容差降到 0")),
    column("weight", word!("Weight", "权重"), Kind::Number, Importance::Medium),
    column("points", word!("Points", "得分"), Kind::Number, Importance::Medium)
        .means(word!("weight × attainment / 100, the attainment counting at most the cap of kam.toml", "权重 × 达成率 / 100，达成率最多按 kam.toml 中的封顶值计")),
    column("colour", word!("Colour", "灯色"), Kind::Word, Importance::Always)
        .means(word!("the attainment against the bounds of kam.toml; of a sum whose period runs, against what is expected by now", "达成率对照 kam.toml 中的界限；期间未结束的累计指标，按目前应达到的数值判定")),
    column("missed", word!("Missed", "未达标"), Kind::Bool, Importance::High)
        .means(word!("the period is over and the actual is on the wrong side of the target", "期间已结束，且实际值未达到目标值")),
    column("forecast", word!("Forecast", "预测值"), Kind::Number, Importance::Low)
        .means(word!("of a sum whose period runs: actual × days of the period / days that the actual covers", "期间未结束的累计指标：实际值 × 期间天数 / 已覆盖天数")),
];

const TOTALS: [Column; 5] = [
    column("goal", word!("Goal", "目标"), Kind::Named, Importance::Always),
    column("score", word!("Score", "得分"), Kind::Number, Importance::Always)
        .means(word!("Σ weight × attainment (at most the cap) / Σ weight; its own KPIs together weigh 100 beside its sub-goals", "Σ 权重 × 达成率（以封顶值为限）/ Σ 权重；有子目标时，自身指标合计权重为 100")),
    column("score_low", word!("At least", "最低得分"), Kind::Number, Importance::Low)
        .means(word!("the same with 0 for KPIs without a figure though the period is over", "同上；期间已结束而没有数据的指标按 0 计")),
    column("score_high", word!("At most", "最高得分"), Kind::Number, Importance::Low)
        .means(word!("the same with the cap for them", "同上；没有数据的指标按封顶值计")),
    column("colour", word!("Colour", "灯色"), Kind::Word, Importance::High)
        .means(word!("the score against the bounds of kam.toml; none while it may still change", "得分对照 kam.toml 中的界限；得分仍可能变化时不给出")),
];

/// Where a row stands: the worst first, then by goal and by the order of its KPIs.
type Place<'a> = (Standing, Option<Figure>, &'a str, usize);

/// How good the news is, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Missed,
    WithoutFigure,
    AtRisk,
    Measured,
    NotYet,
}

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let bounds = Bounds::of(facts);
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut scored: Vec<(&Record<'_, Goal<'_>>, &GoalStanding)> = Vec::new();
    let mut measured: Vec<chart::Measured<'_, '_>> = Vec::new();
    let (mut provisional, mut without) = (0, 0);
    let goals = facts.book.goals.iter().zip(&facts.goals);
    for (goal, of_goal) in goals.filter(|(goal, standing)| is_wanted(ask, goal, standing)) {
        let mut told = ask.wants_owner(Some(goal.owner.0));
        for (at, (kpi, standing)) in goal.kpi.iter().zip(&of_goal.kpis).enumerate() {
            if !ask.wants_owner(Some(owner_of(goal, kpi))) {
                continue;
            }
            told = true;
            let news = news(standing, of_goal.course);
            provisional += i64::from(standing.provisional);
            without += i64::from(news == Standing::WithoutFigure);
            let place = (news, standing.attainment.clone(), goal.id, at);
            measured.push((place.clone(), goal, kpi, standing));
            let line = Line { facts, bounds: &bounds, goal, of_goal, kpi, standing };
            rows.push(place, line.cells(), || line.trail(ask, at));
        }
        if told {
            scored.push((goal, of_goal));
        }
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["goal", "kpi"],
        totals: Some(totals(facts, ask, &bounds, scored)),
        charts: chart::attainment(facts, measured).into_iter().collect(),
        empty: word!("No KPIs.", "没有指标。"),
        notes: notes(provisional, without),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// Of a period, the goals that end in it; without one, those that have begun.
fn is_wanted(ask: &Ask<'_>, goal: &Record<'_, Goal<'_>>, standing: &GoalStanding) -> bool {
    let dated = match (ask.period, standing.course) {
        (Some(period), _) => period.contains(goal.period.last()),
        (None, Course::Running | Course::Over) => true,
        (None, Course::Ahead) => false,
    };
    dated && ask.wants_account(Some(goal.account.0))
}

fn owner_of<'a>(goal: &Goal<'a>, kpi: &Kpi<'a>) -> &'a str {
    kpi.owner.map_or(goal.owner.0, |owner| owner.0)
}

fn news(standing: &KpiStanding, course: Course) -> Standing {
    match (&standing.actual, course) {
        (Some(_), _) if standing.missed => Standing::Missed,
        (Some(_), _) if standing.at_risk => Standing::AtRisk,
        (Some(_), _) => Standing::Measured,
        (None, Course::Over) if standing.known => Standing::WithoutFigure,
        (None, Course::Over | Course::Running | Course::Ahead) => Standing::NotYet,
    }
}

/// One KPI and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    bounds: &'l Bounds,
    goal: &'l Record<'a, Goal<'a>>,
    of_goal: &'l GoalStanding,
    kpi: &'l Kpi<'a>,
    standing: &'l KpiStanding,
}

impl Line<'_, '_, '_> {
    fn cells(&self) -> Vec<Cell> {
        let (book, goal, kpi, standing) = (self.facts.book, self.goal, self.kpi, self.standing);
        let attainment = standing.attainment.as_ref().map(cells::percent);
        let points = standing.points(kpi, self.bounds).as_ref().map(cells::score);
        let forecast = standing.forecast(goal);
        vec![
            cells::account(book, goal.account.0),
            Cell::named(goal.id, goal.title),
            Cell::id(kpi.id.0),
            Cell::text(kpi.name),
            Cell::from(kpi.dimension.map(Cell::text)),
            cells::person(book, owner_of(goal, kpi)),
            target(kpi),
            Cell::from(standing.actual.as_ref().map(|actual| measured(kpi, actual))),
            Cell::from(attainment.map(|cell| self.marked(cell))),
            Cell::from(kpi.weight.0.normalize()),
            Cell::from(points.map(|cell| self.marked(cell))),
            Cell::from(standing.colour.map(cells::colour)),
            self.missed(),
            Cell::from(forecast.map(|forecast| measured(kpi, &forecast))),
        ]
    }

    fn marked(&self, cell: Cell) -> Cell {
        if self.standing.provisional {
            cell.marked(cells::PROVISIONAL)
        } else {
            cell
        }
    }

    /// Not known before the period is over, nor without a figure.
    fn missed(&self) -> Cell {
        match (self.of_goal.course, &self.standing.actual) {
            (Course::Over, Some(_)) => {
                let tone = if self.standing.missed { Tone::Bad } else { Tone::None };
                Cell::from(self.standing.missed).toned(tone)
            }
            (Course::Over, None) | (Course::Running | Course::Ahead, _) => Cell::unknown(),
        }
    }
}

fn target(kpi: &Kpi<'_>) -> Cell {
    match (kpi.target, kpi.better) {
        (KpiTarget::Range(min, max), _) => Cell::text(format!("{}..{}", min.normalize(), max.normalize())),
        (KpiTarget::Value(target), better) => {
            let cell = Cell::quantity(target.normalize(), kpi.unit.unwrap_or(""));
            match better {
                Some(Better::Lower) => cell.marked(cells::AT_MOST),
                Some(Better::Higher) | None => cell,
            }
        }
    }
}

/// A figure in the KPI's unit.
fn measured(kpi: &Kpi<'_>, figure: &Figure) -> Cell {
    Cell::quantity(rounded(kpi, figure), kpi.unit.unwrap_or(""))
}

/// A figure as it was written where it has few places, else rounded once, to as many places as the target
/// has and at least one; to more where it would look like a target that it is not.
fn rounded(kpi: &Kpi<'_>, figure: &Figure) -> Decimal {
    /// More were worked out, not written.
    const WRITTEN: u32 = 4;
    let written = figure.exact().map(|exact| exact.normalize()).filter(|exact| exact.scale() <= WRITTEN);
    written.unwrap_or_else(|| {
        let fewest = places(kpi);
        let rounded = (fewest..=fewest + WRITTEN).map(|places| figure.rounded(places));
        let telling = rounded.clone().find(|rounded| !is_bound(kpi, *rounded));
        telling.unwrap_or_else(|| figure.rounded(fewest))
    })
}

fn is_bound(kpi: &Kpi<'_>, number: Decimal) -> bool {
    match kpi.target {
        KpiTarget::Value(target) => number == target,
        KpiTarget::Range(min, max) => number == min || number == max,
    }
}

/// As many as the target has, at least one.
fn places(kpi: &Kpi<'_>) -> u32 {
    let of = |number: Decimal| number.normalize().scale();
    match kpi.target {
        KpiTarget::Value(target) => of(target).max(1),
        KpiTarget::Range(min, max) => of(min).max(of(max)).max(1),
    }
}

/// A goal and how it stands.
type Scored<'s, 'a> = (&'s Record<'a, Goal<'a>>, &'s GoalStanding);

/// The goals' scores: the lowest first, those without any last.
fn totals<'a>(facts: &Facts<'_, 'a>, ask: &Ask<'_>, bounds: &Bounds, scored: Vec<Scored<'_, 'a>>) -> Totals {
    let family = workings::Family::of(facts.book);
    let mut rows = Rows::of(ask);
    for (goal, standing) in scored {
        let score = &standing.score;
        let place = (score.low.is_none(), score.low.clone(), goal.id);
        let cell = |figure: Option<&Figure>| Cell::from(figure.map(cells::score));
        let told = cell(score.value());
        let account = facts.book.accounts.get(goal.account.0).map_or(goal.account.0, |account| account.name);
        let cells = vec![
            Cell::told(goal.id, said!("{account}: {title}", "{account}：{title}", title = goal.title)),
            if score.provisional { told.marked(cells::PROVISIONAL) } else { told },
            cell(score.low.as_ref()),
            cell(score.high.as_ref()),
            Cell::from(colour(standing, bounds).map(cells::colour)),
        ];
        rows.push(place, cells, || workings::of_score(facts, bounds, &family, (goal, standing), ask));
    }
    Totals {
        columns: TOTALS.to_vec(),
        identity: &["goal"],
        rows: rows.sorted(facts),
    }
}

/// The colour of a goal's score; none while it still grows, or where it might be one or another.
fn colour(standing: &GoalStanding, bounds: &Bounds) -> Option<Colour> {
    let of = |figure: &Figure| Colour::of(figure, &bounds.green, &bounds.amber);
    let low = of(standing.score.low.as_ref()?);
    let high = of(standing.score.high.as_ref()?);
    (low == high && !standing.score.provisional).then_some(low)
}

fn notes(provisional: i64, without: i64) -> Vec<Said> {
    let mut notes = Vec::new();
    if provisional > 0 {
        let kpis = count(provisional, "KPI");
        notes.push(said!(
            "So far: the figures of {kpis} still add up while the period runs, and are provisional; the colour is by what is expected by now.",
            "暂计：{provisional} 项累计指标的期间尚未结束，数值为暂时结果；灯色按目前应达到的进度判定。"
        ));
    }
    if without > 0 {
        let kpis = count(without, "KPI");
        notes.push(said!(
            "{kpis} without a figure though the period is over: the score lies between the lowest and the highest.",
            "{without} 项指标期间已结束但没有数据：得分介于最低与最高之间。"
        ));
    }
    notes
}

#[cfg(test)]
mod tests;

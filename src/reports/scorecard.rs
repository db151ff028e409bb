//! `scorecard`: how every KPI stands, and what its goal scores.

use crate::book::Record;
use crate::document::{Cell, Column, Document, Importance, Kind, Row, Table, Tone, Totals, column};
use crate::facts::Facts;
use crate::facts::kpi::{Bounds, Colour, Course, GoalStanding, KpiStanding, counts_from};
use crate::model;
use crate::model::goal::{Better, Goal, Kpi, KpiTarget};
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::word;

use super::rows::{Rows, Spot, Trail};
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
    column("actual", word!("Actual", "实际值"), Kind::Number, Importance::Always),
    column("attainment", word!("Attainment", "达成率"), Kind::Percent, Importance::High),
    column("weight", word!("Weight", "权重"), Kind::Number, Importance::Medium),
    column("points", word!("Points", "得分"), Kind::Number, Importance::Medium),
    column("colour", word!("Colour", "灯色"), Kind::Word, Importance::Always),
    column("missed", word!("Missed", "未达标"), Kind::Bool, Importance::High),
    column("forecast", word!("Forecast", "预测值"), Kind::Number, Importance::Low),
];

const TOTALS: [Column; 5] = [
    column("goal", word!("Goal", "目标"), Kind::Named, Importance::Always),
    column("score", word!("Score", "得分"), Kind::Number, Importance::Always),
    column("score_low", word!("At least", "最低得分"), Kind::Number, Importance::Low),
    column("score_high", word!("At most", "最高得分"), Kind::Number, Importance::Low),
    column("colour", word!("Colour", "灯色"), Kind::Word, Importance::High),
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
    let mut rows: Rows<Place<'_>> = Rows::default();
    let mut scored: Vec<(&Record<'_, Goal<'_>>, &GoalStanding)> = Vec::new();
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
            let line = Line { facts, bounds: &bounds, goal, of_goal, kpi, standing };
            rows.push(place, line.cells(), line.trail(ask, at));
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
        totals: Some(totals(facts, &bounds, scored)),
        charts: Vec::new(),
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
    fn trail(&self, ask: &Ask<'_>, at: usize) -> Trail {
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::part(model::Kind::Goal, self.goal, self.kpi.id.0, Route::part("kpi", at)));
        trail.figures("actual", || {
            let actuals = self.goal.actual.iter().enumerate();
            let of_kpi = actuals.filter(|(_, actual)| actual.kpi.0 == self.kpi.id.0 && counts_from(actual) <= self.facts.as_of);
            let spot = |at| Spot::part(model::Kind::Goal, self.goal, self.kpi.id.0, Route::part("actual", at));
            of_kpi.map(move |(at, _)| spot(at))
        });
        if let (Some(counted), Some(points)) = (
            self.standing.counted(self.bounds),
            self.standing.points(self.kpi, self.bounds),
        ) {
            let (weight, counted, points) = (self.kpi.weight.0.normalize(), counted.text(1), points.text(1));
            trail.working("points", || {
                said!("{weight} × {counted} / 100 = {points}", "{weight} × {counted} / 100 = {points}")
            });
        }
        trail
    }

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

/// A figure in the KPI's unit: as it was written where it has few places, else rounded once, to as many
/// places as the target has and at least one; to more where it would look like a target that it is not.
fn measured(kpi: &Kpi<'_>, figure: &Figure) -> Cell {
    /// More were worked out, not written.
    const WRITTEN: u32 = 4;
    let written = figure.exact().map(|exact| exact.normalize()).filter(|exact| exact.scale() <= WRITTEN);
    let shown = written.unwrap_or_else(|| {
        let fewest = places(kpi);
        let rounded = (fewest..=fewest + WRITTEN).map(|places| figure.rounded(places));
        let telling = rounded.clone().find(|rounded| !is_bound(kpi, *rounded));
        telling.unwrap_or_else(|| figure.rounded(fewest))
    });
    Cell::quantity(shown, kpi.unit.unwrap_or(""))
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

/// The goals' scores: the lowest first, those without any last.
fn totals(facts: &Facts<'_, '_>, bounds: &Bounds, scored: Vec<(&Record<'_, Goal<'_>>, &GoalStanding)>) -> Totals {
    let mut scored = scored;
    scored.sort_by_key(|(goal, standing)| {
        let low = standing.score.low.clone();
        (low.is_none(), low, goal.id)
    });
    let rows = scored.into_iter().map(|(goal, standing)| {
        let score = &standing.score;
        let cell = |figure: Option<&Figure>| Cell::from(figure.map(cells::score));
        let told = cell(score.value());
        let account = facts.book.accounts.get(goal.account.0).map_or(goal.account.0, |account| account.name);
        Row::from(vec![
            Cell::told(goal.id, said!("{account}: {title}", "{account}：{title}", title = goal.title)),
            if score.provisional { told.marked(cells::PROVISIONAL) } else { told },
            cell(score.low.as_ref()),
            cell(score.high.as_ref()),
            Cell::from(colour(standing, bounds).map(cells::colour)),
        ])
    });
    Totals {
        columns: TOTALS.to_vec(),
        identity: &["goal"],
        rows: rows.collect(),
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

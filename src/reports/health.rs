//! `health`: how each account is doing, part by part, with the worst part beside the mean that would hide it.

use crate::book::Record;
use crate::document::{
    self, Cell, Chart, Column, Document, Entry, Form, Guide, Importance, Mark, Series, Table, Tone, Unit, column,
};
use crate::facts::Facts;
use crate::facts::health::{Health, Part, PartHealth, health};
use crate::facts::kpi::Colour;
use crate::model::Kind;
use crate::model::account::{Account, AccountStatus};
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word, count};
use crate::values::figure::Figure;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::scope::accounts;
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "health",
    title: word!("Account health", "客户健康度"),
    about: word!(
        "how each account is doing, 0 to 100, part by part, and which part is worst",
        "各客户的健康度（0 至 100）、各组成部分得分及最差的部分"
    ),
    readers: word!(
        "For directors who ask which account to look at first, and for account managers who explain why",
        "供主管判断先关注哪个客户，供客户经理说明原因"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Since],
    make,
};

const COLUMNS: [Column; 5] = [
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::Always),
    column("health", word!("Health", "健康度"), document::Kind::Number, Importance::Always).means(word!(
        "Σ weight × part / Σ weight over the parts that are known; the weights are `[health] weights`.",
        "Σ 权重 × 部分得分 ÷ Σ 权重，只计有数据的部分；权重见 `[health] weights`。"
    )),
    column("colour", word!("Colour", "灯色"), document::Kind::Word, Importance::Always).means(word!(
        "The mean's: green at or above `[health] green`, amber at or above `amber`, else red.",
        "按加权平均判定：不低于 `[health] green` 为绿，不低于 `amber` 为黄，否则为红。"
    )),
    column("worst", word!("Worst part", "最差部分"), document::Kind::Named, Importance::High)
        .means(word!("The part with the lowest figure, and its own colour: a mean hides it.", "得分最低的部分及其自身灯色：平均值会掩盖它。")),
    column("parts", word!("Parts", "组成部分"), document::Kind::Map, Importance::High).means(word!(
        "KPIs: the score of the latest period that has ended, at most 100. Satisfaction: CSAT of the last 12 months. Tasks: tasks, improvements and promises of ours due in the last 90 days, done in time. Contracts: our obligations of the last 12 months, done in time. Service: requests of the last 12 months solved in time. Communication: coverage of the last 90 days. What has no data is left out of the mean.",
        "指标：最近结束期间的得分，最高计 100。满意度：近 12 个月的满意度。任务：近 90 天到期的我方任务、整改和承诺的按时完成率。合同：近 12 个月我方义务的按时履行率。服务：近 12 个月请求的解决达标率。沟通：近 90 天的沟通覆盖率。没有数据的部分不计入平均。"
    )),
];

const AT_LEAST: Word = word!("at least", "至少");
const PARTIAL: Word = word!("partial:", "数据不全：");

/// Where a row stands: the least healthy first, then by id; of what nothing is known last.
type Place<'a> = (bool, Option<Figure>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut lines: Vec<Line<'_, '_, '_>> = Vec::new();
    let mut lost = 0;
    for (at, account) in accounts(facts, ask) {
        if account.status == AccountStatus::Lost && ask.account.is_none() {
            lost += 1;
            continue;
        }
        let line = Line { facts, account, health: health(facts, at) };
        let place = (line.health.score.is_none(), line.health.score.clone(), account.id);
        rows.push(place, line.cells(), || line.trail(ask));
        lines.push(line);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: None,
        charts: chart(facts, &lines).into_iter().collect(),
        empty: word!("No accounts.", "没有客户。"),
        notes: notes(&lines, lost),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// One account and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    account: &'f Record<'a, Account<'a>>,
    health: Health,
}

impl Line<'_, '_, '_> {
    /// Whether a KPI without a figure counts as 0 in it.
    fn is_incomplete(&self) -> bool {
        self.health.parts.iter().any(is_low)
    }

    /// Whether the parts that are known weigh less than half: a few good ones say little of the whole.
    fn is_partial(&self) -> bool {
        let weight = |parts: &mut dyn Iterator<Item = &PartHealth>| parts.map(|part| &part.weight).sum::<Figure>();
        let known = weight(&mut self.health.parts.iter().filter(|part| counts(part)));
        known * Figure::from(2) < weight(&mut self.health.parts.iter())
    }

    fn cells(&self) -> Vec<Cell> {
        let health = &self.health;
        let score = health.score.as_ref().map(cells::score);
        vec![
            cells::account(self.facts.book, self.account.id),
            match score {
                Some(score) if self.is_incomplete() => score.marked(AT_LEAST),
                Some(score) if self.is_partial() => score.marked(PARTIAL),
                score => Cell::from(score),
            },
            Cell::from(health.colour.map(cells::colour)),
            Cell::from(health.worst().map(worst)),
            Cell::map(health.parts.iter().map(part)),
        ]
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, mut trail) = (self.facts, Trail::of(ask));
        trail.whole_row(|| Spot::of(Kind::Account, self.account, Route::RECORD));
        let spots = |part: &PartHealth| {
            let sources = part.sources.iter();
            sources.map(|(kind, at)| Spot::record(facts, *kind, *at as usize)).collect::<Vec<_>>()
        };
        trail.figures("worst", || self.health.worst().map(spots).unwrap_or_default());
        trail.figures("parts", || self.health.parts.iter().flat_map(spots));
        self.work(&mut trail);
        trail
    }

    fn work(&self, trail: &mut Trail) {
        let known: Vec<&PartHealth> = self.health.parts.iter().filter(|part| counts(part)).collect();
        let text = |figure: &Figure| figure.text(1);
        if let Some(score) = self.health.score.as_ref().map(text) {
            let figure = |part: &PartHealth| part.figure.as_ref().map_or(String::new(), text);
            let products = known.iter().map(|part| format!("{} × {}", weight(part), figure(part)));
            let products = products.collect::<Vec<_>>().join(" + ");
            let weights = known.iter().map(|part| weight(part)).collect::<Vec<_>>().join(" + ");
            trail.working("health", || {
                said!("({products}) / ({weights}) = {score}", "（{products}）÷（{weights}）= {score}")
            });
        }
        trail.working("parts", || {
            let told: Vec<Said> = self.health.parts.iter().map(told).collect();
            let all = |lang: fn(&Said) -> &str, comma: &str| told.iter().map(lang).collect::<Vec<_>>().join(comma);
            Said {
                en: all(|said| &said.en, "; "),
                zh: all(|said| &said.zh, "；"),
            }
        });
    }
}

/// Whether a part counts in the mean.
fn counts(part: &PartHealth) -> bool {
    part.figure.is_some() && !part.weight.is_zero()
}

fn is_low(part: &PartHealth) -> bool {
    part.incomplete && counts(part)
}

fn weight(part: &PartHealth) -> String {
    part.weight.exact().map_or_else(|| part.weight.text(1), |weight| weight.to_string())
}

/// The id of the part for programs; for people its name, figure and own colour.
fn worst(part: &PartHealth) -> Cell {
    let Word { en, zh } = part.part.word();
    let figure = part.figure.as_ref().map_or(String::new(), |figure| figure.text(1));
    let Some(colour) = part.colour else { return Cell::unknown() };
    let (_, shade) = cells::colour_names(colour);
    let (shade_en, shade_zh) = (shade.en, shade.zh);
    let said = said!("{en} {figure}, {shade_en}", "{zh} {figure}，{shade_zh}");
    Cell::told(part.part.name(), said).toned(cells::tone(colour))
}

fn part(part: &PartHealth) -> Entry {
    let figure = match (&part.figure, part.colour) {
        (Some(figure), colour) => {
            let cell = cells::score(figure).toned(match colour {
                Some(Colour::Red) => Tone::Bad,
                Some(Colour::Amber) => Tone::Warn,
                Some(Colour::Green) | None => Tone::None,
            });
            if part.incomplete { cell.marked(AT_LEAST) } else { cell }
        }
        (None, _) => Cell::unknown().marked(word!("no data", "无数据")).toned(Tone::Muted),
    };
    Entry::word(part.part.name(), part.part.word(), figure)
}

/// What a part is made of: `tasks 75.0, weight 15, 3 of 4, 2026-01-02..2026-04-01`.
fn told(part: &PartHealth) -> Said {
    let Word { en, zh } = part.part.word();
    let Some(figure) = part.figure.as_ref().map(|figure| figure.text(1)) else {
        return said!("{en}: no data, left out", "{zh}：没有数据，不计入");
    };
    let weight = weight(part);
    let (counted_en, counted_zh) = match part.rate {
        Some(rate) => {
            let (kept, of) = (rate.kept, rate.of);
            let (en, zh) = counted(part.part);
            (format!(", {kept} of {of} {en}"), format!("，{of} {zh} {kept}"))
        }
        None => (String::new(), String::new()),
    };
    let days = part.period.map_or(String::new(), |period| period.to_string());
    let (least_en, least_zh) = match part.incomplete {
        true => (", KPIs without a figure count as 0", "，无数据的指标按 0 分计"),
        false => ("", ""),
    };
    said!(
        "{en} {figure} (weight {weight}{counted_en}, {days}{least_en})",
        "{zh} {figure}（权重 {weight}{counted_zh}，{days}{least_zh}）"
    )
}

/// What the counts of a part's rate are of.
fn counted(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Kpi => ("", ""),
        Part::Satisfaction => ("answers in the top two boxes", "个答案中最高两档"),
        Part::Tasks => ("done in time", "项中按时完成"),
        Part::Contracts => ("done in time", "项中按时履行"),
        Part::Service => ("solved in time", "个请求中按时解决"),
        Part::Communication => ("gaps within the limit", "个间隔中未超期"),
    }
}

/// The least healthy accounts against the green bound.
fn chart(facts: &Facts<'_, '_>, lines: &[Line<'_, '_, '_>]) -> Option<Chart> {
    /// So many bars are drawn.
    const MOST: usize = 20;
    let known = lines.iter().filter_map(|line| Some((line.health.score.as_ref()?, line)));
    let mut known: Vec<(&Figure, &Line<'_, '_, '_>)> = known.collect();
    // Ties stay in the order of their ids.
    known.sort_by_key(|(score, _)| *score);
    let (lowest, worst) = known.first()?;
    let of = |colour| known.iter().filter(|(_, line)| line.health.colour == Some(colour)).count();
    let (green, amber, red, n) = (of(Colour::Green), of(Colour::Amber), of(Colour::Red), known.len() as i64);
    let (name, lowest, accounts) = (worst.account.name, lowest.text(1), count(n, "account"));
    let title = word!("Health by account", "各客户健康度");
    let mark = |(score, line): &(&Figure, &Line<'_, '_, '_>)| Mark {
        label: Said { en: line.account.name.to_owned(), zh: line.account.name.to_owned() },
        values: vec![Some(score.rounded(1))],
        tone: line.health.colour.map_or(Tone::None, cells::tone),
    };
    Some(Chart {
        name: "health",
        title,
        summary: said!(
            "Of {accounts}: {green} green, {amber} amber, {red} red; the lowest is {name} with {lowest}.",
            "{n} 个客户中绿 {green} 个、黄 {amber} 个、红 {red} 个；最低为{name}，{lowest}。"
        ),
        form: Form::Bars,
        unit: Unit::Number,
        series: vec![Series { title: word!("Health", "健康度"), tone: Tone::None }],
        marks: known.iter().take(MOST).map(mark).collect(),
        guide: Some(Guide {
            value: facts.book.settings.health_green,
            label: word!("green from here", "绿灯线"),
        }),
    })
}

fn notes(lines: &[Line<'_, '_, '_>], lost: i64) -> Vec<Said> {
    let mut notes = Vec::new();
    let without = |wanted: Part| {
        let lacks = |part: &PartHealth| part.part == wanted && part.figure.is_none() && !part.weight.is_zero();
        lines.iter().filter(|line| line.health.parts.iter().any(lacks)).count()
    };
    let lacking: Vec<(Word, usize)> = Part::ALL.iter().map(|part| (part.word(), without(*part))).filter(|(_, n)| *n > 0).collect();
    if !lacking.is_empty() {
        let en: Vec<String> = lacking.iter().map(|(word, n)| format!("{} of {}", word.en, count(*n as i64, "account"))).collect();
        let zh: Vec<String> = lacking.iter().map(|(word, n)| format!("{}（{n} 个客户）", word.zh)).collect();
        let (en, zh) = (en.join(", "), zh.join("、"));
        notes.push(said!("Left out of the mean, since there are no data: {en}.", "因没有数据而未计入平均：{zh}。"));
    }
    let partial = |line: &&Line<'_, '_, '_>| line.health.score.is_some() && line.is_partial();
    let partial = lines.iter().filter(partial).count();
    if partial > 0 {
        let accounts = count(partial as i64, "account");
        notes.push(said!(
            "Partial: of {accounts} less than half of the weight is known; the mean says little of the whole.",
            "数据不全：{partial} 个客户有数据的部分权重不足一半，平均值不足以反映全貌。"
        ));
    }
    let low = lines.iter().filter(|line| line.is_incomplete()).count();
    if low > 0 {
        let accounts = count(low as i64, "account");
        notes.push(said!(
            "At least: of {accounts} some KPIs have no figure though their period is over; they count as 0.",
            "至少：{low} 个客户有指标期间已结束但没有数据，按 0 分计。"
        ));
    }
    if lost > 0 {
        let accounts = count(lost, "lost account");
        notes.push(said!("Left out: {accounts}.", "未列出 {lost} 个已流失的客户。"));
    }
    notes
}

#[cfg(test)]
mod tests;

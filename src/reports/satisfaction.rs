//! `satisfaction`: what surveys say of each account, and of all together.

mod trend;

use crate::book::Record;
use crate::document::{Cell, Column, Document, Entry, Importance, Kind, Row, Table, Tone, Totals, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::satisfaction::{Satisfaction, of_surveys, surveys_of};
use crate::model;
use crate::model::account::Account;
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::word;

use super::dark::Dark;
use super::rows::{Rows, Spot, Trail};
use super::scope::accounts;
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "satisfaction",
    title: word!("Satisfaction", "满意度分析"),
    about: word!(
        "what surveys say of each account: CSAT by dimension, NPS with its margin, effort, and open issues",
        "各客户的满意度（CSAT，含分维度）、净推荐值（NPS）及误差、费力度（CES）和待整改问题"
    ),
    readers: word!(
        "For account managers before they speak about it with the customer, and for the review",
        "供客户经理与客户沟通之前查看，也供审查使用"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 9] = [
    column("account", word!("Account", "客户"), Kind::Account, Importance::Always),
    column("surveys", word!("Surveys", "调查次数"), Kind::Number, Importance::Medium)
        .means(word!("Surveys that could be read whole; several are pooled.", "能完整读取的调查次数；多次调查合并计算。")),
    column("response_rate", word!("Response rate", "答复率"), Kind::Percent, Importance::Medium).means(word!(
        "Responses / how many were asked × 100, over the surveys that tell how many were asked.",
        "答复人数 ÷ 受访人数 × 100，只计写明受访人数的调查。"
    )),
    column("csat", word!("CSAT", "满意度"), Kind::Percent, Importance::Always).means(word!(
        "Answers in the top two boxes of their scale (4 and 5 of 5) / all answers × 100.",
        "评分在最高两档（5 分制的 4、5 分）的答案数 ÷ 全部答案数 × 100。"
    )),
    column("dimensions", word!("By dimension", "分维度满意度"), Kind::Map, Importance::High)
        .means(word!("The same of the answers on each dimension.", "各维度答案按同样方法计算。")),
    column("nps", word!("NPS", "净推荐值"), Kind::Number, Importance::High).means(word!(
        "% promoters (9, 10) − % detractors (0 to 6), from −100 to 100.",
        "推荐者（9、10 分）占比 − 贬损者（0 至 6 分）占比，介于 −100 与 100 之间。"
    )),
    column("nps_margin", word!("NPS ±", "净推荐值误差 ±"), Kind::Number, Importance::Medium).means(word!(
        "The 95 % margin: 196 × √((p + d − (p − d)²) / n), p and d the fractions of promoters and detractors, n how many answered.",
        "95% 误差：196 × √((p + d − (p − d)²) ÷ n)，p、d 为推荐者和贬损者的比例，n 为答复人数。"
    )),
    column("ces", word!("CES", "费力度"), Kind::Number, Importance::Low)
        .means(word!("The mean of the answers on how easy it was, 1 to 7.", "客户费力度（1 至 7 分）的平均值。")),
    column("issues_open", word!("Open issues", "待整改问题"), Kind::Number, Importance::High)
        .means(word!("Issues that surveys brought to light and that name no improvement, as of the day.", "调查中发现、尚未指明整改的问题。截至报表日期。")),
];

/// Where a row stands: the least CSAT first, then the least NPS, then what has most open issues, then by
/// id; what was never asked last.
type Place<'a> = (bool, Option<Figure>, bool, Option<Figure>, std::cmp::Reverse<usize>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let dark = Dark::of(facts);
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut pooled: Vec<u32> = Vec::new();
    let mut issues_open = Some(0);
    let mut notes = Notes::default();
    for (at, account) in accounts(facts, ask) {
        let surveys = surveys_of(facts, at, ask.period.as_ref());
        let known = !dark.hides(model::Kind::Survey, account.id);
        let line = Line {
            facts,
            account,
            found: pool(facts, surveys),
            surveys,
            known,
            issues: open_issues(facts, at).filter(|_| known),
        };
        pooled.extend(surveys);
        let issues = line.issues.as_ref().map(Vec::len);
        issues_open = issues_open.zip(issues).map(|(sum, one)| sum + one);
        notes.take(&line);
        let csat = line.found.all.csat().filter(|_| line.known);
        let nps = line.found.recommendation.nps().filter(|_| line.known);
        let place = (csat.is_none(), csat, nps.is_none(), nps, std::cmp::Reverse(issues.unwrap_or(0)), account.id);
        rows.push(place, line.cells(), || line.trail(ask));
    }
    let all = pool(facts, &pooled);
    let known = notes.hidden == 0;
    let mut cells = vec![Cell::unknown().marked(word!("All", "全部"))];
    cells.extend(figures(facts, &all, known));
    cells.push(Cell::from(issues_open));
    let mut trail = Trail::of(ask);
    if known {
        work(&all, &mut trail);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: (ask.account.is_none() && !pooled.is_empty()).then(|| totals(trail.total(cells))),
        charts: trend::chart(facts, &pooled).into_iter().collect(),
        empty: word!("No accounts.", "没有客户。"),
        notes: notes.said(&all),
    };
    Ok(REPORT.document(facts, ask, table))
}

fn totals(row: Row) -> Totals {
    let mut columns = COLUMNS.to_vec();
    // It names no account.
    columns[0] = column("account", word!("Accounts", "客户"), Kind::Text, Importance::Always);
    Totals {
        columns,
        identity: &[],
        rows: vec![row],
    }
}

/// What these surveys say, by their positions in the book.
fn pool<'a>(facts: &Facts<'_, 'a>, surveys: &[u32]) -> Satisfaction<'a> {
    let all = &facts.book.surveys.all;
    of_surveys(surveys.iter().map(|at| &all[*at as usize]), facts.as_of)
}

/// The open issues of an account; `None` where one could not be read.
fn open_issues<'f, 'a>(facts: &'f Facts<'_, 'a>, account: usize) -> Option<Vec<&'f Commitment<'a>>> {
    let all = &facts.book.surveys.all;
    let known = facts.of_account[account].surveys.iter().all(|at| all[*at as usize].sound(&["issue"]));
    let open = facts.ledger.of_account(account).iter();
    let open = open.filter(|one| one.source == Source::SurveyIssue && one.state.is_open());
    known.then(|| open.collect())
}

/// One account and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    account: &'f Record<'a, Account<'a>>,
    found: Satisfaction<'a>,
    surveys: &'l [u32],
    /// All its surveys could be read.
    known: bool,
    /// What is open of them; `None` where that is not known.
    issues: Option<Vec<&'l Commitment<'a>>>,
}

impl Line<'_, '_, '_> {
    fn cells(&self) -> Vec<Cell> {
        let late = self.issues.iter().flatten().any(|one| one.state == State::Overdue);
        let tone = if late { Tone::Bad } else { Tone::Warn };
        let mut cells = vec![cells::account(self.facts.book, self.account.id)];
        cells.extend(figures(self.facts, &self.found, self.known));
        cells.push(Cell::from(self.issues.as_ref().map(|issues| cells::count(issues.len(), tone))));
        cells
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, mut trail) = (self.facts, Trail::of(ask));
        trail.whole_row(|| Spot::of(model::Kind::Account, self.account, Route::RECORD));
        for key in ["surveys", "response_rate", "csat", "dimensions", "nps", "nps_margin", "ces"] {
            let spot = |at: &u32| Spot::record(facts, model::Kind::Survey, *at as usize);
            trail.figures(key, || self.surveys.iter().map(spot));
        }
        let issues = || self.issues.iter().flatten().map(|one| Spot::commitment(facts, one));
        trail.figures("issues_open", issues);
        if self.known {
            work(&self.found, &mut trail);
        }
        trail
    }
}

/// How the figures came about.
fn work(found: &Satisfaction<'_>, trail: &mut Trail) {
    let (asked, answered) = found.asked();
    if let Some(rate) = found.response_rate().map(|rate| rate.text(1)) {
        trail.working("response_rate", || {
            said!("{answered} of {asked} answered = {rate}%", "受访 {asked} 人，答复 {answered} 人 = {rate}%")
        });
    }
    let (top, of) = (found.all.top, found.all.of);
    if let Some(csat) = found.all.csat().map(|csat| csat.text(1)) {
        let mean = found.all.mean().map(|mean| mean.text(2));
        trail.working("csat", || {
            let answers = count(of, "answer");
            let (en, zh) = match mean {
                Some(mean) => (format!("; mean {mean}"), format!("；平均 {mean} 分")),
                None => (String::new(), String::new()),
            };
            said!(
                "{top} of {answers} in the top two boxes = {csat}%{en}",
                "{of} 个答案中 {top} 个在最高两档 = {csat}%{zh}"
            )
        });
    }
    let counts = found.dimensions.iter().map(|(id, answers)| format!("{id} {}/{}", answers.top, answers.of));
    let counts: Vec<String> = counts.collect();
    if !counts.is_empty() {
        trail.working("dimensions", || Said { en: counts.join(", "), zh: counts.join("，") });
    }
    let people = found.recommendation;
    if let (Some(nps), Some(margin)) = (people.nps().map(|nps| nps.text(1)), people.margin(1)) {
        let (promoters, detractors, of) = (people.promoters, people.detractors, people.of);
        trail.working("nps", || {
            said!(
                "({promoters} promoters − {detractors} detractors) / {of} × 100 = {nps}",
                "（推荐者 {promoters} − 贬损者 {detractors}）÷ {of} × 100 = {nps}"
            )
        });
        trail.working("nps_margin", || {
            let formula = format!("196 × √(({promoters}/{of} + {detractors}/{of} − ({promoters}/{of} − {detractors}/{of})²) / {of}) = {margin}");
            Said { en: formula.clone(), zh: formula }
        });
    }
    if let Some(ces) = found.ces().map(|ces| ces.text(1)) {
        let of = found.ces_answers();
        trail.working("ces", || {
            let answers = count(of, "answer");
            said!("mean of {answers} = {ces}", "{of} 个答案的平均值 = {ces}")
        });
    }
}

/// From `surveys` to `ces`.
fn figures(facts: &Facts<'_, '_>, found: &Satisfaction<'_>, known: bool) -> Vec<Cell> {
    let settings = &facts.book.settings;
    let (csat_min, nps_min) = (Figure::from(settings.csat_min), Figure::from(settings.nps_min));
    let low = |figure: &Figure, min: &Figure| if figure < min { Tone::Bad } else { Tone::None };
    let csat = |figure: &Figure| cells::percent(figure).toned(low(figure, &csat_min));
    let people = found.recommendation;
    let titles = settings.dimensions.iter();
    // In the order of the settings, then what they do not know.
    let known_ids = titles.clone().map(|(id, _)| *id);
    let others = found.dimensions.keys().copied().filter(|id| settings.dimensions.iter().all(|(known, _)| known != id));
    let dimensions = known_ids.chain(others).filter_map(|id| {
        let figure = found.dimensions.get(id)?.csat()?;
        let title = titles.clone().find(|(known, _)| *known == id).map_or(id, |(_, title)| *title);
        Some(Entry::named(id, title, csat(&figure)))
    });
    if !known {
        return (0..7).map(|_| Cell::unknown()).collect();
    }
    let nps = people.nps().map(|nps| {
        let cell = cells::score(&nps).toned(low(&nps, &nps_min));
        if people.few() { cell.marked(word!("few:", "样本少：")) } else { cell }
    });
    vec![
        Cell::from(found.surveys as usize),
        Cell::from(found.response_rate().as_ref().map(cells::percent)),
        Cell::from(found.all.csat().as_ref().map(csat)),
        Cell::map(dimensions),
        Cell::from(nps),
        Cell::from(people.margin(1).map(one_place)),
        Cell::from(found.ces().as_ref().map(cells::score)),
    ]
}

fn one_place(number: crate::values::number::Decimal) -> Cell {
    let mut number = number;
    number.rescale(1);
    Cell::from(number)
}

/// What the reader must know.
#[derive(Default)]
struct Notes {
    few: i64,
    left_out: i64,
    hidden: i64,
}

impl Notes {
    fn take(&mut self, line: &Line<'_, '_, '_>) {
        let people = line.found.recommendation;
        let few = people.of > 0 && people.few() || line.found.all.of > 0 && line.found.all.few();
        self.few += i64::from(few && line.known);
        self.left_out += i64::from(line.found.left_out);
        self.hidden += i64::from(!line.known);
    }

    fn said(&self, all: &Satisfaction<'_>) -> Vec<Said> {
        let mut notes = Vec::new();
        if self.few > 0 {
            let n = self.few;
            let accounts = count(n, "account");
            let (answers, people) = (all.all.of, all.recommendation.of);
            notes.push(said!(
                "Few: of {accounts} there are under 30 answers to CSAT or NPS, so that a figure says little by itself; read the NPS with its margin. Together there are {answers} answers to CSAT and {people} to NPS.",
                "样本少：{n} 个客户的满意度或净推荐值答案不足 30 个，单独看参考意义有限，净推荐值应结合误差来看。合计有满意度答案 {answers} 个、净推荐值答案 {people} 个。"
            ));
        }
        if self.left_out > 0 {
            let n = self.left_out;
            let surveys = count(n, "survey");
            notes.push(said!(
                "Left out: {surveys} of which some answers or the scale could not be read.",
                "未计入 {n} 次调查：其部分答案或分制无法读取。"
            ));
        }
        if self.hidden > 0 {
            let n = self.hidden;
            let accounts = count(n, "account");
            notes.push(said!(
                "Of {accounts} a whole survey could not be read: their figures, and those of all, are not known.",
                "有 {n} 个客户的调查文件无法读取：其数据及全部客户的合计无法得知。"
            ));
        }
        notes
    }
}

#[cfg(test)]
mod tests;

//! `service`: how each account's requests were served, against what was promised, and the complaints.

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Totals, column};
use crate::facts::Facts;
use crate::facts::rate::Rate;
use crate::facts::service::{Service, clocks, complaints, of_requests, open_of, requests_of};
use crate::model::Kind;
use crate::model::account::Account;
use crate::model::request::RequestType;
use crate::model::settings::ComplaintBase;
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
    name: "service",
    title: word!("Customer service", "客户服务报告"),
    about: word!(
        "how requests were answered and solved against what was promised, how long it took, and the complaints",
        "服务请求的响应与解决是否达到承诺时限、用时长短及投诉情况"
    ),
    readers: word!(
        "For whoever leads the service, and for account managers before they meet the customer",
        "供服务负责人使用，供客户经理拜访前查看"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 9] = [
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::Always),
    column("requests", word!("Requests", "请求数"), document::Kind::Number, Importance::High)
        .means(word!("Requests and complaints, by the moment they were opened.", "服务请求和投诉，按提出时间计。")),
    column("open", word!("Open", "未解决"), document::Kind::Number, Importance::High)
        .means(word!("Not solved yet at the end of the day, whenever they were opened.", "截至报表日期尚未解决的请求，不论何时提出。")),
    column("response_sla", word!("Answered in time", "响应达标率"), document::Kind::Percent, Importance::Always).means(word!(
        "Answered within the promised time / all whose clock was stopped or has run out × 100.",
        "在承诺时限内响应的请求 ÷ 计时已结束或已超时的请求 × 100。"
    )),
    column("resolution_sla", word!("Solved in time", "解决达标率"), document::Kind::Percent, Importance::Always).means(word!(
        "Solved within the promised time / all whose clock was stopped or has run out × 100.",
        "在承诺时限内解决的请求 ÷ 计时已结束或已超时的请求 × 100。"
    )),
    column("median_response", word!("Median response, h", "响应时间中位数（小时）"), document::Kind::Number, Importance::Medium).means(word!(
        "Hours until the first answer, on the promised clock (working hours where it runs in those), plain hours without a promise.",
        "到首次响应的小时数：按承诺时限的计时方式（按工作时间计的只算工作时间），无承诺的按自然时间。"
    )),
    column("complaints", word!("Complaints", "投诉数"), document::Kind::Number, Importance::High)
        .means(word!("Those of the requests that are complaints.", "请求中的投诉数。")),
    column("complaint_rate", word!("Complaint rate", "投诉率"), document::Kind::Percent, Importance::Medium).means(word!(
        "Complaints / requests × 100, or / orders × 100 where `[complaints] base` says so.",
        "投诉数 ÷ 请求数 × 100；`[complaints] base` 设为订单时 ÷ 订单数 × 100。"
    )),
    column("rating", word!("Rating", "评分"), document::Kind::Number, Importance::Medium)
        .means(word!("The mean of what customers say of how it was handled, 1 to 5.", "客户对处理情况评分（1 至 5 分）的平均值。")),
];

/// Where a row stands: what is solved in time least first, then answered in time least, then what has most
/// complaints and open requests, then by id.
type Place<'a> = (bool, Option<Figure>, bool, Option<Figure>, Reverse<u32>, Reverse<usize>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let dark = Dark::of(facts);
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let (mut all, mut open, mut base, mut hidden) = (Vec::new(), 0, Rate::default(), 0);
    for (at, account) in accounts(facts, ask) {
        let requests = requests_of(facts, at, ask.period.as_ref());
        let line = Line {
            facts,
            account,
            requests,
            open: open_of(facts, at).collect(),
            found: pool(facts, requests),
            complaints: complaints(facts, at, ask.period.as_ref()),
            known: !dark.hides(Kind::Request, account.id),
        };
        all.extend(requests);
        open += line.open.len();
        base.kept += line.complaints.kept;
        base.of += line.complaints.of;
        hidden += i64::from(!line.known);
        rows.push(line.place(), line.cells(), || line.trail(ask));
    }
    let found = pool(facts, &all);
    let mut cells = vec![Cell::unknown().marked(word!("All", "全部"))];
    cells.extend(figures(&found, open, base, hidden == 0));
    let mut trail = Trail::of(ask);
    if hidden == 0 {
        work(facts, &found, base, &mut trail);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: (ask.account.is_none() && !all.is_empty()).then(|| totals(trail, cells)),
        charts: Vec::new(),
        empty: word!("No accounts.", "没有客户。"),
        notes: note(hidden).into_iter().collect(),
    };
    Ok(REPORT.document(facts, ask, table))
}

fn totals(trail: Trail, cells: Vec<Cell>) -> Totals {
    let mut columns = COLUMNS.to_vec();
    // It names no account.
    columns[0] = column("account", word!("Accounts", "客户"), document::Kind::Text, Importance::Always);
    Totals {
        columns,
        identity: &[],
        rows: vec![trail.total(cells)],
    }
}

fn note(hidden: i64) -> Option<Said> {
    let accounts = count(hidden, "account");
    (hidden > 0).then(|| {
        said!(
            "Of {accounts} a request could not be read: their figures, and those of all, are not known.",
            "有 {hidden} 个客户的服务请求文件无法读取：其数据及全部客户的合计无法得知。"
        )
    })
}

fn pool(facts: &Facts<'_, '_>, requests: &[u32]) -> Service {
    of_requests(facts, requests.iter().map(|at| *at as usize))
}

/// One account and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    account: &'f Record<'a, Account<'a>>,
    requests: &'l [u32],
    open: Vec<u32>,
    found: Service,
    complaints: Rate,
    /// All its requests could be read.
    known: bool,
}

impl<'a> Line<'_, '_, 'a> {
    fn place(&self) -> Place<'a> {
        let known = |rate: Rate| rate.percent().filter(|_| self.known);
        let (solved, answered) = (known(self.found.resolve), known(self.found.respond));
        let (complaints, open) = (Reverse(self.found.complaints), Reverse(self.open.len()));
        (solved.is_none(), solved, answered.is_none(), answered, complaints, open, self.account.id)
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![cells::account(self.facts.book, self.account.id)];
        cells.extend(figures(&self.found, self.open.len(), self.complaints, self.known));
        cells
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, mut trail) = (self.facts, Trail::of(ask));
        let all = &facts.book.requests.all;
        let spot = |at: u32| Spot::record(facts, Kind::Request, at as usize);
        let requests = || self.requests.iter().copied();
        let judged = |at: u32| clocks(facts.book, facts.end_of_day, at as usize);
        let is_complaint = |at: &u32| all[*at as usize].sort == RequestType::Complaint;
        trail.whole_row(|| Spot::of(Kind::Account, self.account, Route::RECORD));
        trail.figures("requests", || requests().map(spot));
        trail.figures("open", || self.open.iter().copied().map(spot));
        trail.figures("response_sla", || {
            let judged = requests().filter(|at| judged(*at).respond.is_some_and(|clock| clock.met.is_some()));
            judged.map(spot)
        });
        trail.figures("resolution_sla", || {
            let judged = requests().filter(|at| judged(*at).resolve.is_some_and(|clock| clock.met.is_some()));
            judged.map(spot)
        });
        trail.figures("median_response", || {
            let answered = requests().filter(|at| {
                let request = &all[*at as usize];
                request.responded.is_some() || request.resolved.is_some() || request.closed.is_some()
            });
            answered.map(spot)
        });
        for key in ["complaints", "complaint_rate"] {
            trail.figures(key, || requests().filter(is_complaint).map(spot));
        }
        let rated = |at: &u32| all[*at as usize].rating.is_some();
        trail.figures("rating", || requests().filter(rated).map(spot));
        if self.known {
            work(facts, &self.found, self.complaints, &mut trail);
        }
        trail
    }
}

/// From `requests` to `rating`.
fn figures(found: &Service, open: usize, complaints: Rate, known: bool) -> Vec<Cell> {
    if !known {
        return (0..8).map(|_| Cell::unknown()).collect();
    }
    let percent = |rate: Rate| Cell::from(rate.percent().as_ref().map(cells::percent));
    vec![
        Cell::from(found.requests as usize),
        Cell::from(open),
        percent(found.respond),
        percent(found.resolve),
        Cell::from(found.response_times.median().as_ref().map(cells::score)),
        Cell::from(found.complaints as usize),
        percent(complaints),
        Cell::from(found.rating().as_ref().map(cells::score)),
    ]
}

/// How the figures came about.
fn work(facts: &Facts<'_, '_>, found: &Service, complaints: Rate, trail: &mut Trail) {
    let text = |figure: Option<Figure>| figure.map(|figure| figure.text(1));
    let (met, of) = (found.respond.kept, found.respond.of);
    if let Some(percent) = text(found.respond.percent()) {
        trail.working("response_sla", || {
            let requests = count(of, "request");
            said!("{met} of {requests} answered in time = {percent}%", "{of} 个请求中 {met} 个按时响应 = {percent}%")
        });
    }
    let (met, of) = (found.resolve.kept, found.resolve.of);
    if let Some(percent) = text(found.resolve.percent()) {
        trail.working("resolution_sla", || {
            let requests = count(of, "request");
            said!("{met} of {requests} solved in time = {percent}%", "{of} 个请求中 {met} 个按时解决 = {percent}%")
        });
    }
    let times = &found.response_times;
    let n = times.count() as i64;
    if let (Some(median), Some(ninetieth), Some(mean)) = (text(times.median()), text(times.ninetieth()), text(times.mean())) {
        trail.working("median_response", || {
            let requests = count(n, "request");
            said!(
                "{requests} answered: median {median} h, 90th percentile {ninetieth} h, mean {mean} h",
                "{n} 个已响应请求：中位数 {median} 小时，第 90 百分位 {ninetieth} 小时，平均 {mean} 小时"
            )
        });
    }
    let (some, of) = (complaints.kept, complaints.of);
    if let Some(percent) = text(complaints.percent()) {
        trail.working("complaint_rate", || {
            let made = count(some, "complaint");
            match facts.book.settings.complaints {
                ComplaintBase::Requests => {
                    let base = count(of, "request");
                    said!("{made} / {base} × 100 = {percent}%", "{some} 个投诉 ÷ {of} 个请求 × 100 = {percent}%")
                }
                ComplaintBase::Orders => {
                    let base = count(of, "order");
                    said!("{made} / {base} × 100 = {percent}%", "{some} 个投诉 ÷ {of} 个订单 × 100 = {percent}%")
                }
            }
        });
    }
    let n = found.ratings();
    if let Some(rating) = text(found.rating()) {
        trail.working("rating", || {
            let ratings = count(n, "rating");
            said!("mean of {ratings} = {rating}", "{n} 个评分的平均值 = {rating}")
        });
    }
}

#[cfg(test)]
mod tests;

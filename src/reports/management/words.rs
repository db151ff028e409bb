//! The sentences of the review: the figures of the whole book, in words.

use crate::facts::Facts;
use crate::facts::health::health;
use crate::facts::kpi::{Colour, Course};
use crate::facts::ledger::{Source, State};
use crate::facts::rate::Rate;
use crate::facts::{contracts as of_contracts, members, sales, satisfaction as surveys, service};
use crate::model::Kind;
use crate::model::account::AccountStatus;
use crate::model::contract::Party;
use crate::model::improvement::ImprovementStatus;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::super::{lines, weight};

/// The sentence, and that it lacks something where records of these kinds could not be read.
pub fn as_far_as_known(facts: &Facts<'_, '_>, kinds: &[Kind], said: Said) -> Said {
    if !kinds.iter().any(|kind| facts.book.blind(*kind, None)) {
        return said;
    }
    let Said { en, zh } = said;
    said!(
        "{en} Some of these records could not be read and are missing here.",
        "{zh}其中部分记录无法读取，未计入。"
    )
}

/// How many customers there are, what is open, and how they are.
pub fn opening(facts: &Facts<'_, '_>) -> Said {
    let book = facts.book;
    let active = book.accounts.iter().filter(|account| account.status.is_active()).count();
    let at_risk = book.accounts.iter().filter(|account| account.status == AccountStatus::AtRisk).count();
    let of = |party: Party| {
        let open = facts.ledger.all.iter().filter(|one| one.party == party && one.state.is_open());
        let overdue = open.clone().filter(|one| one.state == State::Overdue).count();
        (open.count(), overdue)
    };
    let ((open, overdue), (_, theirs)) = (of(Party::Us), of(Party::Customer));
    let open_ones = facts.ledger.all.iter().filter(|one| one.state.is_open());
    let stake = weight::together(facts, open_ones).unwrap_or_default();
    let (sum, lacking) = (stake.in_book(book), stake.lacking());
    let mut colours = [0usize; 4];
    for (at, _) in book.accounts.iter().enumerate().filter(|(_, account)| account.status.is_active()) {
        colours[match health(facts, at).colour {
            Some(Colour::Green) => 0,
            Some(Colour::Amber) => 1,
            Some(Colour::Red) => 2,
            None => 3,
        }] += 1;
    }
    let [green, amber, red, unknown] = colours;
    let accounts = count(active as i64, "active account");
    let (name, commitments) = (book.settings.name, count(open as i64, "open commitment"));
    said!(
        "{name}: {accounts}, {at_risk} at risk. Health: {green} green, {amber} amber, {red} red, {unknown} not known. We have {commitments}, {overdue} overdue; customers have {theirs} overdue. At stake with what is overdue or due soon: {sum}{en_lacking}.",
        "{name}：合作中的客户 {active} 个，其中有流失风险 {at_risk} 个。健康度：绿 {green}、黄 {amber}、红 {red}、无数据 {unknown}。我方未完成 {open} 项，其中逾期 {overdue} 项；客户逾期 {theirs} 项。逾期和即将到期事项涉及金额 {sum}{zh_lacking}。",
        en_lacking = lacking.en,
        zh_lacking = lacking.zh
    )
}

fn percent(figure: &Figure) -> String {
    format!("{}%", figure.text(1))
}

/// A rate with what it is of; nothing where nothing was counted.
fn rate(rate: Rate) -> Option<String> {
    rate.percent().map(|figure| percent(&figure))
}

/// What was sold, and how much of it hangs on a few.
pub fn portfolio(facts: &Facts<'_, '_>, period: Option<Period>) -> Said {
    let all = sales::portfolio(facts, period.as_ref());
    let Some(total) = all.total.figure() else {
        return said!(
            "Revenue is not known: an amount is missing, cannot be read or has no rate.",
            "有金额缺失、无法读取或缺少汇率，销售额无法得知。"
        );
    };
    let (sum, accounts, zh_accounts) = (
        lines::in_book(facts.book, total),
        count(all.ranked.len() as i64, "account"),
        all.ranked.len(),
    );
    match (&all.top1, &all.top3, &all.hhi) {
        (Some(top1), Some(top3), Some(hhi)) => said!(
            "Revenue of {sum} from {accounts}; the largest has {top1} of it, the largest three {top3} (HHI {hhi}).",
            "销售额 {sum}，来自 {zh_accounts} 个客户；最大客户占 {top1}，前三大客户占 {top3}（HHI {hhi}）。",
            top1 = percent(top1),
            top3 = percent(top3),
            hhi = hhi.text(0)
        ),
        _ => said!("No revenue on record.", "暂无销售额记录。"),
    }
}

/// How the KPIs stand.
pub fn goals(facts: &Facts<'_, '_>, period: Option<Period>) -> Said {
    let (mut all, mut missed, mut at_risk, mut without) = (0, 0, 0, 0);
    for (goal, standing) in facts.book.goals.iter().zip(&facts.goals) {
        let wanted = match (period, standing.course) {
            (Some(period), _) => period.contains(goal.period.last()),
            (None, Course::Running | Course::Over) => true,
            (None, Course::Ahead) => false,
        };
        for kpi in standing.kpis.iter().filter(|_| wanted) {
            all += 1;
            missed += usize::from(kpi.missed);
            at_risk += usize::from(kpi.at_risk);
            without += usize::from(standing.course == Course::Over && kpi.known && kpi.actual.is_none());
        }
    }
    let kpis = count(all as i64, "KPI");
    said!(
        "Of {kpis}: {missed} missed the target, {at_risk} at risk, {without} without a figure though the period is over.",
        "共 {all} 项指标：未达标 {missed} 项，有风险 {at_risk} 项，期间已结束仍无数据 {without} 项。"
    )
}

/// How both sides kept their obligations, and what our lateness costs.
pub fn contracts(facts: &Facts<'_, '_>, period: Option<Period>) -> Said {
    let of = |party| of_contracts::on_time(facts, &facts.ledger.all, party, period);
    let (us, customers) = (of(Party::Us), of(Party::Customer));
    let costs = of_contracts::exposures(facts, &facts.ledger.all);
    let costs: Vec<String> = costs
        .iter()
        .filter(|(_, cost)| !cost.is_zero())
        .map(|(currency, cost)| {
            lines::money(crate::values::money::Money {
                amount: cost.rounded(currency.minor_units()),
                currency: *currency,
            })
        })
        .collect();
    let kept = match (rate(us), rate(customers)) {
        (None, None) => said!("nothing was due yet", "双方尚无到期义务"),
        (ours, theirs) => {
            let ours = match ours {
                Some(percent) => said!("we kept {percent} of {n}", "我方到期义务 {n} 项中按时 {percent}", n = us.of),
                None => said!("nothing of ours was due yet", "我方尚无到期义务"),
            };
            let theirs = match theirs {
                Some(percent) => {
                    said!("customers kept {percent} of {n}", "客户到期义务 {n} 项中按时 {percent}", n = customers.of)
                }
                None => said!("nothing of the customers' was due yet", "客户尚无到期义务"),
            };
            let (en_ours, en_theirs, zh_ours, zh_theirs) = (ours.en, theirs.en, ours.zh, theirs.zh);
            said!("{en_ours}; {en_theirs}", "{zh_ours}；{zh_theirs}")
        }
    };
    let cost = if costs.is_empty() {
        said!("No penalties have grown.", "无违约金。")
    } else {
        said!("Penalties so far: {sum}.", "至今违约金 {sum}。", sum = costs.join(" + "))
    };
    said!(
        "Obligations due and done on time: {en_kept}. {en_cost}",
        "{zh_kept}。{zh_cost}",
        en_kept = kept.en,
        en_cost = cost.en,
        zh_kept = kept.zh,
        zh_cost = cost.zh
    )
}

/// What customers say, and how fast they are served.
pub fn satisfaction(facts: &Facts<'_, '_>, period: Option<Period>) -> Said {
    let within = |day| period.is_none_or(|period: Period| period.contains(day));
    let all = facts.book.surveys.iter().filter(|survey| survey.date <= facts.as_of && within(survey.date));
    let found = surveys::of_surveys(all, facts.as_of);
    let accounts = 0..facts.book.accounts.all.len();
    let requests = accounts.flat_map(|at| service::requests_of(facts, at, period.as_ref()).iter().map(|at| *at as usize));
    let served = service::of_requests(facts, requests);
    let csat = match found.all.csat() {
        Some(csat) => said!(
            "CSAT {csat} of {answers}",
            "满意度 {csat}（{n} 个评分）",
            csat = percent(&csat),
            answers = count(i64::from(found.all.of), "answer"),
            n = found.all.of
        ),
        None => said!("No survey answers", "暂无调查结果"),
    };
    let nps = match (found.recommendation.nps(), found.recommendation.margin(1)) {
        (Some(nps), Some(margin)) => said!(
            ", NPS {nps} ± {margin}",
            "，净推荐值 {nps} ± {margin}",
            nps = nps.text(1)
        ),
        (Some(_) | None, _) => Said::default(),
    };
    let (requests, n) = (count(i64::from(served.requests), "request"), served.requests);
    let (open, complaints) = (served.open, served.complaints);
    let solved = match rate(served.resolve) {
        Some(solved) => said!("; {solved} solved in time", "，按时解决 {solved}"),
        None => Said::default(),
    };
    said!(
        "{en_csat}{en_nps}. {requests}, {complaints} of them complaints, {open} open{en_solved}.",
        "{zh_csat}{zh_nps}。服务请求 {n} 个，其中投诉 {complaints} 个，未解决 {open} 个{zh_solved}。",
        en_csat = csat.en,
        en_nps = nps.en,
        en_solved = solved.en,
        zh_csat = csat.zh,
        zh_nps = nps.zh,
        zh_solved = solved.zh
    )
}

/// What the reviews found, and what became of it.
pub fn reviews(facts: &Facts<'_, '_>, period: Option<Period>) -> Said {
    let within = |day| day <= facts.as_of && period.is_none_or(|period: Period| period.contains(day));
    let held: Vec<_> = facts.book.reviews.iter().filter(|review| within(review.date)).collect();
    let findings: usize = held.iter().map(|review| review.finding.len()).sum();
    let asked = facts.ledger.all.iter().filter(|one| one.source == Source::ReviewFinding && one.state.is_open());
    let waiting = asked.filter(|one| within(facts.book.reviews.all[one.record as usize].date)).count();
    let (mut open, mut overdue) = (0, 0);
    for one in facts.ledger.all.iter().filter(|one| one.source == Source::Improvement) {
        open += usize::from(one.state.is_open());
        overdue += usize::from(one.state == State::Overdue);
    }
    let closed = |one: &&crate::book::Record<'_, crate::model::improvement::Improvement<'_>>| {
        one.status == ImprovementStatus::Closed && one.closed.is_none_or(within)
    };
    let closed = facts.book.improvements.iter().filter(closed).count();
    let (reviews, n) = (count(held.len() as i64, "review"), held.len());
    let found = count(findings as i64, "finding");
    said!(
        "{reviews} with {found}, {waiting} of them without an improvement. Improvements: {open} open, {overdue} of them overdue, {closed} closed.",
        "开展审查 {n} 次，发现问题 {findings} 项，其中 {waiting} 项尚未立项整改。整改项：未完成 {open} 项（逾期 {overdue} 项），已关闭 {closed} 项。"
    )
}

/// How much lies on how many desks. Nobody is ranked by it.
pub fn people(facts: &Facts<'_, '_>) -> Said {
    let all = members::members(facts, None);
    let with_open = all.iter().filter(|member| member.accountable.open > 0).count();
    let with_overdue = all.iter().filter(|member| member.accountable.overdue > 0).count();
    let over = all.iter().filter(|member| member.load().is_some_and(|load| load > Figure::from(1))).count();
    let people = match with_open {
        1 => "1 person answers".to_owned(),
        n => format!("{n} people answer"),
    };
    said!(
        "{people} for open commitments; {with_overdue} have something overdue, and {over} have more than their capacity.",
        "{with_open} 人名下有未完成事项，{with_overdue} 人有逾期事项，{over} 人超出负荷。"
    )
}

//! What a pillar's cell says to people: the worst of what is wrong, in few words; and all of it, in full.

use crate::document::{Cell, Tone};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source};
use crate::facts::pillars::{Pillar, PillarStanding, Standing, Trouble};
use crate::model::contract::Party;
use crate::said;
use crate::say::{Said, Word, count};
use crate::word;

/// `ok`, `late` or `missing` for programs; for people, what is wrong.
pub(super) fn cell(standing: &PillarStanding<'_, '_>) -> Cell {
    let Some(known) = standing.standing else { return Cell::unknown() };
    let name = known.name();
    match known {
        Standing::Ok => Cell::told(name, known.word().into()).toned(Tone::Good),
        Standing::Late => Cell::told(name, worst(&standing.troubles)).toned(Tone::Warn),
        Standing::Missing if standing.asked => Cell::told(name, missing(standing.pillar).into()).toned(Tone::Bad),
        Standing::Missing => Cell::told(name, word!("none, not asked for", "无，未要求").into()).toned(Tone::Muted),
    }
}

fn worst(troubles: &[Trouble<'_, '_>]) -> Said {
    let Some((first, rest)) = troubles.split_first() else { return Standing::Late.word().into() };
    let (word, more) = (word_of(first), rest.len());
    let (en, zh) = (word.en, word.zh);
    match more {
        0 => word.into(),
        _ => said!("{en}, {more} more", "{zh}，另 {more} 项"),
    }
}

fn missing(pillar: Pillar) -> Word {
    match pillar {
        Pillar::Goals => word!("no goal", "没有目标"),
        Pillar::Communication => word!("no contact", "没有联系"),
        Pillar::Contracts => word!("no contract", "没有合同"),
        Pillar::Satisfaction => word!("not surveyed", "没有调查"),
        Pillar::Review => word!("not reviewed", "没有审查"),
    }
}

fn word_of(trouble: &Trouble<'_, '_>) -> Word {
    match trouble {
        Trouble::Missed { .. } => word!("KPI missed", "指标未达标"),
        Trouble::AtRisk { .. } => word!("KPI at risk", "指标落后"),
        Trouble::MetLate(_) => word!("obligation met late", "义务履行晚了"),
        Trouble::PastEnd(_) => word!("contract past its end", "合同已过期"),
        Trouble::Low(_) => word!("low satisfaction", "满意度偏低"),
        Trouble::Overdue(one) => overdue(one),
    }
}

fn overdue(one: &Commitment<'_>) -> Word {
    match one.source {
        Source::KpiFigure => word!("figure overdue", "指标逾期未报"),
        Source::Feedback => word!("feedback unanswered", "反馈未答复"),
        Source::Promise => word!("promise overdue", "承诺逾期"),
        Source::Contact | Source::Cadence => word!("contact overdue", "联系逾期"),
        Source::FaceToFace => word!("meeting overdue", "面谈逾期"),
        Source::Share => word!("information overdue", "信息提供逾期"),
        Source::NextStep => word!("next step overdue", "下一步逾期"),
        Source::Obligation if one.party == Party::Customer => word!("their obligation overdue", "客户义务逾期"),
        Source::Obligation => word!("our obligation overdue", "我方义务逾期"),
        Source::Notice => word!("notice overdue", "续约通知逾期"),
        Source::Survey => word!("survey overdue", "调查逾期"),
        Source::SurveyIssue => word!("issue not taken up", "问题未立项"),
        Source::NextReview => word!("review overdue", "审查逾期"),
        Source::ReviewFinding => word!("finding not taken up", "问题未立项"),
        Source::ReviewReport => word!("review not reported", "审查未报告"),
        Source::Improvement | Source::Measure | Source::Effect => word!("improvement overdue", "整改逾期"),
        // None of these belongs to a pillar.
        Source::Task
        | Source::Duty
        | Source::Respond
        | Source::Resolve
        | Source::Delivery
        | Source::AccountPage => word!("overdue", "逾期"),
    }
}

/// All that is wrong with a pillar, or what it stands on.
pub(super) fn in_full(facts: &Facts<'_, '_>, standing: &PillarStanding<'_, '_>) -> Option<Said> {
    /// So many are named.
    const NAMED: usize = 5;
    let known = standing.standing?;
    let more = standing.troubles.len().saturating_sub(NAMED);
    let mut parts: Vec<Said> = standing.troubles.iter().take(NAMED).map(|trouble| of(facts, trouble)).collect();
    if more > 0 {
        parts.push(said!("{more} more", "另 {more} 项"));
    }
    if parts.is_empty() {
        return Some(match known {
            Standing::Ok | Standing::Late => said!("there, and nothing of it is late", "已具备，没有逾期或未达标"),
            Standing::Missing => missing(standing.pillar).into(),
        });
    }
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    Some(Said {
        en: en.join("; "),
        zh: zh.join("；"),
    })
}

fn of(facts: &Facts<'_, '_>, trouble: &Trouble<'_, '_>) -> Said {
    let word = word_of(trouble);
    let (en, zh) = (word.en, word.zh);
    match *trouble {
        Trouble::Missed { goal, kpi } | Trouble::AtRisk { goal, kpi } => {
            let goal = &facts.book.goals.all[goal as usize];
            let (name, period) = (goal.kpi[kpi as usize].name, goal.period);
            said!("{en}: {name}, {period}", "{zh}：{name}，{period}")
        }
        Trouble::Overdue(one) | Trouble::MetLate(one) => {
            let (title, days) = (one.title(facts), one.days_late);
            let (late, title_en, title_zh) = (count(days, "day"), title.en, title.zh);
            said!("{en}: {title_en}, {late}", "{zh}：{title_zh}，{days} 天")
        }
        Trouble::PastEnd(contract) => {
            let title = facts.book.contracts.all[contract as usize].title;
            said!("{en}: {title}", "{zh}：{title}")
        }
        Trouble::Low(survey) => {
            let date = facts.book.surveys.all[survey as usize].date;
            said!("{en}: survey of {date}", "{zh}：{date} 的调查")
        }
    }
}

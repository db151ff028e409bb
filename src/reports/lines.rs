//! What is owed, in one line each, for the lists of composed documents: the same thing reads alike in all
//! of them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::book::Book;
use crate::document::{Point, Tone};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State, stake};
use crate::model::contract::Party;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::money::Money;

use super::weight;

/// As wide as a title may be in a line; Chinese characters count two.
const TITLE: usize = 60;

/// As wide as a name may be in a line.
const NAME: usize = 32;

/// Text on one line, cut to a width, with a sign where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.width() <= width {
        return text;
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A sentence cut to a width.
pub fn cut_said(said: &Said, width: usize) -> Said {
    Said {
        en: cut(&said.en, width),
        zh: cut(&said.zh, width),
    }
}

/// Money for people: `1,200,000.00 CNY`.
pub fn money(money: Money) -> String {
    let shown = money.shown();
    let (minus, digits) = shown.strip_prefix('-').map_or(("", shown.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut grouped = String::with_capacity(shown.len() + whole.len() / 3);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{minus}{grouped}{fraction} {}", money.currency)
}

/// A sum in the book's currency, for people.
pub fn in_book(book: &Book<'_>, sum: &Figure) -> String {
    let currency = book.settings.terms.currency;
    let amount = sum.rounded(currency.minor_units());
    money(Money { amount, currency })
}

/// A person's name; the id where nobody is known by it.
pub fn person<'b>(book: &'b Book<'_>, id: &'b str) -> &'b str {
    book.people.get(id).map_or(id, |person| person.name)
}

/// An account's name; the id where no account is known by it.
pub fn account<'b>(book: &'b Book<'_>, id: &'b str) -> &'b str {
    book.accounts.get(id).map_or(id, |account| account.name)
}

/// What is owed, as whoever owes it would say it.
pub fn what<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Said {
    let title = one.title(facts);
    let (en, zh) = (title.en.as_str(), title.zh.as_str());
    let said = match one.source {
        Source::Feedback => said!("Answer: {en}", "答复客户：{zh}"),
        Source::SurveyIssue => said!("Take up from the survey: {en}", "落实调查问题：{zh}"),
        Source::ReviewFinding => said!("Take up from the review: {en}", "落实审查问题：{zh}"),
        Source::Improvement => said!("Improvement: {en}", "整改：{zh}"),
        Source::Task
        | Source::Duty
        | Source::Obligation
        | Source::Notice
        | Source::Measure
        | Source::Effect
        | Source::ReviewReport
        | Source::NextReview
        | Source::Survey
        | Source::Contact
        | Source::Cadence
        | Source::FaceToFace
        | Source::Share
        | Source::Promise
        | Source::KpiFigure
        | Source::Respond
        | Source::Resolve
        | Source::Delivery
        | Source::NextStep
        | Source::AccountPage => title,
    };
    cut_said(&said, TITLE)
}

/// How it stands, in a few words: `5 days late`, `due on 2026-04-05`.
pub fn standing(one: &Commitment<'_>) -> Option<Said> {
    let days = one.days_late;
    let late = count(days, "day");
    Some(match (one.state, one.done, one.due) {
        (State::Overdue, _, _) => said!("{late} late", "逾期 {days} 天"),
        (State::DoneLate, Some(done), _) => said!("done {done}, {late} late", "{done} 完成，逾期 {days} 天"),
        (State::DoneLate, None, _) => said!("done {late} late", "逾期 {days} 天完成"),
        (State::Done, Some(done), _) => said!("done {done}", "{done} 完成"),
        (State::Done, None, _) => said!("done", "已完成"),
        (State::Open | State::DueSoon, _, Some(due)) => said!("due {due}", "{due} 到期"),
        (State::Open | State::DueSoon, _, None) | (State::NoDate, _, _) => said!("no date", "未定期限"),
        (State::Cancelled, _, _) => return None,
    })
}

/// The money that depends on it where it is at stake, for people.
pub fn stake_of(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> Option<String> {
    weight::at_stake(facts, one)?;
    stake(facts, one).map(money)
}

/// Whether the account stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// In a document about the whole book.
    Account,
    /// In one about this account.
    Nothing,
}

/// One line: the account, what, who, how it stands, and the money at stake.
pub fn line<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, naming: Naming) -> Point {
    let book = facts.book;
    let mut text = what(facts, one);
    if one.party == Party::Customer {
        text = said!(
            "{en} (owed by the customer)",
            "{zh}（客户应办）",
            en = text.en,
            zh = text.zh
        );
    }
    let account = match naming {
        Naming::Account => one.account_id(facts).map(|id| cut(account(book, id), NAME)),
        Naming::Nothing => None,
    };
    if let Some(account) = account {
        text = said!("{account}: {en}", "{account}：{zh}", en = text.en, zh = text.zh);
    }
    let owner = one.owner.map(|id| cut(person(book, id), NAME));
    let same = |text: String| Said {
        en: text.clone(),
        zh: text,
    };
    let more = [owner.map(same), standing(one), stake_of(facts, one).map(same)];
    for said in more.into_iter().flatten() {
        text.en = format!("{} · {}", text.en, said.en);
        text.zh = format!("{} · {}", text.zh, said.zh);
    }
    Point {
        tone: tone(one.state),
        text,
    }
}

fn tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Bad,
        State::DueSoon => Tone::Warn,
        State::Done | State::DoneLate => Tone::Good,
        State::Open | State::NoDate | State::Cancelled => Tone::None,
    }
}

/// Points, and how many more there are.
pub fn and_more(points: Vec<Point>, more: usize) -> Vec<Point> {
    let mut points = points;
    if more > 0 {
        points.push(Point {
            tone: Tone::Muted,
            text: said!("and {more} more", "另有 {more} 项"),
        });
    }
    points
}

/// The first of these points, and how many more there are.
pub fn first(points: Vec<Point>, most: usize) -> Vec<Point> {
    let more = points.len().saturating_sub(most);
    let mut points = points;
    points.truncate(most);
    and_more(points, more)
}

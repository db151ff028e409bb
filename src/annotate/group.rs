//! Findings in the order in which people need them, and the words that every format for people shares.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Outcome, Summary};
use crate::book::Book;
use crate::findings::locate::Located;
use crate::findings::since::New;
use crate::render::clean;
use crate::rules::Group;
use crate::say::{Lang, Said, Word, count};
use crate::{said, word};

const HELP: Word = word!("help: ", "建议：");
const OWNER: Word = word!("owner: ", "负责人：");
const NOTE: Word = word!("note: ", "说明：");

/// The customer whom findings concern; none where it is no single one.
pub type Account<'a> = Option<&'a str>;

/// The findings by how new they are, where that is known: first what the change brings.
pub fn by_novelty<'o, 'a>(all: &'o [Located<'a>]) -> Vec<(Option<New>, Vec<&'o Located<'a>>)> {
    let mut by_novelty: BTreeMap<Option<New>, Vec<&Located<'_>>> = BTreeMap::new();
    for located in all {
        by_novelty.entry(located.new).or_default().push(located);
    }
    by_novelty.into_iter().collect()
}

/// The findings by customer: first what concerns no single one, then the customer with the most errors.
pub fn by_account<'o, 'a: 'o>(
    all: impl IntoIterator<Item = &'o Located<'a>>,
) -> Vec<(Account<'a>, Vec<&'o Located<'a>>)> {
    let mut by_account: BTreeMap<Account<'_>, Vec<&Located<'_>>> = BTreeMap::new();
    for located in all {
        by_account.entry(located.finding.account).or_default().push(located);
    }
    let mut groups: Vec<_> = by_account.into_iter().collect();
    // Both sorts are stable: equals stay in the order of ids, and of places.
    groups.sort_by_cached_key(|(account, located)| {
        let Summary { error, warning, note } = Summary::of(located.iter().copied());
        (account.is_some(), Reverse((error, warning, note)))
    });
    for (_, located) in &mut groups {
        located.sort_by_key(|located| Reverse(located.finding.severity));
    }
    groups
}

/// The weightiest first: by severity; then what is wrong with a file or a link, for it hides what else
/// there is; then what is late the longest; then by place.
pub fn by_weight<'o, 'a>(all: &'o [Located<'a>]) -> Vec<&'o Located<'a>> {
    let mut all: Vec<&Located<'_>> = all.iter().collect();
    all.sort_by_key(|located| {
        let finding = &located.finding;
        let hides = matches!(finding.rule.group, Group::File | Group::Links);
        (Reverse(finding.severity), !hides, Reverse(finding.days_late))
    });
    all
}

/// What a group is called: the customer and who answers for it.
pub fn title(book: &Book<'_>, account: Account<'_>) -> Said {
    let Some(id) = account else {
        return said!("The book", "台账整体");
    };
    let Some(account) = book.accounts.get(id) else {
        return said!("{id}", "{id}", id = id);
    };
    let name = account.name;
    match account.owner {
        Some(owner) => {
            let owner = person(book, owner.0);
            said!("{name} ({id}), owner {owner}", "{name}（{id}），负责人{owner}")
        }
        None => said!("{name} ({id}), no owner", "{name}（{id}），无负责人"),
    }
}

/// A person's name; the id where nobody has it.
pub fn person<'p>(book: &Book<'p>, id: &'p str) -> &'p str {
    book.people.get(id).map_or(id, |person| person.name)
}

/// A customer's name; the id where nobody has it.
pub fn customer<'c>(book: &Book<'c>, id: &'c str) -> &'c str {
    book.accounts.get(id).map_or(id, |account| account.name)
}

/// How new a finding is, where it is not new by the change.
pub fn old(located: &Located<'_>) -> Option<Word> {
    match located.new {
        None | Some(New::Change) => None,
        Some(new @ (New::Time | New::Before)) => Some(new.word()),
    }
}

/// What answers a miss, or who excused it, why, and until when.
pub fn excuse(book: &Book<'_>, located: &Located<'_>) -> Option<Said> {
    if let Some(waived) = located.finding.waived {
        let (by, until, reason) = (
            book.people.get(waived.by).map_or(waived.by, |p| p.name),
            waived.until,
            waived.reason,
        );
        return Some(said!(
            "waived by {by} until {until}: {reason}",
            "由{by}豁免至 {until}：{reason}"
        ));
    }
    let answer = located.finding.answered_by.as_ref()?;
    Some(said!("answered by `{answer}`", "已有交代：`{answer}`"))
}

/// What to do, who answers for it, what excuses it, and the places that have to do with it: a line each.
pub fn remarks(outcome: &Outcome<'_, '_>, located: &Located<'_>, lang: Lang) -> Vec<String> {
    let finding = &located.finding;
    let owner = finding.owner.map(|id| person(outcome.book, id));
    let excuse = excuse(outcome.book, located);
    let excuse = excuse.as_ref().map(|excuse| excuse.get(lang));
    let old = old(located).map(|word| word.get(lang));
    let related = located.related.iter().zip(&finding.related);
    let related = related.map(|((path, place), (_, said))| {
        let path = outcome.path(path);
        format!("{}:{} {}", clean::line(&path), place.line, clean::line(said.get(lang)))
    });
    [
        (HELP, Some(finding.help.get(lang))),
        (OWNER, owner),
        (NOTE, excuse),
        (NOTE, old),
    ]
    .into_iter()
    .filter_map(|(word, text)| Some((word, text.filter(|text| !text.is_empty())?)))
    .map(|(word, text)| format!("{}{}", word.get(lang), clean::line(text)))
    .chain(related)
    .collect()
}

/// How many there are of what, in how many records, as of when.
pub fn closing(outcome: &Outcome<'_, '_>) -> Said {
    let as_of = outcome.as_of;
    let records = outcome.records;
    let records_en = count(records as i64, "record");
    let Said { en, zh } = Summary::of(&outcome.located).said();
    let count_of = |new| {
        outcome
            .located
            .iter()
            .filter(|located| located.new == Some(new))
            .count()
    };
    let (change, time) = (count_of(New::Change), count_of(New::Time));
    let before = count_of(New::Before);
    if change + time + before > 0 {
        said!(
            "{en} in {records_en} as of {as_of}: {change} new by this change, {time} new by time alone, {before} there before.",
            "共 {records} 条记录，截至 {as_of}：{zh}。其中本次改动新增 {change} 个，仅因时间推移新增 {time} 个，此前已有 {before} 个。"
        )
    } else if outcome.located.is_empty() {
        said!(
            "Nothing found in {records_en} as of {as_of}.",
            "共 {records} 条记录，截至 {as_of}：没有发现问题。"
        )
    } else {
        said!(
            "{en} in {records_en} as of {as_of}.",
            "共 {records} 条记录，截至 {as_of}：{zh}。"
        )
    }
}

/// What a finding says and what to do, as sentences of one line.
pub fn sentences(located: &Located<'_>, lang: Lang) -> String {
    let mut out = String::new();
    for part in [&located.finding.message, &located.finding.help] {
        let part = part.get(lang).trim();
        if part.is_empty() {
            continue;
        }
        if !out.is_empty() && lang == Lang::En {
            out.push(' ');
        }
        out.push_str(part);
        if !part.ends_with(['.', '!', '?', '。', '！', '？']) {
            out.push_str(match lang {
                Lang::En => ".",
                Lang::Zh => "。",
            });
        }
    }
    out
}

/// A name of a group of rules that a program can use: `the-file`, `sales-and-service`.
pub fn slug(group: Group) -> String {
    group.word().en.to_lowercase().replace(' ', "-")
}

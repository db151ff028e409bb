//! What a report was narrowed to, and what is missing from it, in words.

use crate::book::{Book, FileState, Record};
use crate::facts::Facts;
use crate::model::account::Account;
use crate::said;
use crate::say::{Said, count};

use super::Ask;

/// The accounts that were asked for, by their positions in the book.
pub fn accounts<'f, 'a>(
    facts: &Facts<'f, 'a>,
    ask: &Ask<'_>,
) -> impl Iterator<Item = (usize, &'f Record<'a, Account<'a>>)> {
    let all = facts.book.accounts.iter().enumerate();
    all.filter(move |(_, account)| {
        ask.wants_account(Some(account.id)) && ask.wants_owner(account.owner.map(|owner| owner.0))
    })
}

/// What was asked for, in words; `None` for the whole book.
pub fn scope(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Option<Said> {
    let mut parts: Vec<Said> = Vec::new();
    if let Some(period) = ask.period {
        parts.push(said!("{period}", "{period}"));
    }
    if let Some(id) = ask.account {
        let name = facts.book.accounts.get(id).map_or(id, |account| account.name);
        parts.push(said!("account {name}", "客户：{name}"));
    }
    if let Some(id) = ask.owner {
        let name = facts.book.people.get(id).map_or(id, |person| person.name);
        parts.push(said!("owner {name}", "负责人：{name}"));
    }
    joined(&parts)
}

/// Several of them in one; `None` where there are none.
pub fn joined(parts: &[Said]) -> Option<Said> {
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    (!parts.is_empty()).then(|| Said {
        en: en.join(", "),
        zh: zh.join("，"),
    })
}

/// That of some files only a part could be read, which ones, and what that means for the figures.
pub fn read_in_part(facts: &Facts<'_, '_>) -> Option<Said> {
    /// So many are named.
    const NAMED: usize = 5;
    let files = facts.book.files.iter().zip(facts.book.sources);
    let partly: Vec<&str> = files
        .filter(|(file, _)| file.state == FileState::Record && !file.broken.is_empty())
        .map(|(_, source)| source.path.as_str())
        .collect();
    if partly.is_empty() {
        return None;
    }
    let n = partly.len();
    let files = count(n as i64, "file");
    let named = |comma: &str| partly.iter().take(NAMED).copied().collect::<Vec<_>>().join(comma);
    let (more_en, more_zh) = if n > NAMED { (", ...", "……") } else { ("", "") };
    let (en, zh) = (named(", "), named("、"));
    Some(said!(
        "Only a part of {files} could be read, and figures that need the rest are missing: {en}{more_en}; `kam check` says why",
        "有 {n} 个文件只读出一部分，依赖其余内容的数据缺失：{zh}{more_zh}；原因请看 `kam check`"
    ))
}

/// Which files could not be read, so that nothing of them is in any figure.
pub fn unread(book: &Book<'_>) -> Option<Said> {
    /// So many are named.
    const NAMED: usize = 5;
    let whole = book.settings.sure && book.settings.unread.is_empty();
    let settings = (!whole).then_some(book.settings_source.path.as_str());
    let dark = book
        .dark
        .iter()
        .filter(|file| book.files[**file as usize].state != FileState::Record)
        .map(|file| book.source(*file).path.as_str());
    let paths: Vec<_> = settings.into_iter().chain(dark).collect();
    if paths.is_empty() {
        return None;
    }
    let n = paths.len();
    let n_en = count(n as i64, "file");
    let named = |comma: &str| paths.iter().take(NAMED).copied().collect::<Vec<_>>().join(comma);
    let (more_en, more_zh) = if n > NAMED { (", ...", "……") } else { ("", "") };
    let (en, zh) = (named(", "), named("、"));
    let them = if n == 1 { "it" } else { "them" };
    Some(said!(
        "{n_en} could not be read and so nothing of {them} is in here: {en}{more_en}; `kam check` says why",
        "有 {n} 个文件无法读取，其内容未计入：{zh}{more_zh}；原因请看 `kam check`"
    ))
}

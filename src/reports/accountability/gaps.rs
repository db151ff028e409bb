//! What nobody does for an account, in words: vacant roles and duties without people, as `check` finds them.

use crate::book::Record;
use crate::document::Cell;
use crate::facts::Facts;
use crate::facts::gaps::{self, Lack};
use crate::model::account::Account;
use crate::said;

use super::super::cells;

/// The roles that the tier asks for and nobody has, then the duties that it asks for and nobody answers
/// for, or that others are asked or told about and nobody carries out. For programs `role/sales`,
/// `duty/renewal/accountable`. `None` where the team could not be read.
pub fn gaps<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Option<Vec<Cell>> {
    let found = gaps::gaps(facts, account)?;
    let roles = found.vacancies.iter().map(|vacant| {
        let (role, title) = (vacant.role, cells::role_title(facts.book, vacant.role));
        let (en, zh) = (title.en, title.zh);
        Cell::told(format!("role/{role}"), said!("{en} vacant", "{zh}空缺"))
    });
    let duties = found.duties.iter().map(|(held, lack)| {
        let (id, duty) = &facts.book.settings.duties[held.duty];
        let title = duty.title.unwrap_or(id);
        match lack {
            Lack::Accountable => Cell::told(
                format!("duty/{id}/accountable"),
                said!("nobody accountable for: {title}", "{title}无人负责"),
            ),
            Lack::Responsible => Cell::told(
                format!("duty/{id}/responsible"),
                said!("nobody responsible for: {title}", "{title}无人执行"),
            ),
        }
    });
    Some(roles.chain(duties).collect())
}

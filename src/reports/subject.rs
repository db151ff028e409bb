//! The one account that a document is about.

use crate::facts::Facts;
use crate::said;
use crate::say::Said;

use super::Ask;

/// The position in `book.accounts` of the account asked for, or why there is none.
pub fn account(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<usize, Said> {
    let Some(id) = ask.account else {
        return Err(said!("which account? name one", "请指定客户"));
    };
    let at = facts.book.accounts.position(id);
    at.ok_or_else(|| {
        said!(
            "there is no account `{id}`, or its page cannot be read; `kam check` says more",
            "没有客户 `{id}`，或其档案无法读取；详情请看 `kam check`"
        )
    })
}

//! `duplicate-account`: two accounts that seem to be the same customer.

use crate::facts::Facts;
use crate::book::Record;
use crate::findings::{Finding, Findings, Place};
use crate::model::account::Account;
use crate::place::Route;
use crate::said;

use hashbrown::HashMap;

crate::rule! {
    /// Two accounts have the same name, alias or registered number, case and spaces aside.
    ///
    /// Half of what is known of the customer stands on either page, and each owner thinks that the other one calls.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme Tools"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml accounts/acme-2.toml
    /// name = "ACME Group"
    /// aliases = ["Acme tools"]
    /// #          ^^^^^^^^^^^^ accounts `acme` and `acme-2` seem to be the same customer: both bear `Acme tools`
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme Tools"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml accounts/acme-china.toml
    /// name = "Acme Tools China"
    /// parent = "acme"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Keep one of the two, move the other's records to it, and put the other name into its `aliases`. Companies of one
    /// group are accounts of their own, linked by `parent`, each with its own name.
    Warning "duplicate-account" Data
    reads []
    zh "两个客户的名称、别名或登记号码相同（不计大小写和空格）。"
    "客户的信息分在两处，两边的负责人都以为对方会联系。"
    "请保留其中一个，把另一个的记录移过来，并把另一个名称写入 `aliases`。同一集团的不同公司各自建档，用 `parent` 关联，名称要区分开。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let accounts = &facts.book.accounts;
    // Of several that bear a name, each later one is told beside the first.
    let mut first: HashMap<(Sort, String), (usize, Route)> = HashMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let mut told: Vec<usize> = Vec::new();
        for (sort, written, route) in names(account) {
            let known = *first.entry((sort, folded(written))).or_insert((at, route));
            if known.0 == at || told.contains(&known.0) {
                continue;
            }
            told.push(known.0);
            out.push(same(account, &accounts.all[known.0], written, route, known.1));
        }
    }
}

/// What an account is known by; a name and an alias are of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Name,
    Uscc,
    Lei,
    Duns,
}

fn names<'r>(account: &'r Record<'_, Account<'_>>) -> impl Iterator<Item = (Sort, &'r str, Route)> {
    let aliases = account.aliases.iter().enumerate();
    let numbers = account.identifiers.iter().flat_map(|numbers| {
        [
            (Sort::Uscc, numbers.uscc, "uscc"),
            (Sort::Lei, numbers.lei, "lei"),
            (Sort::Duns, numbers.duns, "duns"),
        ]
    });
    std::iter::once((Sort::Name, account.name, Route::key("name")))
        .chain(aliases.map(|(at, alias)| (Sort::Name, *alias, Route::key("aliases").item(at))))
        .chain(numbers.filter_map(|(sort, number, key)| Some((sort, number?, Route::in_table("identifiers", key)))))
}

/// Without case and spaces; full-width letters and brackets count as the others.
fn folded(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn same<'a>(
    later: &Record<'a, Account<'a>>,
    first: &Record<'a, Account<'a>>,
    written: &str,
    route: Route,
    first_route: Route,
) -> Finding<'a> {
    let related = said!(
        "account `{first}` bears it here",
        "客户 `{first}` 在这里用了它",
        first = first.id
    );
    Finding {
        account: Some(later.id),
        owner: later.owner.map(|owner| owner.0),
        related: vec![(Place::new(first.file, first_route), related)],
        ..Finding::new(
            Place::new(later.file, route),
            format!("account/{}", later.id),
            said!(
                "accounts `{first}` and `{later}` seem to be the same customer: both bear `{written}`",
                "客户 `{first}` 与 `{later}` 似乎是同一家：都用了 `{written}`",
                first = first.id,
                later = later.id,
                written = written
            ),
            said!(
                "keep one of the two; the other name becomes one of its `aliases`",
                "请只保留一个，另一个名称写入它的 `aliases`"
            ),
        )
    }
}

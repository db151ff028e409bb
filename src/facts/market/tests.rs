//! The parts of little markets, and that they add up.

use crate::facts::little;

use super::*;

const FILES: [(&str, &str); 13] = [
    ("kam.toml", "[book]\nname = \"Little\"\n[rates]\nUSD = \"7\"\n"),
    ("people/li.toml", "name = \"Li\"\n"),
    (
        "accounts/a.toml",
        "name = \"A\"\ntier = \"key\"\nindustry = \"Steel\"\n[[contact]]\nid = \"x\"\nname = \"X\"\n[[need]]\nid = \"n\"\ntext = \"N\"\n[[need]]\nid = \"m\"\ntext = \"M\"\nserved = 2026-03-01\n[[need]]\nid = \"o\"\ntext = \"O\"\ndate = 2026-05-01\n",
    ),
    (
        "accounts/b.toml",
        "name = \"B\"\ntier = \"key\"\nindustry = \"Steel\"\n[revenue]\n2025 = 40\n",
    ),
    (
        "accounts/c.toml",
        "name = \"C\"\ntier = \"growth\"\n[[contact]]\nid = \"x\"\nname = \"X\"\n",
    ),
    (
        "orders/o1.toml",
        "account = \"a\"\ndate = 2026-02-01\namount = 100\n[[line]]\nproduct = \"P\"\nquantity = 2\nprice = 30\n[[line]]\nproduct = \"Q\"\nquantity = 1\nprice = 30\n",
    ),
    (
        "orders/o2.toml",
        "account = \"c\"\ndate = 2026-03-01\nopportunity = \"d1\"\n[[line]]\nproduct = \"P\"\nquantity = 1\nprice = \"20 USD\"\n",
    ),
    ("orders/o3.toml", "account = \"a\"\ndate = 2025-12-01\namount = 80\n"),
    (
        "opportunities/d1.toml",
        "account = \"c\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"won\"\nclosed = 2026-02-20\namount = 140\nproducts = [\"P\", \"Q\", \"P\"]\ncompetitor = \"Rival\"\n",
    ),
    (
        "opportunities/d2.toml",
        "account = \"a\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"lead\"\namount = 10\n",
    ),
    (
        "interactions/i1.toml",
        "account = \"a\"\ndate = 2026-02-01\nchannel = \"call\"\npeople = [\"li\"]\ncontacts = [\"x\"]\nsummary = \"S\"\n",
    ),
    (
        "interactions/i2.toml",
        "account = \"c\"\ndate = 2026-02-01\nchannel = \"call\"\npeople = [\"li\"]\ncontacts = [\"x\"]\nsummary = \"S\"\n",
    ),
    (
        "interactions/i3.toml",
        "account = \"c\"\ndate = 2026-02-01\nchannel = \"internal\"\npeople = [\"li\"]\nsummary = \"S\"\n",
    ),
];

fn with(by: By, period: Option<&str>, check: impl FnOnce(&Market<'_>)) {
    little::facts(&FILES, "2026-04-01", |facts| {
        let period = period.map(|text| Period::parse(text, 1).unwrap());
        check(&market(facts, by, &[0, 1, 2], period.as_ref()));
    });
}

fn shown(figure: Option<&Figure>) -> String {
    figure.map_or("-".to_owned(), |figure| figure.text(1))
}

fn revenue(market: &Market<'_>) -> Vec<(String, String)> {
    let segments = market.segments.iter();
    segments
        .map(|(key, segment)| (key.unwrap_or("-").to_owned(), shown(segment.revenue())))
        .collect()
}

fn told(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(key, sum)| ((*key).to_owned(), (*sum).to_owned()))
        .collect()
}

#[test]
fn accounts_lie_in_one_part_with_all_that_is_theirs() {
    with(By::Industry, Some("2026-Q1"), |market| {
        assert_eq!(revenue(market), told(&[("-", "140.0"), ("Steel", "100.0")]));
        let steel = &market.segments[&Some("Steel")];
        assert_eq!((steel.accounts.len(), steel.untold), (2, 1));
        assert_eq!(shown(market.revenue_share(steel).as_ref()), "41.7");
        // The one with us alone is no contact.
        assert_eq!(shown(market.contact_share(steel).as_ref()), "50.0");
        assert_eq!((steel.deals.open, steel.deals.won), (1, 0));
        // The need that was met, and the one that is said only later, are not open.
        assert_eq!(steel.needs.as_deref(), Some([(0, 0)].as_slice()));
        // 100 against 80.
        assert_eq!(shown(steel.growth.as_ref()), "25.0");
        assert_eq!(market.segments[&None].growth, None);
    });
}

#[test]
fn years_of_the_accounts_own_tables_count_where_they_are_whole() {
    with(By::Industry, None, |market| {
        assert_eq!(revenue(market), told(&[("-", "140.0"), ("Steel", "220.0")]));
        assert_eq!(market.segments[&Some("Steel")].growth, None);
    });
    // 2025 has the table's 40, 2026 has none of it: they cannot be held against each other.
    with(By::Industry, Some("2026"), |market| {
        assert_eq!(market.segments[&Some("Steel")].growth, None);
    });
}

#[test]
fn products_have_their_lines_and_what_these_do_not_explain_is_nobodys() {
    with(By::Product, None, |market| {
        // Of o1 10 are in no line; o3 has none; the table knows no products.
        assert_eq!(revenue(market), told(&[("-", "130.0"), ("P", "200.0"), ("Q", "30.0")]));
        assert_eq!(shown(market.revenue.figure()), "360.0");
        let (p, q) = (&market.segments[&Some("P")], &market.segments[&Some("Q")]);
        assert_eq!(
            (p.accounts.as_slice(), q.accounts.as_slice()),
            ([0, 2].as_slice(), [0, 2].as_slice())
        );
        // Twice the same product is one deal of it.
        assert_eq!((p.deals.won, q.deals.won), (1, 1));
        assert_eq!((p.contacts, p.needs.as_ref()), (None, None));
    });
}

#[test]
fn competitors_have_the_orders_that_came_out_of_their_deals() {
    with(By::Competitor, None, |market| {
        assert_eq!(revenue(market), told(&[("-", "220.0"), ("Rival", "140.0")]));
        assert_eq!(market.segments[&Some("Rival")].accounts, [2]);
    });
}

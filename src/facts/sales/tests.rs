//! Revenue, deliveries, the pipeline and their shares, of little books.

use std::collections::BTreeMap;

use crate::facts::little;

use super::*;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li\"\n");
const SETTINGS: &str = "[book]\nname = \"Little\"\ncurrency = \"CNY\"\n[rates]\nUSD = \"7.10\"\n";

struct Files(Vec<(String, String)>);

impl Files {
    fn new(accounts: &[(&str, &str)]) -> Files {
        let account = |(id, rest): &(&str, &str)| {
            (
                format!("accounts/{id}.toml"),
                format!("name = \"{id}\"\ntier = \"key\"\n{rest}"),
            )
        };
        Files(accounts.iter().map(account).collect())
    }

    fn order(mut self, account: &str, date: &str, rest: &str) -> Files {
        let path = format!("orders/o{:02}.toml", self.0.len());
        self.0
            .push((path, format!("account = \"{account}\"\ndate = {date}\n{rest}")));
        self
    }

    fn deal(mut self, stage: &str, rest: &str) -> Files {
        let path = format!("opportunities/d{:02}.toml", self.0.len());
        let text = format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nstage = \"{stage}\"\n{rest}");
        self.0.push((path, text));
        self
    }

    fn check(&self, as_of: &str, check: impl FnOnce(&Facts<'_, '_>)) {
        let mut files = vec![("kam.toml", SETTINGS), LI];
        files.extend(self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        little::facts(&files, as_of, check);
    }
}

fn period(text: &str) -> Period {
    Period::parse(text, 1).unwrap()
}

fn shown(figure: Option<&Figure>) -> String {
    figure.map_or("-".to_owned(), |figure| figure.text(2))
}

fn of(facts: &Facts<'_, '_>, account: usize, within: Option<&str>) -> String {
    shown(revenue(facts, account, within.map(period).as_ref()).figure())
}

#[test]
fn revenue_is_orders_by_date_in_the_books_currency_without_cancelled_ones() {
    let lines = "[[line]]\nproduct = \"P\"\nquantity = 3\nprice = \"1.005 USD\"\n\
                 [[line]]\nproduct = \"Q\"\nquantity = 0.5\nprice = 10\n";
    let files = Files::new(&[("a", "")])
        .order("a", "2026-01-01", "amount = 100\n")
        .order("a", "2026-03-31", lines)
        .order("a", "2026-03-31", "amount = \"1000\"\ncancelled = true\n")
        .order("a", "2026-04-01", "amount = \"50.00 CNY\"\n");
    files.check("2026-12-31", |facts| {
        // 100 + 3 x 1.005 x 7.10 + 5 = 126.4065
        assert_eq!(of(facts, 0, Some("2026-Q1")), "126.41");
        assert_eq!(of(facts, 0, None), "176.41");
        assert_eq!(revenue(facts, 0, None).orders, 3);
        assert_eq!(of(facts, 0, Some("2026-Q3")), "0.00");
    });
    files.check("2026-03-31", |facts| assert_eq!(of(facts, 0, None), "126.41"));
    files.check("2026-03-30", |facts| assert_eq!(of(facts, 0, Some("2026")), "100.00"));
}

#[test]
fn a_currency_without_a_rate_leaves_the_revenue_unknown() {
    let files = Files::new(&[("a", ""), ("b", "")])
        .order("a", "2026-01-01", "amount = \"5 EUR\"\n")
        .order("b", "2026-01-01", "amount = \"5 CNY\"\n");
    files.check("2026-12-31", |facts| {
        let found = revenue(facts, 0, None);
        assert_eq!(found.figure(), None);
        let lacking: Vec<&str> = found
            .total
            .without_rate
            .iter()
            .map(|currency| currency.code())
            .collect();
        assert_eq!(lacking, ["EUR"]);
        let all = portfolio(facts, None);
        assert_eq!((all.total.figure(), &all.top1, &all.hhi), (None, &None, &None));
        assert_eq!(all.accounts[1].class, None);
        assert_eq!(shown(all.accounts[1].revenue.figure()), "5.00");
    });
}

#[test]
fn an_unreadable_amount_leaves_the_revenue_unknown() {
    let files = Files::new(&[("a", "")])
        .order("a", "2026-01-01", "amount = \"many\"\n")
        .order("a", "2026-04-01", "amount = 7\n");
    files.check("2026-12-31", |facts| {
        assert_eq!(of(facts, 0, Some("2026-Q1")), "-");
        assert_eq!(of(facts, 0, Some("2026-Q2")), "7.00");
    });
}

#[test]
fn an_account_that_never_had_an_order_has_its_own_table_in_whole_years() {
    let table = "[revenue]\n2024 = \"10 USD\"\n2025 = 20\n2026 = 40\n";
    let files = Files::new(&[("a", table), ("b", table)])
        .order("a", "2025-01-01", "amount = 1\ncancelled = true\n")
        .order("b", "2025-01-01", "amount = 3\n");
    files.check("2026-06-30", |facts| {
        assert_eq!(of(facts, 0, Some("2025")), "20.00");
        assert_eq!(of(facts, 0, Some("2024-01-01..2025-12-31")), "91.00");
        assert_eq!(of(facts, 0, Some("2025-01-01..2026-06-30")), "20.00");
        assert_eq!(of(facts, 0, Some("2025-Q1")), "-");
        // That year has not ended yet.
        assert_eq!(of(facts, 0, Some("2026")), "-");
        assert_eq!(of(facts, 0, None), "91.00");
        assert_eq!(of(facts, 1, None), "3.00");
    });
}

#[test]
fn shares_classes_and_concentration() {
    // 50, 20, 10, 10, 5, 5, 0 of 100: cumulated 50, 70, 80, 90, 95, 100.
    let files = Files::new(&[
        ("a", ""),
        ("b", ""),
        ("c", ""),
        ("d", ""),
        ("e", ""),
        ("f", ""),
        ("g", ""),
    ])
    .order("f", "2026-01-01", "amount = 50\n")
    .order("b", "2026-01-01", "amount = 20\n")
    .order("d", "2026-01-01", "amount = 10\n")
    .order("c", "2026-01-01", "amount = 10\n")
    .order("a", "2026-01-01", "amount = 5\n")
    .order("e", "2026-01-01", "amount = 5\n");
    files.check("2026-12-31", |facts| {
        let all = portfolio(facts, None);
        assert_eq!(all.ranked, [5, 1, 2, 3, 0, 4]);
        let classes: Vec<Option<Class>> = all.accounts.iter().map(|standing| standing.class).collect();
        let (a, b, c) = (Some(Class::A), Some(Class::B), Some(Class::C));
        assert_eq!(classes, [b, a, a, b, c, a, None]);
        assert_eq!(shown(all.top1.as_ref()), "50.00");
        assert_eq!(shown(all.top3.as_ref()), "80.00");
        // 2500 + 400 + 100 + 100 + 25 + 25
        assert_eq!(shown(all.hhi.as_ref()), "3150.00");
        assert_eq!(shown(all.accounts[1].share.as_ref()), "20.00");
        assert_eq!(shown(all.accounts[6].share.as_ref()), "0.00");
        assert_eq!(all.orders, 6);
    });
}

#[test]
fn the_largest_account_is_always_class_a() {
    let files = Files::new(&[("a", ""), ("b", "")])
        .order("a", "2026-01-01", "amount = 90\n")
        .order("b", "2026-01-01", "amount = 10\n");
    files.check("2026-12-31", |facts| {
        let all = portfolio(facts, None);
        assert_eq!(all.accounts[0].class, Some(Class::A));
        assert_eq!(all.accounts[1].class, Some(Class::C));
    });
    Files::new(&[("a", "")]).check("2026-12-31", |facts| {
        let all = portfolio(facts, None);
        assert_eq!(
            (all.accounts[0].class, &all.accounts[0].share, &all.top3),
            (None, &None, &None)
        );
        assert_eq!(shown(all.total.figure()), "0.00");
    });
}

#[test]
fn growth_is_against_the_calendar_unit_before() {
    let files = Files::new(&[("a", "")])
        .order("a", "2025-10-01", "amount = 80\n")
        .order("a", "2026-01-01", "amount = 100\n");
    files.check("2026-12-31", |facts| {
        let grown = |text| shown(growth(facts, 0, &period(text)).as_ref());
        assert_eq!(grown("2026-Q1"), "25.00");
        // The same days written as a range: the quarter before, not the 90 days before.
        assert_eq!(grown("2026-01-01..2026-03-31"), "25.00");
        assert_eq!(grown("2026-Q2"), "-100.00");
        assert_eq!(grown("2025-Q4"), "-");
    });
}

#[test]
fn orders_are_on_time_when_delivered_by_the_promised_day() {
    let files = Files::new(&[("a", "")])
        .order("a", "2026-01-01", "promised = 2026-01-10\ndelivered = 2026-01-10\n")
        .order("a", "2026-01-01", "promised = 2026-01-10\ndelivered = 2026-01-11\n")
        .order("a", "2026-01-01", "promised = 2026-01-10\n")
        .order(
            "a",
            "2026-01-01",
            "promised = 2026-01-10\ndelivered = 2026-01-09\ncancelled = true\n",
        )
        .order("a", "2026-01-01", "promised = 2026-02-10\ndelivered = 2026-01-12\n")
        .order("a", "2026-01-01", "delivered = 2026-01-12\n");
    files.check("2026-12-31", |facts| {
        assert_eq!(on_time(facts, 0, None), Rate { kept: 2, of: 4 });
        assert_eq!(on_time(facts, 0, Some(&period("2026-01"))), Rate { kept: 1, of: 3 });
    });
    // Promised before as-of, not on it.
    files.check("2026-02-10", |facts| assert_eq!(on_time(facts, 0, None).of, 3));
    files.check("2026-02-11", |facts| assert_eq!(on_time(facts, 0, None).of, 4));
}

#[test]
fn the_pipeline_is_weighted_by_the_deals_probability_else_the_stages() {
    let files = Files::new(&[("a", "")])
        .deal("lead", "amount = 1000\nexpected_close = 2026-03-30\n")
        .deal(
            "propose",
            "amount = \"100 USD\"\nprobability = 55\nexpected_close = 2026-03-31\n",
        )
        .deal("propose", "opened = 2026-04-01\namount = 5000\n")
        .deal("qualify", "");
    files.check("2026-03-31", |facts| {
        let found = deals_of_account(facts, 0, None);
        assert_eq!((found.open, found.stalled), (3, 1));
        assert_eq!(shown(found.pipeline.figure()), "1710.00");
        // 10 % of 1000, 55 % of 710
        assert_eq!(shown(found.weighted.figure()), "490.50");
    });
}

#[test]
fn deals_are_won_and_lost_by_the_day_they_were_closed() {
    let files = Files::new(&[("a", "")])
        .deal("won", "amount = 300\nopened = 2026-01-01\nclosed = 2026-01-31\n")
        .deal("won", "amount = 200\nopened = 2026-03-01\nclosed = 2026-04-01\n")
        .deal("lost", "amount = 100\nclosed = 2026-02-01\nreason = \"price\"\n")
        .deal("lost", "closed = 2026-02-02\nreason = \"price\"\n")
        .deal("lost", "closed = 2026-02-02\n")
        .deal("won", "amount = 7\n");
    files.check("2026-12-31", |facts| {
        let quarter = deals_of_account(facts, 0, Some(&period("2026-Q1")));
        assert_eq!(quarter.win_rate(), Rate { kept: 1, of: 4 });
        // Two of those lost say no amount.
        assert_eq!((quarter.ended_without_amount, quarter.win_rate_by_value()), (2, None));
        assert_eq!(shown(quarter.mean_cycle().as_ref()), "30.00");
        assert_eq!(quarter.loss_reasons, BTreeMap::from([(Some("price"), 2), (None, 1)]));
        let all = deals_of_account(facts, 0, None);
        assert_eq!((all.won, all.lost, all.open), (3, 3, 0));
        assert_eq!(shown(all.mean_cycle().as_ref()), "30.50");
    });
}

#[test]
fn the_win_rate_by_value_stands_where_every_deal_says_its_amount() {
    let files = Files::new(&[("a", "")])
        .deal("won", "amount = 300\nclosed = 2026-01-31\n")
        .deal("lost", "amount = 100\nclosed = 2026-02-01\n");
    files.check("2026-12-31", |facts| {
        let all = deals_of_account(facts, 0, None);
        assert_eq!(shown(all.win_rate_by_value().as_ref()), "75.00");
    });
}

#[test]
fn open_deals_are_summed_by_stage_in_the_order_of_the_settings() {
    let files = Files::new(&[("a", "")])
        .deal("propose", "amount = 5\n")
        .deal("propose", "")
        .deal("lead", "amount = \"1 USD\"\n")
        .deal("won", "amount = 9\nclosed = 2026-01-01\n");
    files.check("2026-12-31", |facts| {
        let stages = by_stage(facts, &facts.book.opportunities);
        let told: Vec<(&str, u32, String)> = stages
            .iter()
            .map(|sum| {
                (
                    sum.stage.map_or("-", |stage| stage.id.0),
                    sum.open,
                    shown(sum.worth.figure()),
                )
            })
            .collect();
        let expected = [
            ("lead", 1, "7.10"),
            ("qualify", 0, "0.00"),
            ("propose", 2, "5.00"),
            ("negotiate", 0, "0.00"),
        ];
        assert_eq!(told, expected.map(|(id, open, sum)| (id, open, sum.to_owned())));
        assert_eq!(deals_of_account(facts, 0, None).open_without_amount, 1);
    });
}

#[test]
fn a_deal_closed_after_as_of_is_open_in_the_stage_it_had() {
    let history = "[[history]]\ndate = 2026-01-01\nstage = \"lead\"\n[[history]]\ndate = 2026-02-01\nstage = \"negotiate\"\n\
                   [[history]]\ndate = 2026-03-01\nstage = \"won\"\n";
    let files = Files::new(&[("a", "")])
        .deal("won", &format!("amount = 100\nclosed = 2026-03-01\n{history}"))
        .deal("lost", "amount = 10\nclosed = 2026-03-01\n");
    files.check("2026-02-28", |facts| {
        let found = deals_of_account(facts, 0, None);
        assert_eq!((found.open, found.won, found.lost), (2, 0, 0));
        assert_eq!(shown(found.pipeline.figure()), "110.00");
        // Nobody wrote which stage the second was in, and so not how likely it was.
        assert_eq!(shown(found.weighted.figure()), "-");
    });
    files.check("2026-01-31", |facts| {
        assert_eq!(deals_of_account(facts, 0, None).open_without_probability, 1);
    });
    files.check("2026-03-01", |facts| {
        let found = deals_of_account(facts, 0, None);
        assert_eq!((found.open, found.won, found.lost), (0, 1, 1));
    });
}

#[test]
fn an_order_that_says_nothing_leaves_the_revenue_unknown() {
    let files = Files::new(&[("a", "")])
        .order("a", "2026-01-01", "")
        .order("a", "2026-04-01", "amount = 7\n");
    files.check("2026-12-31", |facts| {
        assert_eq!(of(facts, 0, Some("2026-Q1")), "-");
        assert_eq!(of(facts, 0, Some("2026-Q2")), "7.00");
        assert_eq!(revenue(facts, 0, None).total.unwritten, 1);
        assert_eq!(portfolio(facts, None).total.figure(), None);
    });
}

#[test]
fn a_deal_without_a_probability_leaves_the_weighted_sum_unknown() {
    let settings = "[book]\nname = \"Little\"\n[[pipeline.stages]]\nid = \"talk\"\n[[pipeline.stages]]\nid = \"offer\"\nprobability = 50\n";
    let deal = |stage: &str, rest: &str| {
        format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nstage = \"{stage}\"\n{rest}")
    };
    let check = |second: &str, expected: (&str, u32)| {
        let deals = [deal("offer", "amount = 10\n"), deal("talk", second)];
        let files = [
            ("kam.toml", settings),
            LI,
            ("accounts/a.toml", "name = \"A\"\ntier = \"key\"\n"),
            ("opportunities/d1.toml", deals[0].as_str()),
            ("opportunities/d2.toml", deals[1].as_str()),
        ];
        little::facts(&files, "2026-12-31", |facts| {
            let found = deals_of_account(facts, 0, None);
            assert_eq!(found.open, 2, "{second}");
            let told = (shown(found.weighted.figure()), found.open_without_probability);
            assert_eq!(told, (expected.0.to_owned(), expected.1), "{second}");
        });
    };
    check("amount = 100\n", ("-", 1));
    check("amount = 100\nprobability = 10\n", ("15.00", 0));
    // Without an amount it adds nothing to either sum.
    check("", ("5.00", 0));
}

//! Each measure that a KPI can be computed from, over a period and up to as-of.

use crate::facts::little;

use super::*;

const SETTINGS: &str = "[book]\nname = \"Little\"\n[sla.normal]\nrespond = \"1 hours\"\nresolve = \"1 days\"\n";
const ACME: &str = "name = \"Acme\"\ntier = \"key\"\nsince = 2026-01-01\n[[contact]]\nid = \"wang\"\nname = \"Wang\"\n";

fn request(sort: &str, resolved: &str) -> String {
    format!(
        "account = \"acme\"\ntype = \"{sort}\"\ntitle = \"T\"\nseverity = \"normal\"\nopened = 2026-02-02T09:00:00+08:00\n\
         responded = 2026-02-02T09:30:00+08:00\nresolved = {resolved}\n"
    )
}

#[test]
fn each_measure_is_the_figure_of_its_own_page() {
    let (first, second) = (
        request("complaint", "2026-02-03T09:00:00+08:00"),
        request("question", "2026-02-04T09:00:00+08:00"),
    );
    let files = [
        ("kam.toml", SETTINGS),
        ("people/li.toml", "name = \"Li\"\n"),
        ("accounts/acme.toml", ACME),
        ("requests/r1.toml", first.as_str()),
        ("requests/r2.toml", second.as_str()),
        ("orders/o0.toml", "account = \"acme\"\ndate = 2025-12-31\namount = 80\n"),
        (
            "orders/o1.toml",
            "account = \"acme\"\ndate = 2026-01-15\namount = 100\npromised = 2026-02-01\ndelivered = 2026-02-01\n",
        ),
        (
            "surveys/s.toml",
            "account = \"acme\"\ndate = 2026-02-01\nmethod = \"phone\"\nowner = \"li\"\n\
             [[response]]\nanswers = { product_quality = 4, response_speed = 3 }\nnps = 6\n",
        ),
        (
            "interactions/i.toml",
            "account = \"acme\"\ndate = 2026-02-01\nchannel = \"call\"\npeople = [\"li\"]\nsummary = \"S\"\n\
             contacts = [\"wang\"]\n",
        ),
    ];
    little::facts(&files, "2026-03-31", |facts| {
        assert!(facts.book.faults.is_empty(), "{:?}", facts.book.faults);
        let quarter = Period::parse("2026-Q1", 1).unwrap();
        let all: Vec<(&str, String)> = [
            (Computed::Csat, "csat"),
            (Computed::Nps, "nps"),
            (Computed::ComplaintRate, "complaint-rate"),
            (Computed::OnTimeDelivery, "on-time-delivery"),
            (Computed::OrderRevenue, "order-revenue"),
            (Computed::OrderGrowth, "order-growth"),
            (Computed::ResponseSla, "response-sla"),
            (Computed::ResolutionSla, "resolution-sla"),
            (Computed::ContactCoverage, "contact-coverage"),
        ]
        .into_iter()
        .map(|(what, name)| {
            let figure = computed(facts, 0, what, &quarter);
            (name, figure.map_or("-".to_owned(), |figure| figure.text(1)))
        })
        .collect();
        let expected = [
            ("csat", "50.0"),
            ("nps", "-100.0"),
            ("complaint-rate", "50.0"),
            ("on-time-delivery", "100.0"),
            ("order-revenue", "100.0"),
            ("order-growth", "25.0"),
            ("response-sla", "100.0"),
            ("resolution-sla", "50.0"),
            // A month from 1 January is in time, 58 days to 31 March are not.
            ("contact-coverage", "50.0"),
        ];
        for ((name, found), (_, wanted)) in all.iter().zip(expected) {
            assert_eq!(found, wanted, "{name}");
        }
        let later = Period::parse("2026-Q4", 1).unwrap();
        assert_eq!(computed(facts, 0, Computed::Csat, &later), None);
        assert_eq!(computed(facts, 0, Computed::ResponseSla, &later), None);
    });
}

//! The contracts in force as of a day.

use crate::facts::little;
use crate::model::contract::Party;
use crate::values::period::Period;

use super::{exposures, missing_clauses, of_contract, on_time};

#[test]
fn figures_of_a_contract() {
    let contract = "account = \"acme\"\ntitle = \"C\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2026-01-01\n\
        end = 2026-12-31\nvalue = \"1000 CNY\"\n[[clause]]\ntopic = \"kpi\"\ntext = \"T\"\n\
        [[obligation]]\nid = \"a\"\nparty = \"us\"\ntitle = \"A\"\ndue = 2026-02-01\npenalty = { per_day = 0.5, cap = 3 }\n\
        [[obligation]]\nid = \"b\"\nparty = \"us\"\ntitle = \"B\"\ndue = 2026-03-01\npenalty = { per_day = 1, of = \"200 CNY\" }\n\
        [[obligation]]\nid = \"c\"\nparty = \"us\"\ntitle = \"C\"\ndue = 2026-03-05\n\
        [[obligation]]\nid = \"d\"\nparty = \"customer\"\ntitle = \"D\"\ndue = 2026-03-05\npenalty = { per_day = 1 }\n\
        [[obligation]]\nid = \"e\"\nparty = \"us\"\ntitle = \"E\"\ndue = 2026-03-11\n\
        [[fulfilled]]\nobligation = \"b\"\ndue = 2026-03-01\non = 2026-03-04\n\
        [[fulfilled]]\nobligation = \"c\"\ndue = 2026-03-05\non = 2026-03-05\n";
    let account = "name = \"Acme\"\ntier = \"key\"\n";
    let files = [("accounts/acme.toml", account), ("contracts/c.toml", contract)];
    little::facts(&files, "2026-03-11", |facts| {
        // 38 days at half a percent are 19 %, capped at 3 % of 1000; three days at one percent of 200.
        let costs = exposures(facts, of_contract(facts, 0));
        let costs: Vec<String> = costs.values().map(|cost| cost.text(2)).collect();
        assert_eq!(costs, ["36.00"]);
        let rate = |party, due_in| {
            let rate = on_time(facts, of_contract(facts, 0), party, due_in);
            (rate.kept, rate.of)
        };
        assert_eq!(rate(Party::Us, None), (1, 3));
        assert_eq!(rate(Party::Customer, None), (0, 1));
        assert_eq!(rate(Party::Us, Period::parse("2026-03", 1).ok()), (1, 2));
        let missing = missing_clauses(facts, &facts.book.contracts.all[0]);
        assert_eq!(missing.len(), 4);
    });
}

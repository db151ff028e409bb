//! What came of improvements: how many measures were done, and whether the last look says that it helped.

use crate::model::improvement::{Effect, Improvement};
use crate::values::date::Date;

use super::rate::Rate;

/// The last look at an improvement's effect by a day, with its position; of one day's the one written last.
pub fn last_look<'i, 'a>(improvement: &'i Improvement<'a>, day: Date) -> Option<(usize, &'i Effect<'a>)> {
    let looks = improvement.effect.iter().enumerate();
    looks
        .filter(|(_, effect)| effect.date <= day)
        .max_by_key(|(at, effect)| (effect.date, *at))
}

/// How many of its measures were done by a day.
pub fn measures(improvement: &Improvement<'_>, day: Date) -> Rate {
    let mut measures = Rate::default();
    for measure in &improvement.measure {
        measures.count(measure.done.is_some_and(|done| done <= day));
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::little;

    #[test]
    fn what_is_dated_later_has_not_happened() {
        let text = r#"
problem = "P"
goal = "G"
owner = "li"
due = 2026-05-31
[[measure]]
id = "a"
title = "A"
owner = "li"
due = 2026-03-01
done = 2026-04-01
[[measure]]
id = "b"
title = "B"
owner = "li"
due = 2026-03-01
done = 2026-04-02
[[effect]]
date = 2026-04-01
by = "li"
effective = false
metric = "m"
before = 1
after = 1
[[effect]]
date = 2026-04-01
by = "li"
effective = true
metric = "m"
before = 1
after = 2
[[effect]]
date = 2026-04-02
by = "li"
effective = false
metric = "m"
before = 1
after = 1
"#;
        little::facts(&[("improvements/ca.toml", text)], "2026-04-01", |facts| {
            let improvement = &facts.book.improvements.all[0];
            assert_eq!(measures(improvement, facts.as_of), Rate { kept: 1, of: 2 });
            let look = last_look(improvement, facts.as_of).map(|(at, effect)| (at, effect.effective));
            assert_eq!(look, Some((1, true)));
        });
    }
}

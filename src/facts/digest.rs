//! What was agreed with a customer, as sixteen characters: told again, they tell whether it was changed.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::model::goal::{Goal, Kpi, KpiTarget};
use crate::values::number::Decimal;

/// The first 16 hexadecimal characters of the SHA-256 of [`canonical`].
pub fn digest(goal: &Goal<'_>) -> String {
    let hash = Sha256::digest(canonical(goal).as_bytes());
    let mut text = String::with_capacity(16);
    for byte in hash.iter().take(8) {
        hex(byte >> 4, &mut text);
        hex(byte & 15, &mut text);
    }
    text
}

/// The canonical text of what was agreed: one `key=value` a line, each ended by a line feed; the period,
/// then each KPI by its id. As written; keys that are not written are left out, and numbers are plain
/// decimals without trailing zeros.
pub fn canonical(goal: &Goal<'_>) -> String {
    let mut text = String::with_capacity(32 + goal.kpi.len() * 96);
    // A period is written in one way only, so that its text is what was written.
    shown("period", &goal.period, &mut text);
    let mut kpis: Vec<&Kpi<'_>> = goal.kpi.iter().collect();
    kpis.sort_by_key(|kpi| kpi.id.0);
    for kpi in kpis {
        of_kpi(kpi, &mut text);
    }
    text
}

fn of_kpi(kpi: &Kpi<'_>, text: &mut String) {
    word("id", Some(kpi.id.0), text);
    text.push_str("target=");
    match kpi.target {
        KpiTarget::Value(target) => plain(target, text),
        KpiTarget::Range(min, max) => {
            plain(min, text);
            text.push_str("..");
            plain(max, text);
        }
    }
    text.push('\n');
    word("unit", kpi.unit, text);
    word("better", kpi.better.map(|better| better.name()), text);
    number("zero_at", kpi.zero_at, text);
    number("tolerance", kpi.tolerance.map(|tolerance| tolerance.0), text);
    number("weight", Some(kpi.weight.0), text);
    word("measured", kpi.measured.map(|measured| measured.written), text);
    word("combine", kpi.combine.map(|combine| combine.name()), text);
    word("computed", kpi.computed.map(|computed| computed.name()), text);
}

fn word(key: &str, value: Option<&str>, text: &mut String) {
    if let Some(value) = value {
        for part in [key, "=", value, "\n"] {
            text.push_str(part);
        }
    }
}

fn number(key: &str, value: Option<Decimal>, text: &mut String) {
    if let Some(value) = value {
        text.push_str(key);
        text.push('=');
        plain(value, text);
        text.push('\n');
    }
}

fn plain(number: Decimal, text: &mut String) {
    let number = number.normalize();
    // A zero has no sign.
    let number = if number.is_zero() { Decimal::ZERO } else { number };
    // Writing to a string cannot fail.
    let _ = write!(text, "{number}");
}

fn shown(key: &str, value: &impl std::fmt::Display, text: &mut String) {
    let _ = writeln!(text, "{key}={value}");
}

fn hex(digit: u8, text: &mut String) {
    text.push(char::from(b"0123456789abcdef"[usize::from(digit & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::little;

    fn of(text: &str, run: impl FnOnce(&Goal<'_>)) {
        let whole = format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\n{text}");
        little::facts(&[("goals/g.toml", &whole)], "2026-04-01", |facts| {
            run(&facts.book.goals.all[0]);
        });
    }

    const WORKED: &str = "period = \"2026-Q1\"\n[[kpi]]\nid = \"waste\"\nname = \"W\"\nweight = 40.0\ntolerance = \
                          10\ntarget = { max = 105, min = 95.00 }\n[[kpi]]\nid = \"uptime\"\nname = \"U\"\nmeasured \
                          = \"monthly\"\ntarget = 99.50\nunit = \"%\"\nweight = 6e1\n";

    #[test]
    fn the_worked_example_of_the_reference() {
        of(WORKED, |goal| {
            assert_eq!(
                canonical(goal),
                "period=2026-Q1\nid=uptime\ntarget=99.5\nunit=%\nweight=60\nmeasured=monthly\nid=waste\ntarget=95..105\n\
                 tolerance=10\nweight=40\n"
            );
            assert_eq!(digest(goal), "d122f24ce95ed65b");
        });
        let four: String = (0..4)
            .map(|at| {
                format!("[[kpi]]\nid = \"k{at}\"\nname = \"K\"\ntarget = 100\nweight = 25\nmeasured = \"quarterly\"\n")
            })
            .collect();
        of(&format!("period = \"2026-Q1\"\n{four}"), |goal| {
            assert_eq!(digest(goal), "0e41736098475492");
        });
    }

    #[test]
    fn as_written() {
        let text = "period = \"2026-01-15..2026-03-31\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\ntarget = -0.0\nweight = \
                    0\nmeasured = \"1 quarters\"\nbetter = \"lower\"\ncombine = \"sum\"\nzero_at = 1_000\n";
        of(text, |goal| {
            assert_eq!(
                canonical(goal),
                "period=2026-01-15..2026-03-31\nid=k\ntarget=0\nbetter=lower\nzero_at=1000\nweight=0\nmeasured=1 \
                 quarters\ncombine=sum\n"
            );
        });
    }

    #[test]
    fn only_what_was_agreed_counts() {
        let mut seen = Vec::new();
        for text in [
            WORKED.to_owned(),
            WORKED.replace("99.50", "99.4"),
            WORKED.replace("6e1", "61"),
            WORKED.replace("monthly", "weekly"),
            WORKED.replace("2026-Q1", "2026-01-01..2026-03-31"),
            WORKED.replace("\"uptime\"", "\"up\""),
        ] {
            of(&text, |goal| seen.push(digest(goal)));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
        of(
            &WORKED.replace("name = \"U\"", "name = \"V\"\nmethod = \"m\""),
            |goal| {
                assert_eq!(digest(goal), "d122f24ce95ed65b");
            },
        );
    }
}

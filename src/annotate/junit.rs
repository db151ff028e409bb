//! Findings as tests in JUnit's XML, for GitLab, Jenkins and whatever else shows tests. A suite is what rules
//! are about; a rule that finds nothing is a test that passes, so the file is never empty; a finding is a test
//! that fails, or, where it does not fail the check, one that was skipped.
//!
//! A test is known by its name, and of two of one name GitLab shows only the first. So a name has the rule and the
//! record, is never used twice, and has nothing in it that changes by time alone. Attributes are those that Jenkins'
//! schema allows.

use std::fmt::Write as _;

use hashbrown::{HashMap, HashSet};

use super::{Outcome, group};
use crate::findings::locate::Located;
use crate::render::clean;
use crate::rules::{Group, Rule};
use crate::say::{Lang, Word};
use crate::word;

const OFF: Word = word!(
    "not judged: `kam.toml` turns this rule off",
    "未检查：`kam.toml` 已关闭此规则"
);
const UNSURE: Word = word!(
    "not judged: `kam.toml` could not be read",
    "未检查：`kam.toml` 无法读取"
);

/// The outcome as XML, ended by a line feed.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let mut by_rule: HashMap<&str, Vec<&Located<'_>>> = HashMap::new();
    for located in &outcome.located {
        by_rule.entry(located.finding.rule.name).or_default().push(located);
    }
    let mut groups: Vec<Group> = outcome.rules.iter().map(|rule| rule.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut suites = String::new();
    let mut all = Counts::default();
    for group in groups {
        let rules = outcome.rules.iter().filter(|rule| rule.group == group);
        let mut suite = Suite {
            cases: String::new(),
            counts: Counts::default(),
            outcome,
            lang,
        };
        for rule in rules {
            suite.rule(rule, by_rule.get(rule.name).map_or(&[], Vec::as_slice));
        }
        let Counts {
            tests,
            failures,
            skipped,
        } = suite.counts;
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">\n{}  </testsuite>",
            escaped(group.word().get(lang)),
            suite.cases
        );
        all.tests += tests;
        all.failures += failures;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kam check\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\">\n{suites}</testsuites>\n",
        all.tests, all.failures
    )
}

#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

struct Suite<'s, 'o, 'a> {
    cases: String,
    counts: Counts,
    outcome: &'s Outcome<'o, 'a>,
    lang: Lang,
}

impl Suite<'_, '_, '_> {
    fn rule(&mut self, rule: &Rule, all: &[&Located<'_>]) {
        if all.is_empty() {
            self.without_findings(rule);
        }
        let mut names: HashSet<String> = HashSet::new();
        for located in all {
            let finding = &located.finding;
            let of = match &finding.reference {
                Some(reference) => clean::line(reference).into_owned(),
                None => clean::line(&self.outcome.path(located.path)).into_owned(),
            };
            let plain = format!("{}: {of}", rule.name);
            let name = if names.insert(plain.clone()) {
                plain
            } else {
                format!("{plain} ({})", located.fingerprint)
            };
            self.finding(&name, located);
        }
    }

    fn without_findings(&mut self, rule: &Rule) {
        let why = if self.outcome.judged(rule) {
            None
        } else if self.outcome.book.settings.sure {
            Some(OFF)
        } else {
            Some(UNSURE)
        };
        match why {
            Some(why) => {
                self.counts.skipped += 1;
                let why = escaped(why.get(self.lang));
                self.case(rule, rule.name, &format!("<skipped message=\"{why}\"/>"));
            }
            None => self.case(rule, rule.name, ""),
        }
    }

    fn finding(&mut self, name: &str, located: &Located<'_>) {
        let finding = &located.finding;
        let message = escaped(finding.message.get(self.lang));
        let body = self.body(located);
        let inner = if self.outcome.fails(located) {
            self.counts.failures += 1;
            let severity = finding.severity.name();
            format!("<failure type=\"{severity}\" message=\"{message}\">{body}</failure>")
        } else {
            self.counts.skipped += 1;
            let (word, colon) = (finding.severity.word(), word!(": ", "："));
            let label = format!("{}{}", word.get(self.lang), colon.get(self.lang));
            format!("<skipped message=\"{label}{message}\">{body}</skipped>")
        };
        self.case(finding.rule, name, &inner);
    }

    fn case(&mut self, rule: &Rule, name: &str, inner: &str) {
        self.counts.tests += 1;
        let class = group::slug(rule.group);
        let _ = write!(
            self.cases,
            "    <testcase classname=\"kam.{class}\" name=\"{}\" time=\"0\"",
            escaped(name)
        );
        if inner.is_empty() {
            self.cases.push_str("/>\n");
        } else {
            let _ = writeln!(self.cases, ">\n      {inner}\n    </testcase>");
        }
    }

    /// The finding in lines: the place, what is wrong, what to do, who answers for it.
    fn body(&self, located: &Located<'_>) -> String {
        let (path, line, column) = (
            self.outcome.path(located.path),
            located.place.line,
            located.place.column,
        );
        let mut lines = vec![
            format!("{}:{line}:{column}", escaped(&path)),
            escaped(located.finding.message.get(self.lang)),
        ];
        let remarks = group::remarks(self.outcome, located, self.lang);
        lines.extend(remarks.iter().map(|remark| escaped(remark)));
        lines.join("\n")
    }
}

/// One line of text as XML: only characters that XML 1.0 has, and no marker by which Jenkins or GitLab would
/// take a file for an attachment, or the log of GitHub Actions a command.
fn escaped(text: &str) -> String {
    let line = clean::line(text).replace("[[ATTACHMENT", "[ [ATTACHMENT");
    let line = line.replace("##[", "## [");
    let mut out = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

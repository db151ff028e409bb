//! The reference of rules: each rule's own page, one after the other.

use std::fmt::Write as _;

use crate::rules::page::{self, Example};
use crate::rules::{self, Group, Rule};

use super::MADE;

/// The rules by what they are about, in the order of the reference.
pub fn by_group() -> Vec<(Group, Vec<&'static Rule>)> {
    let mut groups: Vec<(Group, Vec<&'static Rule>)> = Vec::new();
    for rule in rules::all() {
        match groups.iter_mut().find(|(group, _)| *group == rule.group) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((rule.group, vec![rule])),
        }
    }
    groups.sort_by_key(|(group, _)| *group);
    groups
}

fn example(out: &mut String, example: &Example) {
    for (path, text) in &example.files {
        let format = if path.ends_with("toml") { "toml" } else { "yaml" };
        let _ = writeln!(out, "```{format}\n# {path}\n{}```\n", text.replace("```", "` ` `"));
    }
}

/// `docs/reference/rules.md`
pub(super) fn rules() -> String {
    let mut out = String::from(MADE);
    out.push_str("# Rules\n\nRules are named, not numbered. `[checks.severity]` of `kam.toml` changes how heavily each weighs, or turns it off.\n\n");
    for (group, rules) in by_group() {
        let _ = writeln!(out, "## {}\n", group.word().en);
        for rule in rules {
            let page = page::read(rule.doc);
            let _ = writeln!(
                out,
                "### {}\n\n*{}* — {}\n\n{}\n",
                rule.name,
                rule.severity.name(),
                page.title,
                page.why
            );
            for fails in &page.fails {
                let day = fails.as_of.as_deref().unwrap_or(page::AS_OF);
                let _ = writeln!(out, "Fails, as of {day}:\n");
                example(&mut out, fails);
            }
            for passes in &page.passes {
                let day = passes.as_of.as_deref().unwrap_or(page::AS_OF);
                let _ = writeln!(out, "Passes, as of {day}:\n");
                example(&mut out, passes);
            }
            let _ = writeln!(out, "Way out: {}\n", page.way_out);
        }
    }
    out
}

/// `docs/reference/rules.zh-CN.md`
pub(super) fn rules_in_chinese() -> String {
    let mut out = String::from(MADE);
    out.push_str("# 规则\n\n规则以名称区分，不编号。可在 `kam.toml` 的 `[checks.severity]` 中调整每条规则的级别，或将其关闭。\n\n");
    for (group, rules) in by_group() {
        let _ = writeln!(out, "## {}\n", group.word().zh);
        for rule in rules {
            let [title, why, way_out] = rule.zh;
            let _ = writeln!(
                out,
                "### {}\n\n*{}* — {title}\n\n{why}\n\n怎么办：{way_out}\n",
                rule.name,
                rule.severity.word().zh
            );
        }
    }
    out
}

//! The reference of rules: each rule's own page, one after the other.

use std::fmt::Write as _;

use crate::rules::page::{self, Example};
use crate::rules::{self, Group, Rule};
use crate::say::Lang;
use crate::word;

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

fn example(out: &mut String, word: &str, example: &Example) {
    let day = match &example.as_of {
        Some(day) => format!(", as of {day}"),
        None => String::new(),
    };
    let _ = writeln!(out, "{word}{day}:\n");
    for (path, text) in &example.files {
        let format = if path.ends_with("toml") { "toml" } else { "yaml" };
        let _ = writeln!(out, "```{format}\n# {path}\n{}```\n", text.replace("```", "` ` `"));
    }
}

/// Every rule with its title, linked to its own place below.
fn index(out: &mut String, lang: Lang) {
    let head = word!("| rule | severity | what it finds |", "| 规则 | 级别 | 发现什么 |");
    for (group, rules) in by_group() {
        let _ = writeln!(
            out,
            "**{}**\n\n{}\n|---|---|---|",
            group.word().get(lang),
            head.get(lang)
        );
        for rule in rules {
            let (name, severity) = (rule.name, rule.severity.word().get(lang));
            let _ = writeln!(out, "| [`{name}`](#{name}) | {severity} | {} |", title(rule, lang));
        }
        out.push('\n');
    }
}

fn title(rule: &Rule, lang: Lang) -> String {
    match lang {
        Lang::En => page::read(rule.doc).title,
        Lang::Zh => rule.zh[0].to_owned(),
    }
}

/// `docs/reference/rules.md`
pub(super) fn rules() -> String {
    let mut out = String::from(MADE);
    let _ = writeln!(
        out,
        "# Rules\n\n[中文](rules.zh-CN.md)\n\nRules are named, not numbered. `[checks.severity]` of `kam.toml` sets how heavily each weighs (`error`, `warning`, `note`), or turns it `off`. A single record is excused with a `[[waive]]` in it, except from what is wrong with files, links and waivers themselves.\n\nThe examples are judged as of {} unless they name another day. Carets stand under the place that a finding points at, with its message; the tests run every example. `kam explain RULE` shows the same page.\n",
        page::AS_OF
    );
    index(&mut out, Lang::En);
    for (group, rules) in by_group() {
        let _ = writeln!(out, "## {}\n", group.word().en);
        for rule in rules {
            let page = page::read(rule.doc);
            let severity = rule.severity.name();
            let _ = writeln!(
                out,
                "### {}\n\n*{severity}* · **{}**\n\n{}\n",
                rule.name, page.title, page.why
            );
            for fails in &page.fails {
                example(&mut out, "Fails", fails);
            }
            for passes in &page.passes {
                example(&mut out, "Passes", passes);
            }
            let _ = writeln!(out, "Way out: {}\n", page.way_out);
        }
    }
    out
}

/// `docs/reference/rules.zh-CN.md`
pub(super) fn rules_in_chinese() -> String {
    let mut out = String::from(MADE);
    out.push_str("# 规则\n\n[English](rules.md)\n\n规则以名称区分，不编号。可在 `kam.toml` 的 `[checks.severity]` 中调整每条规则的级别（`error`、`warning`、`note`），或用 `off` 关闭。个别记录可在其中写 `[[waive]]` 豁免；文件、引用和豁免本身的问题不可豁免。\n\n`kam explain 规则名 --lang zh-CN` 显示同样的说明，并附中文示例。\n\n");
    index(&mut out, Lang::Zh);
    for (group, rules) in by_group() {
        let _ = writeln!(out, "## {}\n", group.word().zh);
        for rule in rules {
            let [title, why, way_out] = rule.zh;
            let (name, severity) = (rule.name, rule.severity.word().zh);
            let _ = writeln!(
                out,
                "### {name}\n\n*{severity}* · **{title}**\n\n{why}\n\n怎么办：{way_out}\n\n[示例](rules.md#{name})\n"
            );
        }
    }
    out
}

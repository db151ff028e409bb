//! Findings as SARIF 2.1.0, for GitHub's code scanning and other viewers of results.
//!
//! The standard: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. What GitHub reads of it,
//! and how much: <https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support>.

mod shape;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hashbrown::HashMap;

use super::{Outcome, group};
use crate::findings::Severity;
use crate::findings::locate::{Located, Stretch};
use crate::findings::since::New;
use crate::model::settings::Level;
use crate::render::clean;
use crate::render::json::escaped;
use crate::rules::{Rule, page};
use crate::said;
use crate::say::{Lang, Said};
use shape::{Artifact, Automation, Base, Configuration, Descriptor, Driver, Help, Invocation, Location, Log};
use shape::{Notification, OfRule, Override, Physical, Region, Run, Suppression, Text, Tool};

/// GitHub refuses a file with more results.
const TAKEN: usize = 25_000;
/// GitHub keeps so many of them, the heaviest.
const SHOWN: usize = 5_000;
const ROOT: &str = "%SRCROOT%";

/// The outcome as SARIF, ended by a line feed. Where there are more findings than GitHub takes, the weightiest
/// are there, and the file says how many are not.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let index: HashMap<&str, usize> = outcome
        .rules
        .iter()
        .enumerate()
        .map(|(at, rule)| (rule.name, at))
        .collect();
    let all = taken(outcome);
    // Either every result of a run says whether it is suppressed, or none does.
    let waived = all.iter().any(|located| located.finding.waived.is_some());
    let suppressions = if waived {
        Suppressions::Told
    } else {
        Suppressions::LeftOut
    };
    let results = all.iter().filter_map(|located| {
        let at = *index.get(located.finding.rule.name)?;
        Some(result(outcome, located, at, suppressions, lang))
    });
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: driver(outcome, lang),
            },
            automation_details: Automation {
                id: format!("kam/{}", uri(&outcome.base)),
            },
            invocations: [invocation(outcome, lang)],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base {
                    description: text(&said!("The top of the repository.", "代码仓库的顶层目录。"), lang),
                },
            )]),
            language: tag(lang),
            default_encoding: "utf-8",
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    let text = serde_json::to_string_pretty(&log).expect("every key is text and every number an integer");
    let mut text = escaped(&text);
    text.push('\n');
    text
}

/// The findings that GitHub takes: all, or the weightiest.
pub(super) fn taken<'o, 'a>(outcome: &'o Outcome<'_, 'a>) -> Vec<&'o Located<'a>> {
    if outcome.located.len() <= TAKEN {
        return outcome.located.iter().collect();
    }
    let mut all = group::by_weight(&outcome.located);
    all.truncate(TAKEN);
    all
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

fn text(said: &Said, lang: Lang) -> Text {
    Text {
        text: said.get(lang).to_owned(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn driver(outcome: &Outcome<'_, '_>, lang: Lang) -> Driver {
    let version = env!("CARGO_PKG_VERSION");
    Driver {
        name: "kam",
        full_name: concat!("kam ", env!("CARGO_PKG_VERSION")),
        version,
        semantic_version: version,
        language: tag(lang),
        rules: outcome.rules.iter().map(|rule| descriptor(rule, lang)).collect(),
    }
}

/// A rule's own page, as GitHub shows it beside a result.
fn descriptor(rule: &Rule, lang: Lang) -> shape::Rule {
    let page = page::read(rule.doc);
    let [title, why, way_out] = match lang {
        Lang::En => [page.title.as_str(), &page.why, &page.way_out],
        Lang::Zh => rule.zh,
    };
    let Said { en, zh } = said!("{why} Way out: {way_out}", "{why}怎么办：{way_out}");
    let help = match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let (way, example) = match lang {
        Lang::En => ("Way out", "Example"),
        Lang::Zh => ("怎么办", "示例"),
    };
    let mut markdown = format!("{why}\n\n**{way}**\n\n{way_out}\n");
    for fails in page.fails.iter().take(1) {
        let _ = write!(markdown, "\n**{example}**\n");
        for (path, text) in &fails.files {
            let format = if path.ends_with("toml") { "toml" } else { "yaml" };
            let _ = write!(
                markdown,
                "\n```{format}\n# {path}\n{}```\n",
                text.replace("```", "` ` `")
            );
        }
    }
    shape::Rule {
        id: rule.name,
        name: pascal(rule.name),
        short_description: Text { text: title.to_owned() },
        full_description: Text {
            text: format!("{title}{}{why}", if lang == Lang::En { " " } else { "" }),
        },
        help: Help { text: help, markdown },
        default_configuration: Configuration {
            enabled: None,
            level: Some(level(rule.severity)),
        },
        properties: OfRule {
            tags: [group::slug(rule.group)],
            precision: "very-high",
            severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "recommendation",
            },
        },
    }
}

/// `OverdueTask`, as SARIF wants names beside ids; none where that would be the id once more.
fn pascal(name: &str) -> Option<String> {
    if !name.contains('-') {
        return None;
    }
    let mut out = String::new();
    for word in name.split('-') {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    Some(out)
}

/// What `kam.toml` says of rules, and what is not in the file or will not be shown.
fn invocation(outcome: &Outcome<'_, '_>, lang: Lang) -> Invocation {
    let overrides = outcome.rules.iter().enumerate().filter_map(|(index, rule)| {
        let of_level = |level| Configuration {
            enabled: None,
            level: Some(level),
        };
        let configuration = match outcome.level(rule)? {
            Level::Off => Configuration {
                enabled: Some(false),
                level: None,
            },
            Level::Error => of_level("error"),
            Level::Warning => of_level("warning"),
            Level::Note => of_level("note"),
        };
        let descriptor = Descriptor { id: rule.name, index };
        Some(Override {
            descriptor,
            configuration,
        })
    });
    let told = told(outcome.located.len());
    let notification = told.map(|said| Notification {
        level: "warning",
        message: text(&said, lang),
    });
    Invocation {
        execution_successful: true,
        rule_configuration_overrides: overrides.collect(),
        tool_execution_notifications: notification.into_iter().collect(),
    }
}

/// What is said of so many findings, where they are more than GitHub takes or shows.
pub(super) fn told(n: usize) -> Option<Said> {
    let (taken, shown) = (TAKEN, SHOWN);
    if n > TAKEN {
        let left = n - TAKEN;
        Some(said!(
            "{left} of {n} findings are not in this file: GitHub takes {taken} results; these are the weightiest.",
            "共 {n} 个问题，其中 {left} 个未写入本文件：GitHub 最多接收 {taken} 个结果，这里是最重要的部分。"
        ))
    } else if n > SHOWN {
        Some(said!(
            "GitHub shows {shown} of these {n} findings, by severity.",
            "共 {n} 个问题，GitHub 按严重程度只显示 {shown} 个。"
        ))
    } else {
        None
    }
}

/// Whether the results of a run say if they are suppressed.
#[derive(Debug, Clone, Copy)]
enum Suppressions {
    Told,
    LeftOut,
}

fn result(
    outcome: &Outcome<'_, '_>,
    located: &Located<'_>,
    at: usize,
    told: Suppressions,
    lang: Lang,
) -> shape::Outcome {
    let finding = &located.finding;
    let mut message = plain(&group::sentences(located, lang));
    let mut related = Vec::new();
    for (id, ((path, place), (_, said))) in located.related.iter().zip(&finding.related).enumerate() {
        let said = plain(said.get(lang));
        // GitHub shows a related place where the message links to it.
        let _ = write!(
            message,
            " [{}]({id})",
            said.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
        );
        related.push(Location {
            id: Some(id),
            message: Some(Text { text: said }),
            ..location(outcome, path, *place)
        });
    }
    let suppressions = finding.waived.map(|_| Suppression {
        kind: "inSource",
        status: "accepted",
        justification: group::excuse(outcome.book, located)
            .map(|said| plain(said.get(lang)))
            .unwrap_or_default(),
    });
    shape::Outcome {
        rule_id: finding.rule.name,
        rule_index: at,
        level: level(finding.severity),
        message: Text { text: message },
        locations: [location(outcome, located.path, located.place)],
        related_locations: related,
        // `primaryLocationLineHash` is GitHub's own: its uploader complains of every other value.
        partial_fingerprints: BTreeMap::from([("kamFinding/v1", located.fingerprint.clone())]),
        baseline_state: located.new.map(|new| match new {
            New::Change | New::Time => "new",
            New::Before => "unchanged",
        }),
        suppressions: match told {
            Suppressions::Told => Some(suppressions.into_iter().collect()),
            Suppressions::LeftOut => None,
        },
        properties: properties(located),
    }
}

fn properties(located: &Located<'_>) -> BTreeMap<&'static str, serde_json::Value> {
    let finding = &located.finding;
    let mut all = BTreeMap::new();
    let mut put = |key, value: Option<serde_json::Value>| {
        if let Some(value) = value {
            all.insert(key, value);
        }
    };
    put("ref", finding.reference.as_deref().map(Into::into));
    put("account", finding.account.map(Into::into));
    put("owner", finding.owner.map(Into::into));
    put("due", finding.due.map(|due| due.to_string().into()));
    put("days_late", finding.days_late.map(Into::into));
    put("answered_by", finding.answered_by.as_deref().map(Into::into));
    all
}

fn location(outcome: &Outcome<'_, '_>, path: &str, place: Stretch) -> Location {
    Location {
        id: None,
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(&outcome.path(path)),
                uri_base_id: ROOT,
            },
            region: Region {
                start_line: place.line,
                start_column: place.column,
                end_line: place.end_line,
                end_column: place.end_column,
            },
        },
        message: None,
    }
}

/// One line in which nothing is a link or a placeholder: in SARIF `[text](target)` is a link, and `{0}` an
/// argument.
fn plain(text: &str) -> String {
    let line = clean::line(text).replace("](", "] (");
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && after[digits..].starts_with('}') {
            let _ = write!(out, "{{{{{}}}}}", &after[..digits]);
            rest = &after[digits + 1..];
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// A path as a relative URI, whatever its characters.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

//! A book whose every text is the given one: records of every kind with every key that the kind has, made
//! from the kinds' own descriptions, so that a key that is new is in it too.

use kam::model::{Common, Kind};
use kam::shape::{Key, SettingId, Type};
use serde_json::{Map, Value, json};

use crate::books::File;

/// So many records of each kind bear each text: one with every key, the others with only some of those
/// that may be left out, and with other words of closed sets.
const VARIANTS: usize = 3;

/// Roles, duties and tiers are named by the texts too.
const SETTINGS: &str = r#"
[roles.lead]
title = TEXT
skills = [TEXT]
[duties.renewal]
title = TEXT
tiers = ["strategic"]
every = "monthly"
[tiers.strategic]
title = TEXT
rank = 1
roles = ["lead"]
contact_every = "monthly"
survey_every = "quarterly"
review_every = "quarterly"
goals_every = "quarterly"
[survey.dimensions]
service = TEXT
[[pipeline.stages]]
id = "offer"
title = TEXT
probability = 50
"#;

/// The files of a book with records that bear each of the texts.
pub fn files(texts: &[&str]) -> Vec<File> {
    let first = Value::from(texts[0]).to_string();
    let name = Value::from(texts[0]);
    let settings = format!("[book]\nname = {name}\n{}", SETTINGS.replace("TEXT", &first));
    let mut files: Vec<File> = vec![("kam.toml".to_owned(), settings.into_bytes())];
    for (at, text) in texts.iter().enumerate() {
        for variant in 0..VARIANTS {
            for kind in Kind::ALL {
                files.push(file(*kind, text, at, variant));
            }
        }
    }
    files
}

/// The id of the record of a kind that bears that text.
pub fn id(kind: Kind, text: usize, variant: usize) -> String {
    format!("{}-{text}-{variant}", kind.name())
}

fn file(kind: Kind, text: &str, at: usize, variant: usize) -> File {
    // A long text is long once, which is slow enough.
    let text: String = text.chars().take(if variant == 0 { usize::MAX } else { 300 }).collect();
    let text = text.as_str();
    let make = Make { text, at, variant };
    let mut record = make.table(Common::KEYS, "", kind);
    // What excuses a record from a rule says nothing in reports.
    record.remove("waive");
    record.extend(make.table(kind.shape().keys, "", kind));
    let id = id(kind, at, variant);
    record.insert("id".to_owned(), id.clone().into());
    let folder = kind.folder();
    // Every text is read by both readers.
    if variant.is_multiple_of(2) {
        let lines: String = record
            .iter()
            .map(|(key, value)| format!("{key} = {}\n", toml(value)))
            .collect();
        (format!("{folder}/{id}.toml"), lines.into_bytes())
    } else {
        (format!("{folder}/{id}.yaml"), yaml(&Value::Object(record)).into_bytes())
    }
}

/// JSON is YAML, which takes more characters only as escapes, and has one of its own.
fn yaml(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '\u{80}'..='\u{9f}' | '\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.replace("\\u001b", "\\e")
}

/// A value in a line of TOML, whose basic strings are those of JSON.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let entries: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), toml(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

struct Make<'t> {
    text: &'t str,
    at: usize,
    variant: usize,
}

impl Make<'_> {
    fn table(&self, keys: &[Key], list: &str, kind: Kind) -> Map<String, Value> {
        let mut table = Map::new();
        for (at, key) in keys.iter().enumerate() {
            if (key.required || self.keeps(at, key)) && !self.excluded(list, key.name) {
                table.insert(key.name.to_owned(), self.value(key.kind, key.name, list, kind));
            }
        }
        table
    }

    /// Whether a key that may be left out is there: text always, in the first variant all else too; in the
    /// second nothing is done or answered yet.
    fn keeps(&self, at: usize, key: &Key) -> bool {
        let of_an_end = matches!(key.kind, Type::Date | Type::Moment) && !["due", "next"].contains(&key.name);
        match self.variant {
            _ if bears_text(key.kind) => true,
            0 => true,
            1 => !of_an_end,
            _ => !at.is_multiple_of(3),
        }
    }

    /// Of two keys that exclude each other, one a variant.
    fn excluded(&self, list: &str, key: &str) -> bool {
        let even = self.variant.is_multiple_of(2);
        match (list, key) {
            ("clause", "where") | ("obligation", "every" | "from" | "until") | ("actual", "value") => even,
            ("clause", "text") | ("obligation", "due") | ("actual", "num" | "den") => !even,
            ("kpi", "computed" | "zero_at" | "tolerance" | "plan") => true,
            _ => false,
        }
    }

    fn value(&self, of: Type, key: &str, list: &str, kind: Kind) -> Value {
        let part = |list: &str| Value::from(format!("{list}-p"));
        match of {
            // These must look like one; what does not is tried in one variant.
            Type::Text if key == "email" && self.variant < 2 => "a@e.x".into(),
            Type::Text if key == "phone" && self.variant < 2 => "+8613800138000".into(),
            Type::Text => self.text.into(),
            Type::TextOrNumber if self.variant == 2 => json!(7),
            Type::TextOrNumber => self.text.into(),
            Type::Free => json!({ "field": self.text }),
            Type::Id => "free".into(),
            Type::PartId => part(list),
            Type::Bool => (self.variant != 1).into(),
            Type::Whole(min, _) => min.max(1).into(),
            Type::Number | Type::Percent | Type::Target => json!(40),
            Type::Date => date(key).into(),
            Type::Moment => format!("{}T10:00:00+08:00", date(key)).into(),
            Type::Money => "1000.00 CNY".into(),
            Type::Period if key == "revenue" => "2025".into(),
            Type::Period => "2026-Q1".into(),
            Type::Every => "monthly".into(),
            Type::Term => "3 days".into(),
            Type::Ref(kind) => id(kind, self.at, self.variant).into(),
            Type::AnyRef => format!("task/{}", id(Kind::Task, self.at, self.variant)).into(),
            Type::Contact => part("contact"),
            Type::Need => part("need"),
            Type::Own(list) => part(list),
            Type::OwnPart => part("kpi"),
            Type::ContractKpi => part("kpi"),
            Type::Setting(SettingId::Tier) => "strategic".into(),
            Type::Setting(SettingId::Role) => "lead".into(),
            Type::Setting(SettingId::Duty) => "renewal".into(),
            Type::Setting(SettingId::Stage) => "offer".into(),
            Type::Setting(SettingId::Dimension) => "service".into(),
            Type::Enum(choices) => choices[(self.variant + self.at) % choices.len()].name.into(),
            Type::List(of) | Type::OneOrMany(of) => json!([self.value(*of, key, key, kind)]),
            Type::Table(shape) => Value::Object(self.table(shape.keys, if list.is_empty() { key } else { list }, kind)),
            Type::Map(key_type, of) => {
                let entry = match key_type {
                    // YAML takes no longer key on one line.
                    Type::Text => self.text.chars().take(1000).collect::<String>().into(),
                    other => self.value(*other, key, list, kind),
                };
                let entry = entry.as_str().map_or_else(|| entry.to_string(), str::to_owned);
                let mut map = Map::new();
                map.insert(entry, self.value(*of, key, list, kind));
                Value::Object(map)
            }
        }
    }
}

/// Whether a key holds text of a record, or a table that may.
fn bears_text(of: Type) -> bool {
    match of {
        Type::Text | Type::TextOrNumber | Type::Free | Type::Table(_) | Type::Map(..) => true,
        Type::List(of) | Type::OneOrMany(of) => bears_text(*of),
        Type::Id | Type::PartId | Type::Bool | Type::Whole(..) | Type::Number | Type::Percent => false,
        Type::Date | Type::Moment | Type::Money | Type::Period | Type::Every | Type::Term => false,
        Type::Ref(_) | Type::AnyRef | Type::Contact | Type::Need | Type::Own(_) | Type::OwnPart => false,
        Type::ContractKpi | Type::Setting(_) | Type::Enum(_) | Type::Target => false,
    }
}

/// Dates follow each other as they must, and most lie before the day of the report.
fn date(key: &str) -> &'static str {
    match key {
        "end" | "until" => "2026-12-31",
        "start" | "from" | "since" | "opened" | "signed" | "joined" => "2026-01-10",
        _ => "2026-03-20",
    }
}

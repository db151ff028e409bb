//! A book in which every key of every kind holds a marker of its own, made by walking what the model says
//! of its tables: a key that is added later is marked without a line here. A marked text or id contains
//! [`MARK`]; marked figures and dates are told by [`Marked::figures`].

use kam::model::{Common, Kind};
use kam::shape::{Key, SettingId, Type};
use serde_json::{Map, Value, json};

/// Every marked text and id contains it, and nothing that may be shown does.
pub const MARK: &str = "zq";

/// Whose record it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// The account's that the page is about: what may be shown holds what `SHOWN` says.
    Ours,
    /// Another account's, of which nothing may be shown.
    Others,
}

/// What may be shown, with the value that it has among ours.
pub const SHOWN: &[(&str, &str)] = &[
    ("account.name", "Shown account"),
    ("person.name", "Shown person"),
    ("contract.title", "Shown contract"),
    ("contract.start", "2025-05-05"),
    ("contract.end", "2027-05-04"),
    ("contract.obligation.title", "Shown obligation"),
    ("contract.obligation.due", "2026-02-06"),
    ("contract.obligation.from", "2026-02-16"),
    ("contract.fulfilled.due", "2026-02-06"),
    ("contract.fulfilled.on", "2026-02-07"),
    ("interaction.date", "2026-03-03"),
    ("interaction.shared.type", "market-analysis"),
    ("interaction.promise.text", "Shown promise"),
    ("interaction.promise.due", "2026-03-13"),
    ("interaction.promise.done", "2026-03-14"),
    ("goal.title", "Shown goal"),
    ("goal.period", "2026-Q1"),
    ("goal.kpi.name", "Shown KPI"),
    ("goal.kpi.unit", "Shown unit"),
    ("request.title", "Shown request"),
    ("request.opened", "2026-03-02T09:00:00"),
    ("request.responded", "2026-03-04T09:00:00"),
    ("request.resolved", "2026-03-05T09:00:00"),
    ("request.closed", "2026-03-06T09:00:00"),
    ("task.title", "Shown task"),
    ("task.start", "2026-02-02"),
    ("task.due", "2026-02-12"),
    ("task.done", "2026-02-22"),
    ("improvement.problem", "Shown improvement"),
    ("improvement.opened", "2026-01-15"),
    ("improvement.due", "2026-01-25"),
    ("improvement.closed", "2026-01-26"),
];

/// What is bound by other keys, or tells by its word, so that a mark of our own would be no sound value.
fn bound(path: &str) -> Option<Value> {
    Some(match path {
        "account.identifiers.uscc" => json!("91110108MA00DEM06X"),
        "account.identifiers.lei" => json!("XXXX00DEMOACCOUNT193"),
        "account.identifiers.duns" => json!("123456789"),
        "account.status" => json!("at-risk"),
        "account.contact.role" => json!("blocker"),
        "account.contact.attitude" => json!("resistant"),
        "account.team.until" => json!("2099-12-29"),
        "person.left" => json!("2099-12-30"),
        "person.phone" => json!("+8613812345678"),
        "contract.status" => json!("active"),
        "contract.renewal.until" => json!("2027-05-04"),
        "contract.obligation.until" => json!("2027-04-30"),
        "contract.obligation.party" => json!("us"),
        "interaction.channel" => json!("visit"),
        "interaction.promise.party" => json!("customer"),
        "goal.kpi.target" => json!(887),
        "goal.kpi.better" => json!("higher"),
        "goal.kpi.measured" => json!("quarterly"),
        "goal.kpi.plan" => json!({ "2026-Q1": 70001 }),
        "goal.kpi.zero_at" => json!(0.70012),
        "goal.period" | "goal.actual.period" => json!("2026-Q1"),
        "request.status" => json!("closed"),
        "survey.scale" => json!(5),
        "task.status" => json!("done"),
        "improvement.status" => json!("verifying"),
        path if path.ends_with(".share") => json!(true),
        path if path.ends_with(".waive.rule") => json!("stale-record"),
        _ => return None,
    })
}

/// What `bound` holds that may not be shown.
pub const BOUND: &[&str] = &[
    "91110108MA00DEM06X",
    "XXXX00DEMOACCOUNT193",
    "123456789",
    "at-risk",
    "at risk",
    "有流失风险",
    "blocker",
    "反对者",
    "resistant",
    "抵触",
    "2099-12-29",
    "2099-12-30",
    "13812345678",
    "2027-04-30",
    "70001",
    "70,001",
    "0.70012",
    "stale-record",
];

/// Of lists whose items write one key or another: what each item leaves out.
fn left_out(path: &str) -> &'static [&'static [&'static str]] {
    match path {
        "account.contact" => &[&["reports_to"], &[]],
        "contract.clause" => &[&["where"], &["text"]],
        "contract.obligation" => &[&["every", "from", "until"], &["due"]],
        "goal.kpi" => &[&["computed"], &["computed"], &["combine"]],
        "goal.actual" => &[&["num", "den"], &["value"]],
        path if path.ends_with(".waive") => &[&["part"]],
        _ => &[&[]],
    }
}

/// Makes marked records.
#[derive(Default)]
pub struct Marked {
    count: u32,
    /// The marked figures and dates, as they may be shown.
    pub figures: Vec<String>,
}

/// The id of a kind's record.
pub fn id(kind: Kind, set: Set) -> String {
    let end = match set {
        Set::Ours => "ours",
        Set::Others => "others",
    };
    format!("{MARK}-{}-{end}", kind.name())
}

impl Marked {
    /// A record with every key that its kind may have.
    pub fn record(&mut self, kind: Kind, set: Set) -> Value {
        let keys = Common::KEYS.iter().chain(kind.shape().keys);
        let mut record = self.table(kind.name(), keys, &[], kind, set, 1);
        record.insert("id".to_owned(), json!(id(kind, set)));
        Value::Object(record)
    }

    fn table<'k>(
        &mut self,
        path: &str,
        keys: impl Iterator<Item = &'k Key>,
        without: &[&str],
        of: Kind,
        set: Set,
        item: usize,
    ) -> Map<String, Value> {
        let mut table = Map::new();
        for key in keys.filter(|key| !without.contains(&key.name)) {
            let path = format!("{path}.{}", key.name);
            if let Some(value) = self.value(&path, key.kind, of, set, item) {
                table.insert(key.name.to_owned(), value);
            }
        }
        table
    }

    fn value(&mut self, path: &str, kind: Type, of: Kind, set: Set, item: usize) -> Option<Value> {
        let shown = SHOWN.iter().find(|(known, _)| *known == path && set == Set::Ours);
        if let Some((_, value)) = shown {
            return Some(json!(value));
        }
        if let Some(value) = bound(path) {
            return Some(value);
        }
        let other = if set == Set::Ours { Set::Others } else { Set::Ours };
        let text = self.text();
        Some(match kind {
            Type::Ref(Kind::Person) if path.ends_with(".supervisor") || path.ends_with(".waive.by") => {
                json!(id(Kind::Person, other))
            }
            // Not itself: that would be a circle.
            Type::Ref(kind) if kind == of && path.split('.').count() == 2 => match set {
                Set::Ours => json!(id(kind, Set::Others)),
                Set::Others => return None,
            },
            Type::Ref(kind) => json!(id(kind, set)),
            Type::AnyRef => json!(format!("order/{}", id(Kind::Order, set))),
            Type::Contact => json!(format!("{MARK}-contact-1")),
            Type::Need => json!(format!("{MARK}-need-1")),
            Type::ContractKpi => json!(format!("{MARK}-kpi-1")),
            Type::Own(list) => json!(format!("{MARK}-{list}-{item}")),
            Type::OwnPart => return None,
            Type::Setting(of) => json!(setting(of)),
            Type::PartId => {
                let list = path.split('.').nth(1).expect("the list of the part");
                json!(format!("{MARK}-{list}-{item}"))
            }
            Type::Text | Type::TextOrNumber | Type::Id if path.ends_with(".email") => {
                json!(format!("{text}@example.com"))
            }
            Type::Text | Type::TextOrNumber | Type::Id => json!(text),
            Type::Bool => json!(false),
            Type::Whole(_, most) if most >= i64::from(self.count) => json!(self.figure()),
            Type::Whole(least, _) => json!(least),
            Type::Number | Type::Target => json!(self.figure()),
            Type::Percent => {
                self.figures.push("13.7".to_owned());
                json!(13.7)
            }
            Type::Date => json!(self.date()),
            Type::Moment => json!(format!("{}T09:00:00", self.date())),
            Type::Money => json!(format!("{}.00 CNY", self.figure())),
            Type::Period => {
                let year = 1900 + self.count % 80;
                self.figures.push(format!("{year}-Q3"));
                json!(format!("{year}-Q3"))
            }
            Type::Every | Type::Term => json!(format!("{} days", self.figure())),
            Type::Enum(choices) => json!(choices.last().expect("a choice").name),
            Type::List(Type::Table(shape)) => {
                let items = left_out(path).iter().zip(1..);
                let item = |(without, item): (&&[&str], usize)| {
                    Value::Object(self.table(path, shape.keys.iter(), without, of, set, item))
                };
                Value::Array(items.map(item).collect())
            }
            Type::List(item_kind) | Type::OneOrMany(item_kind) => {
                Value::Array(self.value(path, *item_kind, of, set, item).into_iter().collect())
            }
            Type::Table(shape) => {
                let without = left_out(path).first().copied().unwrap_or_default();
                Value::Object(self.table(path, shape.keys.iter(), without, of, set, item))
            }
            Type::Map(key, value) => {
                let key = match key {
                    Type::Period => (1900 + self.count % 80).to_string(),
                    Type::Setting(of) => setting(*of),
                    _ => text,
                };
                let value = self.value(&format!("{path}.*"), *value, of, set, item)?;
                json!({ key: value })
            }
            Type::Free => json!({ text.clone(): { text: [self.text(), self.figure()] } }),
        })
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        70_100 + self.count
    }

    fn text(&mut self) -> String {
        format!("{MARK}{}", self.next())
    }

    /// A whole number that stands for nothing else, with and without a comma.
    fn figure(&mut self) -> u32 {
        let figure = self.next();
        self.figures.push(figure.to_string());
        self.figures.push(format!("{},{:03}", figure / 1000, figure % 1000));
        figure
    }

    /// A day of long ago.
    fn date(&mut self) -> String {
        let n = self.next() - 70_100;
        let date = format!("{}-{:02}-{:02}", 1985 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
        self.figures.push(date.clone());
        date
    }
}

fn setting(of: SettingId) -> String {
    let name = match of {
        SettingId::Tier => "tier",
        SettingId::Role => "role",
        SettingId::Duty => "duty",
        SettingId::Stage => "stage",
        SettingId::Dimension => "dimension",
    };
    format!("{MARK}-{name}")
}

//! Microseconds a file to read records, over files such as a large book holds: tasks, meetings,
//! surveys, orders and goals, a third of their text Chinese, of about 400 bytes each. A shown time
//! is for [`FILES`] files.

use std::fmt::Write;

use divan::counter::{BytesCount, ItemsCount};
use kam::source::Texts;
use kam::syntax::{Format, plain, read, yaml};

const FILES: usize = 1000;
const EN: [&str; 12] = [
    "renewal",
    "of",
    "the",
    "support",
    "agreement",
    "for",
    "northern",
    "plants",
    "with",
    "new",
    "response",
    "time",
];
const ZH: &str = "续约谈判进展顺利客户希望缩短响应时间并增加现场培训的次数我们在月底前给出方案";

fn main() {
    divan::main();
}

/// A small generator of numbers, so that the files are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn text(&mut self, words: usize) -> String {
        if self.below(3) == 0 {
            let start = self.below(30);
            return ZH.chars().cycle().skip(start).take(words * 2).collect();
        }
        (0..words)
            .map(|_| EN[self.below(EN.len())])
            .collect::<Vec<_>>()
            .join(" ")
    }
}

type Pair = (&'static str, String);
type Tables = (&'static str, Vec<Vec<Pair>>);

/// One record: its own keys, then its lists of tables.
fn record(dice: &mut Dice, number: usize, equals: &str) -> (Vec<Pair>, Vec<Tables>) {
    let text = |dice: &mut Dice, words| format!("\"{}\"", dice.text(words));
    let mut own = vec![
        ("id", format!("\"r{number:07}\"")),
        ("account", format!("\"a{:06}\"", number / 50)),
        ("title", text(dice, 6)),
        ("owner", format!("\"p{:04}\"", dice.below(200))),
    ];
    let mut lists = Vec::new();
    match number % 10 {
        0..4 => own.extend([
            ("responsible", "[\"p0001\"]".to_owned()),
            ("status", "\"done\"".to_owned()),
            ("priority", "\"normal\"".to_owned()),
            ("start", "2026-02-03".to_owned()),
            ("due", "2026-03-03".to_owned()),
            ("done", "2026-03-03".to_owned()),
            ("progress", "100".to_owned()),
            ("notes", text(dice, 20)),
        ]),
        4..7 => {
            own.extend([
                ("people", "[\"p0001\", \"p0002\"]".to_owned()),
                ("summary", text(dice, 25)),
            ]);
            lists.push((
                "shared",
                vec![vec![("type", "\"report\"".to_owned()), ("title", text(dice, 4))]],
            ));
        }
        7 => lists.push((
            "response",
            (0..3)
                .map(|_| {
                    let answers = format!("{{ product_quality{equals}5, service_attitude{equals}4 }}");
                    vec![
                        ("contact", "\"c1\"".to_owned()),
                        ("nps", "9".to_owned()),
                        ("answers", answers),
                    ]
                })
                .collect(),
        )),
        8 => lists.push((
            "line",
            (0..3)
                .map(|n| {
                    vec![
                        ("product", text(dice, 2)),
                        ("quantity", n.to_string()),
                        ("price", "\"1250.50 CNY\"".to_owned()),
                    ]
                })
                .collect(),
        )),
        _ => lists.push((
            "kpi",
            (0..4)
                .map(|n| {
                    vec![
                        ("id", format!("\"k{n}\"")),
                        ("name", text(dice, 2)),
                        ("target", "100".to_owned()),
                    ]
                })
                .collect(),
        )),
    }
    (own, lists)
}

fn files(format: Format) -> Vec<String> {
    let mut dice = Dice(20_260_401);
    let equals = match format {
        Format::Toml => " = ",
        Format::Yaml => ": ",
    };
    (0..FILES)
        .map(|number| {
            let (own, lists) = record(&mut dice, number, equals);
            let mut out = String::new();
            let mut line = |line: String| writeln!(out, "{line}").expect("a string takes text");
            own.into_iter()
                .for_each(|(key, value)| line(format!("{key}{equals}{value}")));
            for (key, tables) in lists {
                if format == Format::Yaml {
                    line(format!("{key}:"));
                }
                for table in tables {
                    if format == Format::Toml {
                        line(format!("\n[[{key}]]"));
                    }
                    for (n, (key, value)) in table.into_iter().enumerate() {
                        let before = match format {
                            Format::Toml => "",
                            Format::Yaml if n == 0 => "  - ",
                            Format::Yaml => "    ",
                        };
                        line(format!("{before}{key}{equals}{value}"));
                    }
                }
            }
            out
        })
        .collect()
}

fn measure(bencher: divan::Bencher<'_, '_>, format: Format, read: impl Fn(&str, &Texts) -> bool + Sync) {
    let files = files(format);
    let bytes: usize = files.iter().map(String::len).sum();
    bencher
        .counter(ItemsCount::new(FILES))
        .counter(BytesCount::new(bytes))
        .bench(|| {
            let texts = Texts::default();
            files.iter().filter(|text| read(text, &texts)).count()
        });
}

#[divan::bench]
fn toml(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Format::Toml, |text, texts| {
        read(Format::Toml, text, texts).whole
    });
}

#[divan::bench]
fn yaml_everyday(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Format::Yaml, |text, texts| {
        plain::read(text, texts).expect("these are everyday YAML").whole
    });
}

#[divan::bench(sample_count = 10)]
fn yaml_full(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, Format::Yaml, |text, texts| yaml::read(text, texts).whole);
}

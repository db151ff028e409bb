//! The files of new books. They are compiled in, so that the program needs nothing beside it.

use crate::say::Lang;

/// A file of a new book, in both languages.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Relative to the book, with `/`.
    pub path: &'static str,
    en: &'static str,
    zh: &'static str,
}

impl File {
    /// Its text.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

macro_rules! both {
    ($path:literal $file:literal) => {
        File {
            path: $path,
            en: include_str!(concat!("en/", $file)),
            zh: include_str!(concat!("zh/", $file)),
        }
    };
}

macro_rules! same {
    ($path:literal $file:literal) => {
        File {
            path: $path,
            en: include_str!($file),
            zh: include_str!($file),
        }
    };
}

/// What every new book has beside its records.
pub const AROUND: &[File] = &[
    both!("RECORDS.md" "RECORDS.md"),
    both!(".github/workflows/kam.yml" "kam.yml"),
    both!(".github/CODEOWNERS" "CODEOWNERS"),
    same!(".editorconfig" "editorconfig"),
    same!(".vscode/settings.json" "vscode-settings.json"),
    same!(".vscode/extensions.json" "vscode-extensions.json"),
];

/// A book to begin with: the settings with every default shown, and one person.
pub const BLANK: &[File] = &[both!("kam.toml" "kam.toml"), both!("people/me.toml" "me.toml")];

macro_rules! software {
    ($($path:literal)*) => {
        /// The worked example: a company that builds software, and its key accounts.
        pub const SOFTWARE: &[File] = &[$(
            File {
                path: $path,
                en: include_str!(concat!("../../../examples/software/", $path)),
                zh: include_str!(concat!("../../../examples/software-zh/", $path)),
            },
        )*];
    };
}

software! {
    "accounts/anhe.yaml"
    "accounts/beichen.toml"
    "accounts/mingde.yaml"
    "accounts/yunfan.toml"
    "contracts/anhe-his.toml"
    "contracts/beichen-ems.yaml"
    "contracts/yunfan-wms.toml"
    "dongfang/account.toml"
    "dongfang/contracts/dongfang-mes.toml"
    "dongfang/goals/dongfang-2026-q1-delivery.toml"
    "dongfang/goals/dongfang-2026-q1-support.toml"
    "dongfang/goals/dongfang-2026-q1.yaml"
    "dongfang/goals/dongfang-2026-q2.toml"
    "dongfang/improvements/dongfang-one-line.toml"
    "dongfang/improvements/dongfang-punctual-reports.yaml"
    "dongfang/interactions/dongfang-2026-03-12.toml"
    "dongfang/interactions/dongfang-2026-03-24.yaml"
    "dongfang/opportunities/dongfang-quality.toml"
    "dongfang/requests/dongfang-import.toml"
    "dongfang/surveys/dongfang-2026-03.toml"
    "dongfang/tasks/dongfang-payment.toml"
    "dongfang/tasks/dongfang-report-2026-03.yaml"
    "dongfang/tasks/dongfang-training.yaml"
    "dongfang/tasks/dongfang-uat.toml"
    "goals/beichen-2026-h1.yaml"
    "goals/yunfan-2026-h1.toml"
    "improvements/anhe-report-speed.toml"
    "improvements/yunfan-handover.yaml"
    "interactions/anhe-2026-03-19.toml"
    "interactions/beichen-2026-01-16.toml"
    "interactions/beichen-2026-03-10.yaml"
    "interactions/beichen-2026-03-26.toml"
    "interactions/mingde-2026-02-20.toml"
    "interactions/qingshan-2026-02-11.yaml"
    "interactions/yunfan-2026-02-25.yaml"
    "interactions/yunfan-2026-03-18.toml"
    "kam.toml"
    "opportunities/yunfan-kunshan.yaml"
    "orders/mingde-2026-001.yaml"
    "orders/yunfan-2026-001.toml"
    "people/chenlei.yaml"
    "people/hejun.toml"
    "people/linyue.toml"
    "people/liujing.toml"
    "people/sunhao.toml"
    "people/wangqiang.toml"
    "people/zhoumin.yaml"
    "prospects/qingshan-shop.opportunity.toml"
    "prospects/qingshan.account.yaml"
    "requests/anhe-outage.toml"
    "requests/anhe-slow-reports.yaml"
    "requests/yunfan-labels.toml"
    "reviews/review-2026-02.toml"
    "reviews/review-2026-q1.yaml"
    "surveys/anhe-2026-03.yaml"
    "surveys/yunfan-2026-02.toml"
    "tasks/anhe-renewal.toml"
    "tasks/beichen-gateway.toml"
    "tasks/beichen-report-2026-02.yaml"
    "tasks/mingde-website.toml"
    "tasks/yunfan-proposal.yaml"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Ignore, read_folder};

    #[test]
    fn the_worked_example_is_whole_in_both_languages() {
        for (folder, lang) in [("examples/software", Lang::En), ("examples/software-zh", Lang::Zh)] {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let read = read_folder(&root, &Ignore::nothing()).expect("the example can be read");
            let there: Vec<&str> = read.sources.iter().map(|source| source.path.as_str()).collect();
            let mut listed: Vec<&str> = SOFTWARE.iter().map(|file| file.path).collect();
            listed.retain(|path| *path != "kam.toml");
            assert_eq!(there, listed, "{folder}: the list in this file is not what the folder holds");
            for (source, file) in read.sources.iter().zip(SOFTWARE.iter().filter(|file| file.path != "kam.toml")) {
                assert_eq!(source.text.as_deref(), Ok(file.text(lang)), "{}", file.path);
            }
        }
    }

    #[test]
    fn every_default_that_is_shown_can_be_written_and_is_the_default() {
        use crate::source::{Source, Texts};
        for lang in [Lang::En, Lang::Zh] {
            let shown = BLANK[0].text(lang);
            let all: String = shown
                .lines()
                .map(|line| match line.strip_prefix('#') {
                    Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
                    Some(_) | None => format!("{line}\n"),
                })
                .collect();
            for (text, whole) in [(shown.to_owned(), false), (all, true)] {
                let texts = Texts::default();
                let source = Source {
                    path: "kam.toml".to_owned(),
                    text: Ok(text),
                };
                let (settings, faults) = crate::book::settings(&source, &texts);
                assert!(faults.is_empty(), "{faults:?}");
                assert_eq!(settings.duties.len(), usize::from(whole));
                let default = Source {
                    path: "kam.toml".to_owned(),
                    text: Ok("[book]\nname = \"x\"\n".to_owned()),
                };
                let default = crate::book::settings(&default, &texts).0;
                assert_eq!(settings.due_soon, default.due_soon);
                assert_eq!(settings.notice_soon, default.notice_soon);
                assert_eq!(settings.required_clauses, default.required_clauses);
                assert_eq!(settings.vague, default.vague);
                assert_eq!(settings.cap, default.cap);
                let tier = |of: &crate::model::settings::Settings<'_>| {
                    let all = of.tiers.iter();
                    let plain = |(id, tier): &(&str, crate::model::settings::Tier<'_>)| {
                        format!("{id} {:?} {:?} {:?} {:?}", tier.rank, tier.roles, tier.contact_every, tier.survey_every)
                    };
                    all.map(plain).collect::<Vec<_>>()
                };
                assert_eq!(tier(&settings), tier(&default));
            }
        }
    }
}

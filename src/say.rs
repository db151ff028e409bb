//! Sentences for people, in every language the product speaks.
//!
//! A sentence is written in both languages where it is said, so a missing half does not compile.
//! Which one is printed is chosen on the command line and reaches only the writers.

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// English.
    pub en: String,
    /// Chinese, in simplified characters.
    pub zh: String,
}

impl Said {
    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// A fixed word or label in both languages, as tables of words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// English.
    pub en: &'static str,
    /// Chinese, in simplified characters.
    pub zh: &'static str,
}

impl Word {
    /// The word in one language.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Said {
        Said {
            en: word.en.to_owned(),
            zh: word.zh.to_owned(),
        }
    }
}

/// `word!("owner", "负责人")`: a fixed word.
#[macro_export]
macro_rules! word {
    ($en:literal, $zh:literal) => {
        $crate::say::Word { en: $en, zh: $zh }
    };
}

/// `said!("{n} tasks", "{n} 项任务")`: both halves are format strings over the same values.
#[macro_export]
macro_rules! said {
    ($en:literal, $zh:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = &$value;)*
        $crate::say::Said { en: format!($en), zh: format!($zh) }
    }};
}

/// Which of several, in English: `1st`, `12th`, `23rd`.
pub fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// `1 day`, `3 days`: a count with its English noun.
pub fn count(n: impl Into<i64>, one: &str) -> String {
    let n = n.into();
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

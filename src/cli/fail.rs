//! Why a command could not be carried out: one clear line.

use crate::say::{Lang, Said};
use crate::store::StoreError;

/// One line that says why.
#[derive(Debug)]
pub struct Failure {
    /// The line.
    pub said: Said,
    /// The language of the book, where it was known.
    pub lang: Option<Lang>,
}

impl Failure {
    /// What is wrong with the value of an option.
    pub fn of_option(option: &'static str) -> impl Fn(Said) -> Failure {
        move |why| {
            let (en, zh) = (&why.en, &why.zh);
            crate::said!("{option}: {en}", "{option}：{zh}").into()
        }
    }

    /// The same, in the book's language.
    pub fn in_lang(self, lang: Lang) -> Failure {
        Failure {
            lang: Some(lang),
            ..self
        }
    }
}

impl From<Said> for Failure {
    fn from(said: Said) -> Failure {
        Failure { said, lang: None }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        error.said().into()
    }
}

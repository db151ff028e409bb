//! What the fast YAML reader takes, the full one reads the same.
#![no_main]

use kam::source::Texts;
use kam::syntax::{plain, yaml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let texts = Texts::default();
    if let Some(quick) = plain::read(text, &texts) {
        assert_eq!(quick, yaml::read(text, &texts));
    }
});

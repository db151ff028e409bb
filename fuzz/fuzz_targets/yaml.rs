//! No text makes the full YAML reader panic, and every place it names is in the text.
#![no_main]

use kam::source::Texts;
use kam::syntax::yaml;
use libfuzzer_sys::fuzz_target;

#[path = "../places.rs"]
mod places;

fuzz_target!(|text: &str| {
    let texts = Texts::default();
    places::check(text, &yaml::read(text, &texts));
});

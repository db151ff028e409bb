//! No text makes the TOML reader panic, and every place it names is in the text.
#![no_main]

use kam::source::Texts;
use kam::syntax::toml;
use libfuzzer_sys::fuzz_target;

#[path = "../places.rs"]
mod places;

fuzz_target!(|text: &str| {
    let texts = Texts::default();
    places::check(text, &toml::read(text, &texts));
});

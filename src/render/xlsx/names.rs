//! Names of sheets as Excel takes them: at most 31 characters, some of them forbidden, none twice.

use std::collections::BTreeSet;

use crate::render::clean;

/// The names that are taken, in lower case: Excel does not tell cases apart.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

/// Units of UTF-16 in a name.
const LONGEST: usize = 31;

impl Names {
    /// A free name as near as can be to the wanted one.
    pub fn free(&mut self, wanted: &str) -> String {
        let clean = clean::line(wanted).replace(['[', ']', ':', '*', '?', '/', '\\', '：', '？'], " ");
        let base = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = base.trim_matches('\'');
        // Excel keeps this one for itself.
        let base = if base.is_empty() || base.eq_ignore_ascii_case("history") {
            "Sheet"
        } else {
            base
        };
        let mut name = fitted(base, "");
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = fitted(base, &format!(" {number}"));
        }
        name
    }
}

/// The beginning of a name that has room for the ending.
fn fitted(base: &str, ending: &str) -> String {
    let room = LONGEST - ending.len();
    let mut units = 0;
    let end = base.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > room
    });
    let base = &base[..end.map_or(base.len(), |(at, _)| at)];
    format!("{}{ending}", base.trim_end_matches([' ', '\'', '\u{200d}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_free_of_signs_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.free("责任事项台账"), "责任事项台账");
        assert_eq!(names.free("Who/what: [open]?"), "Who what open");
        assert_eq!(names.free("WHO what open"), "WHO what open 2");
        assert_eq!(names.free("'a'"), "a");
        assert_eq!(names.free(""), "Sheet");
        assert_eq!(names.free("History"), "Sheet 2");
        let long = "😀".repeat(20);
        assert_eq!(names.free(&long), "😀".repeat(15));
        assert_eq!(names.free(&long), format!("{} 2", "😀".repeat(14)));
    }
}

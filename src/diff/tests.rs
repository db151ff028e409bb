//! Where each key of each kind stands in a diff, as a reviewer reads it: a new key shows up here.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::section::Section;
use crate::changes::{Step, Way};
use crate::model::{Common, Kind};
use crate::shape::{Key, Type};

#[test]
fn every_key_has_its_section() {
    let mut out = String::new();
    for &kind in Kind::ALL {
        let mut sections: BTreeMap<Section, Vec<String>> = BTreeMap::new();
        for key in kind.shape().keys.iter().chain(Common::KEYS) {
            sort(kind, &[], key, &mut sections);
        }
        writeln!(out, "{}", kind.name()).unwrap();
        for (section, keys) in sections {
            writeln!(out, "  {}: {}", section.name(), keys.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

fn sort(kind: Kind, above: &[Step], key: &Key, sections: &mut BTreeMap<Section, Vec<String>>) {
    let way = |steps: &[Step]| steps.iter().cloned().collect::<Way>();
    let own: Vec<Step> = above.iter().cloned().chain([Step::Key(key.name.to_owned())]).collect();
    let of_part: Vec<Step> = own.iter().cloned().chain([Step::Part("p".to_owned())]).collect();
    let mut put = |way: Way, of: Type| {
        let name = way.to_string().trim_start_matches('.').replace("[p]", "[]");
        sections.entry(Section::of(kind, &way, of)).or_default().push(name);
    };
    match key.kind {
        Type::List(Type::Table(shape)) => {
            put(way(&of_part), Type::Free);
            for key in shape.keys {
                sort(kind, &of_part, key, sections);
            }
        }
        Type::Table(shape) => {
            for key in shape.keys {
                sort(kind, &own, key, sections);
            }
        }
        of => put(way(&own), of),
    }
}

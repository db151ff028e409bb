//! Laws that hold for every target and figure.

use proptest::prelude::*;

use super::*;
use crate::values::number::Decimal;

fn figure() -> impl Strategy<Value = Figure> {
    (-1_000_000i64..1_000_000, 0u32..4).prop_map(|(mantissa, places)| Figure::from(Decimal::new(mantissa, places)))
}

fn positive() -> impl Strategy<Value = Figure> {
    (1i64..1_000_000, 0u32..4).prop_map(|(mantissa, places)| Figure::from(Decimal::new(mantissa, places)))
}

/// Any aim whose zero_at lies on the wrong side of the target, or at it.
fn aims() -> impl Strategy<Value = Aim> {
    let spread = prop_oneof![4 => positive(), 1 => Just(Figure::zero())];
    (0..3, figure(), spread, positive()).prop_map(|(sort, target, spread, tolerance)| match sort {
        0 => Aim::Higher {
            zero_at: &target - &spread,
            target,
        },
        1 => Aim::Lower {
            zero_at: &target + &spread,
            target,
        },
        _ => Aim::Range {
            max: &target + &spread,
            min: target,
            tolerance,
        },
    })
}

fn ends(aim: &Aim) -> Vec<Figure> {
    match aim {
        Aim::Higher { target, .. } | Aim::Lower { target, .. } => vec![target.clone()],
        Aim::Range { min, max, .. } => vec![min.clone(), max.clone()],
    }
}

proptest! {
    #[test]
    fn the_target_is_worth_100(aim in aims()) {
        for end in ends(&aim) {
            prop_assert!(aim.reached(&end));
            prop_assert_eq!(aim.attainment(&end), Figure::from(100));
        }
    }

    #[test]
    fn less_than_100_is_just_what_is_not_reached(aim in aims(), actual in figure()) {
        let attainment = aim.attainment(&actual);
        prop_assert!(!attainment.is_negative());
        prop_assert_eq!(attainment < Figure::from(100), !aim.reached(&actual));
    }

    #[test]
    fn the_unit_does_not_matter(aim in aims(), actual in figure(), unit in positive()) {
        prop_assert_eq!(aim.scaled(&unit).attainment(&(&actual * &unit)), aim.attainment(&actual));
    }

    #[test]
    fn further_the_right_way_is_worth_no_less(aim in aims(), a in figure(), b in figure()) {
        let (low, high) = (a.clone().min(b.clone()), a.max(b));
        let (low, high) = (aim.attainment(&low), aim.attainment(&high));
        match aim {
            Aim::Higher { .. } => prop_assert!(low <= high),
            Aim::Lower { .. } => prop_assert!(low >= high),
            Aim::Range { .. } => prop_assert!(low <= Figure::from(100) && high <= Figure::from(100)),
        }
    }
}

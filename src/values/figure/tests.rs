//! Figures against hand-worked values, and against big rationals.

use proptest::prelude::*;

use super::*;
use crate::values::number::decimal;

fn figure(raw: &str) -> Figure {
    Figure::from(decimal(raw).unwrap())
}

fn ratio(of: i64, by: i64) -> Figure {
    Figure::ratio(of, by).unwrap()
}

#[test]
fn thirds_add_up() {
    let third = ratio(1, 3);
    assert_eq!(&third + &third + &third, Figure::from(1));
    assert_eq!([&third, &third, &third].into_iter().sum::<Figure>(), Figure::from(1));
    assert_eq!(third.text(1), "0.3");
    assert_eq!(third.exact(), None);
    assert_eq!(ratio(1, 8).exact(), decimal("0.125"));
    assert_eq!(figure("0.1") + figure("0.2"), figure("0.3"));
    assert_eq!(figure("99.5").checked_div(&Figure::zero()), None);
    assert_eq!(ratio(-1, 2).checked_div(&ratio(-3, 4)), Some(ratio(2, 3)));
    assert_eq!(ratio(6, -4), ratio(-3, 2));
}

#[test]
fn rounding_is_half_away_from_zero_and_keeps_its_places() {
    for (of, by, places, shown) in [
        (1, 2, 0, "1"),
        (-1, 2, 0, "-1"),
        (1, 4, 1, "0.3"),
        (-1, 4, 1, "-0.3"),
        (94, 1, 1, "94.0"),
        (2, 3, 2, "0.67"),
        (-1, 1000, 2, "0.00"),
        (949, 10, 0, "95"),
        (5, 1000, 2, "0.01"),
    ] {
        assert_eq!(ratio(of, by).text(places), shown);
        assert_eq!(ratio(of, by).rounded(places), decimal(shown).unwrap());
    }
}

#[test]
fn large_figures_stay_exact() {
    let large = figure("79228162514264337593543950335");
    let product = &large * &large * &large;
    assert_eq!(
        product
            .checked_div(&large)
            .and_then(|square| square.checked_div(&large)),
        Some(large.clone())
    );
    assert_eq!(&product - &product, Figure::zero());
    assert!(product > large && -&product < large && product.rounded(2) == Decimal::MAX);
    assert_eq!((-&product).rounded(2), Decimal::MIN);
    assert_eq!(
        (&large * &large).text(1),
        "6277101735386680763835789423049210091073826769276946612225.0"
    );
    assert_eq!(large.rounded(28), decimal("79228162514264337593543950335").unwrap());
    let tiny = Figure::from(1).checked_div(&product).unwrap();
    assert!(!tiny.is_zero() && tiny.text(3) == "0.000");
    assert_eq!(tiny * product, Figure::from(1));
}

#[test]
fn square_roots_round_correctly() {
    let root = |figure: Figure, places| figure.sqrt_rounded(places).map(|root| root.to_string());
    assert_eq!(root(Figure::from(2), 10).as_deref(), Some("1.4142135624"));
    assert_eq!(root(Figure::from(144), 1).as_deref(), Some("12.0"));
    assert_eq!(root(figure("0.25"), 0).as_deref(), Some("1"));
    assert_eq!(root(figure("0.2025"), 1).as_deref(), Some("0.5"));
    assert_eq!(root(figure("0.2024"), 1).as_deref(), Some("0.4"));
    assert_eq!(root(Figure::zero(), 2).as_deref(), Some("0"));
    assert_eq!(root(Figure::from(-1), 2), None);
    // 40 answers, 20 promoters, 10 detractors: 196 * sqrt((0.5 + 0.25 - 0.0625) / 40).
    let variance = figure("0.6875").checked_div(&Figure::from(40)).unwrap();
    assert_eq!(root(Figure::from(196 * 196) * variance, 1).as_deref(), Some("25.7"));
}

fn big(of: i64, by: i64) -> BigRational {
    BigRational::new(BigInt::from(of), BigInt::from(by))
}

proptest! {
    #[test]
    fn arithmetic_agrees_with_big_rationals(
        steps in prop::collection::vec((0u8..4, any::<i64>(), any::<i64>().prop_filter("0", |by| *by != 0)), 1..12)
    ) {
        let (mut ours, mut theirs) = (Figure::zero(), BigRational::zero());
        for (operation, of, by) in steps {
            let (mine, other) = (ratio(of, by), big(of, by));
            prop_assert_eq!(ours.cmp(&mine), theirs.cmp(&other));
            match operation {
                0 => (ours, theirs) = (ours + mine, theirs + other),
                1 => (ours, theirs) = (ours - mine, theirs - other),
                2 => (ours, theirs) = (ours * mine, theirs * other),
                _ if of == 0 => prop_assert_eq!(ours.checked_div(&mine), None),
                _ => (ours, theirs) = (ours.checked_div(&mine).unwrap(), theirs / other),
            }
            prop_assert_eq!(ours.to_big(), theirs.clone());
            prop_assert_eq!(Figure::from_big(theirs.clone()), ours.clone());
        }
    }

    #[test]
    fn rounding_agrees_with_big_rationals(of in any::<i64>(), by in 1i64.., places in 0u32..9) {
        let scaled = (big(of, by) * BigRational::from(BigInt::from(10).pow(places))).round();
        let units: Decimal = scaled.to_integer().to_string().parse().unwrap();
        let expected = units / Decimal::from(10u64.pow(places));
        prop_assert_eq!(ratio(of, by).rounded(places), expected);
        prop_assert_eq!(ratio(of, by).text(places).parse::<Decimal>().unwrap(), expected);
    }

    #[test]
    fn a_square_root_is_within_half_a_unit(of in 0i64.., by in 1i64.., places in 0u32..8) {
        let root = Figure::from(ratio(of, by).sqrt_rounded(places).unwrap());
        let half = Figure::from(1).checked_div(&Figure::from(2 * 10i64.pow(places))).unwrap();
        let (low, high) = (&root - &half, &root + &half);
        prop_assert!(low.is_negative() || &low * &low <= ratio(of, by));
        prop_assert!(ratio(of, by) < &high * &high);
    }
}

//! Exact fractions for figures that are worked out: nothing rounds, overflows or turns to a float
//! before the figure is shown.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

use super::number::{Decimal, MAX_PLACES};

/// An exact rational number. Ratios of machine integers as long as they fit, of big ones beyond.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure(Form);

/// In lowest terms with a positive divisor, and big only where small does not fit: so each number
/// has one form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    /// Neither part is `i128::MIN`, so that both can be negated.
    Small(i128, i128),
    Big(Box<BigRational>),
}

impl Figure {
    /// 0.
    pub const fn zero() -> Figure {
        Figure(Form::Small(0, 1))
    }

    /// `of / by`, or `None` where `by` is 0.
    pub fn ratio(of: i64, by: i64) -> Option<Figure> {
        Figure::from(of).checked_div(&Figure::from(by))
    }

    /// Divided by another, or `None` where that is 0.
    pub fn checked_div(&self, by: &Figure) -> Option<Figure> {
        let inverse = match &by.0 {
            Form::Small(0, _) => return None,
            Form::Small(of, by) if *of < 0 => Figure(Form::Small(-by, -of)),
            Form::Small(of, by) => Figure(Form::Small(*by, *of)),
            Form::Big(ratio) => Figure::from_big(ratio.recip()),
        };
        Some(self * &inverse)
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(of, _) => *of < 0,
            Form::Big(ratio) => ratio.is_negative(),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0 == Form::Small(0, 1)
    }

    /// Without its sign.
    pub fn abs(&self) -> Figure {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// Rounded once, half away from zero, to so many decimal places (at most 28). Where a
    /// [`Decimal`] has no room for them it has fewer, and beyond the largest one it is that.
    pub fn rounded(&self, places: u32) -> Decimal {
        let places = places.min(MAX_PLACES);
        (0..=places)
            .rev()
            .find_map(|places| as_decimal(&self.scaled(places), places))
            .unwrap_or(if self.is_negative() { Decimal::MIN } else { Decimal::MAX })
    }

    /// Rounded like [`Figure::rounded`] and written with just so many decimal places, however large
    /// it is: `94.0`.
    pub fn text(&self, places: u32) -> String {
        let places = places.min(MAX_PLACES);
        let units = self.scaled(places);
        let sign = if units.is_negative() { "-" } else { "" };
        let digits = format!("{:0>1$}", units.magnitude().to_string(), places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// The very number as a decimal, or `None` where that would have to round.
    pub fn exact(&self) -> Option<Decimal> {
        let rounded = self.rounded(MAX_PLACES);
        (Figure::from(rounded) == *self).then(|| rounded.normalize())
    }

    /// The square root, rounded correctly (half up) to so many decimal places, at most 28; `None` of
    /// a negative figure. Room for the places is found as in [`Figure::rounded`].
    pub fn sqrt_rounded(&self, places: u32) -> Option<Decimal> {
        if self.is_negative() {
            return None;
        }
        let places = places.min(MAX_PLACES);
        let found = (0..=places)
            .rev()
            .find_map(|places| as_decimal(&self.root_scaled(places), places));
        Some(found.unwrap_or(Decimal::MAX))
    }

    /// This many units of the last of `places` decimal places, rounded half away from zero.
    fn scaled(&self, places: u32) -> BigInt {
        let (of, by) = self.parts();
        let (of, by) = (
            of.magnitude() * ten_to(places) * 2u32 + by.magnitude(),
            by.magnitude() * 2u32,
        );
        let sign = if self.is_negative() { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, of / by)
    }

    /// [`Figure::scaled`] of the square root of a figure that is not negative.
    fn root_scaled(&self, places: u32) -> BigInt {
        let (of, by) = self.parts();
        let scale = ten_to(places);
        let (of, by) = (of.magnitude() * &scale * &scale, by.magnitude());
        let root = (&of / by).sqrt();
        // root + 1/2 is reached when 4 of / by >= (2 root + 1)^2.
        let half_up = &root * 2u32 + 1u32;
        let up = of * 4u32 >= &half_up * &half_up * by;
        BigInt::from(if up { root + 1u32 } else { root })
    }

    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Form::Small(of, by) => (BigInt::from(*of), BigInt::from(*by)),
            Form::Big(ratio) => (ratio.numer().clone(), ratio.denom().clone()),
        }
    }

    fn to_big(&self) -> BigRational {
        let (of, by) = self.parts();
        // In lowest terms already, with a positive divisor.
        BigRational::new_raw(of, by)
    }

    fn from_big(ratio: BigRational) -> Figure {
        let fits = |part: &BigInt| part.to_i128().filter(|&part| part != i128::MIN);
        match (fits(ratio.numer()), fits(ratio.denom())) {
            (Some(of), Some(by)) => Figure(Form::Small(of, by)),
            (Some(_) | None, _) => Figure(Form::Big(Box::new(ratio))),
        }
    }
}

impl Default for Figure {
    fn default() -> Figure {
        Figure::zero()
    }
}

impl From<i64> for Figure {
    fn from(number: i64) -> Figure {
        Figure(Form::Small(i128::from(number), 1))
    }
}

impl From<Decimal> for Figure {
    fn from(number: Decimal) -> Figure {
        // At most 96 bits over 10^28, which both fit.
        match 10i128.checked_pow(number.scale()) {
            Some(by) => reduced(number.mantissa(), by),
            None => Figure::zero(),
        }
    }
}

impl From<&Decimal> for Figure {
    fn from(number: &Decimal) -> Figure {
        Figure::from(*number)
    }
}

impl Ord for Figure {
    fn cmp(&self, other: &Figure) -> Ordering {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0) {
            if b == d {
                return a.cmp(c);
            }
            if let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b)) {
                return left.cmp(&right);
            }
        }
        self.to_big().cmp(&other.to_big())
    }
}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Figure) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Figure {
    type Output = Figure;
    fn add(self, other: &Figure) -> Figure {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let Some(sum) = small_sum((*a, *b), (*c, *d))
        {
            return sum;
        }
        Figure::from_big(self.to_big() + other.to_big())
    }
}

impl Sub for &Figure {
    type Output = Figure;
    fn sub(self, other: &Figure) -> Figure {
        self + &-other
    }
}

impl Mul for &Figure {
    type Output = Figure;
    fn mul(self, other: &Figure) -> Figure {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let Some(product) = small_product((*a, *b), (*c, *d))
        {
            return product;
        }
        Figure::from_big(self.to_big() * other.to_big())
    }
}

impl Neg for &Figure {
    type Output = Figure;
    fn neg(self) -> Figure {
        match &self.0 {
            Form::Small(of, by) => Figure(Form::Small(-of, *by)),
            Form::Big(ratio) => Figure(Form::Big(Box::new(-ratio.as_ref()))),
        }
    }
}

impl Neg for Figure {
    type Output = Figure;
    fn neg(self) -> Figure {
        -&self
    }
}

/// The operators on values, by those on references.
macro_rules! by_value {
    ($($operator:ident $function:ident),*) => { $(
        impl $operator for Figure {
            type Output = Figure;
            fn $function(self, other: Figure) -> Figure {
                (&self).$function(&other)
            }
        }
        impl $operator<&Figure> for Figure {
            type Output = Figure;
            fn $function(self, other: &Figure) -> Figure {
                (&self).$function(other)
            }
        }
        impl $operator<Figure> for &Figure {
            type Output = Figure;
            fn $function(self, other: Figure) -> Figure {
                self.$function(&other)
            }
        }
    )* };
}

by_value!(Add add, Sub sub, Mul mul);

impl Sum for Figure {
    fn sum<I: Iterator<Item = Figure>>(figures: I) -> Figure {
        figures.fold(Figure::zero(), |sum, figure| sum + figure)
    }
}

impl<'a> Sum<&'a Figure> for Figure {
    fn sum<I: Iterator<Item = &'a Figure>>(figures: I) -> Figure {
        figures.fold(Figure::zero(), |sum, figure| sum + figure)
    }
}

/// The sum of two small fractions in lowest terms, where it stays small. What both divisors share is
/// taken out first, so that sums of decimals do not grow.
fn small_sum((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Figure> {
    let shared = common_divisor(b.unsigned_abs(), d.unsigned_abs()) as i128;
    let of = a.checked_mul(d / shared)?.checked_add(c.checked_mul(b / shared)?)?;
    let by = (b / shared).checked_mul(d)?;
    (of != i128::MIN).then(|| reduced(of, by))
}

/// The product of two small fractions in lowest terms, where it stays small. Reduced crosswise first,
/// it is in lowest terms at once.
fn small_product((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Figure> {
    let first = common_divisor(a.unsigned_abs(), d.unsigned_abs()) as i128;
    let second = common_divisor(c.unsigned_abs(), b.unsigned_abs()) as i128;
    let of = (a / first).checked_mul(c / second)?;
    let by = (b / second).checked_mul(d / first)?;
    (of != i128::MIN).then_some(Figure(Form::Small(of, by)))
}

/// A fraction in lowest terms; `by` is above 0, and neither is `i128::MIN`.
fn reduced(of: i128, by: i128) -> Figure {
    let shared = common_divisor(of.unsigned_abs(), by.unsigned_abs()) as i128;
    Figure(Form::Small(of / shared, by / shared))
}

/// The greatest common divisor; the other number where one is 0. Both are below 2^127.
fn common_divisor(a: u128, b: u128) -> u128 {
    if a == 1 || b == 1 {
        return 1;
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = match (u64::try_from(a), u64::try_from(b)) {
            (Ok(a), Ok(b)) => (u128::from(b), u128::from(a % b)),
            (Ok(_) | Err(_), _) => (b, a % b),
        };
    }
    a
}

fn ten_to(places: u32) -> BigUint {
    if places == 0 {
        BigUint::one()
    } else {
        BigUint::from(10u32).pow(places)
    }
}

/// So many units of the last of `places` decimal places, where a decimal has room for them.
fn as_decimal(units: &BigInt, places: u32) -> Option<Decimal> {
    if units.is_zero() {
        return Some(Decimal::ZERO);
    }
    Decimal::try_from_i128_with_scale(units.to_i128()?, places).ok()
}

#[cfg(test)]
mod tests;

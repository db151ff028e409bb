//! What a KPI is to reach, and the one formula that tells how far a figure has come.

use crate::model::goal::{Better, Kpi, KpiTarget};
use crate::values::figure::Figure;

/// What is to be reached, in the KPI's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// The target or above.
    Higher {
        /// Worth 100 %.
        target: Figure,
        /// Worth 0 %.
        zero_at: Figure,
    },
    /// The target or below.
    Lower {
        /// Worth 100 %.
        target: Figure,
        /// Worth 0 %.
        zero_at: Figure,
    },
    /// Between two ends, both within.
    Range {
        /// The lower end.
        min: Figure,
        /// The upper end.
        max: Figure,
        /// The distance outside worth 0 %; 0 where none is written.
        tolerance: Figure,
    },
}

impl Aim {
    /// What a KPI is to reach over the whole period of its goal.
    pub fn of(kpi: &Kpi<'_>) -> Aim {
        match (kpi.target, kpi.better.unwrap_or(Better::Higher)) {
            (KpiTarget::Value(target), Better::Higher) => Aim::Higher {
                target: Figure::from(target),
                zero_at: kpi.zero_at.map_or_else(Figure::zero, Figure::from),
            },
            (KpiTarget::Value(target), Better::Lower) => {
                let target = Figure::from(target);
                let zero_at = match kpi.zero_at {
                    Some(zero_at) => Figure::from(zero_at),
                    None => &target + &target,
                };
                Aim::Lower { target, zero_at }
            }
            (KpiTarget::Range(min, max), Better::Higher | Better::Lower) => Aim::Range {
                min: Figure::from(min),
                max: Figure::from(max),
                tolerance: kpi
                    .tolerance
                    .map_or_else(Figure::zero, |tolerance| Figure::from(tolerance.0)),
            },
        }
    }

    /// The same for a part of the period: everything times `share`, which is not negative.
    pub fn scaled(&self, share: &Figure) -> Aim {
        match self {
            Aim::Higher { target, zero_at } => Aim::Higher {
                target: target * share,
                zero_at: zero_at * share,
            },
            Aim::Lower { target, zero_at } => Aim::Lower {
                target: target * share,
                zero_at: zero_at * share,
            },
            Aim::Range { min, max, tolerance } => Aim::Range {
                min: min * share,
                max: max * share,
                tolerance: tolerance * share,
            },
        }
    }

    /// Whether a figure is not on the wrong side.
    pub fn reached(&self, actual: &Figure) -> bool {
        match self {
            Aim::Higher { target, .. } => actual >= target,
            Aim::Lower { target, .. } => actual <= target,
            Aim::Range { min, max, .. } => min <= actual && actual <= max,
        }
    }

    /// (actual − zero_at) / (target − zero_at) × 100, not below 0; of a range 100 inside, and falling
    /// to 0 at `tolerance` outside. Where zero_at is not on the wrong side of the target (a target of 0
    /// where lower is better), 100 when it is reached and 0 otherwise.
    pub fn attainment(&self, actual: &Figure) -> Figure {
        let (way, length) = match self {
            Aim::Higher { target, zero_at } => (actual - zero_at, target - zero_at),
            Aim::Lower { target, zero_at } => (zero_at - actual, zero_at - target),
            Aim::Range { .. } if self.reached(actual) => return Figure::from(100),
            Aim::Range { min, max, tolerance } => {
                let outside = if actual < min { min - actual } else { actual - max };
                (tolerance - outside, tolerance.clone())
            }
        };
        let degenerate = length.is_negative() || length.is_zero();
        if degenerate && self.reached(actual) {
            return Figure::from(100);
        }
        if degenerate || way.is_negative() {
            return Figure::zero();
        }
        (way * Figure::from(100))
            .checked_div(&length)
            .unwrap_or_else(Figure::zero)
    }
}

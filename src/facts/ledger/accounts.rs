//! To follow.

use super::Commitment;
use super::desk::Desk;

pub(super) fn put<'a>(_desk: &Desk<'_, 'a>, _all: &mut Vec<Commitment<'a>>) {}

//! Little books before and after.

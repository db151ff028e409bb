//! The ledger row by row.

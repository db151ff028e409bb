//! The book for other programs: one file a kind of export, facts in, text out.

pub mod codeowners;

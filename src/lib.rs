//! Key-account accountability as plain text in git.
//!
//! The modules stand in reading order, and each uses only those above it: text becomes a tree
//! ([`syntax`]), the tree becomes typed records, the records a linked book, the book the facts as of
//! a date; rules and reports read the facts and nothing else.

pub mod say;
pub mod source;
pub mod store;
pub mod syntax;
pub mod values;
pub mod shape;
pub mod place;
pub mod model;
pub mod changes;
pub mod book;
pub mod facts;
pub mod findings;
pub mod rules;
pub mod document;
pub mod history;
pub mod reports;
pub mod diff;
pub mod export;
pub mod render;
pub mod annotate;
pub mod reference;
pub mod cli;

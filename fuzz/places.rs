//! What is true of every tree.

use kam::syntax::{Node, Span, Tree, Value};

/// Panics where a tree breaks a law.
pub fn check(text: &str, tree: &Tree<'_>) {
    node(text, &tree.root);
    assert_eq!(
        tree.whole,
        tree.complaints
            .iter()
            .all(|complaint| complaint.rule == "duplicate-key")
    );
    for complaint in &tree.complaints {
        span(text, complaint.span);
    }
}

fn span(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
}

fn node(text: &str, at: &Node<'_>) {
    span(text, at.span);
    match &at.value {
        Value::List(nodes) => nodes.iter().for_each(|inner| node(text, inner)),
        Value::Table(entries) => {
            for entry in entries {
                span(text, entry.key_span);
                node(text, &entry.value);
            }
        }
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::Broken => {}
    }
}

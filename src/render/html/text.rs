//! The only ways for text to get into a page: each makes it harmless for its place.

use std::fmt::Write;

use maud::{Escaper, Render};

use crate::render::clean;

/// Text of a record between tags or in an attribute: one line without controls or what reorders text, and
/// escaped. Spaces around it go, but for one behind it, which keeps pieces of a cell apart.
pub struct Shown<'t>(pub &'t str);

impl Render for Shown<'_> {
    fn render_to(&self, out: &mut String) {
        let clean = clean::line(self.0);
        // Writing into a text cannot fail.
        let _ = Escaper::new(out).write_str(&clean);
        if self.0.ends_with(' ') && !clean.is_empty() {
            out.push(' ');
        }
    }
}

/// A way to a line of a file of the book, from the folder that the page lies in: relative, whatever the names are.
pub fn href(book: &str, path: &str, line: usize) -> String {
    let mut out = String::with_capacity(book.len() + path.len() + 8);
    for part in [book, path] {
        for name in part.split('/').filter(|name| !name.is_empty()) {
            encode(name, &mut out);
            out.push('/');
        }
    }
    out.pop();
    let _ = write!(out, "#L{line}");
    out
}

/// A name within a path, in the characters that RFC 3986 leaves unreserved; so none is taken for a scheme,
/// a host or a query.
fn encode(name: &str, out: &mut String) {
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

/// A string of a style sheet that stands within a page.
pub fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in clean::line(text).chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' => {
                let _ = write!(out, "\\{:x} ", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What a page's policy knows an inline script or style by: `sha256-` and the digest in base 64 (RFC 4648).
pub fn policy_hash(text: &str) -> String {
    use sha2::{Digest, Sha256};
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("sha256-");
    for three in Sha256::digest(text).chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > three.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

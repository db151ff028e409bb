//! The pages of the reference, made from the code: one list of path and function. A test compares them
//! with the files and says how to renew them. The pages of commands are the command line's own, `cli::PAGES`.

mod findings;
mod records;
mod reports;
mod rules;

pub(crate) use rules::by_group as rules_by_group;

/// A page: where it stands, and what makes it.
pub struct Page {
    /// Relative to the project.
    pub path: &'static str,
    /// Makes its text.
    pub make: fn() -> String,
}

/// Every page but those of commands.
pub const PAGES: &[Page] = &[
    Page {
        path: "docs/reference/records.md",
        make: records::records,
    },
    Page {
        path: "docs/reference/settings.md",
        make: records::settings,
    },
    Page {
        path: "docs/reference/rules.md",
        make: rules::rules,
    },
    Page {
        path: "docs/reference/rules.zh-CN.md",
        make: rules::rules_in_chinese,
    },
    Page {
        path: "docs/reference/findings.md",
        make: findings::in_english,
    },
    Page {
        path: "docs/reference/findings.zh-CN.md",
        make: findings::in_chinese,
    },
    Page {
        path: "docs/reference/reports.md",
        make: reports::in_english,
    },
    Page {
        path: "docs/reference/reports.zh-CN.md",
        make: reports::in_chinese,
    },
];

/// Stands on top of every page.
pub(crate) const MADE: &str =
    "<!-- Made from the code: change it there, then run `KAM_RENEW=1 cargo test --test reference`. -->\n";

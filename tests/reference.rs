//! The pages of the reference are what the code says.

// A test may read and write the project's own files, and be told by the environment to renew them.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

#[test]
fn every_page_is_what_the_code_says() {
    let renew = std::env::var_os("KAM_RENEW").is_some();
    let mut stale = Vec::new();
    for page in kam::reference::PAGES.iter().chain(kam::cli::PAGES) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page.path);
        let made = (page.make)();
        if renew {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            std::fs::write(&path, &made).expect("the page can be written");
        } else if std::fs::read_to_string(&path).unwrap_or_default() != made {
            stale.push(page.path);
        }
    }
    assert!(
        stale.is_empty(),
        "renew {stale:?}: KAM_RENEW=1 cargo test --test reference"
    );
}

//! The `kam` command.
#![allow(clippy::disallowed_methods)]

fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let texts = kam::source::Texts::default();
    let source = kam::store::read_settings(&root).unwrap();
    let (settings, faults) = kam::book::read_settings(&source, &texts);
    let folder = kam::store::read_folder(
        &root,
        &kam::store::Ignore::new::<&str>(&[]).unwrap_or_else(|_| panic!()),
    )
    .unwrap_or_else(|_| panic!());
    let book = kam::book::read(settings.unwrap(), &source, &folder.sources, &texts, faults);
    println!("{} files {} faults", book.files.len(), book.faults.len());
    for fault in book.faults.iter().take(8) {
        println!(
            "{} {} {:?} {} / {}",
            book.source(fault.file).path,
            fault.rule,
            fault.span,
            fault.message.en,
            fault.help.en
        );
    }
    let facts = kam::facts::Facts::new(&book, kam::values::date::parse_date("2026-04-01").unwrap());
    println!("{}", facts.of_account.len());
}

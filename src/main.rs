//! The `kam` command.

fn main() -> std::process::ExitCode {
    kam::cli::main()
}

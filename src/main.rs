//! The program: see `wispwire --help`.

fn main() -> std::process::ExitCode {
    wispwire::cli::main()
}

//! The binary.

fn main() -> std::process::ExitCode {
    loket::run_from_command_line()
}

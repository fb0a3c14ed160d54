//! What a command tells who started it. Nobody reads it any more (`| head -4`)? Then the command goes on with its work and ends as if they did.

use std::fmt::Display;
use std::io::Write;

/// Writes a line to the standard output.
pub fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Writes a line beside the output: how far we are, or what is wrong.
pub fn say_aside(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

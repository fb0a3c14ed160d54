//! Checks of the code itself.
fn main() {}

//! Checks that the assets are built, and embeds new templates and assets as soon as they appear.

use std::path::Path;

fn main() {
    for watched in ["assets/dist", "templates", "texts"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    if !Path::new("assets/dist/manifest.json").exists() {
        println!("cargo::error=run `make assets` first (needs Node)");
    }
}

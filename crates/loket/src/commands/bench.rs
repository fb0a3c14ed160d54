//! `loket bench`: figures of this machine.

use crate::cli::{BenchCommand, BenchOptions};

/// Measures and prints.
///
/// # Errors
/// When something that is measured does not work.
pub async fn bench(options: &BenchOptions) -> anyhow::Result<()> {
    crate::wiring::plug_typesetter();
    match &options.command {
        None => crate::bench::run(options).await,
        Some(BenchCommand::Zgw(options)) => crate::bench::zgw(options).await,
    }
}

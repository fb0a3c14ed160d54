//! `loket bench`: figures of this machine.

use crate::cli::BenchOptions;

/// Measures and prints.
///
/// # Errors
/// When something that is measured does not work.
pub async fn bench(options: &BenchOptions) -> anyhow::Result<()> {
    crate::wiring::plug_typesetter();
    crate::bench::run(options).await
}

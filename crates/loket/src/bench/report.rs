//! The figures, for people and for scripts.

use std::fmt;

use serde::Serialize;

use super::Figure;

/// All figures.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// One for each database.
    pub databases: Vec<DatabaseReport>,
}

/// The figures of one database.
#[derive(Debug, Serialize)]
pub struct DatabaseReport {
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Zaken that were there before measuring.
    pub zaken: usize,
    /// From the start of the process to the first request that can be answered.
    pub startup_ms: u64,
    /// Memory of the process before the first request.
    pub memory_at_rest_kb: u64,
    /// Memory of the process after all requests.
    pub memory_after_kb: u64,
    /// What was measured.
    pub figures: Vec<Figure>,
}

impl fmt::Display for DatabaseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({} zaken)", self.database, self.zaken)?;
        writeln!(f, "  start-up        {:>8} ms", self.startup_ms)?;
        writeln!(f, "  memory at rest  {:>8.1} MB", self.memory_at_rest_kb as f64 / 1024.0)?;
        writeln!(f, "  memory after    {:>8.1} MB", self.memory_after_kb as f64 / 1024.0)?;
        Figure::write_all(f, &self.figures)
    }
}

impl Figure {
    /// Writes figures as a table.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn write_all(f: &mut fmt::Formatter<'_>, figures: &[Self]) -> fmt::Result {
        writeln!(
            f,
            "  {:<40} {:>9} {:>9} {:>9} {:>9} {:>11} {:>9}",
            "", "per s", "p50 ms", "p99 ms", "alone", "statements", "bytes"
        )?;
        for figure in figures {
            let count = figure.statements.map_or_else(String::new, |count| count.to_string());
            let bytes = figure.bytes.map_or_else(String::new, |bytes| bytes.to_string());
            let Self { name, per_second, .. } = figure;
            let ms = |ms: f64| if ms.is_nan() { String::new() } else { format!("{ms:.2}") };
            let (p50, p99) = (ms(figure.p50_ms), ms(figure.p99_ms));
            let alone = figure.alone_ms.map_or_else(String::new, ms);
            writeln!(f, "  {name:<40} {per_second:>9.0} {p50:>9} {p99:>9} {alone:>9} {count:>11} {bytes:>9}")?;
        }
        Ok(())
    }
}

//! The memory of the server while it is measured.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

/// The memory of a process at one moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// All that is in memory, pages of files included.
    pub total_kb: Option<u64>,
    /// What is its own: no page of a file that the system could drop.
    pub own_kb: Option<u64>,
}

/// Reads the memory of a process.
///
/// # Errors
/// Where the system does not tell.
pub fn read(id: u32) -> anyhow::Result<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).context("reading the memory of the server")?;
    let kb = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    };
    Ok(Memory { total_kb: kb("VmRSS:"), own_kb: kb("RssAnon:") })
}

/// The most memory that was seen.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Most {
    /// All that was in memory, pages of files included.
    pub total_kb: u64,
    /// What was its own.
    pub own_kb: u64,
}

/// Looks at the memory of a process ten times a second.
pub struct Watch {
    most: Arc<[AtomicU64; 2]>,
    task: tokio::task::JoinHandle<()>,
}

impl Watch {
    /// Starts looking.
    pub fn start(id: u32) -> Self {
        let most: Arc<[AtomicU64; 2]> = Arc::default();
        let seen = Arc::clone(&most);
        let task = tokio::spawn(async move {
            while let Ok(memory) = read(id) {
                seen[0].fetch_max(memory.total_kb.unwrap_or(0), Ordering::Relaxed);
                seen[1].fetch_max(memory.own_kb.unwrap_or(0), Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        Self { most, task }
    }

    /// Stops looking and returns the most that was seen.
    pub fn stop(self) -> Most {
        self.task.abort();
        Most { total_kb: self.most[0].load(Ordering::Relaxed), own_kb: self.most[1].load(Ordering::Relaxed) }
    }
}

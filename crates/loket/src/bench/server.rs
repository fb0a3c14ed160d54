//! The server that is measured: this program again, in a process of its own.

use std::process::Stdio;
use std::time::Duration;

use anyhow::Context;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::config::StoreConfig;

/// A server that runs.
pub struct Server {
    child: Child,
    /// `127.0.0.1:port`.
    pub address: String,
    /// What it says of its own start.
    pub startup_ms: u64,
}

impl Server {
    /// Starts the demo on the seeded database and waits until it is ready.
    ///
    /// # Errors
    /// When it does not start within half a minute.
    pub async fn start(store: &StoreConfig) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(&store.data)
            .stdout(Stdio::piped())
            .env_remove("LOKET_DATABASE")
            .kill_on_drop(true);
        if let Some(url) = &store.database {
            command.env("LOKET_DATABASE", url);
        }
        let mut child = command.spawn().context("starting the server")?;
        let mut lines = BufReader::new(child.stdout.take().context("the output of the server")?).lines();
        let ready = async {
            while let Some(line) = lines.next_line().await? {
                if let Some(found) = parse_ready(&line) {
                    return Ok(found);
                }
            }
            anyhow::bail!("the server ended before it was ready")
        };
        let (address, startup_ms) =
            tokio::time::timeout(Duration::from_secs(30), ready).await.context("the server did not start")??;
        // Keep reading, or the server would wait for its output one day.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        // At rest: the work of the start is over.
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(Self { child, address, startup_ms })
    }

    /// Returns the memory that the process has now.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn memory_kb(&self) -> anyhow::Result<u64> {
        super::memory::read(self.id()?)?.total_kb.context("VmRSS")
    }

    /// Returns the id of the process.
    ///
    /// # Errors
    /// When it has ended.
    pub fn id(&self) -> anyhow::Result<u32> {
        self.child.id().context("the server runs")
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it can't be ended.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("stopping the server")
    }
}

/// Waits until the server has done all jobs that were due.
///
/// # Errors
/// When that takes more than five minutes.
pub async fn wait_for_jobs(db: &store::Db) -> anyhow::Result<()> {
    let wait = async {
        while store::jobs::count_due(&mut db.reader()).await? > 0 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(Duration::from_secs(300), wait).await.context("the jobs of the seed are not done")?
}

/// Reads `Loket is ready at http://… in N ms`.
fn parse_ready(line: &str) -> Option<(String, u64)> {
    let rest = line.strip_prefix("Loket is ready at http://")?;
    let (address, rest) = rest.split_once(" in ")?;
    Some((address.to_owned(), rest.strip_suffix(" ms")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_line_tells_address_and_time() {
        let line = "Loket is ready at http://127.0.0.1:8080 in 42 ms";
        assert_eq!(parse_ready(line), Some(("127.0.0.1:8080".to_owned(), 42)));
        assert_eq!(parse_ready("Loket is busy"), None);
    }
}

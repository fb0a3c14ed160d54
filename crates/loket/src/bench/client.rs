//! A small HTTP client for measuring: one connection that stays open, one request after another.

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One open connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    body_at: usize,
}

/// What came back.
pub struct Answer {
    /// The status code.
    pub status_code: u16,
    /// Number of bytes of the body.
    pub size: usize,
}

impl Client {
    /// Connects to a server on this machine.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn connect(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("connecting to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024), body_at: 0 })
    }

    /// Sends a request that is written out already, and reads the answer.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not understood.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.fill().await?;
        };
        let head = std::str::from_utf8(&self.buffer[..head_end]).context("the head is no text")?.to_ascii_lowercase();
        let status_code = head.get(9..12).and_then(|code| code.parse().ok()).context("no status code")?;
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let size = match (header("content-length:"), header("transfer-encoding:")) {
            (Some(length), _) => {
                let size: usize = length.parse().context("no content length")?;
                while self.buffer.len() < head_end + size {
                    self.fill().await?;
                }
                size
            }
            (None, Some("chunked")) => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    self.fill().await?;
                }
                self.buffer.len() - head_end
            }
            _ if status_code == 204 || status_code == 304 => 0,
            _ => bail!("an answer without length"),
        };
        self.body_at = head_end;
        Ok(Answer { status_code, size })
    }

    /// Returns the body of the last answer, as it came in.
    pub fn body(&self) -> &[u8] {
        &self.buffer[self.body_at..]
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        let count = self.stream.read_buf(&mut self.buffer).await?;
        anyhow::ensure!(count > 0, "the server closed the connection");
        Ok(())
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// Writes a GET out.
pub fn get(path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    request("GET", path, headers, None)
}

/// Writes a request out, with its JSON body if it has one.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(body) = body {
        text.push_str(&format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body.unwrap_or_default());
    bytes
}

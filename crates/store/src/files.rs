//! Bytes of documents and uploads: in the object store, found by their hash.
//!
//! Bytes are written before the row that names them commits. A row that is rolled back leaves an orphan, which [`Files::sweep`]
//! removes later. The same bytes are stored once.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::{Db, Result, Sql, StoreError};

/// The object store of one municipality.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
}

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 in hexadecimal: the name to get the bytes by.
    pub hash: String,
    /// Number of bytes.
    pub size: u64,
}

/// An orphan is removed only when it is older than any transaction can be.
const ORPHAN_AGE: Duration = Duration::from_secs(24 * 3600);

impl Files {
    /// Returns the files in this object store.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects }
    }

    /// Returns the files in a folder of this machine, which is made when it does not exist.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn on_disk(folder: &std::path::Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Io { doing: "making the folder of documents", source })?;
        let objects = object_store::local::LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(Self::new(Arc::new(objects)))
    }

    /// Stores bytes that are at hand.
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn put(&self, bytes: Bytes) -> Result<Stored> {
        let hash = hex(&Sha256::digest(&bytes));
        let size = bytes.len() as u64;
        self.objects.put(&place(&hash), PutPayload::from_bytes(bytes)).await?;
        Ok(Stored { hash, size })
    }

    /// Stores bytes as they come in, in constant memory.
    ///
    /// # Errors
    /// When the object store fails, the stream fails, or there are more than `size_max` bytes; then nothing is left behind.
    pub async fn put_stream<E: std::fmt::Display>(
        &self,
        name: &str,
        mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        size_max: u64,
    ) -> Result<Stored, PutError> {
        let incoming = Path::from(format!("incoming/{name}"));
        let upload = self.objects.put_multipart(&incoming).await.map_err(StoreError::from)?;
        let mut writer = WriteMultipart::new(upload);
        let mut hasher = Sha256::new();
        let mut size = 0_u64;
        while let Some(chunk) = stream.next().await {
            let fault = match chunk {
                Ok(chunk) if size + chunk.len() as u64 <= size_max => {
                    size += chunk.len() as u64;
                    hasher.update(&chunk);
                    writer.write(&chunk);
                    writer.wait_for_capacity(4).await.map_err(StoreError::from)?;
                    continue;
                }
                Ok(_) => PutError::TooLarge,
                Err(error) => PutError::Incoming(error.to_string()),
            };
            writer.abort().await.map_err(StoreError::from)?;
            return Err(fault);
        }
        writer.finish().await.map_err(StoreError::from)?;
        let hash = hex(&hasher.finalize());
        self.objects.rename(&incoming, &place(&hash)).await.map_err(StoreError::from)?;
        Ok(Stored { hash, size })
    }

    /// Returns the bytes as a stream.
    ///
    /// # Errors
    /// When there are no such bytes or the object store fails.
    pub async fn get(&self, hash: &str) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>> {
        let found = self.objects.get(&place(hash)).await?;
        Ok(found.into_stream().map_err(std::io::Error::other).boxed())
    }

    /// Returns the bytes at once; for small things such as a letter that goes into a mail.
    ///
    /// # Errors
    /// When there are no such bytes or the object store fails.
    pub async fn get_all(&self, hash: &str) -> Result<Bytes> {
        Ok(self.objects.get(&place(hash)).await?.bytes().await?)
    }

    /// Removes bytes that no row names. Each statement in `uses` gives a row when `$1` (a hash) is in use. Returns how many went.
    ///
    /// # Errors
    /// When the object store or the database fails.
    pub async fn sweep(&self, db: &Db, uses: &[&'static Sql]) -> Result<usize> {
        let now = db.clock().now();
        let before = now.checked_sub(ORPHAN_AGE).unwrap_or(Timestamp::MIN);
        let mut removed = 0;
        let mut list = self.objects.list(None);
        while let Some(object) = list.try_next().await? {
            let is_old = object.last_modified.timestamp_micros() < before.as_microsecond();
            let hash = object.location.filename().unwrap_or_default().to_owned();
            if is_old && !is_used(db, uses, &hash).await? {
                self.objects.delete(&object.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Why a stream was not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// There are more bytes than allowed.
    #[error("the file is too large")]
    TooLarge,
    /// The sender broke off.
    #[error("the incoming bytes broke off: {0}")]
    Incoming(String),
    /// The object store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn is_used(db: &Db, uses: &[&'static Sql], hash: &str) -> Result<bool> {
    for sql in uses {
        if db.reader().query_opt(sql, &[hash.into()], |_| Ok(())).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Two levels of folders, so that no folder gets too many files.
fn place(hash: &str) -> Path {
    let (first, second) = (hash.get(..2).unwrap_or("00"), hash.get(2..4).unwrap_or("00"));
    Path::from(format!("{first}/{second}/{hash}"))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

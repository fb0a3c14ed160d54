//! Bytes of documents and uploads: in the object store, found by their hash.
//!
//! Bytes are written before the row that names them commits. A row that is rolled back leaves an orphan, which [`Files::sweep`]
//! removes later. What must be judged first is received ([`Files::receive`]) and gets its lasting name only when it is kept. The same bytes are
//! stored once.
//!
//! They are on a disk of ours, or with [`Cloud`] in S3 or Azure. Each municipality has a folder of its own, that nothing here leaves.

mod arrived;
mod cloud;
mod disk;
mod sweep;
mod transport;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use object_store::path::Path;
use object_store::{GetOptions, GetResultPayload, ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

pub use arrived::Arrived;
pub use cloud::{Cloud, CloudSettings, Service};

use crate::{Result, StoreError};

/// The object store of one municipality.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
    habits: Habits,
    /// Where a bulk import finds its files.
    import: Option<Arc<std::path::Path>>,
}

/// How an object store wants large files.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// In parts of this many bytes. What is smaller is written at once.
    part_bytes: usize,
    /// The largest object that it copies by itself; none when it can rename.
    copy_bytes_max: Option<u64>,
}

/// Parts that are on their way at the same time: with the one that fills up they are what an upload costs in memory.
const PARTS_AT_ONCE: usize = 3;

/// How often, and with what pause, a copy is looked at that the object store makes in its own time.
const COPY_LOOKS: (u32, Duration) = (60, Duration::from_secs(1));

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 in hexadecimal: the name to get the bytes by.
    pub hash: String,
    /// Number of bytes.
    pub size: u64,
}

impl Files {
    /// Returns the files in a folder of this machine, which is made when it does not exist. A bulk import finds its files beside it, in `import`.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn on_disk(folder: &std::path::Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Io { doing: "making the folder of documents", source })?;
        let objects = object_store::local::LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        let habits = Habits { part_bytes: 1 << 20, copy_bytes_max: None };
        Ok(Self { objects: Arc::new(objects), habits, import: None }.with_import(&folder.with_file_name("import")))
    }

    /// Says in which folder of this machine a bulk import finds its files. It need not exist.
    pub fn with_import(self, folder: &std::path::Path) -> Self {
        Self { import: Some(folder.into()), ..self }
    }

    /// Returns the folder of this machine in which a bulk import finds its files.
    pub fn import_folder(&self) -> Option<&std::path::Path> {
        self.import.as_deref()
    }

    /// Stores a file of the folder for imports, by its path in there, as what comes in by this name; none when there is no such file. What lies outside the folder does not
    /// exist, also when a link leads to it.
    ///
    /// # Errors
    /// When the file can't be read or the object store fails.
    pub async fn take_in(&self, name: &str, path: &str) -> Result<Option<Stored>> {
        let Some(folder) = self.import.clone() else { return Ok(None) };
        let wanted = path.to_owned();
        let io = |source| StoreError::Io { doing: "reading a file to import", source };
        let opened = tokio::task::spawn_blocking(move || disk::open_below(&folder, &wanted)).await;
        let Some((file, size)) = opened.map_err(|error| io(std::io::Error::other(error)))?.map_err(io)? else {
            return Ok(None);
        };
        match self.put_stream(name, disk::read(file, 0..size), size).await {
            Ok(stored) => Ok(Some(stored)),
            Err(PutError::Store(error)) => Err(error),
            Err(fault) => Err(io(std::io::Error::other(fault.to_string()))),
        }
    }

    /// Stores bytes that are at hand.
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn put(&self, bytes: Bytes) -> Result<Stored> {
        Arrived::in_memory(self.clone(), bytes).keep().await
    }

    /// Stores bytes as they come in, in constant memory.
    ///
    /// # Errors
    /// When the object store fails, the stream fails, or there are more than `size_max` bytes; then nothing is left behind.
    pub async fn put_stream<E: std::fmt::Display>(
        &self,
        name: &str,
        stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        size_max: u64,
    ) -> Result<Stored, PutError> {
        Ok(self.receive(name, stream, size_max).await?.keep().await?)
    }

    /// Takes bytes in as they come, in constant memory, until it is known whether they are kept.
    ///
    /// # Errors
    /// As [`Files::put_stream`].
    pub async fn receive<E: std::fmt::Display>(
        &self,
        name: &str,
        stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        size_max: u64,
    ) -> Result<Arrived, PutError> {
        let mut size = 0_u64;
        let mut chunks = stream.map(|chunk| match chunk {
            Ok(chunk) if size + chunk.len() as u64 <= size_max => {
                size += chunk.len() as u64;
                Ok(chunk)
            }
            Ok(_) => Err(PutError::TooLarge),
            Err(error) => Err(PutError::Incoming(error.to_string())),
        });
        // Most files are small: they need no parts, and no second name.
        let mut first = BytesMut::new();
        while first.len() < self.habits.part_bytes {
            match chunks.next().await {
                Some(chunk) => first.extend_from_slice(&chunk?),
                None => return Ok(Arrived::in_memory(self.clone(), first.freeze())),
            }
        }
        let incoming = Path::from_iter([INCOMING, name]);
        let all = stream::iter([Ok(first.freeze())]).chain(&mut chunks);
        let hash = self.write(&incoming, all).await?;
        drop(chunks);
        Ok(Arrived::at(self.clone(), incoming, Stored { hash, size }))
    }

    /// Writes bytes in parts, and returns their hash. What fails leaves nothing behind.
    async fn write(
        &self,
        at: &Path,
        mut chunks: impl Stream<Item = Result<Bytes, PutError>> + Unpin,
    ) -> Result<String, PutError> {
        let upload = self.objects.put_multipart(at).await.map_err(StoreError::from)?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, self.habits.part_bytes);
        let mut hasher = Sha256::new();
        while let Some(chunk) = chunks.next().await {
            let taken = match chunk {
                Ok(bytes) => {
                    hasher.update(&bytes);
                    writer.write(&bytes);
                    writer.wait_for_capacity(PARTS_AT_ONCE).await.map_err(|error| PutError::Store(error.into()))
                }
                Err(fault) => Err(fault),
            };
            if let Err(fault) = taken {
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "The parts of an upload that failed stay behind");
                }
                return Err(fault);
            }
        }
        writer.finish().await.map_err(StoreError::from)?;
        Ok(hex(&hasher.finalize()))
    }

    /// Gives bytes that came in their lasting name.
    async fn settle(&self, incoming: &Path, lasting: &Path, size: u64) -> Result<()> {
        let Some(copy_bytes_max) = self.habits.copy_bytes_max else {
            return Ok(self.objects.rename(incoming, lasting).await?);
        };
        let is_copied = size <= copy_bytes_max && self.copy(incoming, lasting, size).await?;
        if !is_copied {
            // What it does not copy by itself goes through our hands once more.
            let bytes = self.objects.get(incoming).await?.into_stream();
            match self.write(lasting, bytes.map_err(|error| PutError::Store(error.into()))).await {
                Ok(_) => {}
                Err(PutError::Store(error)) => return Err(error),
                Err(fault) => {
                    let source = std::io::Error::other(fault.to_string());
                    return Err(StoreError::Io { doing: "copying bytes that came in", source });
                }
            }
        }
        Ok(self.objects.delete(incoming).await?)
    }

    /// Has the object store copy. Azure may answer before it is done: until then the copy is empty.
    async fn copy(&self, from: &Path, to: &Path, size: u64) -> Result<bool> {
        self.objects.copy(from, to).await?;
        let (looks, pause) = COPY_LOOKS;
        for _ in 0..looks {
            if self.objects.head(to).await?.size == size {
                return Ok(true);
            }
            tokio::time::sleep(pause).await;
        }
        Ok(false)
    }

    /// Returns the bytes as a stream.
    ///
    /// # Errors
    /// When there are no such bytes or the object store fails.
    pub async fn get(&self, hash: &str) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>> {
        self.read(hash, GetOptions::default()).await
    }

    /// Returns some of the bytes as a stream; the range must lie within them.
    ///
    /// # Errors
    /// When there are no such bytes or the object store fails.
    pub async fn get_range(
        &self,
        hash: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>> {
        if range.is_empty() {
            return Ok(stream::empty().boxed());
        }
        self.read(hash, GetOptions { range: Some(range.into()), ..GetOptions::default() }).await
    }

    async fn read(&self, hash: &str, options: GetOptions) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>> {
        let found = self.objects.get_opts(&place(hash), options).await?;
        Ok(match found.payload {
            GetResultPayload::File(file, _) => disk::read(file, found.range),
            GetResultPayload::Stream(bytes) => bytes.map_err(std::io::Error::other).boxed(),
        })
    }

    /// Returns the bytes at once; for small things such as a letter that goes into a mail.
    ///
    /// # Errors
    /// When there are no such bytes or the object store fails.
    pub async fn get_all(&self, hash: &str) -> Result<Bytes> {
        Ok(self.objects.get(&place(hash)).await?.bytes().await?)
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

/// The folder of what is still coming in.
const INCOMING: &str = "incoming";

/// Two levels of folders, so that no folder gets too many files.
fn place(hash: &str) -> Path {
    let (first, second) = (hash.get(..2).unwrap_or("00"), hash.get(2..4).unwrap_or("00"));
    Path::from_iter([first, second, hash])
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

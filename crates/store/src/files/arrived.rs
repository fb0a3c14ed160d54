//! Bytes that came in, until it is known whether they are kept.

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

use super::{Files, Stored, hex, place};
use crate::Result;

/// Bytes without a lasting name: nobody finds them, and so what is dropped can go at once. The name that is kept is that of all who have the same
/// bytes, which one of them alone can never remove.
#[must_use = "bytes that are not kept are removed"]
pub struct Arrived {
    files: Files,
    stored: Stored,
    held: Held,
}

/// Where they are.
enum Held {
    /// Few enough for memory.
    Memory(Bytes),
    /// In the object store, by a name of their own.
    Place(Path),
    /// Kept or removed.
    Nowhere,
}

impl Arrived {
    pub(super) fn in_memory(files: Files, bytes: Bytes) -> Self {
        let stored = Stored { hash: hex(&Sha256::digest(&bytes)), size: bytes.len() as u64 };
        Self { files, stored, held: Held::Memory(bytes) }
    }

    pub(super) fn at(files: Files, place: Path, stored: Stored) -> Self {
        Self { files, stored, held: Held::Place(place) }
    }

    /// What they will be when they are kept.
    pub fn stored(&self) -> &Stored {
        &self.stored
    }

    /// Gives them their lasting name.
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn keep(mut self) -> Result<Stored> {
        let lasting = place(&self.stored.hash);
        // Nowhere only afterwards: who stops waiting meanwhile leaves what came in to `drop`.
        match &self.held {
            Held::Memory(bytes) => {
                self.files.objects.put(&lasting, PutPayload::from_bytes(bytes.clone())).await?;
            }
            Held::Place(incoming) => self.files.settle(incoming, &lasting, self.stored.size).await?,
            Held::Nowhere => {}
        }
        self.held = Held::Nowhere;
        Ok(self.stored.clone())
    }
}

impl std::fmt::Debug for Arrived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Arrived").field(&self.stored).finish()
    }
}

impl Drop for Arrived {
    /// Removes what was not kept. When the program stops before that, the sweep finds it.
    fn drop(&mut self) {
        let Held::Place(place) = std::mem::replace(&mut self.held, Held::Nowhere) else { return };
        let objects = std::sync::Arc::clone(&self.files.objects);
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            let outcome = objects.delete(&place).await;
            if let Err(error) = outcome.or_else(|error| match error {
                // It had its lasting name already.
                object_store::Error::NotFound { .. } => Ok(()),
                error => Err(error),
            }) {
                tracing::warn!(%error, "Bytes that were refused stay behind until the sweep");
            }
        });
    }
}

//! Reading from our own disk, in larger pieces than the library does: each piece costs a trip to another thread.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Component, Path};

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt};

/// Number of bytes of a piece.
const PIECE_BYTES: u64 = 256 << 10;

/// Returns these bytes of a file as a stream.
pub(super) fn read(file: File, range: Range<u64>) -> BoxStream<'static, Result<Bytes>> {
    let pieces = stream::try_unfold((file, range), |(mut file, range)| async move {
        if range.is_empty() {
            return Ok(None);
        }
        let size = (range.end - range.start).min(PIECE_BYTES);
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
            file.seek(SeekFrom::Start(range.start))?;
            (&mut file).take(size).read_to_end(&mut piece)?;
            if piece.len() as u64 != size {
                return Err(Error::new(ErrorKind::UnexpectedEof, "the file is shorter than it was"));
            }
            Ok((Bytes::from(piece), (file, range.start + size..range.end)))
        });
        Ok(Some(read.await.map_err(Error::other)??))
    });
    pieces.boxed()
}

/// Opens a file by its path below a folder, with its size; none when there is no such file below it.
pub(super) fn open_below(folder: &Path, path: &str) -> Result<Option<(File, u64)>> {
    let wanted = Path::new(path);
    let stays_below = wanted.components().all(|part| matches!(part, Component::Normal(_)));
    let (Ok(folder), Ok(found)) = (folder.canonicalize(), folder.join(wanted).canonicalize()) else { return Ok(None) };
    if !stays_below || !found.starts_with(folder) || !found.is_file() {
        return Ok(None);
    }
    let file = File::open(found)?;
    let size = file.metadata()?.len();
    Ok(Some((file, size)))
}

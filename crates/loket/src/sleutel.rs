//! The key that seals secrets at rest: a file in the folder of data, that only we can read.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use autorisaties::Sealer;

/// Returns what seals and opens secrets; the key is made at the first use. Keep the file with the backup: without it the secrets of
/// applications can't be read.
///
/// # Errors
/// When the file can't be read or made.
pub fn sealer(data: &Path) -> anyhow::Result<Sealer> {
    let path = data.join("sleutel");
    if !path.exists() {
        std::fs::create_dir_all(data).with_context(|| format!("making the folder {}", data.display()))?;
        let mut key = [0_u8; 32];
        std::fs::File::open("/dev/urandom")
            .and_then(|mut source| std::io::Read::read_exact(&mut source, &mut key))
            .context("reading randomness")?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).with_context(|| format!("making {}", path.display()))?;
        file.write_all(&key).and_then(|()| file.sync_all()).with_context(|| format!("writing {}", path.display()))?;
    }
    let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let key: [u8; 32] =
        bytes.try_into().map_err(|_| anyhow::anyhow!("{} does not hold a key of 32 bytes", path.display()))?;
    Ok(Sealer::new(key))
}

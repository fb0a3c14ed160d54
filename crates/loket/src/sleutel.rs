//! The key that seals secrets at rest: a file in the folder of data that only we can read, or `LOKET_SLEUTEL` for nodes that share a
//! database but no folder.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use autorisaties::Sealer;

/// Returns what seals and opens secrets; the key is made at the first use. Keep the file with the backup: without it the secrets of
/// applications can't be read.
///
/// # Errors
/// When the file can't be read or made, or the environment holds no key.
pub fn sealer(data: &Path) -> anyhow::Result<Sealer> {
    if let Ok(text) = std::env::var("LOKET_SLEUTEL") {
        let key = read_key(&text).context("LOKET_SLEUTEL must hold a key of 32 bytes, as 64 hexadecimal digits")?;
        return Ok(Sealer::new(key));
    }
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

fn read_key(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let mut key = [0_u8; 32];
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::read_key;

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        let cases = [
            ("00ff".repeat(16), Some((0, 255))),
            ("00ff".repeat(15), None),
            ("zzzz".repeat(16), None),
            ("+0ff".repeat(16), None),
            (String::new(), None),
        ];
        for (text, expected) in cases {
            assert_eq!(read_key(&text).map(|key| (key[0], key[1])), expected, "{text}");
        }
    }
}

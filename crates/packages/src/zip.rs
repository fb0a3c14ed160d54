//! A package as a zip. Nothing is unpacked to disk, and what the file says of its own sizes is not believed.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use ::zip::ZipArchive;

use crate::PackageError;
use crate::bouwsteen::FILES_MAX;

/// The most bytes of all files together, unpacked.
const UNPACKED_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Returns the files: a folder that holds all of them, as most programs put it in, is left out of their names. What starts with a dot is
/// no part of a package, and neither is what macOS adds.
///
/// # Errors
/// [`PackageError::Invalid`] when it is no zip, or one that is too large.
pub(crate) fn read(file: impl Read + Seek) -> Result<BTreeMap<String, String>, PackageError> {
    let mut archive = ZipArchive::new(file).map_err(|_| invalid("this is not a folder and not a zip"))?;
    let mut files = BTreeMap::new();
    let mut bytes_left = UNPACKED_BYTES_MAX;
    for index in 0..archive.len() {
        let damaged = |_| invalid("the zip is damaged, or locked with a password");
        let entry = archive.by_index(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.replace('\\', "/");
        if entry.is_dir() || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            continue;
        }
        if files.len() >= FILES_MAX {
            return Err(invalid(&format!("there are more than {FILES_MAX} files")));
        }
        let mut bytes = Vec::new();
        entry.take(bytes_left + 1).read_to_end(&mut bytes).map_err(|_| invalid(&format!("{name}: is damaged")))?;
        bytes_left = bytes_left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| invalid(&format!("the files are more than {} MB", UNPACKED_BYTES_MAX / 1024 / 1024)))?;
        let text = String::from_utf8(bytes).map_err(|_| invalid(&format!("{name}: is not UTF-8")))?;
        files.insert(name, text);
    }
    Ok(without_top(files))
}

fn invalid(fault: &str) -> PackageError {
    PackageError::Invalid(vec![fault.to_owned()])
}

fn without_top(files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let top = files.keys().next().and_then(|name| name.split_once('/')).map(|(top, _)| format!("{top}/"));
    match top {
        Some(top) if !files.contains_key("bouwsteen.toml") && files.keys().all(|name| name.starts_with(&top)) => {
            files.into_iter().map(|(name, text)| (name[top.len()..].to_owned(), text)).collect()
        }
        _ => files,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;

    use super::*;

    fn zip_of(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn the_folder_that_holds_all_is_no_part_of_the_names() {
        let cases = [
            (&["bouwsteen.toml", "processen/a.bpmn"][..], &["bouwsteen.toml", "processen/a.bpmn"][..]),
            (&["mijn/bouwsteen.toml", "mijn/processen/a.bpmn"], &["bouwsteen.toml", "processen/a.bpmn"]),
            (&["__MACOSX/x", "mijn/.DS_Store", "mijn/bouwsteen.toml"], &["bouwsteen.toml"]),
            (&["a/x", "b/x"], &["a/x", "b/x"]),
        ];
        for (names, expected) in cases {
            // What is left out need not be text.
            let bytes = |name: &str| if name.starts_with("__") { &[0xff][..] } else { b"" };
            let files: Vec<_> = names.iter().map(|name| (*name, bytes(name))).collect();
            let found = read(zip_of(&files)).unwrap();
            assert_eq!(found.keys().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_package_is_refused() {
        let large = vec![b' '; usize::try_from(UNPACKED_BYTES_MAX).unwrap() + 1];
        let many: Vec<String> = (0..=FILES_MAX).map(|number| number.to_string()).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
        let cases = [
            (Cursor::new(b"geen zip".to_vec()), "this is not a folder and not a zip"),
            (zip_of(&[("foto.png", &[0xff])]), "foto.png: is not UTF-8"),
            (zip_of(&[("groot.json", &large)]), "the files are more than 32 MB"),
            (zip_of(&many), "there are more than 1000 files"),
        ];
        for (zip, expected) in cases {
            let Err(PackageError::Invalid(faults)) = read(zip) else { panic!("{expected}: it was taken") };
            assert_eq!(faults, [expected]);
        }
    }
}

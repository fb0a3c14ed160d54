//! The file itself. It comes from outside: its size, the number of its entries and what they unpack to are limited.

use std::io::{Cursor, Read, Write};

use serde_json::Value;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{BESTANDEN, Bundel};
use crate::beheer::Velden;

/// The largest file.
pub const BYTES_MAX: usize = 10 << 20;
/// The most entries: ten are ours, and some tools add folders of their own.
const ENTRIES_MAX: usize = 50;
/// The most that all entries together unpack to. A large municipality's catalogus is some 20 MB.
const UNPACKED_BYTES_MAX: u64 = 64 << 20;
/// The most types and parts.
const RECORDS_MAX: usize = 20_000;
/// The most values that all entries together hold. An empty object is two bytes in a file, and a hundred in memory.
const VALUES_MAX: usize = 1_500_000;

/// Why a file can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ZipFout {
    /// It is too large, or unpacks to too much.
    #[error("the file is too large: at most {} MB, {} MB unpacked", BYTES_MAX >> 20, UNPACKED_BYTES_MAX >> 20)]
    TooLarge,
    /// It has too many entries, or too many types.
    #[error("the file holds too much: at most {ENTRIES_MAX} files and {RECORDS_MAX} types")]
    TooMany,
    /// It is no ZIP file, or it is broken.
    #[error("this is no ZIP file, or it is broken")]
    NoZip,
    /// None of the files that are looked for is in it.
    #[error("the file holds no types: there is no ZaakType.json or other file of the format in it")]
    NoTypes,
    /// An entry is locked, or packed in a way that is not known.
    #[error("{bestand}: this file is locked, or packed in an unknown way")]
    Locked {
        /// The entry.
        bestand: &'static str,
    },
    /// An entry is no JSON.
    #[error("{bestand}: this is no JSON (line {regel})")]
    NoJson {
        /// The entry.
        bestand: &'static str,
        /// The line of the mistake.
        regel: usize,
    },
    /// An entry is JSON, but not a list of objects.
    #[error("{bestand}: this is no list of types")]
    NoList {
        /// The entry.
        bestand: &'static str,
    },
}

/// Makes a file. `base` is scheme and host for the URLs in it.
pub fn write_zip(bundel: &Bundel, base: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a date, so that the same types always give the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (soort, bestand) in BESTANDEN {
        let mut records: Vec<Value> = bundel.of(soort).iter().cloned().map(Value::Object).collect();
        // Open Zaak expects a file for each kind, also when it is empty, but no catalogus beside a single zaaktype.
        if records.is_empty()
            && matches!(soort, crate::register::Soort::Catalogus | crate::register::Soort::Zaakobjecttype)
        {
            continue;
        }
        records.iter_mut().for_each(|record| absolute(record, base));
        let json = serde_json::to_vec(&records).expect("JSON in memory can be written");
        zip.start_file(bestand, options).and_then(|()| Ok(zip.write_all(&json)?)).expect("memory can be written");
    }
    zip.finish().expect("memory can be written").into_inner()
}

/// Makes URLs of the paths of our own types.
fn absolute(value: &mut Value, base: &str) {
    match value {
        Value::String(text) if text.starts_with("/catalogi/api/v1/") => text.insert_str(0, base),
        Value::Array(list) => list.iter_mut().for_each(|one| absolute(one, base)),
        Value::Object(map) => map.values_mut().for_each(|one| absolute(one, base)),
        _ => {}
    }
}

/// Opens a file.
///
/// # Errors
/// Why it can't be read, with the entry that is wrong.
pub fn read_zip(bytes: &[u8]) -> Result<Bundel, ZipFout> {
    if bytes.len() > BYTES_MAX {
        return Err(ZipFout::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ZipFout::NoZip)?;
    if archive.len() > ENTRIES_MAX {
        return Err(ZipFout::TooMany);
    }
    let mut bundel = Bundel::default();
    let (mut bytes_left, mut records_left, mut values_left) = (UNPACKED_BYTES_MAX, RECORDS_MAX, VALUES_MAX);
    for (soort, bestand) in BESTANDEN {
        let entry = match archive.by_name(bestand) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => continue,
            Err(ZipError::UnsupportedArchive(_)) => return Err(ZipFout::Locked { bestand }),
            Err(_) => return Err(ZipFout::NoZip),
        };
        // What the file says of its own size is not believed.
        let mut json = Vec::new();
        entry.take(bytes_left + 1).read_to_end(&mut json).map_err(|_| ZipFout::NoZip)?;
        bytes_left = bytes_left.checked_sub(json.len() as u64).ok_or(ZipFout::TooLarge)?;
        values_left = values_left.checked_sub(values_at_most(&json)).ok_or(ZipFout::TooMany)?;
        let records = read_records(bestand, &json)?;
        records_left = records_left.checked_sub(records.len()).ok_or(ZipFout::TooMany)?;
        bundel.add(soort, records);
    }
    if bundel.is_empty() { Err(ZipFout::NoTypes) } else { Ok(bundel) }
}

/// Returns how many values a JSON text can hold: each but the first comes after one of these characters.
fn values_at_most(json: &[u8]) -> usize {
    json.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count() + 1
}

fn read_records(bestand: &'static str, json: &[u8]) -> Result<Vec<Velden>, ZipFout> {
    let value: Value =
        serde_json::from_slice(json).map_err(|error| ZipFout::NoJson { bestand, regel: error.line() })?;
    let no_list = ZipFout::NoList { bestand };
    let Value::Array(list) = value else { return Err(no_list) };
    list.into_iter()
        .map(|record| match record {
            Value::Object(map) => Ok(map),
            _ => Err(no_list.clone()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
                .unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_no_file_of_the_format_is_told_with_its_entry() {
        let many: Vec<String> = (0..=ENTRIES_MAX).map(|number| format!("{number}.json")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"[]"[..])).collect();
        let many_values = format!("[{{\"a\":[{}{{}}]}}]", "{},".repeat(VALUES_MAX / 2));
        let whole = zip(&[("ZaakType.json", br#"[{"url":"x"}]"#)]);
        let cases: Vec<(Vec<u8>, ZipFout)> = vec![
            (b"geen zip".to_vec(), ZipFout::NoZip),
            (whole[..whole.len() - 30].to_vec(), ZipFout::NoZip),
            (vec![0; BYTES_MAX + 1], ZipFout::TooLarge),
            (zip(&many), ZipFout::TooMany),
            (zip(&[("ZaakType.json", many_values.as_bytes())]), ZipFout::TooMany),
            (zip(&[("ander.json", b"[]")]), ZipFout::NoTypes),
            (zip(&[("ZaakType.json", b"[{\n}, x]")]), ZipFout::NoJson { bestand: "ZaakType.json", regel: 2 }),
            (zip(&[("RolType.json", b"{}")]), ZipFout::NoList { bestand: "RolType.json" }),
            (zip(&[("RolType.json", b"[1]")]), ZipFout::NoList { bestand: "RolType.json" }),
        ];
        for (bytes, expected) in cases {
            assert_eq!(read_zip(&bytes).unwrap_err(), expected);
        }
        assert_eq!(read_zip(&whole).unwrap().of(crate::register::Soort::Zaaktype).len(), 1);
    }

    #[test]
    fn a_small_file_that_unpacks_to_much_is_refused() {
        let spaces = vec![b' '; usize::try_from(UNPACKED_BYTES_MAX).unwrap() + 1];
        let bomb = zip(&[("ZaakType.json", &spaces)]);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        assert_eq!(read_zip(&bomb).unwrap_err(), ZipFout::TooLarge);
        let half = &spaces[..spaces.len() / 2 + 2];
        let half = [b"[]", half].concat();
        let bombs = zip(&[("ZaakType.json", &half), ("RolType.json", &half)]);
        assert_eq!(read_zip(&bombs).unwrap_err(), ZipFout::TooLarge, "the limit holds for all entries together");
    }
}

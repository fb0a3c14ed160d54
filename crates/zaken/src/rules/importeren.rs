//! The list of a bulk import of documents, in the columns of Open Zaak: reading it, and writing what became of it.

use serde_json::{Map, Value, json};

/// The columns of the list, in their order.
pub const COLUMNS: [&str; 27] = [
    "uuid",
    "identificatie",
    "bronorganisatie",
    "creatiedatum",
    "titel",
    "vertrouwelijkheidaanduiding",
    "auteur",
    "status",
    "formaat",
    "taal",
    "bestandsnaam",
    "bestandsomvang",
    "bestandspad",
    "link",
    "beschrijving",
    "ontvangstdatum",
    "verzenddatum",
    "indicatieGebruiksrecht",
    "verschijningsvorm",
    "ondertekening.soort",
    "ondertekening.datum",
    "integriteit.algoritme",
    "integriteit.waarde",
    "integriteit.datum",
    "informatieobjecttype",
    "zaakUuid",
    "trefwoorden",
];

/// The columns that the report has after those of the list.
pub const REPORT_COLUMNS: [&str; 2] = ["opmerking", "resultaat"];

/// Why a list can't be read at all. A row with a fault in it is told in the report instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFault {
    /// Its first row is not that of the columns.
    Columns,
    /// A text starts with a quote that never ends.
    Quote,
}

/// One row of the list: a text for each column that it has.
pub type Cells = Vec<String>;

/// Reads a list in CSV (RFC 4180): commas, texts in quotes where needed.
///
/// # Errors
/// [`ListFault`].
pub fn read(text: &str) -> Result<Vec<Cells>, ListFault> {
    let mut rows = split(text.trim_start_matches('\u{feff}'))?.into_iter();
    if rows.next().is_none_or(|first| first.iter().map(|name| name.trim()).ne(COLUMNS)) {
        return Err(ListFault::Columns);
    }
    Ok(rows.filter(|cells| cells.iter().any(|cell| !cell.is_empty())).collect())
}

fn split(text: &str) -> Result<Vec<Cells>, ListFault> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut characters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(character) = characters.next() {
        match (is_quoted, character) {
            (true, '"') if characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            (true, '"') => is_quoted = false,
            (false, '"') if cell.is_empty() => is_quoted = true,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') if characters.peek() == Some(&'\n') => {}
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (_, other) => cell.push(other),
        }
    }
    if is_quoted {
        return Err(ListFault::Quote);
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Ok(rows)
}

/// Writes one row in CSV.
pub fn write<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    let cells: Vec<String> = cells.into_iter().map(quoted).collect();
    format!("{}\r\n", cells.join(","))
}

/// Returns the text in a column; empty when the row is too short.
pub fn cell<'a>(cells: &'a [String], column: &str) -> &'a str {
    let place = COLUMNS.iter().position(|name| *name == column);
    place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
}

/// Returns the facts of a row as the body that an application would send; what is empty is left out.
pub fn body(cells: &[String]) -> Map<String, Value> {
    let mut body = Map::new();
    for column in COLUMNS {
        let text = cell(cells, column);
        if text.is_empty() || matches!(column, "uuid" | "bestandspad" | "zaakUuid") {
            continue;
        }
        let value = match column {
            "bestandsomvang" => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
            "indicatieGebruiksrecht" => match text.to_ascii_lowercase().as_str() {
                "true" | "1" => true.into(),
                "false" | "0" => false.into(),
                _ => text.into(),
            },
            "trefwoorden" => text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect(),
            _ => text.into(),
        };
        match column.split_once('.') {
            None => drop(body.insert(column.to_owned(), value)),
            Some((group, field)) => {
                let group = body.entry(group).or_insert_with(|| json!({}));
                group[field] = value;
            }
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &str) -> String {
        format!("{}\r\n{rows}", COLUMNS.join(","))
    }

    #[test]
    fn a_list_is_read_as_rfc_4180_writes_it() {
        let rows = |text: &str| read(&list(text)).map(|rows| rows.iter().map(|row| row.join("|")).collect::<Vec<_>>());
        for (text, expected) in [
            ("", Ok(vec![])),
            ("a,b\r\nc,d", Ok(vec!["a|b".to_owned(), "c|d".to_owned()])),
            ("\"a, b\",\"zeg \"\"ja\"\"\"\n\n,,\n", Ok(vec!["a, b|zeg \"ja\"".to_owned()])),
            ("\"twee\nregels\",x\n", Ok(vec!["twee\nregels|x".to_owned()])),
            ("a\"b,c\n", Ok(vec!["a\"b|c".to_owned()])),
            ("\"nooit af,c\n", Err(ListFault::Quote)),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
        assert_eq!(read("uuid,titel\r\n"), Err(ListFault::Columns));
        assert_eq!(read(""), Err(ListFault::Columns));
        assert_eq!(read(&format!("\u{feff}{}", list("a"))), Ok(vec![vec!["a".to_owned()]]));
        assert_eq!(write(["a, b", "zeg \"ja\"", "c"]), "\"a, b\",\"zeg \"\"ja\"\"\",c\r\n");
    }

    #[test]
    fn a_row_becomes_a_body() {
        let mut cells = vec![String::new(); COLUMNS.len()];
        for (column, text) in [
            ("uuid", "x"),
            ("titel", " Foto "),
            ("bestandsomvang", "12"),
            ("bestandspad", "a/b.txt"),
            ("indicatieGebruiksrecht", "False"),
            ("ondertekening.soort", "pki"),
            ("ondertekening.datum", "2026-11-20"),
            ("trefwoorden", "straat, lamp,"),
        ] {
            cells[COLUMNS.iter().position(|name| *name == column).unwrap()] = text.to_owned();
        }
        let expected = json!({
            "titel": "Foto", "bestandsomvang": 12, "indicatieGebruiksrecht": false,
            "ondertekening": { "soort": "pki", "datum": "2026-11-20" }, "trefwoorden": ["straat", "lamp"],
        });
        assert_eq!(Value::Object(body(&cells)), expected);
        cells[11] = "veel".into();
        assert_eq!(body(&cells)["bestandsomvang"], "veel", "a wrong number is told by who reads the body");
        assert_eq!(cell(&["x".into()], "trefwoorden"), "");
    }
}

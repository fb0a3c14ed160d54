//! How each kind of field lies in a column, and how it stands in the audit trail.

use ::store::{Result, Row, Value};
use jiff::civil::Date;
use serde_json::json;
use values::{Duur, Id, Vertrouwelijkheidaanduiding};

use super::column_fault;
use crate::gegevens::Checklistitem;

/// A field that is one column.
pub(crate) trait Kolom: Sized {
    fn value(&self) -> Value<'_>;
    fn read(row: &Row<'_>, column: usize) -> Result<Self>;
    fn json(&self) -> serde_json::Value;
}

macro_rules! plain {
    ($($kind:ty),*) => {
        $(impl Kolom for $kind {
            fn value(&self) -> Value<'_> {
                (*self).into()
            }

            fn read(row: &Row<'_>, column: usize) -> Result<Self> {
                row.get(column)
            }

            fn json(&self) -> serde_json::Value {
                json!(self)
            }
        })*
    };
}

plain!(bool, Option<bool>, i64, Date, Option<Date>);

impl Kolom for String {
    fn value(&self) -> Value<'_> {
        self.into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        row.get(column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self)
    }
}

impl<T> Kolom for Id<T> {
    fn value(&self) -> Value<'_> {
        (*self).into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        row.get(column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self.uuid())
    }
}

impl<T> Kolom for Option<Id<T>> {
    fn value(&self) -> Value<'_> {
        (*self).into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        row.get(column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self.map(|id| id.uuid()))
    }
}

impl Kolom for Vertrouwelijkheidaanduiding {
    fn value(&self) -> Value<'_> {
        self.rank().into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        row.get(column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self.as_str())
    }
}

impl Kolom for Option<Duur> {
    fn value(&self) -> Value<'_> {
        self.map(|duur| duur.to_string()).into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        super::duur(row, column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self.map(|duur| duur.to_string()))
    }
}

impl Kolom for Duur {
    fn value(&self) -> Value<'_> {
        self.to_string().into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        super::duur(row, column)?.ok_or_else(|| column_fault(column, "no duration"))
    }

    fn json(&self) -> serde_json::Value {
        json!(self.to_string())
    }
}

impl Kolom for Vec<String> {
    fn value(&self) -> Value<'_> {
        self.json().to_string().into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        super::words(row, column)
    }

    fn json(&self) -> serde_json::Value {
        json!(self)
    }
}

impl Kolom for Vec<Checklistitem> {
    fn value(&self) -> Value<'_> {
        self.json().to_string().into()
    }

    fn read(row: &Row<'_>, column: usize) -> Result<Self> {
        let items: Vec<serde_json::Value> =
            serde_json::from_str(row.text(column)?).map_err(|_| column_fault(column, "no list of checks"))?;
        let text = |item: &serde_json::Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
        let read = |item: &serde_json::Value| Checklistitem {
            itemnaam: text(item, "itemnaam"),
            toelichting: text(item, "toelichting"),
            vraagstelling: text(item, "vraagstelling"),
            verplicht: item["verplicht"].as_bool().unwrap_or_default(),
        };
        Ok(items.iter().map(read).collect())
    }

    fn json(&self) -> serde_json::Value {
        let item = |item: &Checklistitem| {
            json!({
                "itemnaam": item.itemnaam,
                "toelichting": item.toelichting,
                "vraagstelling": item.vraagstelling,
                "verplicht": item.verplicht,
            })
        };
        self.iter().map(item).collect()
    }
}

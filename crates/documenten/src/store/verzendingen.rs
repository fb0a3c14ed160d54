//! Dispatches.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use autorisaties::Window;
use serde_json::{Map, Value, json};
use values::Id;

use crate::access::Zicht;
use crate::register::VerzendingFilter;
use crate::{Adres, Verzending, VerzendingGegevens};

macro_rules! columns {
    () => {
        "r.uuid, r.informatieobject, r.betrokkene, r.aard_relatie, r.toelichting, r.ontvangstdatum, r.verzenddatum,
         r.contact_persoon, r.contactpersoonnaam, r.adres"
    };
}

macro_rules! anywhere {
    () => {
        "CAST($2 AS UUID) IS NULL AND CAST($3 AS TEXT) IS NULL AND (CAST($4 AS TEXT) IS NULL OR r.aard_relatie = $4)"
    };
}

macro_rules! of_document {
    () => {
        "r.informatieobject = $2 AND (CAST($3 AS TEXT) IS NULL OR r.betrokkene = $3)
         AND (CAST($4 AS TEXT) IS NULL OR r.aard_relatie = $4)"
    };
}

macro_rules! of_betrokkene {
    () => {
        "CAST($2 AS UUID) IS NULL AND r.betrokkene = $3 AND (CAST($4 AS TEXT) IS NULL OR r.aard_relatie = $4)"
    };
}

static LIST: [Sql; 2] = below!(
    "list_verzendingen",
    columns!(),
    "verzending",
    anywhere!(),
    " ORDER BY r.uuid DESC LIMIT $6 OFFSET $7",
    "$5"
);
static LIST_OF_DOCUMENT: [Sql; 2] = below!(
    "list_verzendingen_of_document",
    columns!(),
    "verzending",
    of_document!(),
    " ORDER BY r.uuid DESC LIMIT $6 OFFSET $7",
    "$5"
);
static LIST_OF_BETROKKENE: [Sql; 2] = below!(
    "list_verzendingen_of_betrokkene",
    columns!(),
    "verzending",
    of_betrokkene!(),
    " ORDER BY r.uuid DESC LIMIT $6 OFFSET $7",
    "$5"
);
static COUNT: [Sql; 2] = below!("count_verzendingen", "count(*)", "verzending", anywhere!(), "", "$5");
static COUNT_OF_DOCUMENT: [Sql; 2] =
    below!("count_verzendingen_of_document", "count(*)", "verzending", of_document!(), "", "$5");
static COUNT_OF_BETROKKENE: [Sql; 2] =
    below!("count_verzendingen_of_betrokkene", "count(*)", "verzending", of_betrokkene!(), "", "$5");
static FIND: Sql =
    sql("documenten.find_verzending", concat!("SELECT ", columns!(), " FROM verzending r WHERE r.uuid = $1"));
pub(crate) static INSERT: Sql = sql(
    "documenten.insert_verzending",
    "INSERT INTO verzending (uuid, informatieobject, betrokkene, aard_relatie, toelichting, ontvangstdatum, verzenddatum,
        contact_persoon, contactpersoonnaam, adres) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
static UPDATE: Sql = sql(
    "documenten.update_verzending",
    "UPDATE verzending SET informatieobject = $2, betrokkene = $3, aard_relatie = $4, toelichting = $5, ontvangstdatum = $6,
        verzenddatum = $7, contact_persoon = $8, contactpersoonnaam = $9, adres = $10 WHERE uuid = $1",
);
static DELETE: Sql = sql("documenten.delete_verzending", "DELETE FROM verzending WHERE uuid = $1");

pub(super) const STATEMENTS: &[&Sql] = &[
    &LIST[0],
    &LIST[1],
    &LIST_OF_DOCUMENT[0],
    &LIST_OF_DOCUMENT[1],
    &LIST_OF_BETROKKENE[0],
    &LIST_OF_BETROKKENE[1],
    &COUNT[0],
    &COUNT[1],
    &COUNT_OF_DOCUMENT[0],
    &COUNT_OF_DOCUMENT[1],
    &COUNT_OF_BETROKKENE[0],
    &COUNT_OF_BETROKKENE[1],
    &FIND,
    &INSERT,
    &UPDATE,
    &DELETE,
];

pub(crate) async fn list(
    db: &mut Reader,
    zicht: &Zicht,
    filter: &VerzendingFilter,
    window: Window,
) -> Result<Vec<Verzending>> {
    let parameter = zicht.bereik.as_parameter();
    let lists = match (filter.informatieobject, &filter.betrokkene) {
        (Some(_), _) => &LIST_OF_DOCUMENT,
        (None, Some(_)) => &LIST_OF_BETROKKENE,
        (None, None) => &LIST,
    };
    let values = [
        parameter.as_deref().into(),
        filter.informatieobject.into(),
        filter.betrokkene.as_deref().into(),
        filter.aard_relatie.as_deref().into(),
        zicht.gereed().into(),
        window.limit_and_one().into(),
        window.offset().into(),
    ];
    db.query(&lists[usize::from(parameter.is_some())], &values, read).await
}

pub(crate) async fn count(db: &mut Reader, zicht: &Zicht, filter: &VerzendingFilter) -> Result<i64> {
    let parameter = zicht.bereik.as_parameter();
    let counts = match (filter.informatieobject, &filter.betrokkene) {
        (Some(_), _) => &COUNT_OF_DOCUMENT,
        (None, Some(_)) => &COUNT_OF_BETROKKENE,
        (None, None) => &COUNT,
    };
    let values = [
        parameter.as_deref().into(),
        filter.informatieobject.into(),
        filter.betrokkene.as_deref().into(),
        filter.aard_relatie.as_deref().into(),
        zicht.gereed().into(),
    ];
    db.query_one(&counts[usize::from(parameter.is_some())], &values, |row| row.get(0)).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Verzending>) -> Result<Option<Verzending>> {
    db.query_opt(&FIND, &[uuid.into()], read).await
}

pub(crate) async fn insert(tx: &mut Tx, verzending: &Verzending) -> Result<()> {
    tx.execute(&INSERT, &values(verzending)).await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, verzending: &Verzending) -> Result<()> {
    tx.execute(&UPDATE, &values(verzending)).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, uuid: Id<Verzending>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await?;
    Ok(())
}

pub(crate) fn values(verzending: &Verzending) -> [::store::Value<'_>; 10] {
    let gegevens = &verzending.gegevens;
    [
        verzending.uuid.into(),
        verzending.informatieobject.into(),
        (&gegevens.betrokkene).into(),
        (&gegevens.aard_relatie).into(),
        (&gegevens.toelichting).into(),
        gegevens.ontvangstdatum.into(),
        gegevens.verzenddatum.into(),
        (&gegevens.contact_persoon).into(),
        (&gegevens.contactpersoonnaam).into(),
        write_adres(&gegevens.adres).into(),
    ]
}

fn write_adres(adres: &Adres) -> String {
    match adres {
        Adres::Binnenlands(map) => json!({ "binnenlands": map }),
        Adres::Buitenlands(map) => json!({ "buitenlands": map }),
        Adres::Postadres(map) => json!({ "postadres": map }),
        Adres::Faxnummer(text) => json!({ "faxnummer": text }),
        Adres::Emailadres(text) => json!({ "emailadres": text }),
        Adres::MijnOverheid => json!({ "mijnOverheid": true }),
        Adres::Telefoonnummer(text) => json!({ "telefoonnummer": text }),
    }
    .to_string()
}

/// Reads what [`write_adres`] wrote.
fn read_adres(mut written: Map<String, Value>) -> Adres {
    let (kind, value) = written.iter_mut().next().map(|(kind, value)| (kind.clone(), value.take())).unwrap_or_default();
    match (kind.as_str(), value) {
        ("binnenlands", Value::Object(map)) => Adres::Binnenlands(map),
        ("buitenlands", Value::Object(map)) => Adres::Buitenlands(map),
        ("postadres", Value::Object(map)) => Adres::Postadres(map),
        ("faxnummer", Value::String(text)) => Adres::Faxnummer(text),
        ("emailadres", Value::String(text)) => Adres::Emailadres(text),
        ("telefoonnummer", Value::String(text)) => Adres::Telefoonnummer(text),
        _ => Adres::MijnOverheid,
    }
}

fn read(row: &Row<'_>) -> Result<Verzending> {
    let adres: Value = row.get(9)?;
    Ok(Verzending {
        uuid: row.get(0)?,
        informatieobject: row.get(1)?,
        gegevens: VerzendingGegevens {
            betrokkene: row.get(2)?,
            aard_relatie: row.get(3)?,
            toelichting: row.get(4)?,
            ontvangstdatum: row.get(5)?,
            verzenddatum: row.get(6)?,
            contact_persoon: row.get(7)?,
            contactpersoonnaam: row.get(8)?,
            adres: read_adres(adres.as_object().cloned().unwrap_or_default()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let map = |name: &str| Map::from_iter([(name.to_owned(), json!(1))]);
        for adres in [
            Adres::Binnenlands(map("huisnummer")),
            Adres::Buitenlands(map("landPostadres")),
            Adres::Postadres(map("postadresPostcode")),
            Adres::Faxnummer("0".into()),
            Adres::Emailadres("a@b.nl".into()),
            Adres::MijnOverheid,
            Adres::Telefoonnummer("1".into()),
        ] {
            let written: Value = serde_json::from_str(&write_adres(&adres)).unwrap();
            assert_eq!(read_adres(written.as_object().cloned().unwrap()), adres);
        }
    }
}

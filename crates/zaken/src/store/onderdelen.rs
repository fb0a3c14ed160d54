//! Writing what lies below a zaak.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql};
use uuid::Uuid;
use values::Id;

use super::import::Rij;
use crate::{Klantcontact, Koppeling, Substatus, Zaak, Zaaknotitie, Zaakobject};

static INSERT_ZAAKOBJECT: Sql = sql(
    "zaken.insert_zaakobject",
    "INSERT INTO zaakobject (uuid, zaak, object, zaakobjecttype, object_type, object_type_overige,
        object_type_overige_definitie, relatieomschrijving, object_identificatie)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static UPDATE_ZAAKOBJECT: Sql = sql(
    "zaken.update_zaakobject",
    "UPDATE zaakobject SET zaak = $2, object = $3, zaakobjecttype = $4, object_type = $5, object_type_overige = $6,
        object_type_overige_definitie = $7, relatieomschrijving = $8, object_identificatie = $9
     WHERE uuid = $1",
);
static DELETE_ZAAKOBJECT: Sql = sql("zaken.delete_zaakobject", "DELETE FROM zaakobject WHERE uuid = $1");
static LIST_SAME_OBJECT: Sql = sql(
    "zaken.list_same_object",
    "SELECT uuid, zaak, object, zaakobjecttype, object_type, object_type_overige, object_type_overige_definitie,
            relatieomschrijving, object_identificatie
     FROM zaakobject WHERE zaak = $1 AND object = $2",
);
static INSERT_KLANTCONTACT: Sql = sql(
    "zaken.insert_klantcontact",
    "INSERT INTO klantcontact (uuid, zaak, identificatie, datumtijd, kanaal, onderwerp, toelichting)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (identificatie) DO NOTHING",
);
static INSERT_NOTITIE: Sql = sql(
    "zaken.insert_zaaknotitie",
    "INSERT INTO zaaknotitie (uuid, zaak, onderwerp, tekst, aangemaakt_door, notitie_type, status, aanmaakdatum, wijzigingsdatum)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static UPDATE_NOTITIE: Sql = sql(
    "zaken.update_zaaknotitie",
    "UPDATE zaaknotitie SET zaak = $2, onderwerp = $3, tekst = $4, aangemaakt_door = $5, notitie_type = $6, status = $7,
        aanmaakdatum = $8, wijzigingsdatum = $9
     WHERE uuid = $1",
);
static LIST_NOTITIES: Sql = sql(
    "zaken.list_zaaknotities",
    "SELECT uuid, zaak, onderwerp, tekst, aangemaakt_door, notitie_type, status, aanmaakdatum, wijzigingsdatum
     FROM zaaknotitie WHERE zaak = $1 ORDER BY uuid DESC LIMIT $2",
);
static FIND_NOTITIE_STATUS: Sql =
    sql("zaken.find_zaaknotitie_status", "SELECT status FROM zaaknotitie WHERE uuid = $1");
static DELETE_NOTITIE: Sql = sql("zaken.delete_zaaknotitie", "DELETE FROM zaaknotitie WHERE uuid = $1");
static INSERT_SUBSTATUS: Sql = sql(
    "zaken.insert_substatus",
    "INSERT INTO substatus (uuid, zaak, status, omschrijving, tijdstip, doelgroep) VALUES ($1, $2, $3, $4, $5, $6)",
);

macro_rules! rij {
    ($of:ty, $resource:literal, $insert:expr, |$one:ident| $values:expr, $weergave:ident) => {
        impl Rij for $of {
            const RESOURCE: &'static str = $resource;

            fn insert() -> &'static Sql {
                &$insert
            }

            fn values(&self) -> Vec<Value<'_>> {
                let $one = self;
                $values.into()
            }

            fn zaak(&self) -> Id<Zaak> {
                self.zaak
            }

            fn weergave(&self) -> &str {
                &self.$weergave
            }
        }
    };
}

rij!(Zaakobject, "zaakobject", INSERT_ZAAKOBJECT, |one| zaakobject_values(one), object_type);
rij!(Klantcontact, "klantcontact", INSERT_KLANTCONTACT, |one| klantcontact_values(one), identificatie);
rij!(Zaaknotitie, "zaaknotitie", INSERT_NOTITIE, |one| notitie_values(one), onderwerp);
rij!(Substatus, "substatus", INSERT_SUBSTATUS, |one| substatus_values(one), omschrijving);

macro_rules! koppeling_rij {
    ($of:ident, $resource:literal, $table:ident) => {
        impl Rij for $of {
            const RESOURCE: &'static str = $resource;

            fn insert() -> &'static Sql {
                &$table.insert
            }

            fn values(&self) -> Vec<Value<'_>> {
                koppeling_values(&self.0).into()
            }

            fn zaak(&self) -> Id<Zaak> {
                self.0.zaak
            }

            fn weergave(&self) -> &str {
                &self.0.url
            }
        }
    };
}

/// A contactmoment of a zaak.
pub(crate) struct Contactmoment(pub(crate) Koppeling);
koppeling_rij!(Contactmoment, "zaakcontactmoment", CONTACTMOMENTEN);

/// A verzoek of a zaak.
pub(crate) struct Verzoek(pub(crate) Koppeling);
koppeling_rij!(Verzoek, "zaakverzoek", VERZOEKEN);

/// The statements of one kind of [`Koppeling`].
pub(crate) struct Koppelingen {
    insert: Sql,
    delete: Sql,
    find: Sql,
}

macro_rules! koppelingen {
    ($table:literal) => {
        Koppelingen {
            insert: sql(
                concat!("zaken.insert_", $table),
                concat!(
                    "INSERT INTO ",
                    $table,
                    " (uuid, zaak, url) VALUES ($1, $2, $3) ON CONFLICT (zaak, url) DO NOTHING"
                ),
            ),
            delete: sql(concat!("zaken.delete_", $table), concat!("DELETE FROM ", $table, " WHERE uuid = $1")),
            find: sql(
                concat!("zaken.find_", $table),
                concat!("SELECT uuid, zaak, url FROM ", $table, " WHERE uuid = $1"),
            ),
        }
    };
}

pub(crate) static CONTACTMOMENTEN: Koppelingen = koppelingen!("zaakcontactmoment");
pub(crate) static VERZOEKEN: Koppelingen = koppelingen!("zaakverzoek");

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_ZAAKOBJECT,
    &UPDATE_ZAAKOBJECT,
    &DELETE_ZAAKOBJECT,
    &LIST_SAME_OBJECT,
    &INSERT_KLANTCONTACT,
    &INSERT_NOTITIE,
    &UPDATE_NOTITIE,
    &DELETE_NOTITIE,
    &LIST_NOTITIES,
    &FIND_NOTITIE_STATUS,
    &INSERT_SUBSTATUS,
    &CONTACTMOMENTEN.insert,
    &CONTACTMOMENTEN.delete,
    &CONTACTMOMENTEN.find,
    &VERZOEKEN.insert,
    &VERZOEKEN.delete,
    &VERZOEKEN.find,
];

fn json(value: &serde_json::Value) -> Value<'static> {
    value.to_string().into()
}

fn zaakobject_values(one: &Zaakobject) -> [Value<'_>; 9] {
    [
        one.uuid.into(),
        one.zaak.into(),
        (&one.object).into(),
        one.zaakobjecttype.into(),
        (&one.object_type).into(),
        (&one.object_type_overige).into(),
        one.object_type_overige_definitie.as_ref().map(json).unwrap_or(Value::Null),
        (&one.relatieomschrijving).into(),
        one.object_identificatie.as_ref().map(json).unwrap_or(Value::Null),
    ]
}

pub(crate) async fn insert_zaakobject(tx: &mut Tx, one: &Zaakobject) -> Result<()> {
    tx.execute(&INSERT_ZAAKOBJECT, &zaakobject_values(one)).await.map(|_| ())
}

pub(crate) async fn update_zaakobject(tx: &mut Tx, one: &Zaakobject) -> Result<()> {
    tx.execute(&UPDATE_ZAAKOBJECT, &zaakobject_values(one)).await.map(|_| ())
}

pub(crate) async fn delete_zaakobject(tx: &mut Tx, uuid: Id<Zaakobject>) -> Result<()> {
    tx.execute(&DELETE_ZAAKOBJECT, &[uuid.into()]).await.map(|_| ())
}

/// Returns what is said of a zaak about the object at this URL.
pub(crate) async fn list_same_object(db: &mut Reader, zaak: Id<Zaak>, object: &str) -> Result<Vec<Zaakobject>> {
    db.query(&LIST_SAME_OBJECT, &[zaak.into(), object.into()], read_zaakobject).await
}

pub(crate) fn read_zaakobject(row: &Row<'_>) -> Result<Zaakobject> {
    Ok(Zaakobject {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        object: row.get(2)?,
        zaakobjecttype: row.get(3)?,
        object_type: row.get(4)?,
        object_type_overige: row.get(5)?,
        object_type_overige_definitie: row.get(6)?,
        relatieomschrijving: row.get(7)?,
        object_identificatie: row.get(8)?,
    })
}

fn klantcontact_values(one: &Klantcontact) -> [Value<'_>; 7] {
    [
        one.uuid.into(),
        one.zaak.into(),
        (&one.identificatie).into(),
        one.datumtijd.into(),
        (&one.kanaal).into(),
        (&one.onderwerp).into(),
        (&one.toelichting).into(),
    ]
}

/// Writes the contact unless its number is taken, and returns whether it did.
pub(crate) async fn insert_klantcontact(tx: &mut Tx, one: &Klantcontact) -> Result<bool> {
    Ok(tx.execute(&INSERT_KLANTCONTACT, &klantcontact_values(one)).await? == 1)
}

pub(crate) fn read_klantcontact(row: &Row<'_>) -> Result<Klantcontact> {
    Ok(Klantcontact {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        identificatie: row.get(2)?,
        datumtijd: row.get(3)?,
        kanaal: row.get(4)?,
        onderwerp: row.get(5)?,
        toelichting: row.get(6)?,
    })
}

fn koppeling_values(one: &Koppeling) -> [Value<'_>; 3] {
    [one.uuid.into(), one.zaak.into(), (&one.url).into()]
}

impl Koppelingen {
    /// Writes the relation unless there is one, and returns whether it did.
    pub(crate) async fn insert(&'static self, tx: &mut Tx, one: &Koppeling) -> Result<bool> {
        Ok(tx.execute(&self.insert, &koppeling_values(one)).await? == 1)
    }

    pub(crate) async fn delete(&'static self, tx: &mut Tx, uuid: Id<Koppeling>) -> Result<()> {
        tx.execute(&self.delete, &[uuid.into()]).await.map(|_| ())
    }

    pub(crate) async fn find(&'static self, db: &mut Reader, uuid: Uuid) -> Result<Option<Koppeling>> {
        db.query_opt(&self.find, &[uuid.into()], read_koppeling).await
    }
}

pub(crate) fn read_koppeling(row: &Row<'_>) -> Result<Koppeling> {
    Ok(Koppeling { uuid: row.get(0)?, zaak: row.get(1)?, url: row.get(2)? })
}

fn notitie_values(one: &Zaaknotitie) -> [Value<'_>; 9] {
    [
        one.uuid.into(),
        one.zaak.into(),
        (&one.onderwerp).into(),
        (&one.tekst).into(),
        (&one.aangemaakt_door).into(),
        (&one.notitie_type).into(),
        (&one.status).into(),
        one.aanmaakdatum.into(),
        one.wijzigingsdatum.into(),
    ]
}

pub(crate) async fn insert_notitie(tx: &mut Tx, one: &Zaaknotitie) -> Result<()> {
    tx.execute(&INSERT_NOTITIE, &notitie_values(one)).await.map(|_| ())
}

pub(crate) async fn update_notitie(tx: &mut Tx, one: &Zaaknotitie) -> Result<()> {
    tx.execute(&UPDATE_NOTITIE, &notitie_values(one)).await.map(|_| ())
}

/// Returns the newest notes about a zaak, newest first: for staff that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_notities(db: &mut Reader, zaak: Id<Zaak>, limit: i64) -> Result<Vec<Zaaknotitie>> {
    db.query(&LIST_NOTITIES, &[zaak.into(), limit.into()], read_notitie).await
}

/// Returns the status of a note as it is now; none when it is gone.
pub(crate) async fn find_notitie_status(db: &mut Reader, uuid: Id<Zaaknotitie>) -> Result<Option<String>> {
    db.query_opt(&FIND_NOTITIE_STATUS, &[uuid.into()], |row| row.get(0)).await
}

pub(crate) async fn delete_notitie(tx: &mut Tx, uuid: Id<Zaaknotitie>) -> Result<()> {
    tx.execute(&DELETE_NOTITIE, &[uuid.into()]).await.map(|_| ())
}

pub(crate) fn read_notitie(row: &Row<'_>) -> Result<Zaaknotitie> {
    Ok(Zaaknotitie {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        onderwerp: row.get(2)?,
        tekst: row.get(3)?,
        aangemaakt_door: row.get(4)?,
        notitie_type: row.get(5)?,
        status: row.get(6)?,
        aanmaakdatum: row.get(7)?,
        wijzigingsdatum: row.get(8)?,
    })
}

fn substatus_values(one: &Substatus) -> [Value<'_>; 6] {
    [
        one.uuid.into(),
        one.zaak.into(),
        one.status.into(),
        (&one.omschrijving).into(),
        one.tijdstip.into(),
        (&one.doelgroep).into(),
    ]
}

pub(crate) async fn insert_substatus(tx: &mut Tx, one: &Substatus) -> Result<()> {
    tx.execute(&INSERT_SUBSTATUS, &substatus_values(one)).await.map(|_| ())
}

pub(crate) fn read_substatus(row: &Row<'_>) -> Result<Substatus> {
    Ok(Substatus {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        status: row.get(2)?,
        omschrijving: row.get(3)?,
        tijdstip: row.get(4)?,
        doelgroep: row.get(5)?,
    })
}

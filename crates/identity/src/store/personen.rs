//! Rows of the simulated BRP and the simulated register of machtigingen.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql};
use jiff::civil::Date;
use values::Bsn;
use values::actor::{Grond, Vertegenwoordiging};

use crate::persons::Persoon;

static FIND: Sql = sql(
    "identity.find_persoon",
    "SELECT bsn, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, straat, huisnummer, huisletter, huisnummertoevoeging,
            postcode, woonplaats, email, telefoon
     FROM persoon WHERE bsn = $1",
);
static LIST: Sql = sql(
    "identity.list_personen",
    "SELECT bsn, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, straat, huisnummer, huisletter, huisnummertoevoeging,
            postcode, woonplaats, email, telefoon
     FROM persoon ORDER BY bsn",
);
static INSERT: Sql = sql(
    "identity.insert_persoon",
    "INSERT INTO persoon (bsn, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, straat, huisnummer, huisletter,
                          huisnummertoevoeging, postcode, woonplaats, email, telefoon)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (bsn) DO NOTHING",
);
// A machtiging is valid up to and including its last day.
static MACHTIGINGEN_OF: Sql = sql(
    "identity.machtigingen_of",
    "SELECT m.machtiginggever, p.voornamen, p.voorvoegsel, p.geslachtsnaam, m.grond, m.zaaktypen
     FROM machtiging m JOIN persoon p ON p.bsn = m.machtiginggever
     WHERE m.gemachtigde = $1 AND (m.geldig_tot IS NULL OR m.geldig_tot >= $2)
     ORDER BY p.geslachtsnaam, p.bsn",
);
static LIST_MACHTIGINGEN: Sql = sql(
    "identity.list_machtigingen",
    "SELECT m.machtiginggever, p.voornamen, p.voorvoegsel, p.geslachtsnaam, m.grond, m.zaaktypen, m.gemachtigde
     FROM machtiging m JOIN persoon p ON p.bsn = m.machtiginggever
     WHERE m.geldig_tot IS NULL OR m.geldig_tot >= $1
     ORDER BY p.geslachtsnaam, p.bsn",
);
static INSERT_MACHTIGING: Sql = sql(
    "identity.insert_machtiging",
    "INSERT INTO machtiging (gemachtigde, machtiginggever, grond, zaaktypen, geldig_tot) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (gemachtigde, machtiginggever, grond) DO NOTHING",
);

pub(crate) const STATEMENTS: &[&Sql] =
    &[&FIND, &LIST, &INSERT, &MACHTIGINGEN_OF, &LIST_MACHTIGINGEN, &INSERT_MACHTIGING];

fn broken(row: &'static str, column: usize) -> StoreError {
    StoreError::Column { statement: row, column, message: "not a value of this column".into() }
}

/// Reads a JSON list of texts.
pub(crate) fn list(row: &Row<'_>, column: usize) -> Result<Vec<String>> {
    serde_json::from_str(row.text(column)?).map_err(|_| broken("identity.list", column))
}

fn bsn(row: &Row<'_>, column: usize) -> Result<Bsn> {
    row.text(column)?.parse().map_err(|_| broken("identity.bsn", column))
}

fn persoon(row: &Row<'_>) -> Result<Persoon> {
    Ok(Persoon {
        bsn: bsn(row, 0)?,
        voornamen: row.get(1)?,
        voorvoegsel: row.get(2)?,
        geslachtsnaam: row.get(3)?,
        geboortedatum: row.get(4)?,
        straat: row.get(5)?,
        huisnummer: row.get(6)?,
        huisletter: row.get(7)?,
        huisnummertoevoeging: row.get(8)?,
        postcode: row.get(9)?,
        woonplaats: row.get(10)?,
        email: row.get(11)?,
        telefoon: row.get(12)?,
    })
}

fn vertegenwoordiging(row: &Row<'_>) -> Result<Vertegenwoordiging> {
    let naam = [row.text(1)?, row.text(2)?, row.text(3)?];
    let grond = match row.text(4)? {
        "machtiging" => Grond::Machtiging,
        "bewindvoering" => Grond::Bewindvoering,
        _ => return Err(broken("identity.grond", 4)),
    };
    Ok(Vertegenwoordiging {
        bsn: bsn(row, 0)?,
        naam: naam.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        grond,
        zaaktypen: list(row, 5)?,
    })
}

pub(crate) async fn find(db: &mut Reader, bsn: &Bsn) -> Result<Option<Persoon>> {
    db.query_opt(&FIND, &[bsn.as_str().into()], persoon).await
}

/// Returns everybody: there are only a few, they are invented.
pub(crate) async fn list_all(db: &mut Reader) -> Result<Vec<Persoon>> {
    db.query(&LIST, &[], persoon).await
}

pub(crate) async fn machtigingen_of(
    db: &mut Reader,
    gemachtigde: &Bsn,
    today: Date,
) -> Result<Vec<Vertegenwoordiging>> {
    db.query(&MACHTIGINGEN_OF, &[gemachtigde.as_str().into(), today.into()], vertegenwoordiging).await
}

/// Returns every machtiging that is valid, with the BSN of the gemachtigde.
pub(crate) async fn list_machtigingen(db: &mut Reader, today: Date) -> Result<Vec<(Bsn, Vertegenwoordiging)>> {
    db.query(&LIST_MACHTIGINGEN, &[today.into()], |row| Ok((bsn(row, 6)?, vertegenwoordiging(row)?))).await
}

pub(crate) async fn insert(tx: &mut Tx, persoon: &Persoon) -> Result<()> {
    tx.execute(
        &INSERT,
        &[
            persoon.bsn.as_str().into(),
            (&persoon.voornamen).into(),
            (&persoon.voorvoegsel).into(),
            (&persoon.geslachtsnaam).into(),
            persoon.geboortedatum.into(),
            (&persoon.straat).into(),
            (&persoon.huisnummer).into(),
            (&persoon.huisletter).into(),
            (&persoon.huisnummertoevoeging).into(),
            (&persoon.postcode).into(),
            (&persoon.woonplaats).into(),
            (&persoon.email).into(),
            (&persoon.telefoon).into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn insert_machtiging(
    tx: &mut Tx,
    gemachtigde: &Bsn,
    machtiginggever: &Bsn,
    grond: Grond,
    zaaktypen: &[&str],
    geldig_tot: Option<Date>,
) -> Result<()> {
    let zaaktypen = serde_json::to_string(zaaktypen).expect("a list of texts is always JSON");
    tx.execute(
        &INSERT_MACHTIGING,
        &[
            gemachtigde.as_str().into(),
            machtiginggever.as_str().into(),
            grond.as_str().into(),
            zaaktypen.into(),
            geldig_tot.into(),
        ],
    )
    .await?;
    Ok(())
}

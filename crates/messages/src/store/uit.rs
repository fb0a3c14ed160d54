//! What goes out.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql, sql_pair};
use uuid::Uuid;
use values::{Bsn, Id};
use zaken::Zaak;

use crate::delivery::Rendered;
use crate::domain::Partij;
use crate::rules::reach::Reason;
use crate::{Contactmoment, Kanaal, Mail, Scenario, UitState, UitgaandBericht, template};

macro_rules! mail_columns {
    () => {
        "SELECT uuid, adres, onderwerp, tekst, html, state, created_at, sent_at FROM bericht_uit "
    };
}
macro_rules! sent_columns {
    () => {
        "SELECT uuid, zaak, sent_at, onderwerp FROM bericht_uit
         WHERE partij_soort = 'bsn' AND partij = $1 AND is_gemachtigde = FALSE AND state = 'sent' "
    };
}

static INSERT: Sql = sql(
    "messages.insert_uit",
    "INSERT INTO bericht_uit (uuid, zaak, partij_soort, partij, kanaal, scenario, bron, sjabloon, sjabloon_versie, adres,
        onderwerp, tekst, html, state, reden, created_at, is_gemachtigde)
     VALUES ($1, $2, $3, $4, 'email', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (scenario, bron, partij_soort, partij) DO NOTHING",
);
static FIND_MAIL: Sql = sql("messages.find_mail", concat!(mail_columns!(), "WHERE uuid = $1 AND adres IS NOT NULL"));
static LIST_RECENT: Sql =
    sql("messages.list_recent_mails", concat!(mail_columns!(), "WHERE adres IS NOT NULL ORDER BY uuid DESC LIMIT $1"));
static SET_SENT: Sql = sql(
    "messages.set_sent",
    "UPDATE bericht_uit SET state = 'sent', reden = NULL, sent_at = $2 WHERE uuid = $1 AND state <> 'sent'",
);
static SET_FAILED: Sql = sql(
    "messages.set_failed",
    "UPDATE bericht_uit SET state = 'failed', reden = $2 WHERE uuid = $1 AND state <> 'sent'",
);
static LIST_FOR_ZAAK: Sql = sql(
    "messages.list_uit_for_zaak",
    "SELECT uuid, scenario, kanaal, state, reden, onderwerp, tekst, created_at, sent_at, adres, is_gemachtigde FROM bericht_uit
     WHERE zaak = $1
     ORDER BY uuid LIMIT 1000",
);
static LIST_SENT: Sql = sql("messages.list_sent", concat!(sent_columns!(), "ORDER BY uuid DESC LIMIT $2"));
static LIST_SENT_ZAAK: Sql =
    sql("messages.list_sent_zaak", concat!(sent_columns!(), "AND zaak = $3 ORDER BY uuid DESC LIMIT $2"));

// `$1` is a JSON list of ids. SQLite keeps them as bytes, PostgreSQL as UUIDs.
static LIST_TEXTS: Sql = sql_pair(
    "messages.list_texts",
    "SELECT uuid, scenario, tekst FROM bericht_uit WHERE uuid IN (SELECT unhex(replace(value, '-', '')) FROM json_each($1))",
    "SELECT uuid, scenario, tekst FROM bericht_uit WHERE uuid IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB)::UUID)",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &FIND_MAIL,
    &LIST_RECENT,
    &SET_SENT,
    &SET_FAILED,
    &LIST_FOR_ZAAK,
    &LIST_SENT,
    &LIST_SENT_ZAAK,
    &LIST_TEXTS,
];

/// A message that goes out, or does not.
pub(crate) struct NewUit<'a> {
    pub(crate) zaak: Option<Id<Zaak>>,
    pub(crate) partij: &'a Partij,
    /// The party acts for whom the zaak is of.
    pub(crate) is_gemachtigde: bool,
    pub(crate) scenario: Scenario,
    pub(crate) bron: Uuid,
    pub(crate) rendered: Option<&'a Rendered>,
    /// Where to, or why not.
    pub(crate) address: Result<&'a str, Reason>,
}

/// Writes the row and returns its id; none when this message was made before.
pub(crate) async fn insert_uit(tx: &mut Tx, new: &NewUit<'_>) -> Result<Option<Uuid>> {
    let (uuid, now) = (tx.new_uuid(), tx.now());
    let (onderwerp, tekst, html) = new.rendered.map_or_else(Default::default, |rendered| {
        let html = template::to_html(&rendered.onderwerp, &rendered.blokken);
        (rendered.onderwerp.clone(), template::to_text(&rendered.blokken), html)
    });
    let state = if new.address.is_ok() { UitState::Queued } else { UitState::NotSent };
    let count = tx
        .execute(
            &INSERT,
            &[
                uuid.into(),
                new.zaak.into(),
                new.partij.soort.as_str().into(),
                (&new.partij.nummer).into(),
                new.scenario.as_str().into(),
                new.bron.into(),
                new.rendered.map(|rendered| rendered.sjabloon).into(),
                new.rendered.map(|rendered| rendered.sjabloon_versie).into(),
                new.address.as_ref().ok().copied().into(),
                onderwerp.into(),
                tekst.into(),
                html.into(),
                state.as_str().into(),
                new.address.as_ref().err().map(Reason::to_row).into(),
                now.into(),
                new.is_gemachtigde.into(),
            ],
        )
        .await?;
    Ok((count == 1).then_some(uuid))
}

/// Returns a mail that has an address.
pub(crate) async fn find_mail(db: &mut Reader, uuid: Uuid) -> Result<Option<Mail>> {
    db.query_opt(&FIND_MAIL, &[uuid.into()], read_mail).await
}

pub(crate) async fn list_recent_mails(db: &mut Reader, limit: i64) -> Result<Vec<Mail>> {
    db.query(&LIST_RECENT, &[limit.into()], read_mail).await
}

pub(crate) async fn set_sent(tx: &mut Tx, uuid: Uuid) -> Result<()> {
    let now = tx.now();
    tx.execute(&SET_SENT, &[uuid.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn set_failed(tx: &mut Tx, uuid: Uuid, reason: &Reason) -> Result<()> {
    tx.execute(&SET_FAILED, &[uuid.into(), reason.to_row().into()]).await?;
    Ok(())
}

pub(crate) async fn list_uit_for_zaak(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<UitgaandBericht>> {
    db.query(&LIST_FOR_ZAAK, &[zaak.into()], |row| {
        Ok(UitgaandBericht {
            uuid: row.get(0)?,
            scenario: row.get(1)?,
            kanaal: Kanaal::find(row.text(2)?).ok_or_else(|| unknown(2))?,
            state: UitState::find(row.text(3)?).ok_or_else(|| unknown(3))?,
            reden: row.get(4)?,
            onderwerp: row.get(5)?,
            tekst: row.get(6)?,
            created_at: row.get(7)?,
            sent_at: row.get(8)?,
            adres: row.get(9)?,
            is_gemachtigde: row.get(10)?,
        })
    })
    .await
}

/// Returns what this resident got, newest first.
pub(crate) async fn list_sent(db: &mut Reader, bsn: &Bsn, limit: i64) -> Result<Vec<Contactmoment>> {
    db.query(&LIST_SENT, &[bsn.as_str().into(), limit.into()], read_sent).await
}

/// Returns what this resident got about one zaak.
pub(crate) async fn list_sent_zaak(
    db: &mut Reader,
    bsn: &Bsn,
    zaak: Id<Zaak>,
    limit: i64,
) -> Result<Vec<Contactmoment>> {
    db.query(&LIST_SENT_ZAAK, &[bsn.as_str().into(), limit.into(), zaak.into()], read_sent).await
}

/// Returns of these messages which scenario they are of and what was written.
pub(crate) async fn list_texts(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<(Uuid, String, String)>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    db.query(&LIST_TEXTS, &[ids.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

fn read_sent(row: &Row<'_>) -> Result<Contactmoment> {
    Ok(Contactmoment {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        plaatsgevonden_op: row.get(2)?,
        kanaal: "e-mail",
        onderwerp: Some(row.get(3)?),
        inhoud: None,
    })
}

fn read_mail(row: &Row<'_>) -> Result<Mail> {
    Ok(Mail {
        uuid: row.get(0)?,
        aan: row.get(1)?,
        onderwerp: row.get(2)?,
        tekst: row.get(3)?,
        html: row.get(4)?,
        state: UitState::find(row.text(5)?).ok_or_else(|| unknown(5))?,
        created_at: row.get(6)?,
        sent_at: row.get(7)?,
    })
}

fn unknown(column: usize) -> StoreError {
    StoreError::Column { statement: "messages.list_uit", column, message: "an unknown word".to_owned() }
}

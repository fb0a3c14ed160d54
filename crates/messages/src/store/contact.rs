//! How residents want to be reached.

use ::store::{Reader, Result, Sql, Tx, sql};
use uuid::Uuid;
use values::Bsn;

use crate::{Contact, Kanaal};

static FIND: Sql = sql(
    "messages.find_contact",
    "SELECT emailadres, kanaal_status, kanaal_taak, kanaal_bericht FROM contactvoorkeur WHERE bsn = $1",
);
static UPSERT: Sql = sql(
    "messages.upsert_contact",
    "INSERT INTO contactvoorkeur (uuid, bsn, emailadres, kanaal_status, kanaal_taak, kanaal_bericht, gewijzigd_op)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (bsn) DO UPDATE SET emailadres = excluded.emailadres, kanaal_status = excluded.kanaal_status,
        kanaal_taak = excluded.kanaal_taak, kanaal_bericht = excluded.kanaal_bericht, gewijzigd_op = excluded.gewijzigd_op
     RETURNING uuid",
);

pub(super) const STATEMENTS: &[&Sql] = &[&FIND, &UPSERT];

pub(crate) async fn find_contact(db: &mut Reader, bsn: &Bsn) -> Result<Option<Contact>> {
    db.query_opt(&FIND, &[bsn.as_str().into()], |row| {
        let kanaal = |column| row.text(column).map(|word| Kanaal::find(word).unwrap_or(Kanaal::Email));
        Ok(Contact {
            emailadres: row.get(0)?,
            kanaal_status: kanaal(1)?,
            kanaal_taak: kanaal(2)?,
            kanaal_bericht: kanaal(3)?,
        })
    })
    .await
}

/// Writes the row and returns its id.
pub(crate) async fn upsert_contact(tx: &mut Tx, bsn: &Bsn, contact: &Contact) -> Result<Uuid> {
    let (uuid, now) = (tx.new_uuid(), tx.now());
    tx.query_one(
        &UPSERT,
        &[
            uuid.into(),
            bsn.as_str().into(),
            contact.emailadres.as_ref().into(),
            contact.kanaal_status.as_str().into(),
            contact.kanaal_taak.as_str().into(),
            contact.kanaal_bericht.as_str().into(),
            now.into(),
        ],
        |row| row.get(0),
    )
    .await
}

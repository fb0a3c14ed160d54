//! What was answered, kept with the zaak.

use ::store::{Reader, Result, Sql, StoreError, Tx, sql};
use values::Id;
use zaken::Zaak;

use crate::Aanvraag;

static INSERT: Sql = sql(
    "forms.insert_aanvraag",
    "INSERT INTO aanvraag (zaak, formulier, ingediend_op, ingediend_door, verzonden) VALUES ($1, $2, $3, $4, $5)",
);
static FIND: Sql = sql(
    "forms.find_aanvraag",
    "SELECT formulier, ingediend_op, ingediend_door, verzonden FROM aanvraag WHERE zaak = $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND];

pub(crate) async fn insert_aanvraag(tx: &mut Tx, zaak: Id<Zaak>, aanvraag: &Aanvraag) -> Result<()> {
    tx.send(
        &INSERT,
        [
            zaak.into(),
            (&aanvraag.formulier).into(),
            aanvraag.ingediend_op.into(),
            (&aanvraag.ingediend_door).into(),
            aanvraag.verzonden.to_string().into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn find_aanvraag(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Aanvraag>> {
    db.query_opt(&FIND, &[zaak.into()], |row| {
        Ok(Aanvraag {
            formulier: row.get(0)?,
            ingediend_op: row.get(1)?,
            ingediend_door: row.get(2)?,
            verzonden: serde_json::from_str(row.text(3)?).map_err(|_| StoreError::Column {
                statement: "forms.find_aanvraag",
                column: 3,
                message: "no answers".to_owned(),
            })?,
        })
    })
    .await
}

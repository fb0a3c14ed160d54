//! Submissions. Whose a submission is, is compared in SQL: another person's does not exist.

use std::collections::BTreeMap;

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, Value, sql, sql_pair};
use form_logic::{FileValue, IdentifierRole, Map, PrefillKey, data};
use jiff::Timestamp;
use process::Taak;
use serde_json::json;
use values::Id;
use zaken::Zaak;

use super::bestanden::list_bestanden;
use crate::context::{OwnerKey, Prefill};
use crate::{Concept, Formulier, Inzending, InzendingState, Stap};

macro_rules! inzending_columns {
    () => {
        "SELECT uuid, formulier, slug, taak, data, stappen, prefill, versie, state, created_at, updated_at, expires_at,
                completed_at, zaak
         FROM inzending "
    };
}
macro_rules! is_owner {
    () => {
        "eigenaar_kind = $1 AND eigenaar = $2 AND eigenaar_actor = $3"
    };
}

static INSERT: Sql = sql(
    "forms.insert_inzending",
    "INSERT INTO inzending (uuid, formulier, slug, eigenaar_kind, eigenaar, eigenaar_actor, taak, data, stappen, prefill, versie,
        state, created_at, updated_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', '{}', '[]', 1, 'concept', $8, $8, $9) ON CONFLICT DO NOTHING",
);
static FIND: Sql = sql(
    "forms.find_inzending",
    concat!(inzending_columns!(), "WHERE ", is_owner!(), " AND uuid = $4 AND expires_at > $5"),
);
static LOCK_OWN: Sql = sql_pair(
    "forms.lock_own_inzending",
    concat!(inzending_columns!(), "WHERE ", is_owner!(), " AND uuid = $4 AND expires_at > $5"),
    concat!(inzending_columns!(), "WHERE ", is_owner!(), " AND uuid = $4 AND expires_at > $5 FOR UPDATE"),
);
static LOCK: Sql = sql_pair(
    "forms.lock_inzending",
    concat!(inzending_columns!(), "WHERE uuid = $1"),
    concat!(inzending_columns!(), "WHERE uuid = $1 FOR UPDATE"),
);
static FIND_CONCEPT: Sql = sql(
    "forms.find_concept",
    concat!(inzending_columns!(), "WHERE ", is_owner!(), " AND slug = $4 AND state = 'concept' AND taak IS NULL"),
);
static FIND_CONCEPT_TAAK: Sql = sql(
    "forms.find_concept_taak",
    concat!(inzending_columns!(), "WHERE ", is_owner!(), " AND slug = $4 AND state = 'concept' AND taak = $5"),
);
static LIST_CONCEPTEN: Sql = sql(
    "forms.list_concepten",
    concat!(
        "SELECT i.uuid, i.slug, f.naam, i.updated_at, i.expires_at FROM inzending i JOIN formulier f ON f.uuid = i.formulier
         WHERE ",
        is_owner!(),
        " AND i.state = 'concept' AND i.taak IS NULL AND i.expires_at > $4 ORDER BY i.updated_at DESC, i.uuid LIMIT 100"
    ),
);
static SAVE: Sql = sql(
    "forms.save_inzending",
    "UPDATE inzending SET data = $2, stappen = $3, versie = $4, updated_at = $5, expires_at = $6 WHERE uuid = $1 AND state = 'concept'",
);
static SAVE_PREFILL: Sql = sql(
    "forms.save_prefill",
    "UPDATE inzending SET prefill = $2 WHERE uuid = $1 AND state = 'concept' AND prefill = '[]'",
);
static TOUCH: Sql = sql("forms.touch_inzending", "UPDATE inzending SET updated_at = $2 WHERE uuid = $1");
static MARK_VERZONDEN: Sql = sql(
    "forms.mark_verzonden",
    "UPDATE inzending SET state = 'verzonden', zaak = $2, completed_at = $3, updated_at = $3, expires_at = $4, versie = versie + 1
     WHERE uuid = $1 AND state = 'concept'",
);
static DELETE_CONCEPT: Sql = sql(
    "forms.delete_concept",
    concat!("DELETE FROM inzending WHERE ", is_owner!(), " AND uuid = $4 AND state = 'concept'"),
);
static DELETE_EXPIRED_OF: Sql =
    sql("forms.delete_expired_of", concat!("DELETE FROM inzending WHERE ", is_owner!(), " AND expires_at <= $4"));
static DELETE_EXPIRED: Sql = sql("forms.delete_expired", "DELETE FROM inzending WHERE expires_at <= $1");

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &FIND,
    &LOCK_OWN,
    &LOCK,
    &FIND_CONCEPT,
    &FIND_CONCEPT_TAAK,
    &LIST_CONCEPTEN,
    &SAVE,
    &SAVE_PREFILL,
    &TOUCH,
    &MARK_VERZONDEN,
    &DELETE_CONCEPT,
    &DELETE_EXPIRED_OF,
    &DELETE_EXPIRED,
];

/// A submission to be started.
pub(crate) struct NewInzending<'a> {
    pub uuid: Id<Inzending>,
    pub formulier: &'a Formulier,
    pub taak: Option<Id<Taak>>,
    pub expires_at: Timestamp,
}

/// Adds a submission, unless the owner has an open one for the same form and task: then nothing happens. Returns whether it was added.
pub(crate) async fn insert_inzending(tx: &mut Tx, owner: &OwnerKey, new: &NewInzending<'_>) -> Result<bool> {
    let now = tx.now();
    let inserted = tx
        .execute(
            &INSERT,
            &[
                new.uuid.into(),
                new.formulier.uuid.into(),
                (&new.formulier.slug).into(),
                owner.kind.into(),
                (&owner.subject).into(),
                (&owner.actor).into(),
                new.taak.into(),
                now.into(),
                new.expires_at.into(),
            ],
        )
        .await?;
    Ok(inserted == 1)
}

fn of_owner<'a>(owner: &'a OwnerKey, more: impl IntoIterator<Item = Value<'a>>) -> Vec<Value<'a>> {
    let mut values = vec![owner.kind.into(), (&owner.subject).into(), (&owner.actor).into()];
    values.extend(more);
    values
}

/// Returns the open submission of an owner for this form and task.
pub(crate) async fn find_concept(
    db: &mut Reader,
    owner: &OwnerKey,
    slug: &str,
    taak: Option<Id<Taak>>,
) -> Result<Option<Inzending>> {
    let found = match taak {
        None => db.query_opt(&FIND_CONCEPT, &of_owner(owner, [slug.into()]), read).await?,
        Some(taak) => db.query_opt(&FIND_CONCEPT_TAAK, &of_owner(owner, [slug.into(), taak.into()]), read).await?,
    };
    with_bestanden(db, found).await
}

pub(crate) async fn find_inzending(
    db: &mut Reader,
    owner: &OwnerKey,
    uuid: Id<Inzending>,
    now: Timestamp,
) -> Result<Option<Inzending>> {
    let found = db.query_opt(&FIND, &of_owner(owner, [uuid.into(), now.into()]), read).await?;
    with_bestanden(db, found).await
}

/// Returns a submission of this owner and lets nobody else change it before the transaction ends.
pub(crate) async fn lock_own_inzending(
    tx: &mut Tx,
    owner: &OwnerKey,
    uuid: Id<Inzending>,
) -> Result<Option<Inzending>> {
    let now = tx.now();
    let found = tx.query_opt(&LOCK_OWN, &of_owner(owner, [uuid.into(), now.into()]), read).await?;
    with_bestanden(tx, found).await
}

/// Returns a submission that the caller found as its owner, and lets nobody else change it before the transaction ends.
pub(crate) async fn lock_inzending(tx: &mut Tx, uuid: Id<Inzending>) -> Result<Option<Inzending>> {
    let found = tx.query_opt(&LOCK, &[uuid.into()], read).await?;
    with_bestanden(tx, found).await
}

/// Uploads are rows of their own; the answers refer to them.
async fn with_bestanden(db: &mut Reader, found: Option<Inzending>) -> Result<Option<Inzending>> {
    let Some(mut inzending) = found else { return Ok(None) };
    inzending.bestanden = list_bestanden(db, inzending.uuid).await?;
    let mut by_component: BTreeMap<&str, Vec<serde_json::Value>> = BTreeMap::new();
    for bestand in &inzending.bestanden {
        by_component.entry(&bestand.component).or_default().push(FileValue::to_json(&bestand.value()));
    }
    for (component, list) in by_component {
        data::set(&mut inzending.data, component, serde_json::Value::Array(list));
    }
    Ok(Some(inzending))
}

pub(crate) async fn list_concepten(db: &mut Reader, owner: &OwnerKey, now: Timestamp) -> Result<Vec<Concept>> {
    db.query(&LIST_CONCEPTEN, &of_owner(owner, [now.into()]), |row| {
        Ok(Concept {
            inzending: row.get(0)?,
            slug: row.get(1)?,
            naam: row.get(2)?,
            updated_at: row.get(3)?,
            expires_at: row.get(4)?,
        })
    })
    .await
}

/// Saves the answers of a locked submission. `data` holds no uploads: those have rows of their own.
pub(crate) async fn save_inzending(tx: &mut Tx, inzending: &Inzending, data: &Map) -> Result<()> {
    let now = tx.now();
    let data = serde_json::to_string(data).map_err(|_| fault(4, "the answers can't be written"))?;
    // As a row holds it: the versie and whether it is done, by slug.
    let stappen: BTreeMap<&str, (i64, bool)> =
        inzending.stappen.iter().map(|(slug, stap)| (slug.as_str(), (stap.versie, stap.done))).collect();
    let stappen = json!(stappen).to_string();
    let Inzending { uuid, versie, expires_at, .. } = inzending;
    let values = [(*uuid).into(), data.into(), stappen.into(), (*versie).into(), now.into(), (*expires_at).into()];
    tx.execute(&SAVE, &values).await?;
    Ok(())
}

/// Keeps the facts of the start; facts that were kept before stay. Returns whether they were kept.
pub(crate) async fn save_prefill(tx: &mut Tx, uuid: Id<Inzending>, prefill: &Prefill) -> Result<bool> {
    let facts: Vec<serde_json::Value> =
        prefill.iter().map(|(key, value)| json!([key.plugin, key.attribute, role_word(key.role), value])).collect();
    let facts = serde_json::Value::Array(facts).to_string();
    Ok(tx.execute(&SAVE_PREFILL, &[uuid.into(), facts.into()]).await? == 1)
}

pub(crate) async fn touch_inzending(tx: &mut Tx, uuid: Id<Inzending>) -> Result<()> {
    let now = tx.now();
    tx.execute(&TOUCH, &[uuid.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn mark_verzonden(
    tx: &mut Tx,
    uuid: Id<Inzending>,
    zaak: Id<Zaak>,
    expires_at: Timestamp,
) -> Result<()> {
    let now = tx.now();
    tx.send(&MARK_VERZONDEN, [uuid.into(), zaak.into(), now.into(), expires_at.into()]).await?;
    Ok(())
}

pub(crate) async fn delete_concept(tx: &mut Tx, owner: &OwnerKey, uuid: Id<Inzending>) -> Result<bool> {
    Ok(tx.execute(&DELETE_CONCEPT, &of_owner(owner, [uuid.into()])).await? == 1)
}

pub(crate) async fn delete_expired_of(tx: &mut Tx, owner: &OwnerKey) -> Result<()> {
    let now = tx.now();
    tx.execute(&DELETE_EXPIRED_OF, &of_owner(owner, [now.into()])).await?;
    Ok(())
}

pub(crate) async fn delete_expired(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    tx.execute(&DELETE_EXPIRED, &[now.into()]).await
}

const fn role_word(role: IdentifierRole) -> &'static str {
    match role {
        IdentifierRole::Main => "main",
        IdentifierRole::Authorizee => "authorizee",
    }
}

fn fault(column: usize, message: &str) -> StoreError {
    StoreError::Column { statement: "forms.inzending", column, message: message.to_owned() }
}

fn read_prefill(text: &str) -> Result<Prefill> {
    let facts: Vec<(String, String, String, serde_json::Value)> =
        serde_json::from_str(text).map_err(|_| fault(6, "no list of facts"))?;
    let keyed = facts.into_iter().map(|(plugin, attribute, role, value)| {
        let role = if role == role_word(IdentifierRole::Authorizee) {
            IdentifierRole::Authorizee
        } else {
            IdentifierRole::Main
        };
        (PrefillKey { plugin, attribute, role }, value)
    });
    Ok(keyed.collect())
}

fn read(row: &Row<'_>) -> Result<Inzending> {
    Ok(Inzending {
        uuid: row.get(0)?,
        formulier: row.get(1)?,
        slug: row.get(2)?,
        taak: row.get(3)?,
        data: serde_json::from_str(row.text(4)?).map_err(|_| fault(4, "no object"))?,
        stappen: read_stappen(row.text(5)?).ok_or_else(|| fault(5, "no steps"))?,
        prefill: read_prefill(row.text(6)?)?,
        bestanden: Vec::new(),
        versie: row.get(7)?,
        state: if row.text(8)? == "verzonden" { InzendingState::Verzonden } else { InzendingState::Concept },
        created_at: row.get(9)?,
        updated_at: row.get(10)?,
        expires_at: row.get(11)?,
        completed_at: row.get(12)?,
        zaak: row.get(13)?,
    })
}

fn read_stappen(text: &str) -> Option<BTreeMap<String, Stap>> {
    let rows: BTreeMap<String, (i64, bool)> = serde_json::from_str(text).ok()?;
    Some(rows.into_iter().map(|(slug, (versie, done))| (slug, Stap { versie, done })).collect())
}

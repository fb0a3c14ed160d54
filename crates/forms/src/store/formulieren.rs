//! Versions of forms.

use ::store::{Reader, Result, Sql, Tx, sql};
use values::Id;

use crate::{FormFiles, Formulier, Soort};

static NEWEST: Sql = sql(
    "forms.newest_files",
    "SELECT versie, forms, form_steps, form_definitions, form_logic, form_variables, loket
     FROM formulier WHERE slug = $1 ORDER BY versie DESC LIMIT 1",
);
static INSERT: Sql = sql(
    "forms.insert_formulier",
    "INSERT INTO formulier (uuid, slug, versie, soort, zaaktype, naam, actief, forms, form_steps, form_definitions, form_logic,
        form_variables, loket, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
);
static FIND_ACTIVE: Sql = sql(
    "forms.find_active",
    "SELECT uuid FROM formulier f WHERE slug = $1 AND actief
       AND versie = (SELECT max(versie) FROM formulier n WHERE n.slug = f.slug)",
);
static LIST_AANVRAGEN: Sql = sql(
    "forms.list_aanvragen",
    "SELECT uuid FROM formulier f WHERE soort = 'aanvraag' AND actief
       AND versie = (SELECT max(versie) FROM formulier n WHERE n.slug = f.slug)
     ORDER BY naam, slug",
);
static READ: Sql = sql(
    "forms.read_formulier",
    "SELECT slug, versie, forms, form_steps, form_definitions, form_logic, form_variables, loket
     FROM formulier WHERE uuid = $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[&NEWEST, &INSERT, &FIND_ACTIVE, &LIST_AANVRAGEN, &READ];

/// A version of a form as it was installed.
pub(crate) struct FormulierRow {
    pub versie: i64,
    pub files: FormFiles,
}

/// Returns the newest version of a form, active or not.
pub(crate) async fn newest_files(db: &mut Reader, slug: &str) -> Result<Option<FormulierRow>> {
    db.query_opt(&NEWEST, &[slug.into()], |row| {
        Ok(FormulierRow {
            versie: row.get(0)?,
            files: FormFiles {
                slug: slug.to_owned(),
                forms: row.get(1)?,
                form_steps: row.get(2)?,
                form_definitions: row.get(3)?,
                form_logic: row.get(4)?,
                form_variables: row.get(5)?,
                loket: row.get(6)?,
            },
        })
    })
    .await
}

pub(crate) async fn read_formulier(db: &mut Reader, uuid: Id<Formulier>) -> Result<Option<FormulierRow>> {
    db.query_opt(&READ, &[uuid.into()], |row| {
        Ok(FormulierRow {
            versie: row.get(1)?,
            files: FormFiles {
                slug: row.get(0)?,
                forms: row.get(2)?,
                form_steps: row.get(3)?,
                form_definitions: row.get(4)?,
                form_logic: row.get(5)?,
                form_variables: row.get(6)?,
                loket: row.get(7)?,
            },
        })
    })
    .await
}

pub(crate) async fn find_active(db: &mut Reader, slug: &str) -> Result<Option<Id<Formulier>>> {
    db.query_opt(&FIND_ACTIVE, &[slug.into()], |row| row.get(0)).await
}

pub(crate) async fn list_aanvragen(db: &mut Reader) -> Result<Vec<Id<Formulier>>> {
    db.query(&LIST_AANVRAGEN, &[], |row| row.get(0)).await
}

/// What lists and lookups need to know of a form without reading it whole.
pub(crate) struct FormulierFacts<'a> {
    pub versie: i64,
    pub soort: Soort,
    pub zaaktype: &'a str,
    pub naam: &'a str,
    pub actief: bool,
}

pub(crate) async fn insert_formulier(
    tx: &mut Tx,
    files: &FormFiles,
    facts: &FormulierFacts<'_>,
) -> Result<Id<Formulier>> {
    let (uuid, now): (Id<Formulier>, _) = (tx.new_id(), tx.now());
    tx.execute(
        &INSERT,
        &[
            uuid.into(),
            (&files.slug).into(),
            facts.versie.into(),
            facts.soort.as_str().into(),
            facts.zaaktype.into(),
            facts.naam.into(),
            facts.actief.into(),
            (&files.forms).into(),
            (&files.form_steps).into(),
            (&files.form_definitions).into(),
            (&files.form_logic).into(),
            (&files.form_variables).into(),
            (&files.loket).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(uuid)
}

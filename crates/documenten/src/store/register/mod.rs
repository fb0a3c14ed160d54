//! Documents as applications see them, in SQL.

mod texts;

use ::store::{Reader, Result, Row, Sql, Value, like_pattern, sql, sql_pair};
use autorisaties::{Window, ids_parameter, ids_postgres, ids_sqlite};
use values::Id;

use super::{DOCUMENT_COLUMNS, read_document};
use crate::access::Zicht;
use crate::register::{DocumentFilter, DocumentRegel, ORDERS_MAX, Ordering, Versie};
use crate::{Bestandsdeel, Document};

static COUNT_ALL: Sql = sql("documenten.count_all", "SELECT count(*) FROM enkelvoudiginformatieobject");
static FIND: Sql = sql(
    "documenten.register_find",
    concat!(
        "SELECT ",
        document_columns!(),
        ", d.lock_id, d.informatieobjecttype, n.vertrouwelijkheidaanduiding, d.versie, n.is_gereed_voor_publicatie
         FROM enkelvoudiginformatieobject d
         JOIN enkelvoudiginformatieobject_versie n ON n.uuid = d.uuid AND n.versie = d.versie
         JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid
         WHERE d.uuid = $1 AND (CAST($2 AS BIGINT) IS NULL OR v.versie = $2)
           AND (CAST($3 AS BIGINT) IS NULL OR v.begin_registratie <= $3)
         ORDER BY v.versie DESC LIMIT 1"
    ),
);
static LIST_DELEN: Sql = sql_pair(
    "documenten.list_bestandsdelen",
    concat!(
        "SELECT uuid, informatieobject, volgnummer, omvang, inhoud FROM bestandsdeel WHERE informatieobject IN ",
        ids_sqlite!(),
        " ORDER BY informatieobject, volgnummer"
    ),
    concat!(
        "SELECT uuid, informatieobject, volgnummer, omvang, inhoud FROM bestandsdeel WHERE informatieobject IN ",
        ids_postgres!(),
        " ORDER BY informatieobject, volgnummer"
    ),
);

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    &[&COUNT_ALL, &FIND, &LIST_DELEN],
    &texts::everything::ALL,
    &texts::identificatie::ALL,
    &texts::locked::ALL,
    &texts::r#type::ALL,
    &texts::object::ALL,
    &texts::trefwoord::ALL,
    &texts::uuids::ALL,
    &texts::auteur::ALL,
    &texts::bestandsomvang::ALL,
    &texts::creatiedatum::ALL,
    &texts::formaat::ALL,
    &texts::status::ALL,
    &texts::titel::ALL,
    &texts::niveau::ALL,
];

/// The statements of the most selective start that this filter gives.
fn start(filter: &DocumentFilter) -> [&'static Sql; 6] {
    if filter.uuids.is_some() {
        texts::uuids::ALL
    } else if filter.identificatie.is_some() {
        texts::identificatie::ALL
    } else if filter.object.is_some() {
        texts::object::ALL
    } else if filter.trefwoorden.is_some() || filter.trefwoorden_overlap.is_some() {
        texts::trefwoord::ALL
    } else if filter.locked == Some(true) {
        texts::locked::ALL
    } else if filter.informatieobjecttype.is_some() {
        texts::r#type::ALL
    } else {
        texts::everything::ALL
    }
}

fn walk(ordering: Ordering) -> [&'static Sql; 4] {
    match ordering {
        Ordering::Auteur => texts::auteur::ALL,
        Ordering::Bestandsomvang => texts::bestandsomvang::ALL,
        Ordering::Creatiedatum => texts::creatiedatum::ALL,
        Ordering::Formaat => texts::formaat::ALL,
        Ordering::Status => texts::status::ALL,
        Ordering::Titel => texts::titel::ALL,
        Ordering::Vertrouwelijkheidaanduiding => texts::niveau::ALL,
    }
}

/// The parameters of the filters, from `$1`.
fn parameters(zicht: &Zicht, filter: &DocumentFilter) -> Vec<Value<'static>> {
    let like = |text: &Option<String>| text.as_deref().map(like_pattern).into();
    let words =
        |list: &Option<Vec<String>>| list.as_ref().map(|list| serde_json::Value::from(list.clone()).to_string());
    vec![
        zicht.bereik.as_parameter().into(),
        filter.uuids.as_ref().map(|uuids| ids_parameter(uuids.iter().copied())).into(),
        filter.identificatie.clone().into(),
        filter.bronorganisatie.clone().into(),
        filter.informatieobjecttype.into(),
        filter.vertrouwelijkheidaanduiding.map(|level| level.rank()).into(),
        filter.locked.into(),
        like(&filter.titel),
        like(&filter.auteur),
        like(&filter.beschrijving),
        filter.creatiedatum_gte.into(),
        filter.creatiedatum_lte.into(),
        words(&filter.trefwoorden).into(),
        words(&filter.trefwoorden_overlap).into(),
        filter.object.into(),
        filter.object_type.map(crate::ObjectSoort::as_str).into(),
        zicht.gereed().into(),
    ]
}

pub(crate) async fn list(
    db: &mut Reader,
    zicht: &Zicht,
    filter: &DocumentFilter,
    window: Window,
) -> Result<Vec<DocumentRegel>> {
    let is_filtered = zicht.is_filtered();
    let mut values = parameters(zicht, filter);
    values.push(window.limit_and_one().into());
    values.push(window.offset().into());
    let start = start(filter);
    let sql = match filter.ordering.as_slice() {
        [] => start[if is_filtered { 3 } else { 0 }],
        [order] if std::ptr::eq(start[0], &texts::everything::LIST) => {
            walk(order.by)[usize::from(order.is_down) + if is_filtered { 2 } else { 0 }]
        }
        several => {
            let keys = (0..ORDERS_MAX).map(|index| several.get(index).map(ToString::to_string));
            values.extend(keys.map(Value::from));
            start[if is_filtered { 4 } else { 1 }]
        }
    };
    let mut found = db.query(sql, &values, read_regel).await?;
    add_delen(db, &mut found).await?;
    Ok(found)
}

pub(crate) async fn count(db: &mut Reader, zicht: &Zicht, filter: &DocumentFilter) -> Result<i64> {
    let is_filtered = zicht.is_filtered();
    let is_everything = *filter == (DocumentFilter { ordering: filter.ordering.clone(), ..DocumentFilter::default() });
    if !is_filtered && is_everything && !zicht.alleen_gereed {
        return db.query_one(&COUNT_ALL, &[], |row| row.get(0)).await;
    }
    let sql = start(filter)[if is_filtered { 5 } else { 2 }];
    db.query_one(sql, &parameters(zicht, filter), |row| row.get(0)).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Document>, versie: Versie) -> Result<Option<DocumentRegel>> {
    let values = [uuid.into(), versie.nummer.into(), versie.registratie_op.into()];
    let found = db.query_opt(&FIND, &values, |row| {
        let mut regel = read_regel(row)?;
        regel.newest_type = row.get(DOCUMENT_COLUMNS + 1)?;
        regel.newest_level = row.get(DOCUMENT_COLUMNS + 2)?;
        regel.is_newest = row.get::<i64>(DOCUMENT_COLUMNS + 3)? == regel.document.versie;
        regel.newest_gereed = row.get(DOCUMENT_COLUMNS + 4)?;
        Ok(regel)
    });
    let mut found: Vec<DocumentRegel> = found.await?.into_iter().collect();
    add_delen(db, &mut found).await?;
    Ok(found.pop())
}

/// Adds the parts of files that are still coming in. Costs nothing when there are none.
async fn add_delen(db: &mut Reader, regels: &mut [DocumentRegel]) -> Result<()> {
    let waits = |regel: &DocumentRegel| {
        let document = &regel.document;
        regel.is_newest && regel.lock.is_some() && document.inhoud.is_none() && document.bestandsomvang.is_some()
    };
    let ids: Vec<_> = regels.iter().filter(|regel| waits(regel)).map(|regel| regel.document.uuid.uuid()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let delen = db.query(&LIST_DELEN, &[ids_parameter(ids).into()], read_deel).await?;
    for deel in delen {
        if let Some(regel) = regels.iter_mut().find(|regel| regel.document.uuid == deel.informatieobject) {
            regel.delen.push(deel);
        }
    }
    Ok(())
}

pub(crate) fn read_deel(row: &Row<'_>) -> Result<Bestandsdeel> {
    Ok(Bestandsdeel {
        uuid: row.get(0)?,
        informatieobject: row.get(1)?,
        volgnummer: row.get(2)?,
        omvang: row.get(3)?,
        inhoud: row.get(4)?,
    })
}

fn read_regel(row: &Row<'_>) -> Result<DocumentRegel> {
    let document = read_document(row)?;
    Ok(DocumentRegel {
        newest_type: document.informatieobjecttype,
        newest_level: document.vertrouwelijkheidaanduiding,
        newest_gereed: document.is_gereed_voor_publicatie,
        is_newest: true,
        lock: row.get(DOCUMENT_COLUMNS)?,
        delen: Vec::new(),
        document,
    })
}

//! What other systems call a zaak, and how it relates to other zaken.

use ::store::{Result, Sql, Tx, Value, sql};
use autorisaties::is_extern;
use values::Id;

use super::elders;
use crate::{Kenmerk, RelevanteZaak, Zaak};

static DELETE_KENMERKEN: Sql = sql("zaken.delete_kenmerken", "DELETE FROM zaakkenmerk WHERE zaak = $1");
static INSERT_KENMERK: Sql =
    sql("zaken.insert_kenmerk", "INSERT INTO zaakkenmerk (zaak, plaats, kenmerk, bron) VALUES ($1, $2, $3, $4)");
static DELETE_RELEVANTE: Sql =
    sql("zaken.delete_relevante_zaken", "DELETE FROM zaakrelatie WHERE zaak = $1 AND soort = 'relevant'");
// A relation without a nature holds in both directions.
static DELETE_GERELATEERDE: Sql = sql(
    "zaken.delete_gerelateerde_zaken",
    "DELETE FROM zaakrelatie WHERE soort = 'gerelateerd' AND (zaak = $1 OR andere = $1)",
);
static INSERT_RELATIE: Sql = sql(
    "zaken.insert_zaakrelatie",
    "INSERT INTO zaakrelatie (zaak, soort, plaats, andere, aard_relatie, overige_relatie, toelichting)
     VALUES ($1, $2, (SELECT COALESCE(MAX(r.plaats), 0) + 1 FROM zaakrelatie r WHERE r.zaak = $1 AND r.soort = $2), $3, $4, $5, $6)",
);

// At a place of its own: zaken of other registers stand between them.
static INSERT_RELEVANT: Sql = sql(
    "zaken.insert_relevante_zaak",
    "INSERT INTO zaakrelatie (zaak, soort, plaats, andere, aard_relatie, overige_relatie, toelichting)
     VALUES ($1, $2, $7, $3, $4, $5, $6)",
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&DELETE_KENMERKEN, &INSERT_KENMERK, &DELETE_RELEVANTE, &DELETE_GERELATEERDE, &INSERT_RELATIE, &INSERT_RELEVANT];

fn kenmerk_rows(zaak: Id<Zaak>, kenmerken: &[Kenmerk]) -> impl Iterator<Item = Vec<Value<'_>>> {
    (1i64..).zip(kenmerken).map(move |(plaats, kenmerk)| {
        vec![zaak.into(), plaats.into(), (&kenmerk.kenmerk).into(), (&kenmerk.bron).into()]
    })
}

fn relevant_row(zaak: Id<Zaak>, one: &RelevanteZaak) -> Vec<Value<'_>> {
    vec![
        zaak.into(),
        "relevant".into(),
        one.zaak.into(),
        (&one.aard_relatie).into(),
        (&one.overige_relatie).into(),
        (&one.toelichting).into(),
    ]
}

fn gerelateerd_row(van: Id<Zaak>, naar: Id<Zaak>) -> Vec<Value<'static>> {
    vec![van.into(), "gerelateerd".into(), naar.into(), "".into(), "".into(), "".into()]
}

pub(crate) async fn insert_kenmerken(tx: &mut Tx, zaak: Id<Zaak>, kenmerken: &[Kenmerk]) -> Result<()> {
    insert_kenmerken_each(tx, &[(zaak, kenmerken)]).await
}

/// Writes the kenmerken of many zaken.
pub(crate) async fn insert_kenmerken_each(tx: &mut Tx, all: &[(Id<Zaak>, &[Kenmerk])]) -> Result<()> {
    let rows: Vec<_> = all.iter().flat_map(|(zaak, kenmerken)| kenmerk_rows(*zaak, kenmerken)).collect();
    tx.execute_each(&INSERT_KENMERK, &rows).await
}

/// Writes the zaken that matter to a zaak that had none, here and elsewhere.
pub(crate) async fn insert_relevante(tx: &mut Tx, zaak: Id<Zaak>, relevante: &[RelevanteZaak]) -> Result<()> {
    let (away, own): (Vec<_>, Vec<_>) = (1i64..).zip(relevante).partition(|(_, one)| is_extern(one.zaak.uuid()));
    let mut rows = Vec::with_capacity(own.len());
    for (plaats, one) in own {
        let mut row = relevant_row(zaak, one);
        row.push(plaats.into());
        rows.push(row);
    }
    tx.execute_each(&INSERT_RELEVANT, &rows).await?;
    if away.is_empty() { Ok(()) } else { elders::insert_relevante(tx, zaak, &away).await }
}

pub(crate) async fn insert_gerelateerde(tx: &mut Tx, zaak: Id<Zaak>, andere: &[Id<Zaak>]) -> Result<()> {
    let (away, own): (Vec<_>, Vec<_>) = (1i64..).zip(andere).partition(|(_, one)| is_extern(one.uuid()));
    let pairs = own.iter().flat_map(|(_, andere)| [(zaak, **andere), (**andere, zaak)]);
    let rows: Vec<_> = pairs.map(|(van, naar)| gerelateerd_row(van, naar)).collect();
    tx.execute_each(&INSERT_RELATIE, &rows).await?;
    if away.is_empty() { Ok(()) } else { elders::insert_gerelateerde(tx, zaak, &away).await }
}

/// Writes what a zaak of another register says of its relations, each in the one direction that it says. Returns how many name a zaak
/// that is not here.
pub(crate) async fn import_relaties(
    tx: &mut Tx,
    zaak: Id<Zaak>,
    relevante: &[RelevanteZaak],
    gerelateerde: &[Id<Zaak>],
) -> Result<usize> {
    let (relevante_away, relevante): (Vec<_>, Vec<_>) = relevante.iter().partition(|one| is_extern(one.zaak.uuid()));
    let (away, gerelateerde): (Vec<_>, Vec<_>) = gerelateerde.iter().partition(|one| is_extern(one.uuid()));
    elders::import_relaties(tx, zaak, &relevante_away, &away).await?;
    let mut rows: Vec<_> = relevante.into_iter().map(|one| relevant_row(zaak, one)).collect();
    rows.extend(gerelateerde.into_iter().map(|andere| gerelateerd_row(zaak, *andere)));
    Ok(tx.insert_each(&INSERT_RELATIE, &rows).await?.iter().filter(|taken| !**taken).count())
}

/// Removes all kenmerken and relations of a zaak, to be written again.
pub(crate) async fn delete_relaties(tx: &mut Tx, zaak: Id<Zaak>) -> Result<()> {
    for sql in [&DELETE_KENMERKEN, &DELETE_RELEVANTE, &DELETE_GERELATEERDE] {
        tx.execute(sql, &[zaak.into()]).await?;
    }
    elders::delete_relaties(tx, zaak).await
}

//! What other systems call a zaak, and how it relates to other zaken.

use ::store::{Result, Sql, Tx, Value, sql};
use values::Id;

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

pub(super) const STATEMENTS: &[&Sql] =
    &[&DELETE_KENMERKEN, &INSERT_KENMERK, &DELETE_RELEVANTE, &DELETE_GERELATEERDE, &INSERT_RELATIE];

pub(crate) async fn insert_kenmerken(tx: &mut Tx, zaak: Id<Zaak>, kenmerken: &[Kenmerk]) -> Result<()> {
    let rows: Vec<Vec<Value<'_>>> = (1i64..)
        .zip(kenmerken)
        .map(|(plaats, kenmerk)| vec![zaak.into(), plaats.into(), (&kenmerk.kenmerk).into(), (&kenmerk.bron).into()])
        .collect();
    tx.execute_each(&INSERT_KENMERK, &rows).await
}

pub(crate) async fn insert_relevante(tx: &mut Tx, zaak: Id<Zaak>, relevante: &[RelevanteZaak]) -> Result<()> {
    let rows: Vec<Vec<Value<'_>>> = relevante
        .iter()
        .map(|one| {
            vec![
                zaak.into(),
                "relevant".into(),
                one.zaak.into(),
                (&one.aard_relatie).into(),
                (&one.overige_relatie).into(),
                (&one.toelichting).into(),
            ]
        })
        .collect();
    tx.execute_each(&INSERT_RELATIE, &rows).await
}

pub(crate) async fn insert_gerelateerde(tx: &mut Tx, zaak: Id<Zaak>, andere: &[Id<Zaak>]) -> Result<()> {
    let rows: Vec<Vec<Value<'_>>> = andere
        .iter()
        .flat_map(|andere| [(zaak, *andere), (*andere, zaak)])
        .map(|(van, naar)| vec![van.into(), "gerelateerd".into(), naar.into(), "".into(), "".into(), "".into()])
        .collect();
    tx.execute_each(&INSERT_RELATIE, &rows).await
}

/// Removes all kenmerken and relations of a zaak, to be written again.
pub(crate) async fn delete_relaties(tx: &mut Tx, zaak: Id<Zaak>) -> Result<()> {
    for sql in [&DELETE_KENMERKEN, &DELETE_RELEVANTE, &DELETE_GERELATEERDE] {
        tx.execute(sql, &[zaak.into()]).await?;
    }
    Ok(())
}

//! Zaken with all that lies below them, many at once: how a register is filled before it is used or measured.

use ::store::Tx;
use catalogi::{Eigenschap, Resultaattype, Roltype, Statustype, Zaaktype};
use jiff::Timestamp;
use values::Id;

use super::rollen;
use super::zaken::{Base, merge};
use crate::rules::archiveren::{ArchiefFacts, archief};
use crate::rules::eigenschap::format_waarde;
use crate::{Eigenschapswaarde, Resultaat, Rol, RolGegevens, Status, Zaak, ZaakGegevens, ZakenError, store};

/// A zaak as another register kept it, with what lies below it.
#[derive(Debug)]
pub struct Dossier<'a> {
    /// The version of the zaaktype.
    pub zaaktype: &'a Zaaktype,
    /// Its number within the organisation, given to no other zaak.
    pub identificatie: String,
    /// Its facts. Kenmerken and relations to other zaken are not taken along.
    pub gegevens: ZaakGegevens,
    /// When it was registered: it sorts among the zaken of that moment.
    pub moment: Timestamp,
    /// Its statussen, oldest first, of its own zaaktype. It ended when the last is the eindstatus.
    pub statussen: Vec<(Id<Statustype>, Timestamp)>,
    /// How it ended; needed when it did.
    pub resultaattype: Option<&'a Resultaattype>,
    /// Who is involved.
    pub rollen: Vec<(&'a Roltype, RolGegevens)>,
    /// What is known.
    pub eigenschappen: Vec<(&'a Eigenschap, String)>,
}

/// The rows of a dossier.
struct Rows {
    zaak: Zaak,
    moment: Timestamp,
    statussen: Vec<Status>,
    resultaat: Option<Resultaat>,
    rollen: Vec<Rol>,
    eigenschappen: Vec<Eigenschapswaarde>,
}

/// Writes dossiers with the rows that the operations would have written one by one, and returns their ids. What happened elsewhere
/// leaves no audit lines and no events here. One statement for each kind of row, however many dossiers there are.
///
/// Rules: zrc-007 (afsluiten zaak), zrc-021 (archiveringsparameters).
///
/// # Errors
/// `invalid` when a value does not fit its eigenschap, `resultaat-does-not-exist` when a zaak ended without a resultaat, or when the
/// database fails.
pub async fn load_dossiers(tx: &mut Tx, dossiers: Vec<Dossier<'_>>) -> Result<Vec<Id<Zaak>>, ZakenError> {
    let mut all = Vec::with_capacity(dossiers.len());
    for dossier in dossiers {
        all.push(rows(tx, dossier)?);
    }
    store::insert_zaken(tx, all.iter().map(|rows| (&rows.zaak, rows.moment))).await?;
    store::insert_statussen(tx, all.iter().flat_map(|rows| &rows.statussen)).await?;
    store::insert_resultaten(tx, all.iter().filter_map(|rows| rows.resultaat.as_ref())).await?;
    store::insert_rollen(tx, all.iter().flat_map(|rows| &rows.rollen)).await?;
    let eigenschappen = all.iter().flat_map(|rows| rows.eigenschappen.iter().map(|value| (rows.zaak.uuid, value)));
    store::insert_eigenschappen(tx, eigenschappen).await?;
    Ok(all.into_iter().map(|rows| rows.zaak.uuid).collect())
}

fn rows(tx: &mut Tx, dossier: Dossier<'_>) -> Result<Rows, ZakenError> {
    let Dossier { zaaktype, identificatie, gegevens, moment, .. } = dossier;
    let day = values::local_date(moment);
    let base = Base { uuid: tx.new_id_at(moment), identificatie, today: day, now: moment };
    let mut zaak = merge(zaaktype, &gegevens, base);
    let statussen: Vec<Status> = dossier
        .statussen
        .into_iter()
        .map(|(statustype, moment)| Status {
            uuid: tx.new_id_at(moment),
            zaak: zaak.uuid,
            statustype,
            datum_status_gezet: moment,
            statustoelichting: String::new(),
            gezetdoor: None,
        })
        .collect();
    let resultaat = dossier.resultaattype.map(|resultaattype| Resultaat {
        uuid: tx.new_id_at(moment),
        zaak: zaak.uuid,
        resultaattype: resultaattype.uuid,
        toelichting: String::new(),
    });
    zaak.resultaat = resultaat.as_ref().map(|resultaat| resultaat.uuid);
    if let Some(newest) = statussen.last() {
        zaak.status = Some(newest.uuid);
        zaak.laatst_gemuteerd = newest.datum_status_gezet;
        if zaaktype.is_eindstatus(newest.statustype) {
            let resultaattype = dossier.resultaattype.ok_or_else(|| {
                ZakenError::invalid_whole("resultaat-does-not-exist", "Een zaak die klaar is heeft een resultaat.")
            })?;
            end(&mut zaak, resultaattype, newest.datum_status_gezet)?;
        }
    }
    let rollen = dossier.rollen.into_iter();
    let rollen = rollen.map(|(roltype, new)| rollen::begin(tx.new_id_at(moment), zaak.uuid, moment, roltype, new));
    let rollen = rollen.collect();
    let mut eigenschappen = Vec::with_capacity(dossier.eigenschappen.len());
    for (eigenschap, waarde) in dossier.eigenschappen {
        let waarde =
            format_waarde(eigenschap, &waarde).map_err(|reason| ZakenError::invalid("waarde", "invalid", reason))?;
        let naam = eigenschap.naam.clone();
        eigenschappen.push(Eigenschapswaarde { uuid: tx.new_id_at(moment), eigenschap: eigenschap.uuid, naam, waarde });
    }
    Ok(Rows { zaak, moment, statussen, resultaat, rollen, eigenschappen })
}

fn end(zaak: &mut Zaak, resultaattype: &Resultaattype, moment: Timestamp) -> Result<(), ZakenError> {
    let einddatum = values::local_date(moment);
    let facts = ArchiefFacts {
        einddatum,
        archiefnominatie: zaak.archiefnominatie.clone(),
        archiefactiedatum: zaak.archiefactiedatum,
        startdatum_bewaartermijn: zaak.startdatum_bewaartermijn,
        has_hoofdzaak: zaak.hoofdzaak.is_some(),
        ..ArchiefFacts::default()
    };
    let archief = archief(resultaattype, &facts)?;
    zaak.einddatum = Some(einddatum);
    zaak.archiefnominatie = Some(archief.nominatie);
    zaak.archiefactiedatum = archief.actiedatum;
    zaak.startdatum_bewaartermijn = archief.startdatum_bewaartermijn;
    Ok(())
}

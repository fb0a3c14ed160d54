//! Several changes of one zaak at once, as Open Zaak has them. Each part is the operation that it is by itself; here is only what they
//! have to do with each other. Faults are named by the part that they are in, such as `rollen.1.roltype`.

use std::collections::HashSet;

use ::store::{Actie, Tx};
use catalogi::{Resultaattype, Roltype, Zaaktype};
use diensten::ExternObject;
use documenten::Stuk;
use values::{Actor, Id};

use super::statussen::{NewStatus, set_status_by};
use super::{Also, RelatieGegevens, add_resultaat, add_zaakobject, announce, change_rol, change_zaak, open};
use super::{lay_document, put_document, register_rol, register_zaak, remove_rol};
use crate::access;
use crate::error::Faults;
use crate::{
    InvalidField, Relatie, Resultaat, Rol, RolGegevens, Status, Zaak, ZaakGegevens, Zaakobject, ZakenError, store,
};

/// A zaak with what comes with it.
#[derive(Debug)]
pub struct Registratie<'a> {
    /// The version of the zaaktype.
    pub zaaktype: &'a Zaaktype,
    /// The zaak.
    pub zaak: ZaakGegevens,
    /// Its first status; of which zaak is not looked at.
    pub status: NewStatus<'a>,
    /// Who is involved.
    pub rollen: Vec<(Roltype, RolGegevens)>,
    /// Its documents.
    pub documenten: Vec<(Stuk, RelatieGegevens)>,
    /// What it is about; of which zaak is not looked at.
    pub objecten: Vec<Zaakobject>,
    /// What other systems say of that.
    pub elders: Vec<ExternObject>,
}

/// What was made of a [`Registratie`], in its order.
#[derive(Debug)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct Geregistreerd {
    pub zaak: Id<Zaak>,
    pub status: Status,
    pub rollen: Vec<Rol>,
    pub documenten: Vec<(Relatie, Stuk)>,
    pub objecten: Vec<Zaakobject>,
}

/// The mirrors that other registers made: of which document of a [`Geregistreerd`], and its URL there.
pub type Mirrors = [(usize, String)];

/// What is done to a zaak together with a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It waits.
    Opschorten,
    /// It takes longer.
    Verlengen,
    /// Its facts and who is involved change.
    Bijwerken,
    /// It ends.
    Afsluiten,
}

impl Soort {
    /// Returns what it is called when it is told.
    fn gebeurtenis(self) -> &'static str {
        match self {
            Self::Opschorten => "zaak-opgeschort",
            Self::Verlengen => "zaak-verlengd",
            Self::Bijwerken => "zaak-bijgewerkt",
            Self::Afsluiten => "zaak-afgesloten",
        }
    }
}

/// A change of a zaak with what comes with it.
#[derive(Debug)]
pub struct Wijziging<'a> {
    /// What is done.
    pub soort: Soort,
    /// The zaak as it is to be; as it is when there is none.
    pub zaak: Option<ZaakGegevens>,
    /// The status; of which zaak is not looked at.
    pub status: NewStatus<'a>,
    /// Which rol of the zaak set the status.
    pub gezetdoor: Option<Id<Rol>>,
    /// How it ended, and why.
    pub resultaat: Option<(Id<Resultaattype>, String)>,
    /// All who are involved from now on; those that were when there is none.
    pub rollen: Option<Vec<RolWijziging>>,
}

/// Who is involved from now on.
#[derive(Debug)]
pub struct RolWijziging {
    /// The rol that it is; none when it is new.
    pub uuid: Option<Id<Rol>>,
    /// In what capacity.
    pub roltype: Roltype,
    /// Who, and how.
    pub gegevens: RolGegevens,
}

/// What became of a [`Wijziging`].
#[derive(Debug)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct Bijgewerkt {
    pub status: Status,
    pub resultaat: Option<Resultaat>,
    pub rollen: Option<Vec<Rol>>,
}

/// Registers a zaak with its first status, rollen, documents and objects. A document of another register is not mirrored there yet: when there is
/// one, what the transaction tells must be held back: see [`super::hold_registratie`].
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] with the faults of every part; `eindstatus-not-allowed`.
pub async fn register_with(tx: &mut Tx, actor: &Actor, new: Registratie<'_>) -> Result<Geregistreerd, ZakenError> {
    let zaaktype = new.zaaktype;
    let mut faults = Faults::default();
    let Some(zaak) = faults.of("zaak", register_zaak(tx, actor, zaaktype, new.zaak).await)? else {
        faults.of("status", judge_einde(zaaktype, new.status, false))?;
        return Err(faults.into_error());
    };
    // The standard asks this besides `zaken.aanmaken`, also when nothing is added that needs it.
    access::require_change(actor, zaaktype, &zaak, access::scopes_at_start(actor, &zaak))?;

    // The rollen come before the status: who makes a zaak adds them until it has one.
    let mut rollen = Vec::new();
    for (index, (roltype, gegevens)) in new.rollen.into_iter().enumerate() {
        let outcome = register_rol(tx, actor, zaak.uuid, &roltype, gegevens).await;
        rollen.extend(faults.of(&format!("rollen.{index}"), outcome)?);
    }
    let mut documenten = Vec::new();
    for (index, (stuk, gegevens)) in new.documenten.into_iter().enumerate() {
        let outcome = match &stuk.elders {
            Some(_) => lay_document(tx, actor, zaak.uuid, &stuk, gegevens).await,
            None => put_document(tx, actor, zaak.uuid, stuk.clone(), gegevens).await,
        };
        let relatie = faults.of(&format!("zaakinformatieobjecten.{index}"), outcome)?;
        documenten.extend(relatie.map(|relatie| (relatie, stuk)));
    }
    for object in &new.elders {
        diensten::hold(tx, object).await?;
    }
    let mut objecten = Vec::new();
    for (index, object) in new.objecten.into_iter().enumerate() {
        let outcome = add_zaakobject(tx, actor, Zaakobject { zaak: zaak.uuid, ..object }).await;
        objecten.extend(faults.of(&format!("zaakobjecten.{index}"), outcome)?);
    }
    let status = set_status_with(tx, actor, (zaaktype, false), NewStatus { zaak: zaak.uuid, ..new.status }, None).await;
    let Some(status) = faults.of("status", status)? else { return Err(faults.into_error()) };
    faults.finish()?;
    announce(tx, &zaak, zaaktype, "zaak-geregistreerd");
    Ok(Geregistreerd { zaak: zaak.uuid, status, rollen, documenten, objecten })
}

/// Changes a zaak, and sets a status with it.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] with the faults of every part;
/// `eindstatus-required`, `eindstatus-not-allowed`.
pub async fn change_with(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    new: Wijziging<'_>,
) -> Result<Bijgewerkt, ZakenError> {
    let (_, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    let mut faults = Faults::default();
    if let Some(gegevens) = &new.zaak {
        faults.of("zaak", change_zaak(tx, actor, zaak, gegevens, Actie::PartialUpdate).await)?;
    }
    let rollen = match new.rollen {
        Some(wanted) => Some(replace_rollen(tx, actor, zaak, wanted, &mut faults).await?),
        None => None,
    };
    let mut has_resultaat = true;
    let resultaat = match new.resultaat {
        Some((resultaattype, toelichting)) => {
            let outcome = add_resultaat(tx, actor, zaak, resultaattype, &toelichting).await;
            let resultaat = faults.of("resultaat", outcome)?;
            has_resultaat = resultaat.is_some();
            resultaat
        }
        None => None,
    };
    let is_einde = new.soort == Soort::Afsluiten;
    // Of a zaak whose resultaat was refused it is no news that it can't end without.
    if !has_resultaat {
        faults.of("status", judge_einde(&zaaktype, new.status, is_einde))?;
        return Err(faults.into_error());
    }
    let status =
        set_status_with(tx, actor, (&zaaktype, is_einde), NewStatus { zaak, ..new.status }, new.gezetdoor).await;
    let Some(status) = faults.of("status", status)? else { return Err(faults.into_error()) };
    faults.finish()?;
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    announce(tx, &zaak, &zaaktype, new.soort.gebeurtenis());
    Ok(Bijgewerkt { status, resultaat, rollen })
}

async fn set_status_with(
    tx: &mut Tx,
    actor: &Actor,
    (zaaktype, is_einde): (&Zaaktype, bool),
    new: NewStatus<'_>,
    gezetdoor: Option<Id<Rol>>,
) -> Result<Status, ZakenError> {
    judge_einde(zaaktype, new, is_einde)?;
    set_status_by(tx, actor, &new, gezetdoor).await
}

/// A zaak ends by the operation for that, and by no other.
fn judge_einde(zaaktype: &Zaaktype, status: NewStatus<'_>, is_einde: bool) -> Result<(), ZakenError> {
    match (is_einde, zaaktype.is_eindstatus(status.statustype)) {
        (true, false) if zaaktype.statustype_by_id(status.statustype).is_some() => {
            Err(ZakenError::invalid_whole("eindstatus-required", "Een zaak wordt afgesloten met de eindstatus."))
        }
        (false, true) => Err(ZakenError::invalid_whole(
            "eindstatus-not-allowed",
            "Sluit een zaak af met 'zaak_afsluiten': hier kan de eindstatus niet worden gezet.",
        )),
        // A statustype of another zaaktype is refused when it is set.
        _ => Ok(()),
    }
}

/// Makes these the rollen of a zaak: what is named stays and changes, what is not named goes, the rest is new.
async fn replace_rollen(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    wanted: Vec<RolWijziging>,
    faults: &mut Faults,
) -> Result<Vec<Rol>, ZakenError> {
    let current = store::list_rollen(tx, zaak).await?;
    let before = judge_rollen(tx, &current, &wanted).await?;
    if !before.is_empty() {
        before.into_iter().for_each(|fault| faults.add(fault));
        return Ok(Vec::new());
    }
    // What goes makes room: a zaak has one initiator.
    for rol in &current {
        if !wanted.iter().any(|one| one.uuid == Some(rol.uuid)) {
            remove_rol(tx, actor, rol).await?;
        }
    }
    let mut rollen = Vec::new();
    for (index, one) in wanted.into_iter().enumerate() {
        let own = current.iter().find(|rol| one.uuid == Some(rol.uuid));
        let outcome = match own {
            Some(rol) => change_rol(tx, actor, rol, one.gegevens, Actie::Update).await,
            None => register_rol(tx, actor, zaak, &one.roltype, one.gegevens).await,
        };
        rollen.extend(faults.of(&format!("rollen.{index}"), outcome)?);
    }
    Ok(rollen)
}

/// Decides which of the rollen that are named can't be meant.
async fn judge_rollen(tx: &mut Tx, current: &[Rol], wanted: &[RolWijziging]) -> Result<Vec<InvalidField>, ZakenError> {
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for (index, one) in wanted.iter().enumerate() {
        let Some(uuid) = one.uuid else { continue };
        let own = current.iter().find(|rol| rol.uuid == uuid);
        let (field, code, reason) = match own {
            _ if !seen.insert(uuid) => ("uuid", "duplicate", "Deze rol staat er al."),
            Some(rol) if rol.roltype != one.roltype.uuid => {
                ("roltype", "wijzigen-niet-toegelaten", "Dit veld kan niet worden gewijzigd.")
            }
            Some(_) => continue,
            None if store::find_rol(tx, uuid).await?.is_some() => {
                ("uuid", "missing-relation", "De rol hoort bij een andere zaak.")
            }
            None => ("uuid", "does-not-exist", "De rol bestaat niet."),
        };
        faults.push(InvalidField::new(format!("rollen.{index}.{field}"), code, reason));
    }
    Ok(faults)
}

//! Involving people.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use catalogi::Roltype;
use jiff::Timestamp;
use serde_json::Value;
use values::{Actor, Id};

use super::{Also, Change, finish, open};
use crate::{InvalidField, NewRol, Rol, RolGegevens, Zaak, ZakenError, register, store, views};

/// Adds a rol to a zaak.
///
/// Rules: zrc-019 (roltype belongs to zaaktype); at most one initiator and one zaakcoordinator.
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch` or `max-occurences`.
pub async fn add_rol(tx: &mut Tx, actor: &Actor, mut new: NewRol<'_>) -> Result<Rol, ZakenError> {
    let contactpersoon = new.contactpersoon_rol.as_mut();
    views::betrokkene::shorten(new.betrokkene_type, &mut new.betrokkene_identificatie, contactpersoon);
    let gegevens = RolGegevens {
        betrokkene_type: new.betrokkene_type,
        betrokkene: String::new(),
        betrokkene_identificatie: new.betrokkene_identificatie,
        afwijkende_naam_betrokkene: String::new(),
        roltoelichting: new.roltoelichting.chars().take(1000).collect(),
        indicatie_machtiging: new.indicatie_machtiging.to_owned(),
        contactpersoon_rol: new.contactpersoon_rol,
        authenticatie_context: new.authenticatie_context,
        begin_geldigheid: None,
        einde_geldigheid: None,
    };
    register_rol(tx, actor, new.zaak, new.roltype, gegevens).await
}

/// Adds a rol to a zaak with the facts that another system gives.
///
/// Rules: as [`add_rol`]; who it is stands here or elsewhere, not both; a rol does not end before it begins.
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`].
pub async fn register_rol(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    roltype: &Roltype,
    new: RolGegevens,
) -> Result<Rol, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Start).await?;
    refuse(&new)?;
    if !zaaktype.roltypen.iter().any(|own| own.uuid == roltype.uuid) {
        let reason = "Het roltype hoort niet bij het zaaktype van de zaak.";
        return Err(ZakenError::invalid_whole("zaaktype-mismatch", reason));
    }
    let generiek = &roltype.omschrijving_generiek;
    let is_single = matches!(generiek.as_str(), "initiator" | "zaakcoordinator");
    if is_single && store::has_rol(tx, zaak.uuid, generiek).await? {
        let reason = format!("Een zaak heeft hoogstens één {generiek}.");
        return Err(ZakenError::invalid("roltype", "max-occurences", reason));
    }

    let rol = begin(tx.new_id(), zaak.uuid, tx.now(), roltype, new);
    store::insert_rol(tx, &rol).await?;
    let nieuw = views::kept(&views::rol(&rol, &[], &Urls::paths()));
    let change = Change::create("rol", rol.uuid.uuid(), &rol.omschrijving, nieuw);
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(rol)
}

/// Returns a new rol.
pub(super) fn begin(uuid: Id<Rol>, zaak: Id<Zaak>, moment: Timestamp, roltype: &Roltype, new: RolGegevens) -> Rol {
    Rol {
        uuid,
        zaak,
        roltype: roltype.uuid,
        betrokkene_type: new.betrokkene_type.as_str().to_owned(),
        omschrijving: roltype.omschrijving.clone(),
        omschrijving_generiek: roltype.omschrijving_generiek.clone(),
        roltoelichting: new.roltoelichting,
        registratiedatum: moment,
        indicatie_machtiging: new.indicatie_machtiging,
        betrokkene_identificatie: new.betrokkene_identificatie,
        contactpersoon_rol: new.contactpersoon_rol,
        authenticatie_context: new.authenticatie_context,
        betrokkene: new.betrokkene,
        afwijkende_naam_betrokkene: new.afwijkende_naam_betrokkene,
        begin_geldigheid: new.begin_geldigheid,
        einde_geldigheid: new.einde_geldigheid,
    }
}

/// Replaces the facts of a rol. In what capacity somebody is involved does not change.
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`].
pub async fn change_rol(
    tx: &mut Tx,
    actor: &Actor,
    current: &Rol,
    new: RolGegevens,
    actie: Actie,
) -> Result<Rol, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    refuse(&new)?;
    let rol = Rol {
        betrokkene_type: new.betrokkene_type.as_str().to_owned(),
        roltoelichting: new.roltoelichting,
        indicatie_machtiging: new.indicatie_machtiging,
        betrokkene_identificatie: new.betrokkene_identificatie,
        contactpersoon_rol: new.contactpersoon_rol,
        authenticatie_context: new.authenticatie_context,
        betrokkene: new.betrokkene,
        afwijkende_naam_betrokkene: new.afwijkende_naam_betrokkene,
        begin_geldigheid: new.begin_geldigheid,
        einde_geldigheid: new.einde_geldigheid,
        ..current.clone()
    };
    store::update_rol(tx, &rol).await?;
    let statussen = register::list_statussen_van_rollen(tx, [rol.uuid.uuid()]).await?;
    let change = Change::of(actie, "rol", rol.uuid.uuid(), &rol.omschrijving)
        .from(views::kept(&views::rol(current, &statussen, &Urls::paths())))
        .to(views::kept(&views::rol(&rol, &statussen, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(rol)
}

/// Takes a rol away.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn remove_rol(tx: &mut Tx, actor: &Actor, current: &Rol) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    let statussen = register::list_statussen_van_rollen(tx, [current.uuid.uuid()]).await?;
    store::delete_rol(tx, current.uuid).await?;
    let change = Change::of(Actie::Destroy, "rol", current.uuid.uuid(), &current.omschrijving)
        .from(views::kept(&views::rol(current, &statussen, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await
}

fn refuse(new: &RolGegevens) -> Result<(), ZakenError> {
    let mut faults = Vec::new();
    let has_identificatie = match &new.betrokkene_identificatie {
        Value::Object(map) => !map.is_empty(),
        _ => false,
    };
    if has_identificatie != new.betrokkene.is_empty() {
        let reason = "Geef aan wie de betrokkene is: met een URL of met een identificatie.";
        faults.push(InvalidField::whole("invalid-betrokkene", reason));
    }
    if let (Some(begin), Some(einde)) = (new.begin_geldigheid, new.einde_geldigheid)
        && einde < begin
    {
        let reason = "De einddatum ligt voor de begindatum.";
        faults.push(InvalidField::new("eindeGeldigheid", "einde-geldigheid-before-begin-geldigheid", reason));
    }
    if faults.is_empty() { Ok(()) } else { Err(ZakenError::Invalid(faults)) }
}

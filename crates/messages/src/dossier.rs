//! What the rules need to know of a zaak and the person it is of.

use std::sync::Arc;

use ::store::Tx;
use catalogi::{Statustype, Zaaktype};
use jiff::civil::Date;
use values::actor::{Betrouwbaarheidsniveau, Burger};
use values::{Bsn, Id};
use zaken::{Rol, Zaak};

use crate::domain::Partij;
use crate::rules::reach::{self, Facts, Reason};
use crate::teksten::Teksten;
use crate::{Contact, FindMandaat, Mandaat, MandaatVraag, MessagesError, PartijSoort, Scenario, store};

/// A zaak, its newest status and who is told of it.
pub(crate) struct Dossier {
    pub(crate) zaak: Zaak,
    pub(crate) zaaktype: Arc<Zaaktype>,
    /// That of the newest status.
    pub(crate) statustype: Option<Statustype>,
    pub(crate) initiator: Option<Rol>,
    /// Who act for the initiator, and gave an address for this zaak.
    pub(crate) gemachtigden: Vec<Gemachtigde>,
    pub(crate) partij: Partij,
    pub(crate) contact: Option<Contact>,
    /// The portal shows the zaak to the initiator.
    pub(crate) is_zaak_shown: bool,
    /// Which eigenschappen there can be, and whether the zaak says yes to each.
    pub(crate) eigenschappen: Vec<(String, bool)>,
    pub(crate) teksten: Teksten,
}

/// Who acts for the initiator.
pub(crate) struct Gemachtigde {
    pub(crate) rol: Rol,
    pub(crate) contact: Contact,
    /// Whether she still may.
    pub(crate) may_act: Result<(), Reason>,
}

/// Reads a dossier; none when the zaak is gone: then there is nothing to tell.
pub(crate) async fn load(tx: &mut Tx, zaak: Id<Zaak>, mandaat: FindMandaat) -> Result<Option<Dossier>, MessagesError> {
    let Some(zaak) = zaken::find_zaak(tx, zaak).await? else { return Ok(None) };
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let statustype = match zaak.status {
        Some(status) => zaken::find_status(tx, status)
            .await?
            .and_then(|status| zaaktype.statustype_by_id(status.statustype).cloned()),
        None => None,
    };
    let rollen = zaken::list_rollen(tx, zaak.uuid).await?;
    // With a mandate there is a second rol; the zaak and its inbox are of the person who gave the mandate.
    let (acting, others): (Vec<Rol>, Vec<Rol>) =
        rollen.into_iter().partition(|rol| rol.indicatie_machtiging == "gemachtigde");
    let initiator = others.into_iter().find(|rol| rol.omschrijving_generiek == "initiator");
    let partij = initiator.as_ref().map_or(Partij::NOBODY, partij_of);
    let today = tx.today();
    let mut gemachtigden = Vec::new();
    for rol in acting.into_iter().filter(|rol| rol.emailadres().is_some() && acts_on(rol, today)) {
        let found = find_mandaat(tx, &rol, &partij, &zaaktype, mandaat).await?;
        let Some(may_act) = reach::may_act(is_for(&rol, &partij), found) else { continue };
        let contact = match bsn_of(&partij_of(&rol)) {
            Some(bsn) => store::find_contact(tx, &bsn).await?,
            None => None,
        };
        gemachtigden.push(Gemachtigde { rol, contact: contact.unwrap_or_default(), may_act });
    }
    let bsn = bsn_of(&partij);
    let (contact, is_zaak_shown) = match &bsn {
        Some(bsn) => (store::find_contact(tx, bsn).await?, is_shown(tx, bsn, zaak.uuid).await?),
        // Others have no portal here; the facts of the zaak decide.
        None => (None, partij.soort != PartijSoort::Bsn),
    };
    let teksten = Teksten::new(store::list_teksten(tx, &zaaktype.identificatie).await?);
    let given = zaken::list_eigenschappen(tx, zaak.uuid).await?;
    let says_yes = |naam: &str| given.iter().any(|own| own.naam == naam && is_yes(&own.waarde));
    let eigenschappen = zaaktype.eigenschappen.iter().map(|own| (own.naam.clone(), says_yes(&own.naam))).collect();
    Ok(Some(Dossier {
        zaak,
        zaaktype,
        statustype,
        initiator,
        gemachtigden,
        partij,
        contact,
        is_zaak_shown,
        eigenschappen,
        teksten,
    }))
}

fn bsn_of(partij: &Partij) -> Option<Bsn> {
    partij.bsn().and_then(|bsn| bsn.parse().ok())
}

/// Asks where mandates are kept; only residents have theirs there.
async fn find_mandaat(
    tx: &mut Tx,
    rol: &Rol,
    partij: &Partij,
    zaaktype: &Zaaktype,
    mandaat: FindMandaat,
) -> Result<Mandaat, MessagesError> {
    let Some(machtiginggever) = bsn_of(partij) else { return Ok(Mandaat::Elders) };
    let gemachtigde = bsn_of(&partij_of(rol));
    let vraag = MandaatVraag { gemachtigde, machtiginggever, zaaktype: zaaktype.identificatie.clone() };
    Ok(mandaat(tx, vraag).await?)
}

/// Decides whether the login that this rol came from was for this party; none when the rol does not say for whom. In a zaak with more parties
/// each may have a gemachtigde of its own, and a KvK number or RSIN can have the digits of a BSN.
fn is_for(rol: &Rol, partij: &Partij) -> Option<bool> {
    let (kind, number) = rol.representee()?;
    let soort = match kind {
        "bsn" => PartijSoort::Bsn,
        "kvkNummer" => PartijSoort::Kvk,
        "rsin" => PartijSoort::Rsin,
        _ => return Some(false),
    };
    Some(soort == partij.soort && number == partij.nummer)
}

/// Decides whether this is what a box that was ticked, or a question that was answered with yes, leaves in an eigenschap.
fn is_yes(waarde: &str) -> bool {
    matches!(waarde, "true" | "ja")
}

/// Decides whether somebody has this rol on a day.
fn acts_on(rol: &Rol, day: Date) -> bool {
    rol.begin_geldigheid.is_none_or(|begin| begin <= day) && rol.einde_geldigheid.is_none_or(|end| day <= end)
}

/// Asks the gate of the portal, so that no mail speaks of what the portal does not show.
async fn is_shown(tx: &mut Tx, bsn: &Bsn, zaak: Id<Zaak>) -> Result<bool, MessagesError> {
    let today = tx.today();
    Ok(zaken::portaal::find(tx, &as_burger(bsn), today, zaak).await?.is_some())
}

/// Returns the person as she would log in herself.
pub(crate) fn as_burger(bsn: &Bsn) -> Burger {
    Burger { bsn: bsn.clone(), naam: String::new(), loa: Betrouwbaarheidsniveau::Basis, vertegenwoordigt: None }
}

pub(crate) fn partij_of(rol: &Rol) -> Partij {
    let fields = [
        ("inpBsn", PartijSoort::Bsn),
        ("vestigingsNummer", PartijSoort::Vestiging),
        ("kvkNummer", PartijSoort::Kvk),
        ("innNnpId", PartijSoort::Rsin),
    ];
    fields
        .into_iter()
        .find_map(|(field, soort)| {
            let nummer = rol.betrokkene_identificatie.get(field)?.as_str().filter(|nummer| !nummer.is_empty())?;
            Some(Partij { soort, nummer: nummer.to_owned() })
        })
        .unwrap_or_else(|| Partij { soort: PartijSoort::Rol, nummer: rol.uuid.to_string() })
}

/// Decides whether this has the form of an address.
pub(crate) fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

impl Dossier {
    /// Returns what the rule of who is told looks at. `statustype` is the one that the message is about, or that of the newest status.
    pub(crate) fn facts(&self, scenario: Scenario, statustype: Option<&Statustype>) -> Facts<'_> {
        // The address that was given for this zaak comes first; it never becomes the default for others.
        let address = self
            .initiator
            .as_ref()
            .and_then(Rol::emailadres)
            .or_else(|| self.contact.as_ref().and_then(|contact| contact.emailadres.as_deref()))
            .map(str::trim);
        Facts {
            informeren: statustype.is_some_and(|statustype| statustype.informeren),
            is_extern: self.zaaktype.indicatie_intern_of_extern == "extern",
            vertrouwelijkheidaanduiding: self.zaak.vertrouwelijkheidaanduiding,
            // Only this message names the status.
            is_subject_shown: scenario != Scenario::StatusGewijzigd
                || statustype.is_some_and(|statustype| statustype.toon_in_portaal),
            has_initiator: self.initiator.is_some(),
            is_zaak_shown: self.is_zaak_shown,
            address,
            is_address_valid: address.is_some_and(is_address),
            kanaal: self.contact.clone().unwrap_or_default().kanaal(scenario),
        }
    }
}

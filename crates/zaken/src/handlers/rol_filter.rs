//! Filters on who is involved, for lists of rollen and, with `rol__` before each name, for lists of zaken.

use autorisaties::handlers::{Params, Urls};
use values::Bsn;

use crate::BetrokkeneType;
use crate::register::RolWie;
use crate::views::betrokkene::SOORTEN;

pub(super) const GENERIEK: [&str; 8] = [
    "adviseur",
    "behandelaar",
    "belanghebbende",
    "beslisser",
    "initiator",
    "klantcontacter",
    "zaakcoordinator",
    "mede_initiator",
];

/// The names of the parameters.
pub(super) struct Names {
    betrokkene: &'static str,
    betrokkene_type: &'static str,
    generiek: &'static str,
    machtiging: &'static str,
    loa: &'static str,
    bsn: &'static str,
    anp_identificatie: &'static str,
    a_nummer: &'static str,
    nnp_id: &'static str,
    ann_identificatie: &'static str,
    nnp_kvk_nummer: &'static str,
    nnp_vestigingsnummer: &'static str,
    kvk_nummer: &'static str,
    vestigingsnummer: &'static str,
    medewerker: &'static str,
    eenheid: &'static str,
}

macro_rules! names {
    ($prefix:literal) => {
        Names {
            betrokkene: concat!($prefix, "betrokkene"),
            betrokkene_type: concat!($prefix, "betrokkeneType"),
            generiek: concat!($prefix, "omschrijvingGeneriek"),
            machtiging: concat!($prefix, "machtiging"),
            loa: concat!($prefix, "machtiging__loa"),
            bsn: concat!($prefix, "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"),
            anp_identificatie: concat!($prefix, "betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie"),
            a_nummer: concat!($prefix, "betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer"),
            nnp_id: concat!($prefix, "betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId"),
            ann_identificatie: concat!($prefix, "betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie"),
            nnp_kvk_nummer: concat!($prefix, "betrokkeneIdentificatie__nietNatuurlijkPersoon__kvkNummer"),
            nnp_vestigingsnummer: concat!($prefix, "betrokkeneIdentificatie__nietNatuurlijkPersoon__vestigingsNummer"),
            kvk_nummer: concat!($prefix, "betrokkeneIdentificatie__vestiging__kvkNummer"),
            vestigingsnummer: concat!($prefix, "betrokkeneIdentificatie__vestiging__vestigingsNummer"),
            medewerker: concat!($prefix, "betrokkeneIdentificatie__medewerker__identificatie"),
            eenheid: concat!($prefix, "betrokkeneIdentificatie__organisatorischeEenheid__identificatie"),
        }
    };
}

pub(super) const OF_ROLLEN: Names = names!("");
pub(super) const OF_ZAKEN: Names = names!("rol__");

/// Reads the parameters. All that is asked must hold for one and the same rol.
pub(super) fn read(params: &mut Params, urls: &Urls, names: &Names) -> RolWie {
    let mut wie = RolWie {
        betrokkene: params.url(names.betrokkene).map(|url| urls.shorten(&url)),
        betrokkene_type: params.choice(names.betrokkene_type, &SOORTEN.map(BetrokkeneType::as_str)),
        omschrijving_generiek: params.choice(names.generiek, &GENERIEK),
        machtiging: params.choice(names.machtiging, &["eigen", "gemachtigde", "machtiginggever"]),
        loa: params.text(names.loa),
        bsn: params.text(names.bsn),
        ..RolWie::default()
    };
    if wie.bsn.as_deref().is_some_and(|bsn| bsn.parse::<Bsn>().is_err()) {
        params.fault(names.bsn, "invalid", "Dit is geen geldig BSN.");
    }
    // Who acts for herself has no indicatieMachtiging.
    if wie.machtiging.as_deref() == Some("eigen") {
        wie.machtiging = Some(String::new());
    }
    let mut of = |name: &'static str, soort: BetrokkeneType, target: fn(&mut RolWie) -> &mut Option<String>| {
        let Some(value) = params.text(name) else { return };
        wie.of_type(soort.as_str());
        *target(&mut wie) = Some(value);
    };
    use BetrokkeneType::{Medewerker, NatuurlijkPersoon, NietNatuurlijkPersoon, OrganisatorischeEenheid, Vestiging};
    of(names.anp_identificatie, NatuurlijkPersoon, |wie| &mut wie.anp_identificatie);
    of(names.a_nummer, NatuurlijkPersoon, |wie| &mut wie.a_nummer);
    of(names.nnp_id, NietNatuurlijkPersoon, |wie| &mut wie.nnp_id);
    of(names.ann_identificatie, NietNatuurlijkPersoon, |wie| &mut wie.ann_identificatie);
    of(names.nnp_kvk_nummer, NietNatuurlijkPersoon, |wie| &mut wie.kvk_nummer);
    of(names.nnp_vestigingsnummer, NietNatuurlijkPersoon, |wie| &mut wie.vestigingsnummer);
    of(names.kvk_nummer, Vestiging, |wie| &mut wie.kvk_nummer);
    of(names.vestigingsnummer, Vestiging, |wie| &mut wie.vestigingsnummer);
    of(names.medewerker, Medewerker, |wie| &mut wie.medewerker);
    of(names.eenheid, OrganisatorischeEenheid, |wie| &mut wie.organisatorische_eenheid);
    wie
}

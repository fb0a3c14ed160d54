//! What is taken over, in the order in which it can be: nothing comes before what it names.

use autorisaties::Sealer;
use autorisaties::handlers::import::{Import, Incoming, Outcome};
use besluiten::import::Soort as Besluitsoort;
use catalogi::register::Soort as Typesoort;
use documenten::import::Soort as Documentsoort;
use store::{Reader, Tx};
use values::actor::Component;
use zaken::import::Soort as Zaaksoort;

/// A resource of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wat {
    Type(Typesoort),
    /// What zaaktypen name of one another.
    Zaaktyperelaties,
    Document(Documentsoort),
    Zaak(Zaaksoort),
    Besluit(Besluitsoort),
    Applicatie,
    Kanaal,
    Abonnement,
}

/// Where the records of a step come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Herkomst {
    /// A list of the other register.
    Lijst,
    /// With the zaken that they belong to.
    MetZaken,
    /// The journal: what zaken name of one another.
    Journaal,
}

/// A step: one resource.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stap {
    /// The name, in the journal and the report.
    pub(super) naam: &'static str,
    pub(super) component: Component,
    /// Where the list is below the root of the component.
    pub(super) pad: &'static str,
    pub(super) herkomst: Herkomst,
    pub(super) wat: Wat,
}

const fn lijst(naam: &'static str, component: Component, pad: &'static str, wat: Wat) -> Stap {
    Stap { naam, component, pad, herkomst: Herkomst::Lijst, wat }
}

const fn type_lijst(naam: &'static str, soort: Typesoort) -> Stap {
    lijst(naam, Component::Ztc, naam, Wat::Type(soort))
}

const fn zaak_lijst(naam: &'static str, soort: Zaaksoort) -> Stap {
    lijst(naam, Component::Zrc, naam, Wat::Zaak(soort))
}

const fn document_lijst(naam: &'static str, soort: Documentsoort) -> Stap {
    lijst(naam, Component::Drc, naam, Wat::Document(soort))
}

pub(super) const EIGENSCHAPPEN: Stap =
    Stap { herkomst: Herkomst::MetZaken, ..zaak_lijst("zaakeigenschappen", Zaaksoort::Eigenschap) };
pub(super) const ZAAKDOCUMENTEN: Stap =
    Stap { herkomst: Herkomst::MetZaken, ..zaak_lijst("zaakinformatieobjecten", Zaaksoort::Document) };

pub(super) const ZAAKRELATIES: Stap =
    Stap { herkomst: Herkomst::Journaal, ..zaak_lijst("zaakrelaties", Zaaksoort::Relaties) };

/// All steps, in their order.
pub(super) const STAPPEN: [Stap; 31] = [
    type_lijst("catalogussen", Typesoort::Catalogus),
    type_lijst("informatieobjecttypen", Typesoort::Informatieobjecttype),
    type_lijst("besluittypen", Typesoort::Besluittype),
    type_lijst("zaaktypen", Typesoort::Zaaktype),
    lijst("zaaktyperelaties", Component::Ztc, "zaaktypen", Wat::Zaaktyperelaties),
    type_lijst("statustypen", Typesoort::Statustype),
    type_lijst("eigenschappen", Typesoort::Eigenschap),
    type_lijst("resultaattypen", Typesoort::Resultaattype),
    type_lijst("roltypen", Typesoort::Roltype),
    type_lijst("zaakobjecttypen", Typesoort::Zaakobjecttype),
    type_lijst("zaaktype-informatieobjecttypen", Typesoort::ZaaktypeInformatieobjecttype),
    document_lijst("enkelvoudiginformatieobjecten", Documentsoort::Document),
    document_lijst("gebruiksrechten", Documentsoort::Gebruiksrechten),
    document_lijst("verzendingen", Documentsoort::Verzending),
    zaak_lijst("zaken", Zaaksoort::Zaak),
    EIGENSCHAPPEN,
    ZAAKDOCUMENTEN,
    zaak_lijst("statussen", Zaaksoort::Status),
    zaak_lijst("substatussen", Zaaksoort::Substatus),
    zaak_lijst("resultaten", Zaaksoort::Resultaat),
    zaak_lijst("rollen", Zaaksoort::Rol),
    zaak_lijst("zaakobjecten", Zaaksoort::Zaakobject),
    zaak_lijst("klantcontacten", Zaaksoort::Klantcontact),
    zaak_lijst("zaakcontactmomenten", Zaaksoort::Contactmoment),
    zaak_lijst("zaakverzoeken", Zaaksoort::Verzoek),
    zaak_lijst("zaaknotities", Zaaksoort::Notitie),
    ZAAKRELATIES,
    lijst("besluiten", Component::Brc, "besluiten", Wat::Besluit(Besluitsoort::Besluit)),
    lijst(
        "besluitinformatieobjecten",
        Component::Brc,
        "besluitinformatieobjecten",
        Wat::Besluit(Besluitsoort::Document),
    ),
    document_lijst("objectinformatieobjecten", Documentsoort::ObjectInformatieObject),
    lijst("applicaties", Component::Ac, "applicaties", Wat::Applicatie),
];

/// The steps of the Notificaties API, which names its resources in the singular.
pub(super) const NOTIFICATIES: [Stap; 2] = [
    lijst("kanalen", Component::Nrc, "kanaal", Wat::Kanaal),
    lijst("abonnementen", Component::Nrc, "abonnement", Wat::Abonnement),
];

/// Returns all steps, in their order.
pub(super) fn alle() -> impl Iterator<Item = Stap> {
    STAPPEN.into_iter().chain(NOTIFICATIES)
}

impl Stap {
    /// Returns the queries to try for a list, the best first: registers of older releases know fewer parameters. `pageSize` stands for
    /// itself with its value.
    pub(super) fn vragen(&self) -> &'static [&'static str] {
        match self.wat {
            Wat::Type(Typesoort::Catalogus) | Wat::Applicatie | Wat::Zaak(_) | Wat::Besluit(_) | Wat::Document(_) => {
                &["pageSize", ""]
            }
            Wat::Type(_) | Wat::Zaaktyperelaties => &["status=alles&pageSize", "status=alles", "pageSize", ""],
            Wat::Kanaal | Wat::Abonnement => &[""],
        }
    }

    /// Writes records in the register here.
    pub(super) async fn write(
        &self,
        tx: &mut Tx,
        with: &Import,
        sealer: &Sealer,
        records: Vec<Incoming>,
    ) -> anyhow::Result<Vec<Outcome>> {
        Ok(match self.wat {
            Wat::Type(soort) => catalogi::import(tx, with, soort, records).await?,
            Wat::Zaaktyperelaties => catalogi::import_zaaktyperelaties(tx, with, records).await?,
            Wat::Document(soort) => documenten::import::import(tx, with, soort, records).await?,
            Wat::Zaak(soort) => zaken::import::import(tx, with, soort, records).await?,
            Wat::Besluit(soort) => besluiten::import::import(tx, with, soort, records).await?,
            Wat::Applicatie => autorisaties::handlers::import_applicaties(tx, with, records).await?,
            Wat::Kanaal => notificaties::import_kanalen(tx, with, records).await?,
            Wat::Abonnement => notificaties::import_abonnementen(tx, with, sealer, records).await?,
        })
    }

    /// Returns how many records are here, whoever made them; none for what has no records of its own.
    pub(super) async fn count(&self, db: &mut Reader) -> anyhow::Result<Option<i64>> {
        Ok(Some(match self.wat {
            Wat::Zaaktyperelaties | Wat::Zaak(Zaaksoort::Relaties) => return Ok(None),
            Wat::Type(soort) => catalogi::import_count(db, soort).await?,
            Wat::Document(soort) => documenten::import::count(db, soort).await?,
            Wat::Zaak(soort) => zaken::import::count(db, soort).await?,
            Wat::Besluit(soort) => besluiten::import::count(db, soort).await?,
            Wat::Applicatie => autorisaties::import_count(db).await?,
            Wat::Kanaal => notificaties::count_kanalen(db).await?,
            Wat::Abonnement => notificaties::count_abonnementen(db).await?,
        }))
    }
}

//! The body of a decision: every field that a caller can send.

use autorisaties::handlers::{Caller, Fields, Plaats, Urls};
use catalogi::Besluittype;
use catalogi::paths::BESLUITTYPEN;
use jiff::civil::Date;
use uuid::Uuid;
use values::{Id, Rsin};
use web::{Problem, Tenant};

use crate::BesluitGegevens;
use crate::access::{self, Scope};

pub(super) const ZAAK: &str = "zaak";
const VERVALREDENEN: [&str; 3] = ["tijdelijk", "ingetrokken_overheid", "ingetrokken_belanghebbende"];

/// What was read: complete only when nothing is wrong with the fields.
pub(super) struct BesluitInput {
    pub(super) besluittype: Option<Uuid>,
    verantwoordelijke_organisatie: Option<Rsin>,
    datum: Option<Date>,
    ingangsdatum: Option<Date>,
    rest: Rest,
}

/// The fields that may be left out.
struct Rest {
    identificatie: String,
    zaak: Option<Plaats>,
    toelichting: String,
    bestuursorgaan: String,
    vervaldatum: Option<Date>,
    vervalreden: String,
    publicatiedatum: Option<Date>,
    verzenddatum: Option<Date>,
    uiterlijke_reactiedatum: Option<Date>,
}

impl BesluitInput {
    /// Reads a new decision.
    pub(super) fn read(fields: &mut Fields, urls: &Urls) -> Self {
        Self::read_with(fields, urls, |fields, urls| fields.reference("besluittype", urls, BESLUITTYPEN))
    }

    /// Reads what a decision becomes, which keeps its besluittype: that is not asked for again when it is of another register.
    pub(super) fn read_change(fields: &mut Fields, urls: &Urls) -> Self {
        Self::read_with(fields, urls, |fields, urls| {
            fields.plaats("besluittype", urls, BESLUITTYPEN).map(|plaats| plaats.uuid())
        })
    }

    fn read_with(fields: &mut Fields, urls: &Urls, read_besluittype: fn(&mut Fields, &Urls) -> Option<Uuid>) -> Self {
        // In the order of the standard, so that faults are told in that order.
        let identificatie = fields.text("identificatie", 50);
        let verantwoordelijke_organisatie = fields.rsin_required("verantwoordelijkeOrganisatie");
        let besluittype = read_besluittype(fields, urls);
        let zaak = fields.plaats_optional(ZAAK, urls, zaken::paths::ZAKEN);
        let datum = fields.date_required("datum");
        let toelichting = fields.text("toelichting", usize::MAX);
        let bestuursorgaan = fields.text("bestuursorgaan", 50);
        let ingangsdatum = fields.date_required("ingangsdatum");
        let rest = Rest {
            identificatie,
            zaak,
            toelichting,
            bestuursorgaan,
            vervaldatum: fields.date("vervaldatum"),
            vervalreden: fields.choice("vervalreden", &VERVALREDENEN),
            publicatiedatum: fields.date("publicatiedatum"),
            verzenddatum: fields.date("verzenddatum"),
            uiterlijke_reactiedatum: fields.date("uiterlijkeReactiedatum"),
        };
        Self { besluittype, verantwoordelijke_organisatie, datum, ingangsdatum, rest }
    }

    /// Finds the besluittype that a new decision names, and refuses who may not take such decisions before anything else is judged.
    /// `name` is where the body has the field.
    pub(super) async fn find_besluittype(
        &self,
        caller: &Caller,
        tenant: &Tenant,
        fields: &mut Fields,
        name: &str,
    ) -> Result<Option<Besluittype>, Problem> {
        let Some(uuid) = self.besluittype else { return Ok(None) };
        let found = catalogi::find_besluittype(&mut tenant.db.reader(), Id::new(uuid)).await;
        let found = found.map_err(crate::BesluitenError::from)?;
        match &found {
            Some(besluittype) => access::require(&caller.0, Scope::Aanmaken, besluittype.uuid)?,
            None => fields.fault(name, "bad-url", "Het besluittype bestaat niet."),
        }
        Ok(found)
    }

    /// Returns the URL of the zaak, when that is in another register.
    pub(super) fn zaak_elders(&self) -> Option<&str> {
        match &self.rest.zaak {
            Some(Plaats::Elders(url)) => Some(url),
            _ => None,
        }
    }

    /// Returns the decision as it is described, none when something that is required is missing.
    pub(super) fn into_gegevens(self) -> Option<BesluitGegevens> {
        let rest = self.rest;
        Some(BesluitGegevens {
            identificatie: Some(rest.identificatie).filter(|text| !text.is_empty()),
            verantwoordelijke_organisatie: self.verantwoordelijke_organisatie?,
            zaak: rest.zaak.map(|zaak| Id::new(zaak.uuid())),
            datum: self.datum?,
            toelichting: rest.toelichting,
            bestuursorgaan: rest.bestuursorgaan,
            ingangsdatum: self.ingangsdatum?,
            vervaldatum: rest.vervaldatum,
            vervalreden: rest.vervalreden,
            publicatiedatum: rest.publicatiedatum,
            verzenddatum: rest.verzenddatum,
            uiterlijke_reactiedatum: rest.uiterlijke_reactiedatum,
        })
    }
}

//! Who acts: one type for every caller.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Bsn, KvkNummer, Vertrouwelijkheidaanduiding};

/// Whoever asks the program to do something. Every operation gets one, every audit line names one.
#[derive(Debug, Clone)]
pub enum Actor {
    /// A resident, for herself or on behalf of another resident.
    Burger(Burger),
    /// An entrepreneur, by eHerkenning.
    Bedrijf(Bedrijf),
    /// Somebody who works for the municipality.
    Medewerker(Medewerker),
    /// A supplier's system, by its API credentials.
    Applicatie(Applicatie),
    /// The program itself: a timer, a job, an installation. Holds which part.
    Systeem(&'static str),
}

/// A resident who logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burger {
    /// The person at the keyboard.
    pub bsn: Bsn,
    /// The name of the person at the keyboard.
    pub naam: String,
    /// How sure the login is.
    pub loa: Betrouwbaarheidsniveau,
    /// On whose behalf the person acts, when that is somebody else.
    pub vertegenwoordigt: Option<Vertegenwoordiging>,
}

impl Burger {
    /// Returns the BSN of the person whose zaken this session is about.
    pub fn betrokkene(&self) -> &Bsn {
        self.vertegenwoordigt.as_ref().map_or(&self.bsn, |represented| &represented.bsn)
    }

    /// Returns the name of the person whose zaken this session is about.
    pub fn betrokkene_naam(&self) -> &str {
        self.vertegenwoordigt.as_ref().map_or(&self.naam, |represented| &represented.naam)
    }
}

/// By what right one resident acts for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vertegenwoordiging {
    /// The person who is represented.
    pub bsn: Bsn,
    /// The name of the person who is represented.
    pub naam: String,
    /// Why: a mandate by the person, or by a court.
    pub grond: Grond,
    /// The zaaktypen (identificatie) that the mandate covers; empty covers all.
    pub zaaktypen: Vec<String>,
}

impl Vertegenwoordiging {
    /// Decides whether the mandate covers zaken of this type.
    pub fn covers(&self, zaaktype_identificatie: &str) -> bool {
        self.zaaktypen.is_empty() || self.zaaktypen.iter().any(|covered| covered == zaaktype_identificatie)
    }
}

/// The ground of a representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grond {
    /// DigiD Machtigen: the person gave a mandate.
    Machtiging,
    /// A court appointed a bewindvoerder.
    Bewindvoering,
}

impl Grond {
    /// Returns the word that rows and sessions hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Machtiging => "machtiging",
            Self::Bewindvoering => "bewindvoering",
        }
    }
}

/// How sure a login is; they compare from low to high. The numbers are DigiD's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Betrouwbaarheidsniveau {
    /// User name and password (10).
    Basis,
    /// With a code by SMS or the app (20).
    Midden,
    /// After the ID check (25).
    Substantieel,
    /// With the chip of the identity document (30).
    Hoog,
}

impl Betrouwbaarheidsniveau {
    /// Returns the SAML authentication context that DigiD uses for the level.
    pub const fn urn(self) -> &'static str {
        match self {
            Self::Basis => "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
            Self::Midden => "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
            Self::Substantieel => "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard",
            Self::Hoog => "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
        }
    }
}

/// An organisation that logged in by eHerkenning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bedrijf {
    /// The number in the Handelsregister.
    pub kvk_nummer: KvkNummer,
    /// The statutory name.
    pub naam: String,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medewerker {
    /// The account name, stable over time.
    pub id: String,
    /// The name to show.
    pub naam: String,
    /// What the person may do; process models name the same groups.
    pub rollen: Vec<String>,
}

impl Medewerker {
    /// Decides whether the person has this role.
    pub fn has_rol(&self, rol: &str) -> bool {
        self.rollen.iter().any(|own| own == rol)
    }
}

/// A system that calls the APIs.
#[derive(Debug, Clone)]
pub struct Applicatie {
    /// The id in its JWT.
    pub client_id: String,
    /// The name to show in audit lines.
    pub label: String,
    /// Who uses that system, as the JWT says; may be empty.
    pub user_id: String,
    /// The name of who uses that system, as the JWT says; may be empty.
    pub user_representation: String,
    /// Why it calls, as it says itself (`X-Audit-Toelichting`); may be empty.
    pub toelichting: String,
    /// What other logs call the request, as it says itself.
    pub herkomst: Herkomst,
    /// What it may do.
    pub rechten: std::sync::Arc<Rechten>,
}

/// What other logs call a request (`X-NLX-…`), so that who reads one can find the other; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Herkomst {
    /// The request (`X-NLX-Logrecord-ID`).
    pub logrecord_id: String,
    /// The application that it comes from (`X-NLX-Request-Application-Id`).
    pub application_id: String,
    /// Who works with that application (`X-NLX-Request-User-Id`).
    pub user_id: String,
    /// For which process (`X-NLX-Request-Process-Id`).
    pub process_id: String,
}

/// A component of the ZGW standard: autorisaties are given per component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the standard's own abbreviations")]
pub enum Component {
    Zrc,
    Ztc,
    Drc,
    Brc,
    Ac,
    Nrc,
}

/// What an applicatie may do.
#[derive(Debug, Clone, Default)]
pub struct Rechten {
    /// Everything, without looking further (`heeftAlleAutorisaties`).
    pub alle: bool,
    /// Of documents only those that are ready to be published (`alleenIsGereedVoorPublicatie`).
    pub alleen_gereed_voor_publicatie: bool,
    /// The autorisaties, one for each component and type.
    pub autorisaties: HashMap<Component, Vec<Autorisatie>>,
}

/// Scopes on one component, for one type of object.
#[derive(Debug, Clone)]
pub struct Autorisatie {
    /// The zaaktype, informatieobjecttype or besluittype; none where the component has no types.
    pub r#type: Option<Uuid>,
    /// The scopes, as the standard writes them.
    pub scopes: Vec<String>,
    /// The most confidential object that this autorisatie reaches.
    pub max_vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
}

impl Rechten {
    /// Decides whether the scope holds for an object of this type and confidentiality. Rule: zrc-006 (data filteren).
    pub fn allows(
        &self,
        component: Component,
        scope: &str,
        r#type: Uuid,
        vertrouwelijkheid: Vertrouwelijkheidaanduiding,
    ) -> bool {
        self.alle
            || self.autorisaties.get(&component).is_some_and(|all| {
                all.iter().any(|autorisatie| {
                    autorisatie.r#type == Some(r#type)
                        && vertrouwelijkheid <= autorisatie.max_vertrouwelijkheidaanduiding
                        && autorisatie.scopes.iter().any(|own| own == scope)
                })
            })
    }

    /// Decides whether the scope holds for any object of the component.
    pub fn allows_any(&self, component: Component, scope: &str) -> bool {
        self.alle
            || self
                .autorisaties
                .get(&component)
                .is_some_and(|all| all.iter().any(|autorisatie| autorisatie.scopes.iter().any(|own| own == scope)))
    }
}

impl Actor {
    /// Returns the kind of actor, as audit lines write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Burger(_) => "burger",
            Self::Bedrijf(_) => "bedrijf",
            Self::Medewerker(_) => "medewerker",
            Self::Applicatie(_) => "applicatie",
            Self::Systeem(_) => "systeem",
        }
    }

    /// Returns the id to write beside an audit line. It may be a BSN: the audit table holds it, a log never may.
    pub fn audit_id(&self) -> String {
        match self {
            Self::Burger(burger) => burger.bsn.as_str().to_owned(),
            Self::Bedrijf(bedrijf) => bedrijf.kvk_nummer.as_str().to_owned(),
            Self::Medewerker(medewerker) => medewerker.id.clone(),
            Self::Applicatie(applicatie) => applicatie.client_id.clone(),
            Self::Systeem(part) => (*part).to_owned(),
        }
    }

    /// Returns the name to show beside an audit line.
    pub fn audit_naam(&self) -> &str {
        match self {
            Self::Burger(burger) => &burger.naam,
            Self::Bedrijf(bedrijf) => &bedrijf.naam,
            Self::Medewerker(medewerker) => &medewerker.naam,
            Self::Applicatie(applicatie) => &applicatie.label,
            Self::Systeem(part) => part,
        }
    }

    /// Returns what other logs call the request of an application.
    pub fn herkomst(&self) -> Option<&Herkomst> {
        match self {
            Self::Applicatie(applicatie) => Some(&applicatie.herkomst),
            Self::Burger(_) | Self::Bedrijf(_) | Self::Medewerker(_) | Self::Systeem(_) => None,
        }
    }

    /// Returns who worked with an application, as id and name: both may be empty.
    pub fn gebruiker(&self) -> (&str, &str) {
        match self {
            Self::Applicatie(applicatie) => (&applicatie.user_id, &applicatie.user_representation),
            Self::Burger(_) | Self::Bedrijf(_) | Self::Medewerker(_) | Self::Systeem(_) => ("", ""),
        }
    }

    /// Returns why an application calls, as it says itself.
    pub fn toelichting(&self) -> &str {
        match self {
            Self::Applicatie(applicatie) => &applicatie.toelichting,
            Self::Burger(_) | Self::Bedrijf(_) | Self::Medewerker(_) | Self::Systeem(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_autorisatie_reaches_its_own_type_up_to_its_vertrouwelijkheid() {
        use Vertrouwelijkheidaanduiding::{Geheim, Intern, Openbaar};
        let own = Uuid::from_u128(1);
        let other = Uuid::from_u128(2);
        let rechten = Rechten {
            alle: false,
            alleen_gereed_voor_publicatie: false,
            autorisaties: HashMap::from([(
                Component::Zrc,
                vec![Autorisatie {
                    r#type: Some(own),
                    scopes: vec!["zaken.lezen".into()],
                    max_vertrouwelijkheidaanduiding: Intern,
                }],
            )]),
        };
        let cases = [
            (Component::Zrc, "zaken.lezen", own, Openbaar, true),
            (Component::Zrc, "zaken.lezen", own, Intern, true),
            (Component::Zrc, "zaken.lezen", own, Geheim, false),
            (Component::Zrc, "zaken.lezen", other, Openbaar, false),
            (Component::Zrc, "zaken.aanmaken", own, Openbaar, false),
            (Component::Drc, "zaken.lezen", own, Openbaar, false),
        ];
        for (component, scope, r#type, level, expected) in cases {
            assert_eq!(rechten.allows(component, scope, r#type, level), expected, "{component:?} {scope} {level}");
        }
    }
}

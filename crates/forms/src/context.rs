//! Whose submission it is, and what surrounds it.

use std::collections::HashMap;
use std::fmt;

use ::store::Tx;
use form_logic::{AuthContext, Context, Map, PrefillKey};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use values::actor::{Burger, Grond, Medewerker};

use crate::Inzending;

/// Facts from registers, fetched once at the start of a submission.
pub type Prefill = HashMap<PrefillKey, Value>;

/// Whose a submission is. A resident who acts for somebody else has other submissions than when she acts for herself.
#[derive(Debug, Clone)]
pub enum Eigenaar {
    /// A resident.
    Burger(Burger),
    /// A member of staff.
    Medewerker(Medewerker),
    /// Somebody who did not log in, known by a token in a cookie.
    Anoniem(AnoniemToken),
}

/// What the browser of an anonymous person keeps. The database has only its hash. Prints as `AnoniemToken(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct AnoniemToken(String);

impl fmt::Debug for AnoniemToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnoniemToken(***)")
    }
}

impl AnoniemToken {
    const LENGTH: usize = 64;

    /// Makes a new token: 256 unpredictable bits.
    pub fn generate(tx: &Tx) -> Self {
        Self((0..4).map(|_| format!("{:016x}", tx.random())).collect())
    }

    /// Reads the token of a cookie; `None` when it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == Self::LENGTH && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_token.then(|| Self(text.to_owned()))
    }

    /// Returns the text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An owner as rows hold it.
pub(crate) struct OwnerKey {
    pub kind: &'static str,
    pub subject: String,
    pub actor: String,
}

impl Eigenaar {
    pub(crate) fn key(&self) -> OwnerKey {
        match self {
            Self::Burger(burger) => OwnerKey {
                kind: "burger",
                subject: burger.betrokkene().as_str().to_owned(),
                actor: burger.bsn.as_str().to_owned(),
            },
            Self::Medewerker(medewerker) => {
                OwnerKey { kind: "medewerker", subject: medewerker.id.clone(), actor: medewerker.id.clone() }
            }
            Self::Anoniem(token) => {
                let hash = Sha256::digest(token.0.as_bytes());
                let subject = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                OwnerKey { kind: "anoniem", subject, actor: String::new() }
            }
        }
    }

    /// Returns the name of who is at the keyboard; empty when nobody logged in.
    pub fn naam(&self) -> &str {
        match self {
            Self::Burger(burger) => &burger.naam,
            Self::Medewerker(medewerker) => &medewerker.naam,
            Self::Anoniem(_) => "",
        }
    }

    /// Returns the resident, if it is one.
    pub fn burger(&self) -> Option<&Burger> {
        match self {
            Self::Burger(burger) => Some(burger),
            Self::Medewerker(_) | Self::Anoniem(_) => None,
        }
    }
}

/// What surrounds a submission in one request.
#[derive(Clone)]
pub struct FormContext {
    /// The moment of the request.
    pub now: Timestamp,
    /// The facts that were fetched at the start of the submission.
    pub prefill: Prefill,
    /// Who is logged in, and for whom.
    pub auth: Option<AuthContext>,
}

impl FormContext {
    /// Returns the context of a submission: its owner, and the facts that were kept when it started.
    pub fn of(now: Timestamp, eigenaar: &Eigenaar, inzending: &Inzending) -> Self {
        Self { now, prefill: inzending.prefill.clone(), auth: auth_context(eigenaar) }
    }

    /// Returns the context as `form-logic` takes it.
    pub(crate) fn logic(&self, inzending: &Inzending) -> Context {
        Context {
            auth: self.auth.clone(),
            prefill: self.prefill.clone(),
            submission_id: inzending.uuid.to_string(),
            ..Context::at(self.now)
        }
    }
}

/// Returns who is logged in, in the words of Open Formulieren.
///
/// | owner | value | representee | legalSubject | mandate |
/// | --- | --- | --- | --- | --- |
/// | resident | own BSN | | own BSN | |
/// | DigiD Machtigen | BSN of the machtiginggever | the same | BSN of the gemachtigde | services |
/// | bewindvoering | BSN of the client | the same | BSN of the bewindvoerder | role and services |
/// | staff | account | | account | |
pub fn auth_context(eigenaar: &Eigenaar) -> Option<AuthContext> {
    let auth = |plugin: &str, attribute: &str, value: &str, context: Value| AuthContext {
        plugin: plugin.to_owned(),
        attribute: attribute.to_owned(),
        value: value.to_owned(),
        additional_claims: Map::new(),
        context,
    };
    match eigenaar {
        Eigenaar::Anoniem(_) => None,
        Eigenaar::Medewerker(medewerker) => {
            let context = json!({
                "source": "custom",
                "levelOfAssurance": "unknown",
                "authorizee": { "legalSubject": { "identifierType": "opaque", "identifier": medewerker.id } },
            });
            Some(auth("org-oidc", "employee_id", &medewerker.id, context))
        }
        Eigenaar::Burger(burger) => {
            let mut context = json!({
                "source": "digid",
                "levelOfAssurance": burger.loa.urn(),
                "authorizee": { "legalSubject": { "identifierType": "bsn", "identifier": burger.bsn.as_str() } },
            });
            let plugin = match &burger.vertegenwoordigt {
                None => "digid",
                Some(_) => "digid_machtigen_oidc",
            };
            if let Some((representee, mandate)) = representation(burger) {
                context["representee"] = representee;
                context["mandate"] = mandate;
            }
            Some(auth(plugin, "bsn", burger.betrokkene().as_str(), context))
        }
    }
}

/// Returns whom a resident acts for, and by what right: `representee` and `mandate` of an authentication context.
pub(crate) fn representation(burger: &Burger) -> Option<(Value, Value)> {
    let represented = burger.vertegenwoordigt.as_ref()?;
    let representee = json!({ "identifierType": "bsn", "identifier": represented.bsn.as_str() });
    let services: Vec<Value> = represented.zaaktypen.iter().map(|zaaktype| json!({ "id": zaaktype })).collect();
    let mandate = match represented.grond {
        Grond::Machtiging => json!({ "services": services }),
        Grond::Bewindvoering => json!({ "role": "bewindvoerder", "services": services }),
    };
    Some((representee, mandate))
}

//! What an application may be, and what its rights come down to.

use uuid::Uuid;
use values::actor::Component;

use crate::domain::TypeIn;
use crate::{ApplicatieGegevens, InvalidField, Reikwijdte, Toekenning};

/// The longest secret.
const SECRET_MAX: usize = 1000;

/// Decides which rules an application breaks, as far as its own fields tell.
///
/// Rules: ac-002 (autorisatiespecificatie), ac-003 (verplichte velden).
pub(crate) fn faults(new: &ApplicatieGegevens) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    for (index, client_id) in new.client_ids.iter().enumerate() {
        faults.extend(text_fault(format!("clientIds.{index}"), client_id, 50));
    }
    faults.extend(text_fault("label".into(), &new.label, 100));
    let mut add = |name: String, code, reason| faults.push(InvalidField { name, code, reason });
    match (new.heeft_alle_autorisaties, new.toekenningen.is_empty()) {
        (true, false) => add(
            "nonFieldErrors".into(),
            "ambiguous-authorizations-specified",
            "Kies: alle autorisaties, of autorisaties per component.",
        ),
        (false, true) => {
            add("nonFieldErrors".into(), "missing-authorizations", "Er zijn geen autorisaties opgegeven.");
        }
        _ => {}
    }
    for (index, toekenning) in new.toekenningen.iter().enumerate() {
        for name in missing_fields(toekenning) {
            add(format!("autorisaties.{index}.{name}"), "required", "Dit veld is vereist.");
        }
    }
    faults
}

/// Decides whether this can be a secret.
pub(crate) fn secret_fault(secret: &str) -> Option<InvalidField> {
    text_fault("secret".into(), secret, SECRET_MAX)
}

fn text_fault(name: String, value: &str, length_max: usize) -> Option<InvalidField> {
    let (code, reason) = if value.trim().is_empty() {
        ("blank", "Dit veld mag niet leeg zijn.")
    } else if value.chars().count() > length_max {
        ("max_length", "Deze waarde is te lang.")
    } else if value.contains('\0') {
        ("null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.")
    } else {
        return None;
    };
    Some(InvalidField { name, code, reason })
}

/// Decides which fields the scopes ask for and are not there. Rule: ac-003 (verplichte velden).
fn missing_fields(toekenning: &Toekenning) -> Vec<&'static str> {
    let has_scope_of = |word: &str| toekenning.scopes.iter().any(|scope| scope.contains(word));
    let (type_field, has_level) = match toekenning.component {
        Component::Zrc if has_scope_of("zaken") => ("zaaktype", true),
        Component::Drc if has_scope_of("documenten") => ("informatieobjecttype", true),
        Component::Brc if has_scope_of("besluiten") => ("besluittype", false),
        _ => ("", false),
    };
    let mut missing = Vec::new();
    if toekenning.scopes.is_empty() {
        missing.push("scopes");
    }
    if !type_field.is_empty() && toekenning.reikwijdte == Reikwijdte::Component {
        missing.push(type_field);
    }
    if has_level && toekenning.max_vertrouwelijkheidaanduiding.is_none() {
        missing.push("maxVertrouwelijkheidaanduiding");
    }
    missing
}

/// Writes rights on a catalogus out as rights on each of its types: what the API answers, and what a call is judged by. The catalogus
/// gives rights on types of the component of its own scopes only.
pub(crate) fn spell_out(toekenningen: &[Toekenning], typen: &[TypeIn]) -> Vec<Toekenning> {
    toekenningen.iter().flat_map(|one| spelled(one, typen)).collect()
}

fn spelled(one: &Toekenning, typen: &[TypeIn]) -> Vec<Toekenning> {
    let Reikwijdte::Catalogus(catalogus) = one.reikwijdte else { return vec![one.clone()] };
    typen
        .iter()
        .filter(|found| found.catalogus == catalogus && found.component == one.component)
        .map(|found| Toekenning { reikwijdte: Reikwijdte::Type(found.r#type), ..one.clone() })
        .collect()
}

/// Decides what a caller of the API means that sends rights as the API answered them: a right on a catalogus stays when all that it
/// was written out as was sent back, and ends when something of it is missing. So a change of the label does not freeze the catalogus to
/// the types of today, and taking a type away does take it away.
pub(crate) fn keep_catalogi(current: &[Toekenning], typen: &[TypeIn], sent: Vec<Toekenning>) -> Vec<Toekenning> {
    let mut left = sent;
    let mut kept = Vec::new();
    for one in current.iter().filter(|one| matches!(one.reikwijdte, Reikwijdte::Catalogus(_))) {
        let parts = spelled(one, typen);
        if parts.iter().all(|part| left.contains(part)) {
            left.retain(|sent| !parts.contains(sent));
            kept.push(one.clone());
        }
    }
    kept.extend(left);
    kept
}

/// Adds the rights on one version of a type for the version that follows it, where they are not there yet.
pub(crate) fn extended(current: &[Toekenning], component: Component, before: Uuid, new: Uuid) -> Vec<Toekenning> {
    let mut all = current.to_vec();
    for one in current.iter().filter(|one| one.component == component && one.reikwijdte == Reikwijdte::Type(before)) {
        let next = Toekenning { reikwijdte: Reikwijdte::Type(new), ..one.clone() };
        if !all.contains(&next) {
            all.push(next);
        }
    }
    all
}

/// What somebody chose on a page or the command line: scopes, and the objects that they are for.
#[derive(Debug, Clone, Default)]
pub struct Keuze {
    /// The scopes, of one or more components.
    pub scopes: Vec<String>,
    /// The types, with the component of their objects.
    pub typen: Vec<(Component, Uuid)>,
    /// Catalogi, for all their types.
    pub catalogi: Vec<Uuid>,
    /// The most confidential object, for all types.
    pub max_vertrouwelijkheidaanduiding: Option<values::Vertrouwelijkheidaanduiding>,
}

impl Keuze {
    /// Returns the rights that were chosen: for each component its own scopes, on each of its types. A scope of no component, and a
    /// type that no scope is for, give nothing; ac-003 (verplichte velden) tells when types are missing.
    pub fn toekenningen(&self) -> Vec<Toekenning> {
        let mut all = Vec::new();
        for component in COMPONENTS {
            let own = |scope: &&String| component_of_scope(scope) == Some(component);
            let mut scopes: Vec<String> = self.scopes.iter().filter(own).cloned().collect();
            let has_types = matches!(component, Component::Zrc | Component::Drc | Component::Brc);
            // Every component has an audit trail of its own; the scope comes along with the others.
            let trail = self.scopes.iter().find(|scope| *scope == AUDITTRAILS);
            if has_types && !scopes.is_empty() {
                scopes.extend(trail.cloned());
            }
            if scopes.is_empty() {
                continue;
            }
            let types = self.typen.iter().filter(|(of, _)| *of == component).map(|(_, uuid)| Reikwijdte::Type(*uuid));
            let mut reach: Vec<Reikwijdte> = match has_types {
                true => types.chain(self.catalogi.iter().copied().map(Reikwijdte::Catalogus)).collect(),
                false => Vec::new(),
            };
            if reach.is_empty() {
                reach.push(Reikwijdte::Component);
            }
            let has_level = matches!(component, Component::Zrc | Component::Drc);
            all.extend(reach.into_iter().map(|reikwijdte| Toekenning {
                component,
                scopes: scopes.clone(),
                reikwijdte,
                max_vertrouwelijkheidaanduiding: self.max_vertrouwelijkheidaanduiding.filter(|_| has_level),
            }));
        }
        all
    }

    /// Returns the scopes that are of no component.
    pub fn unknown_scopes(&self) -> Vec<&str> {
        let is_unknown = |scope: &&str| *scope != AUDITTRAILS && component_of_scope(scope).is_none();
        self.scopes.iter().map(String::as_str).filter(is_unknown).collect()
    }
}

const AUDITTRAILS: &str = "audittrails.lezen";

pub(crate) const COMPONENTS: [Component; 6] =
    [Component::Zrc, Component::Drc, Component::Brc, Component::Ztc, Component::Nrc, Component::Ac];

/// All scopes of the standard, by component: what pages let people choose from.
pub const SCOPES: &[(Component, &[&str])] = &[
    (
        Component::Zrc,
        &[
            "zaken.lezen",
            "zaken.aanmaken",
            "zaken.bijwerken",
            "zaken.statussen.toevoegen",
            "zaken.heropenen",
            "zaken.geforceerd-bijwerken",
            "zaken.verwijderen",
        ],
    ),
    (
        Component::Drc,
        &[
            "documenten.lezen",
            "documenten.aanmaken",
            "documenten.bijwerken",
            "documenten.geforceerd-bijwerken",
            "documenten.verwijderen",
            "documenten.lock",
            "documenten.geforceerd-unlock",
        ],
    ),
    (Component::Brc, &["besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen"]),
    (
        Component::Ztc,
        &["catalogi.lezen", "catalogi.schrijven", "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen"],
    ),
    (Component::Nrc, &["notificaties.consumeren", "notificaties.publiceren"]),
    (Component::Ac, &["autorisaties.lezen", "autorisaties.bijwerken"]),
];

fn component_of_scope(scope: &str) -> Option<Component> {
    Some(match scope.split('.').next()? {
        "zaken" => Component::Zrc,
        "documenten" => Component::Drc,
        "besluiten" => Component::Brc,
        "catalogi" => Component::Ztc,
        "notificaties" => Component::Nrc,
        "autorisaties" => Component::Ac,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Vertrouwelijkheidaanduiding::{self, Openbaar};

    fn of(
        component: Component,
        scope: &str,
        reikwijdte: Reikwijdte,
        level: Option<Vertrouwelijkheidaanduiding>,
    ) -> Toekenning {
        Toekenning { component, scopes: vec![scope.into()], reikwijdte, max_vertrouwelijkheidaanduiding: level }
    }

    fn one(number: u128) -> Reikwijdte {
        Reikwijdte::Type(Uuid::from_u128(number))
    }

    #[test]
    fn ac_002_and_ac_003_an_application_says_what_it_may_do_in_one_way() {
        use Reikwijdte::Component as Whole;
        let elders = Reikwijdte::Elders("https://elders.nl/zaaktypen/1".into());
        let catalogus = Reikwijdte::Catalogus(Uuid::from_u128(9));
        let cases: [(bool, Vec<Toekenning>, &[&str]); 9] = [
            (true, vec![], &[]),
            (false, vec![], &["nonFieldErrors missing-authorizations"]),
            (
                true,
                vec![of(Component::Nrc, "notificaties.publiceren", Whole, None)],
                &["nonFieldErrors ambiguous-authorizations-specified"],
            ),
            (false, vec![of(Component::Ztc, "catalogi.lezen", Whole, None)], &[]),
            (
                false,
                vec![of(Component::Zrc, "zaken.lezen", Whole, None)],
                &["autorisaties.0.zaaktype required", "autorisaties.0.maxVertrouwelijkheidaanduiding required"],
            ),
            (false, vec![of(Component::Drc, "documenten.lezen", one(1), Some(Openbaar))], &[]),
            (false, vec![of(Component::Zrc, "zaken.lezen", elders, Some(Openbaar))], &[]),
            (false, vec![of(Component::Zrc, "zaken.lezen", catalogus, Some(Openbaar))], &[]),
            (false, vec![of(Component::Brc, "besluiten.lezen", Whole, None)], &["autorisaties.0.besluittype required"]),
        ];
        for (alle, toekenningen, expected) in cases {
            let new = ApplicatieGegevens {
                label: "Proef".into(),
                client_ids: vec!["proef".into()],
                heeft_alle_autorisaties: alle,
                alleen_gereed_voor_publicatie: false,
                toekenningen,
            };
            let found: Vec<_> = faults(&new).iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_catalogus_reaches_its_types_of_the_component_of_the_scope() {
        let catalogus = Uuid::from_u128(9);
        let found = |component, number, catalogus| TypeIn { component, catalogus, r#type: Uuid::from_u128(number) };
        let typen = [
            found(Component::Zrc, 1, catalogus),
            found(Component::Zrc, 2, catalogus),
            found(Component::Drc, 3, catalogus),
            found(Component::Zrc, 4, Uuid::from_u128(8)),
        ];
        let given = of(Component::Zrc, "zaken.lezen", Reikwijdte::Catalogus(catalogus), Some(Openbaar));
        let all = spell_out(std::slice::from_ref(&given), &typen);
        let reach: Vec<_> = all.iter().map(|one| one.reikwijdte.clone()).collect();
        assert_eq!(reach, [one(1), one(2)]);

        // Sent back as it was answered, with something new beside it: the catalogus stays.
        let other = of(Component::Ztc, "catalogi.lezen", Reikwijdte::Component, None);
        let sent = [all.clone(), vec![other.clone()]].concat();
        assert_eq!(keep_catalogi(std::slice::from_ref(&given), &typen, sent), [given.clone(), other]);
        // One type taken away: what was sent is what stands.
        assert_eq!(keep_catalogi(std::slice::from_ref(&given), &typen, all[..1].to_vec()), all[..1]);
        assert_eq!(keep_catalogi(&[given], &typen, vec![]), []);
    }

    #[test]
    fn rights_on_a_version_go_on_to_the_version_that_follows_it() {
        let zrc = |number| of(Component::Zrc, "zaken.lezen", one(number), Some(Openbaar));
        let drc = of(Component::Drc, "documenten.lezen", one(1), Some(Openbaar));
        for (current, expected) in [
            (vec![zrc(1)], vec![zrc(1), zrc(2)]),
            (vec![zrc(1), zrc(2)], vec![zrc(1), zrc(2)]),
            (vec![zrc(3)], vec![zrc(3)]),
            (vec![drc.clone()], vec![drc]),
        ] {
            let found = extended(&current, Component::Zrc, Uuid::from_u128(1), Uuid::from_u128(2));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn chosen_scopes_go_to_the_types_of_their_own_component() {
        let keuze = Keuze {
            scopes: ["zaken.lezen", "catalogi.lezen", "audittrails.lezen", "besluiten.lezen"]
                .map(str::to_owned)
                .to_vec(),
            typen: vec![(Component::Zrc, Uuid::from_u128(1)), (Component::Drc, Uuid::from_u128(2))],
            catalogi: vec![Uuid::from_u128(9)],
            max_vertrouwelijkheidaanduiding: Some(Openbaar),
        };
        let found: Vec<_> = keuze
            .toekenningen()
            .into_iter()
            .map(|one| (one.component, one.scopes.join(" "), one.reikwijdte, one.max_vertrouwelijkheidaanduiding))
            .collect();
        let catalogus = Reikwijdte::Catalogus(Uuid::from_u128(9));
        let expected = [
            (Component::Zrc, "zaken.lezen audittrails.lezen".into(), one(1), Some(Openbaar)),
            (Component::Zrc, "zaken.lezen audittrails.lezen".into(), catalogus.clone(), Some(Openbaar)),
            (Component::Brc, "besluiten.lezen audittrails.lezen".into(), catalogus, None),
            (Component::Ztc, "catalogi.lezen".into(), Reikwijdte::Component, None),
        ];
        assert_eq!(found, expected);
        let keuze = Keuze { scopes: vec!["zaak.lezen".into(), AUDITTRAILS.into()], ..Keuze::default() };
        assert_eq!(keuze.unknown_scopes(), ["zaak.lezen"]);
    }
}

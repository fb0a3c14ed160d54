//! The questions about an application, and what the answers come down to.

use autorisaties::{Applicatie, InvalidField, Keuze, SCOPES, Toekenning, component_text};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;
use web::{PageCall, Pairs};

use super::applicatie_rechten::Keuzelijst;
use crate::views::{Fouten, Keuzemogelijkheid, Veld};

/// The questions about types, by component.
const TYPEN: [(Component, &str, &str); 3] = [
    (Component::Zrc, "zaaktypen", "beheer-zaaktypen"),
    (Component::Drc, "informatieobjecttypen", "beheer-informatieobjecttypen"),
    (Component::Brc, "besluittypen", "beheer-besluittypen"),
];

/// The names of the questions about scopes, by component.
const fn scopes_key(component: Component) -> &'static str {
    match component {
        Component::Zrc => "scopes-zrc",
        Component::Drc => "scopes-drc",
        Component::Brc => "scopes-brc",
        Component::Ztc => "scopes-ztc",
        Component::Nrc => "scopes-nrc",
        Component::Ac => "scopes-ac",
    }
}

/// Name, client, and whether it may do everything.
pub(crate) fn nieuw_velden(call: &PageCall, given: &Pairs) -> Vec<Veld> {
    let value = |name: &str| given.find(name).unwrap_or_default().to_owned();
    vec![
        Veld {
            required: true,
            value: value("label"),
            ..Veld::new("textfield", "label", call.text("beheer-applicatie-naam", &[]))
        },
        Veld {
            required: true,
            value: value("client"),
            description: call.text("beheer-client-uitleg", &[]),
            ..Veld::new("textfield", "client", call.text("beheer-client", &[]))
        },
        Veld {
            checked: given.find("alle").is_some(),
            description: call.text("beheer-alles-uitleg", &[]),
            ..Veld::new("checkbox", "alle", call.text("beheer-alles", &[]))
        },
    ]
}

/// Name, clients, and what holds for the application as a whole. What was sent goes before what there is. Who may do everything has no
/// rights besides, so there those that go are asked for.
pub(crate) fn gegevens_velden(call: &PageCall, applicatie: &Applicatie, given: &Pairs) -> Vec<Veld> {
    let is_sent = given.find("label").is_some();
    let or = |name: &str, own: String| given.find(name).map_or(own, str::to_owned);
    let ticked = |name: &str, own: bool| if is_sent { given.find(name).is_some() } else { own };
    let aantal = i64::try_from(applicatie.toekenningen.len()).unwrap_or(i64::MAX);
    let mut velden = vec![
        Veld {
            required: true,
            value: or("label", applicatie.label.clone()),
            ..Veld::new("textfield", "label", call.text("beheer-applicatie-naam", &[]))
        },
        Veld {
            required: true,
            value: or("clients", applicatie.client_ids().join("\n")),
            description: call.text("beheer-clients-uitleg", &[]),
            ..Veld::new("textarea", "clients", call.text("beheer-clients", &[]))
        },
        Veld {
            checked: ticked("alle", applicatie.heeft_alle_autorisaties),
            description: call.text("beheer-alles-uitleg", &[]),
            ..Veld::new("checkbox", "alle", call.text("beheer-alles", &[]))
        },
        Veld {
            checked: given.find("vervang").is_some(),
            description: call.text("beheer-vervang-uitleg", &[]),
            ..Veld::new("checkbox", "vervang", call.text("beheer-vervang", &[("aantal", aantal.into())]))
        },
        Veld {
            checked: ticked("gereed", applicatie.alleen_gereed_voor_publicatie),
            ..Veld::new("checkbox", "gereed", call.text("beheer-gereed", &[]))
        },
    ];
    velden.retain(|veld| veld.key != "vervang" || aantal > 0);
    velden
}

/// Scopes, and what they are for.
pub(crate) fn rechten_velden(call: &PageCall, lijst: &Keuzelijst, given: &Pairs) -> Vec<Veld> {
    let is_chosen = |key: &str, value: &str| given.all(key).any(|own| own == value);
    let mut velden = Vec::new();
    for (component, scopes) in SCOPES {
        let key = scopes_key(*component);
        let options = scopes
            .iter()
            .map(|scope| Keuzemogelijkheid {
                value: (*scope).to_owned(),
                label: (*scope).to_owned(),
                checked: is_chosen(key, scope),
            })
            .collect();
        let label = call.text(&format!("beheer-component-{}", component_text(*component)), &[]);
        velden.push(Veld { options, ..Veld::new("selectboxes", key, label) });
    }
    velden.push(Veld {
        checked: given.find("audittrails").is_some(),
        ..Veld::new("checkbox", "audittrails", call.text("beheer-audittrails", &[]))
    });
    velden.push(Veld {
        options: lijst
            .catalogi
            .iter()
            .map(|(uuid, domein, naam)| Keuzemogelijkheid {
                value: uuid.to_string(),
                label: if naam.is_empty() { domein.clone() } else { format!("{domein}: {naam}") },
                checked: is_chosen("catalogi", &uuid.to_string()),
            })
            .collect(),
        description: call.text("beheer-catalogi-uitleg", &[]),
        ..Veld::new("selectboxes", "catalogi", call.text("beheer-catalogi", &[]))
    });
    for (component, key, label) in TYPEN {
        let options = lijst
            .choices(call, component)
            .map(|(value, label)| Keuzemogelijkheid { checked: is_chosen(key, &value), value, label })
            .collect();
        velden.push(Veld {
            options,
            description: call.text("beheer-typen-uitleg", &[]),
            ..Veld::new("selectboxes", key, call.text(label, &[]))
        });
    }
    let level = given.find("niveau").unwrap_or_default();
    velden.push(Veld {
        required: true,
        description: call.text("beheer-niveau-uitleg", &[]),
        options: Vertrouwelijkheidaanduiding::ALL
            .map(Vertrouwelijkheidaanduiding::as_str)
            .map(|value| Keuzemogelijkheid {
                value: value.into(),
                label: niveau_text(call, value),
                checked: value == level,
            })
            .to_vec(),
        ..Veld::new("select", "niveau", call.text("beheer-niveau", &[]))
    });
    velden
}

/// Returns a level as people say it.
pub(crate) fn niveau_text(call: &PageCall, niveau: &str) -> String {
    call.text(&format!("catalogi-keuze-{niveau}"), &[])
}

/// Returns the rights that were chosen.
pub(crate) fn chosen(lijst: &Keuzelijst, given: &Pairs) -> Vec<Toekenning> {
    let mut keuze = Keuze::default();
    for (component, _) in SCOPES {
        keuze.scopes.extend(given.all(scopes_key(*component)).map(str::to_owned));
    }
    if given.find("audittrails").is_some() {
        keuze.scopes.push("audittrails.lezen".to_owned());
    }
    for (component, key, _) in TYPEN {
        for chosen in given.all(key).filter_map(|text| text.parse().ok()) {
            keuze.typen.extend(lijst.versions_of(component, chosen).map(|uuid| (component, uuid)));
        }
    }
    let is_there = |uuid: &Uuid| lijst.catalogi.iter().any(|(own, ..)| own == uuid);
    keuze.catalogi.extend(given.all("catalogi").filter_map(|text| text.parse().ok()).filter(is_there));
    keuze.max_vertrouwelijkheidaanduiding = given.find("niveau").and_then(|text| text.parse().ok());
    keuze.toekenningen()
}

/// Returns what is wrong with the choices together, which the rights that come of them do not show. Rule: ac-002
/// (autorisatiespecificatie).
pub(crate) fn choice_faults(call: &PageCall, given: &Pairs) -> Fouten {
    let mut fouten = Fouten::default();
    let is_given = |key: &str| given.find(key).is_some_and(|text| !text.is_empty());
    let has_scopes = SCOPES.iter().any(|(component, _)| is_given(scopes_key(*component)));
    let has_trail = is_given("audittrails");
    let has_types = is_given("catalogi") || TYPEN.iter().any(|(_, key, _)| is_given(key));
    if is_given("alle") {
        if has_scopes || has_trail || has_types {
            fouten.add("alle", call.text("beheer-fout-allebei", &[]));
        }
    } else if has_trail && !TYPEN.iter().any(|(component, ..)| is_given(scopes_key(*component))) {
        fouten.add("audittrails", call.text("beheer-fout-alleen-audittrails", &[]));
    }
    fouten
}

/// Adds what is wrong, at the fields of the page. `clients` is the question about clients on this page.
pub(crate) fn faults_of(call: &PageCall, faults: &[InvalidField], clients: &str, mut fouten: Fouten) -> Fouten {
    for fault in faults {
        let key = match fault.name.split('.').next().unwrap_or_default() {
            "clientIds" => clients,
            "autorisaties" if fault.name.ends_with("maxVertrouwelijkheidaanduiding") => "niveau",
            "autorisaties" if fault.name.ends_with("besluittype") => "besluittypen",
            "autorisaties" if fault.name.ends_with("informatieobjecttype") => "informatieobjecttypen",
            "autorisaties" => "zaaktypen",
            "nonFieldErrors" => "alle",
            _ => "label",
        };
        let text = match (key, fault.code) {
            (_, "clientId-exists") => "beheer-fout-client-bestaat",
            ("niveau", _) => "beheer-fout-geen-niveau",
            ("zaaktypen" | "informatieobjecttypen" | "besluittypen", _) => "beheer-fout-geen-typen",
            ("alle", "ambiguous-authorizations-specified") if clients == "clients" => "beheer-fout-vervang",
            ("alle", "ambiguous-authorizations-specified") => "beheer-fout-allebei",
            // What was chosen gives nothing by itself, which is told there.
            ("alle", _) if fouten.per_veld.contains_key("audittrails") => continue,
            ("alle", _) if clients == "clients" => "beheer-fout-niets-over",
            ("alle", _) => "beheer-fout-geen-rechten",
            ("label", "blank") => "beheer-fout-geen-naam",
            (_, "blank") => "beheer-fout-geen-client",
            _ => "beheer-fout-lang",
        };
        let wat = match key {
            "label" => "beheer-applicatie-naam",
            "clients" => "beheer-clients",
            _ => "beheer-client",
        };
        fouten.add(key, call.text(text, &[("wat", call.text(wat, &[]).into())]));
    }
    fouten
}

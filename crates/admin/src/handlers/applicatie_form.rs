//! The questions about an application, and what the answers come down to.

use std::collections::BTreeSet;

use autorisaties::{Applicatie, InvalidField, Keuze, Reikwijdte, SCOPES, Toekenning, component_text};
use store::Reader;
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;
use web::{PageCall, PageError, Pairs};

use super::failed;
use crate::views::{Fouten, Keuzemogelijkheid, RechtRow, Veld};

/// What there is to give rights on.
pub(crate) struct Keuzelijst {
    /// Component, id and name of each type.
    typen: Vec<(Component, Uuid, String)>,
    /// Id, domein and name of each catalogus.
    catalogi: Vec<(Uuid, String, String)>,
}

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

impl Keuzelijst {
    pub(crate) async fn read(db: &mut Reader) -> Result<Self, PageError> {
        let typen = autorisaties::list_type_names(db).await.map_err(|error| failed(&error))?;
        let catalogi = autorisaties::list_catalogi(db).await.map_err(|error| failed(&error))?;
        Ok(Self { typen, catalogi })
    }

    /// Returns rights as people read them.
    pub(crate) fn rows(&self, call: &PageCall, all: &[Toekenning]) -> Vec<RechtRow> {
        let row = |(nummer, one): (usize, &Toekenning)| RechtRow {
            component: call.text(&format!("beheer-component-{}", component_text(one.component)), &[]),
            scopes: one.scopes.join(", "),
            waarop: self.waarop(call, &one.reikwijdte),
            niveau: one.max_vertrouwelijkheidaanduiding.map(|level| level.as_str().to_owned()).unwrap_or_default(),
            nummer,
        };
        all.iter().enumerate().map(row).collect()
    }

    fn waarop(&self, call: &PageCall, reikwijdte: &Reikwijdte) -> String {
        match reikwijdte {
            Reikwijdte::Component => call.text("beheer-recht-component", &[]),
            Reikwijdte::Elders(url) => url.clone(),
            Reikwijdte::Type(uuid) => {
                let found = self.typen.iter().find(|(_, own, _)| own == uuid);
                found.map_or_else(|| uuid.to_string(), |(_, _, name)| name.clone())
            }
            Reikwijdte::Catalogus(uuid) => {
                let found = self.catalogi.iter().find(|(own, ..)| own == uuid);
                let naam = found.map_or_else(|| uuid.to_string(), |(_, domein, _)| domein.clone());
                call.text("beheer-recht-catalogus", &[("naam", naam.into())])
            }
        }
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

/// Name, clients, and what holds for the application as a whole. What was sent goes before what there is.
pub(crate) fn gegevens_velden(call: &PageCall, applicatie: &Applicatie, given: &Pairs) -> Vec<Veld> {
    let is_sent = given.find("label").is_some();
    let or = |name: &str, own: String| given.find(name).map_or(own, str::to_owned);
    let ticked = |name: &str, own: bool| if is_sent { given.find(name).is_some() } else { own };
    vec![
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
            checked: ticked("gereed", applicatie.alleen_gereed_voor_publicatie),
            ..Veld::new("checkbox", "gereed", call.text("beheer-gereed", &[]))
        },
    ]
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
        // A name stands for all versions of the type.
        let own = lijst.typen.iter().filter(|(of, ..)| *of == component).map(|(_, _, name)| name.clone());
        let names: BTreeSet<String> = own.collect();
        let options = names
            .into_iter()
            .map(|name| Keuzemogelijkheid { checked: is_chosen(key, &name), value: name.clone(), label: name })
            .collect();
        velden.push(Veld { multiple: true, options, ..Veld::new("select", key, call.text(label, &[])) });
    }
    let level = given.find("niveau").unwrap_or("zeer_geheim");
    velden.push(Veld {
        options: Vertrouwelijkheidaanduiding::ALL
            .map(Vertrouwelijkheidaanduiding::as_str)
            .map(|value| Keuzemogelijkheid { value: value.into(), label: value.into(), checked: value == level })
            .to_vec(),
        ..Veld::new("select", "niveau", call.text("beheer-niveau", &[]))
    });
    velden
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
        for name in given.all(key) {
            let found = lijst.typen.iter().filter(|(of, _, own)| *of == component && own == name);
            keuze.typen.extend(found.map(|(of, uuid, _)| (*of, *uuid)));
        }
    }
    let is_there = |uuid: &Uuid| lijst.catalogi.iter().any(|(own, ..)| own == uuid);
    keuze.catalogi.extend(given.all("catalogi").filter_map(|text| text.parse().ok()).filter(is_there));
    let level = given.find("niveau").and_then(|text| text.parse().ok());
    keuze.max_vertrouwelijkheidaanduiding = Some(level.unwrap_or(Vertrouwelijkheidaanduiding::ZeerGeheim));
    keuze.toekenningen()
}

/// Returns what is wrong, at the fields of the page. `clients` is the question about clients on this page.
pub(crate) fn faults_of(call: &PageCall, faults: &[InvalidField], clients: &str) -> Fouten {
    let mut fouten = Fouten::default();
    for fault in faults {
        let key = match fault.name.split('.').next().unwrap_or_default() {
            "clientIds" => clients,
            "autorisaties" if fault.name.ends_with("besluittype") => "besluittypen",
            "autorisaties" if fault.name.ends_with("informatieobjecttype") => "informatieobjecttypen",
            "autorisaties" => "zaaktypen",
            "nonFieldErrors" => "alle",
            _ => "label",
        };
        let text = match (key, fault.code) {
            (_, "clientId-exists") => "beheer-fout-client-bestaat",
            ("zaaktypen" | "informatieobjecttypen" | "besluittypen", _) => "beheer-fout-geen-typen",
            ("alle", _) => "beheer-fout-geen-rechten",
            ("label", "blank") => "beheer-fout-geen-naam",
            (_, "blank") => "beheer-fout-geen-client",
            _ => "beheer-fout-lang",
        };
        fouten.add(key, call.text(text, &[]));
    }
    fouten
}

//! The style guide: every component in its states, for tests, screenshots and designers.

use serde_json::{Value, json};

use crate::chrome::{Chrome, Flash, LanguageLink, Link, Municipality, NavGroup, NavItem, Site, UserView};

fn nav_item(label: &str, href: &str, current: bool, badge: Option<u32>) -> NavItem {
    NavItem { label: label.into(), href: href.into(), current, badge }
}

/// Returns the surroundings of the style guide: somebody who is logged in and acts for another, with a full menu.
pub fn style_guide_chrome(site: Site) -> Chrome {
    let group = |items| NavGroup { label: None, items };
    Chrome {
        municipality: Municipality {
            name: "Gemeente Voorbeeldstad".into(),
            website: "www.voorbeeldstad.nl".into(),
            phone: "14 0xx".into(),
            opening_hours: "maandag tot en met vrijdag van 8.00 tot 18.00 uur".into(),
        },
        site,
        user: Some(UserView { name: "Jan Brekelmans".into(), acting_for: Some("S. de Vries (onder bewind)".into()) }),
        nav: vec![
            group(vec![nav_item("Home", "/mijn", false, None)]),
            group(vec![
                nav_item("Mijn taken", "/mijn/taken", false, Some(2)),
                nav_item("Mijn berichten", "/mijn/berichten", false, Some(1)),
                nav_item("Mijn zaken", "/mijn/zaken", true, None),
                nav_item("Mijn contactmomenten", "/mijn/contact", false, None),
            ]),
            group(vec![
                nav_item("Parkeren", "/mijn/themas/parkeren", false, None),
                nav_item("Belastingzaken", "/mijn/themas/belastingen", false, None),
                nav_item("Afval", "/mijn/themas/afval", false, None),
            ]),
            group(vec![nav_item("Mijn profiel", "/mijn/profiel", false, None)]),
        ],
        csrf: "voorbeeld".into(),
        path: "/stijlgids".into(),
        session_seconds_left: Some(900),
        title: "Stijlgids".into(),
        demo: true,
        flash: Some(Flash { kind: "ok".into(), title: "Uw voorkeuren zijn bewaard".into(), text: None }),
        home_href: "/mijn".into(),
        footer_links: [("Contact", "/contact"), ("Toegankelijkheid", "/toegankelijkheid"), ("Privacy", "/privacy")]
            .map(|(label, href)| Link { label: label.into(), href: href.into() })
            .into(),
        languages: vec![LanguageLink { lang: "en".into(), label: "English".into(), href: "/en/stijlgids".into() }],
        ..Chrome::default()
    }
}

fn field(kind: &str, key: &str, label: &str, more: Value) -> Value {
    let mut field = json!({
        "kind": kind, "key": key, "html_id": format!("veld-{key}"), "label": label, "description": "", "placeholder": "",
        "autocomplete": "", "required": true, "disabled": false, "value": "", "options": [], "multiple": false, "rows": null,
        "input_type": "", "inputmode": "", "max_length": null, "min": null, "max": null, "accept": "", "files": [],
        "html": "", "children": [], "css_class": ""
    });
    if let (Some(field), Value::Object(more)) = (field.as_object_mut(), more) {
        field.extend(more);
    }
    field
}

fn options(values: &[(&str, &str, bool)]) -> Value {
    values
        .iter()
        .map(|(value, label, checked)| json!({"value": value, "label": label, "description": "", "checked": checked}))
        .collect()
}

fn fields() -> Vec<Value> {
    vec![
        field(
            "content",
            "uitleg",
            "",
            json!({"html": "<p>U heeft uw <strong>kenteken</strong> nodig. Invullen duurt 5 minuten.</p>"}),
        ),
        field("textfield", "naam", "Naam", json!({"autocomplete": "name", "value": "Jan Brekelmans"})),
        field(
            "email",
            "mail",
            "E-mailadres",
            json!({"description": "Wij sturen hier een code naartoe.", "value": "jan.voorbeeld.nl"}),
        ),
        field("phoneNumber", "telefoon", "Telefoonnummer", json!({"required": false})),
        field(
            "bsn",
            "bsn",
            "Burgerservicenummer",
            json!({"description": "Dit staat op uw identiteitskaart.", "tooltip": "<p>Het nummer staat op de achterkant, boven de streepjescode.</p>", "max_length": 9}),
        ),
        field("iban", "rekening", "Rekeningnummer (IBAN)", json!({"placeholder": "NL00 BANK 0123 4567 89"})),
        field("licenseplate", "kenteken", "Kenteken", json!({"value": "AB-123-C", "disabled": true})),
        field("textfield", "geslacht", "Geslacht", json!({"readonly": true, "disabled": true, "display": "Man"})),
        field(
            "textfield",
            "namen",
            "Namen van uw kinderen",
            json!({"multiple": true, "values": ["Sanne"], "required": false}),
        ),
        field(
            "content",
            "let-op",
            "",
            json!({"css_class": "info", "html": "<p>Wij vragen deze gegevens op bij de gemeente waar u woont.</p>"}),
        ),
        field("number", "aantal", "Aantal bewoners", json!({"min": 1, "max": 20})),
        field("currency", "bedrag", "Bedrag", json!({"value": "12,50"})),
        field("date", "ingang", "Ingangsdatum", json!({"value": "2026-12-01"})),
        field(
            "date",
            "geboren",
            "Geboortedatum",
            json!({"input_type": "three-boxes", "value": "1980-04-07", "autocomplete": "bday", "description": "Bijvoorbeeld 7 4 1980."}),
        ),
        field("time", "tijd", "Tijd", json!({"required": false})),
        field("textarea", "reden", "Waarom vraagt u dit aan?", json!({"rows": 4, "max_length": 2000})),
        field(
            "radio",
            "kanaal",
            "Hoe wilt u bericht krijgen?",
            json!({"options": options(&[("email", "E-mail", true), ("brief", "Brief", false)]), "description": "U kunt dit later veranderen."}),
        ),
        field(
            "selectboxes",
            "dagen",
            "Op welke dagen komt u?",
            json!({"required": false, "options": options(&[("ma", "Maandag", true), ("wo", "Woensdag", false), ("vr", "Vrijdag", false)])}),
        ),
        field(
            "select",
            "wijk",
            "Wijk",
            json!({"options": options(&[("c", "Centrum", false), ("n", "Noord", true), ("z", "Zuid", false)])}),
        ),
        field("checkbox", "akkoord", "Ik heb alles naar waarheid ingevuld", json!({"checked": false})),
        field(
            "file",
            "foto",
            "Foto van de schade",
            json!({"description": "Een jpg, png of pdf van maximaal 10 MB.", "multiple": true, "accept": ".jpg,.png,.pdf", "files": [{"id": "b1", "name": "schade-voorkant.jpg", "size": 1_240_000}]}),
        ),
        field(
            "addressNL",
            "adres",
            "Adres",
            json!({"children": [
                field("postcode", "adres.postcode", "Postcode", json!({"value": "1234 AB"})),
                field("textfield", "adres.huisnummer", "Huisnummer", json!({"inputmode": "numeric"})),
                field("textfield", "adres.toevoeging", "Toevoeging", json!({"required": false})),
                field("textfield", "adres.straat", "Straat", json!({"disabled": true, "value": "Dorpsstraat"})),
                field("textfield", "adres.plaats", "Plaats", json!({"disabled": true, "value": "Voorbeeldstad"})),
            ]}),
        ),
        field(
            "fieldset",
            "contact",
            "Wie mogen wij bellen?",
            json!({"children": [
                field("columns", "rij", "", json!({"children": [
                    field("textfield", "voornaam", "Voornaam", json!({"autocomplete": "given-name"})),
                    field("textfield", "achternaam", "Achternaam", json!({"autocomplete": "family-name"})),
                ]})),
            ]}),
        ),
    ]
}

/// Returns the context of `stijlgids.html`.
pub fn style_guide() -> Value {
    let long = "Aanvraag omgevingsvergunning meervoudige arbeidsongeschiktheidsverzekeringsmaatschappijpand";
    json!({
        "today": "2026-11-24",
        "breadcrumb": [{"label": "Home", "href": "/mijn"}, {"label": "Mijn zaken", "href": "/mijn/zaken"}, {"label": "Stijlgids", "href": ""}],
        "tasks": [
            {"title": "Stuur een foto van de schade", "href": "/mijn/taken/1", "deadline": "2026-11-26"},
            {"title": "Vul uw motivering aan bij het bezwaar", "href": "/mijn/taken/2", "deadline": "2026-12-08", "subtitle": "Bezwaarschrift B0756"},
            {"title": "Betaal de leges", "href": "/mijn/taken/3", "deadline": "2026-11-20"},
            {"title": "Bekijk uw gegevens", "href": "/mijn/taken/4", "deadline": null},
        ],
        "task_with_button": {"title": "Stuur een foto van de schade", "href": "/mijn/taken/1", "deadline": "2026-11-26", "button": "Start deze taak"},
        "zaken": [
            {"title": "Bezwaarschrift", "number": "B0756", "status": "In behandeling", "href": "/mijn/zaken/1", "action_needed": true},
            {"title": "Actie woningverbetering verkeersgeluid", "number": "Z-2026-00812", "status": "Geregistreerd", "href": "/mijn/zaken/2"},
            {"title": long, "number": "Z-2026-00774", "status": "Geaccepteerd", "href": "/mijn/zaken/3", "on_behalf_of": "S. de Vries"},
            {"title": "Parkeervergunning bewoner", "number": "Z-2025-00102", "status": "Afgehandeld", "href": "/mijn/zaken/4", "archived": true},
        ],
        "messages": [
            {"title": "Wij hebben uw aanvraag ontvangen", "href": "/mijn/berichten/1", "date": "2026-11-20", "sender": "Afdeling Parkeren", "unread": true, "attachments": true},
            {"title": "De status van uw zaak is veranderd", "href": "/mijn/berichten/2", "date": "2026-11-12T09:30:00Z", "sender": "Afdeling Juridische Zaken", "unread": false},
        ],
        "steps": [
            {"label": "Geregistreerd", "state": "checked", "date": "2026-11-10", "text": ""},
            {"label": "In behandeling", "state": "current", "date": "2026-11-12", "text": "Een medewerker leest uw bezwaar."},
            {"label": "Geaccepteerd", "state": "not-checked", "date": null, "text": ""},
            {"label": "Afgehandeld", "state": "not-checked", "date": null, "text": ""},
        ],
        "steps_stopped": [
            {"label": "Geregistreerd", "state": "checked", "date": "2026-11-10", "text": ""},
            {"label": "Wacht op u", "state": "warning", "date": "2026-11-12", "text": "Wij missen nog een foto."},
            {"label": "Ingetrokken", "state": "error", "date": "2026-11-14", "text": "U heeft de aanvraag ingetrokken."},
        ],
        "facts": [
            {"term": "Ingediend op", "text": "10 november 2026"},
            {"term": "Zaaknummer", "text": "B0756", "verbatim": true},
            {"term": "Onderwerp", "text": "Bezwaar tegen naheffing parkeren"},
            {"term": "Hoort bij", "text": "Parkeervergunning bewoner", "href": "/mijn/zaken/4"},
        ],
        "documents": [
            {"title": "Ontvangstbevestiging", "href": "/mijn/documenten/1", "format": "pdf", "size": 84_213, "date": "2026-11-10", "from": "van de gemeente", "is_new": true},
            {"title": "Uw bezwaarschrift", "href": "/mijn/documenten/2", "format": "pdf", "size": 2_140_000, "date": "2026-11-10", "from": "van u"},
        ],
        "contacts": [
            {"date": "2026-11-12", "channel": "E-mail", "title": "De status van uw zaak is veranderd", "text": "", "sender": ""},
            {"date": "2026-11-11", "channel": "Telefoon", "title": "U vroeg hoe lang het duurt", "text": "U krijgt uiterlijk 2 februari 2027 antwoord.", "sender": "Afdeling Juridische Zaken"},
        ],
        "columns": [
            {"label": "Zaak", "href": "?sorteer=zaak", "sorted": "ascending"}, {"label": "Onderwerp"}, {"label": "Status"},
            {"label": "Uiterlijk"}, {"label": "Dagen", "numeric": true},
        ],
        "rows": [
            [{"text": "Z-2026-00812", "href": "/werk/zaken/1", "verbatim": true}, "Woningverbetering", {"badge": "In behandeling", "badge_kind": "active"}, {"date": "2026-12-08"}, "14"],
            [{"text": "Z-2026-00774", "href": "/werk/zaken/2", "verbatim": true}, {"text": "Parkeervergunning", "subtitle": "Bewoner, zone 4"}, {"badge": "Te laat", "badge_kind": "danger"}, {"date": "2026-11-20"}, "-4"],
            [{"text": "B0756", "href": "/werk/zaken/3", "verbatim": true}, "Bezwaarschrift", {"badge": "Afgehandeld", "badge_kind": "success"}, {"date": "2027-02-02"}, "70"],
        ],
        "progress": [
            {"label": "Uw gegevens", "state": "done", "href": "/formulier/1"}, {"label": "De schade", "state": "current", "href": ""},
            {"label": "Bijlagen", "state": "todo", "href": ""}, {"label": "Controleren", "state": "todo", "href": ""},
        ],
        "fields": fields(),
        "errors": {"mail": "Vul een e-mailadres in met een @, zoals naam@voorbeeld.nl.", "geboren": "Vul een datum in die al geweest is.", "reden": "Vul in waarom u dit aanvraagt.", "akkoord": "Zet een vinkje. Anders kunnen wij uw aanvraag niet behandelen."},
        "error_items": [
            {"text": "Vul een e-mailadres in met een @, zoals naam@voorbeeld.nl.", "href": "#veld-mail"},
            {"text": "Vul een datum in die al geweest is.", "href": "#veld-geboren"},
        ],
        "process": include_str!("../samples/proces.bpmn"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chrome::THEMES;
    use crate::pages::Pages;
    use crate::texts::Texts;

    #[test]
    fn the_style_guide_shows_in_all_themes_sites_and_languages() {
        let pages = Pages::new(&[], Texts::builder().build().unwrap()).unwrap();
        for theme in THEMES {
            for site in [Site::Portal, Site::Workplace, Site::Admin] {
                for lang in ["nl", "en"] {
                    let chrome = Chrome { lang: lang.into(), ..style_guide_chrome(site).with_theme(theme) };
                    let html = pages.render("stijlgids.html", style_guide(), &chrome).unwrap();
                    assert!(html.contains(theme.class) && html.contains(theme.css));
                    assert!(html.len() < 90_000, "the style guide has {} bytes", html.len());
                }
            }
        }
    }
}

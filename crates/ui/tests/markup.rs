//! What assistive technology needs in the markup of the components, checked on the style guide and on single fields.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use ui::{Chrome, Pages, Site, Texts, UserView, style_guide, style_guide_chrome};

fn render(source: &'static str, context: Value) -> String {
    let pages = Pages::new(&[("proef.html", source)], Texts::builder().build().unwrap()).unwrap();
    pages.render("proef.html", context, &Chrome::default()).unwrap()
}

fn render_field(field: Value, errors: Value) -> String {
    let source = "{% import \"componenten/alles.html\" as c %}{{ c.field(f, errors) }}";
    render(source, json!({"f": field, "errors": errors}))
}

/// The values of an attribute, in the order of the page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_reference_points_at_one_element() {
    let pages = Pages::new(&[], Texts::builder().build().unwrap()).unwrap();
    let html = pages.render("stijlgids.html", style_guide(), &style_guide_chrome(Site::Portal)).unwrap();
    let ids = attributes(&html, "id");
    let known: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), known.len(), "an id occurs twice");
    for name in ["for", "aria-describedby", "aria-labelledby"] {
        for id in attributes(&html, name).into_iter().flat_map(str::split_whitespace) {
            assert!(known.contains(&id), "{name} names {id}, which is not on the page");
        }
    }
    for href in attributes(&html, "href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(known.contains(&href), "#{href} is not on the page");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<main").count(), 1);
}

#[test]
fn a_field_tells_its_help_and_its_error() {
    let field = json!({"kind": "email", "key": "mail", "html_id": "m", "label": "E-mailadres", "description": "Uitleg", "required": true, "value": "a\"b"});
    let html = render_field(field, json!({"mail": "Vul een @ in."}));
    assert!(html.contains(r#"<label class="utrecht-form-label" for="m">E-mailadres</label>"#), "{html}");
    for expected in [
        r#"aria-describedby="m-uitleg m-fout""#,
        r#"aria-invalid="true""#,
        r#"type="email""#,
        r#"autocomplete="email""#,
        "a&quot;b",
        "Vul een @ in.",
    ] {
        assert!(html.contains(expected), "{expected} is missing in {html}");
    }
}

#[test]
fn a_field_without_error_is_quiet() {
    let html = render_field(
        json!({"kind": "textfield", "key": "naam", "html_id": "n", "label": "Naam", "required": false, "value": null}),
        json!({}),
    );
    assert!(html.contains("(niet verplicht)") && html.contains(r#"value="""#));
    assert!(html.contains(r#"<input type="hidden" name="_field" value="naam">"#));
    for unexpected in ["aria-invalid", "aria-describedby", "required", "none", "autocomplete"] {
        assert!(!html.contains(unexpected), "{unexpected} is in {html}");
    }
}

#[test]
fn every_kind_has_its_control() {
    let option = json!([{"value": "a", "label": "A", "checked": true}, {"value": "b", "label": "B", "description": "Uitleg B", "checked": false}]);
    let cases = [
        ("textfield", json!({}), r#"type="text""#),
        ("textarea", json!({"rows": 7}), r#"rows="7""#),
        ("phoneNumber", json!({}), r#"type="tel""#),
        ("number", json!({"min": 0, "max": 9}), r#"min="0" max="9""#),
        ("currency", json!({}), "€"),
        ("checkbox", json!({"checked": true}), r#"value="on" checked"#),
        ("selectboxes", json!({"options": option}), r#"type="checkbox" id="x-1" name="k" value="a" checked"#),
        (
            "radio",
            json!({"options": option}),
            r#"type="radio" id="x-2" name="k" value="b" aria-describedby="x-2-uitleg""#,
        ),
        ("select", json!({"options": option}), r#"<option value="a" selected>A</option>"#),
        (
            "select",
            json!({"options": option, "multiple": true}),
            r#"type="checkbox" id="x-1" name="k" value="a" checked"#,
        ),
        ("date", json!({"value": "2026-12-01"}), r#"type="date" value="2026-12-01""#),
        (
            "date",
            json!({"input_type": "three-boxes", "value": "2026-12-01"}),
            r#"name="k-month" type="text" inputmode="numeric" maxlength="2" value="12""#,
        ),
        (
            "date",
            json!({"widget": "inputGroup", "day": "31", "month": "2", "year": "26"}),
            r#"name="k-day" type="text" inputmode="numeric" maxlength="2" value="31""#,
        ),
        (
            "textfield",
            json!({"multiple": true, "values": ["een"]}),
            r#"id="x-2" name="k" type="text" value="" aria-label="Vraag 2""#,
        ),
        (
            "textfield",
            json!({"readonly": true, "disabled": true, "display": "Jan"}),
            r#"<p class="loket-readonly__value">Jan</p>"#,
        ),
        ("number", json!({"suffix": "m²"}), "<span>m²</span></span>"),
        ("address_part", json!({}), r#"type="text""#),
        ("softRequiredErrors", json!({"html": "<p>Vul nog in</p>"}), "utrecht-alert--warning"),
        ("content", json!({"html": "<p>Let op</p>", "css_class": "info"}), "utrecht-alert--info"),
        ("time", json!({}), r#"type="time""#),
        ("file", json!({"accept": ".pdf", "multiple": true}), r#"type="file" multiple accept=".pdf""#),
        (
            "file",
            json!({"files": [{"id": "b1", "name": "a.pdf", "size": 84_000}]}),
            r#"name="verwijder-bestand" value="b1""#,
        ),
        ("bsn", json!({}), r#"inputmode="numeric""#),
        ("iban", json!({}), "utrecht-textbox--iban-size"),
        ("licenseplate", json!({}), r#"spellcheck="false""#),
        ("postcode", json!({}), r#"autocomplete="postal-code""#),
        ("fieldset", json!({"children": [{"kind": "bsn", "key": "b", "html_id": "b", "label": "BSN"}]}), r#"id="b""#),
        (
            "addressNL",
            json!({"children": [{"kind": "postcode", "key": "p", "html_id": "p", "label": "Postcode"}]}),
            "<legend",
        ),
        (
            "columns",
            json!({"children": [{"children": [{"kind": "bsn", "key": "b", "html_id": "b", "label": "BSN"}]}]}),
            r#"id="b""#,
        ),
        ("content", json!({"html": "<p>Uitleg</p>"}), "<p>Uitleg</p>"),
    ];
    for (kind, more, expected) in cases {
        let mut field = json!({"kind": kind, "key": "k", "html_id": "x", "label": "Vraag"});
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let html = render_field(field, json!({}));
        assert!(html.contains(expected), "{kind}: {expected} is missing in {html}");
    }
}

#[test]
fn choices_are_one_question() {
    let field = json!({"kind": "radio", "key": "k", "html_id": "x", "label": "Vraag", "description": "Uitleg", "required": true, "options": []});
    let html = render_field(field, json!({"k": "Kies er één."}));
    assert!(html.contains(r#"<fieldset class="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset" id="x" tabindex="-1" aria-describedby="x-uitleg x-fout">"#), "{html}");
    assert!(html.contains("<legend") && html.contains("Kies er één."));
}

#[test]
fn logging_out_is_a_post_with_a_token_and_acting_for_another_is_said_in_the_header() {
    let pages = Pages::new(
        &[("proef.html", "{% extends \"layout/portal.html\" %}{% block content %}<h1>Hallo</h1>{% endblock %}")],
        Texts::builder().build().unwrap(),
    )
    .unwrap();
    let chrome = Chrome {
        user: Some(UserView { name: "Jan".into(), acting_for: Some("S. de Vries".into()) }),
        csrf: "t&k".into(),
        title: "Home".into(),
        ..Chrome::default()
    };
    let html = pages.render("proef.html", json!({}), &chrome).unwrap();
    assert!(html.contains(r#"<form method="post" action="/uitloggen">"#));
    assert!(html.contains(r#"name="csrf" value="t&amp;k""#));
    let header = html.split("</header>").next().unwrap();
    assert!(header.contains("U handelt namens") && header.contains("S. de Vries"));
    assert!(html.contains("<title>Home - Loket</title>"));
    assert!(!html.contains("<dialog"), "without a session there is nothing to expire");
}

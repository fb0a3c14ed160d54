//! Messages as JSON: as rows keep them, and as subscribers get them.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::domain::{Bezorging, Vorm};
use crate::rules::Gebeurtenis;
use crate::{Kenmerken, Notificatie};

/// Returns a message with the id that all subscribers get to see, for the row.
pub(crate) fn row_of(id: Uuid, notificatie: &Notificatie) -> String {
    let mut row = notification(notificatie);
    row.insert("id".into(), id.to_string().into());
    Value::Object(row).to_string()
}

/// Returns a CloudEvent about a zaak as the row keeps it: with paths instead of URLs.
pub(crate) fn row_of_gebeurtenis(id: Uuid, source: &str, now: Timestamp, gebeurtenis: &Gebeurtenis) -> String {
    json!({
        "specversion": "1.0",
        "id": id.to_string(),
        "source": source,
        "type": gebeurtenis.r#type,
        "subject": gebeurtenis.subject.to_string(),
        "time": now.to_string(),
        "datacontenttype": "application/json",
        "dataref": gebeurtenis.dataref,
        "data": object(&gebeurtenis.data),
    })
    .to_string()
}

/// Returns the notification of the standard.
pub(crate) fn notification(notificatie: &Notificatie) -> Map<String, Value> {
    let value = json!({
        "kanaal": notificatie.kanaal,
        "source": notificatie.source,
        "hoofdObject": notificatie.hoofd_object,
        "resource": notificatie.resource,
        "resourceUrl": notificatie.resource_url,
        "actie": notificatie.actie,
        "aanmaakdatum": notificatie.aanmaakdatum.to_string(),
        "kenmerken": object(&notificatie.kenmerken),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(crate) fn object(kenmerken: &Kenmerken) -> Value {
    kenmerken.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect::<Map<_, _>>().into()
}

/// Returns the texts of an object; what is no text is written as JSON writes it.
pub(crate) fn texts(value: &Value) -> Kenmerken {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    value.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect()
}

/// The message that the callback of an abonnement is tested with.
pub(crate) fn test_message(now: Timestamp) -> String {
    json!({
        "kanaal": "test",
        "hoofdObject": "http://some.hoofdobject.nl/",
        "resource": "test",
        "resourceUrl": "http://some.resource.nl/",
        "actie": "test",
        "aanmaakdatum": now.to_string(),
        "kenmerken": {},
    })
    .to_string()
}

/// Returns what the subscriber gets: content type and body. Our own paths become URLs below `basis`.
pub(crate) fn outgoing(bezorging: &Bezorging, basis: &str) -> (&'static str, String) {
    let mut value: Value = serde_json::from_str(&bezorging.bericht).unwrap_or_default();
    match bezorging.vorm {
        Vorm::Cloudevent => ("application/cloudevents+json", value.to_string()),
        Vorm::EigenCloudevent => {
            value.get_mut("dataref").into_iter().for_each(|dataref| add_basis(dataref, basis));
            let data = value.get_mut("data").and_then(Value::as_object_mut);
            data.into_iter().flat_map(|data| data.values_mut()).for_each(|value| add_basis(value, basis));
            if value.get("source").and_then(Value::as_str) == Some("") {
                value["source"] = basis.into();
            }
            ("application/cloudevents+json", value.to_string())
        }
        Vorm::Notificatie => {
            make_absolute(&mut value, basis);
            if let Some(map) = value.as_object_mut() {
                map.shift_remove("id");
                if map.get("source").and_then(Value::as_str) == Some("") {
                    map.shift_remove("source");
                }
            }
            ("application/json", value.to_string())
        }
        Vorm::AlsCloudevent => {
            make_absolute(&mut value, basis);
            ("application/cloudevents+json", cloudevent(&value, basis).to_string())
        }
    }
}

/// Of another system's message nothing is touched: its main object is no path.
fn make_absolute(value: &mut Value, basis: &str) {
    if !value.get("hoofdObject").and_then(Value::as_str).is_some_and(|text| text.starts_with('/')) {
        return;
    }
    for name in ["hoofdObject", "resourceUrl"] {
        value.get_mut(name).into_iter().for_each(|value| add_basis(value, basis));
    }
    if let Some(kenmerken) = value.get_mut("kenmerken").and_then(Value::as_object_mut) {
        kenmerken.values_mut().for_each(|value| add_basis(value, basis));
    }
}

/// Makes a URL of a path.
fn add_basis(value: &mut Value, basis: &str) {
    if let Value::String(text) = value
        && text.starts_with('/')
    {
        text.insert_str(0, basis);
    }
}

/// Makes a CloudEvent of a notification. Its id is the same for every subscriber and every attempt.
fn cloudevent(notificatie: &Value, basis: &str) -> Value {
    let text = |name: &str| notificatie.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut data = notificatie.get("kenmerken").and_then(Value::as_object).cloned().unwrap_or_default();
    data.insert("hoofdObject".into(), text("hoofdObject").into());
    let source = match text("source") {
        "" => basis,
        source => source,
    };
    json!({
        "specversion": "1.0",
        "id": text("id"),
        "source": source,
        "type": format!("nl.overheid.{}.{}.{}", text("kanaal"), text("resource"), text("actie")),
        "subject": text("resourceUrl").trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
        "time": text("aanmaakdatum"),
        "datacontenttype": "application/json",
        "data": data,
    })
}

/// Returns what a row is about, for an administrator: a title and the resource.
pub(crate) fn title(vorm: Vorm, bericht: &str) -> (String, String) {
    let value: Value = serde_json::from_str(bericht).unwrap_or_default();
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    match vorm {
        Vorm::Cloudevent | Vorm::EigenCloudevent => (text("type"), text("subject")),
        Vorm::Notificatie | Vorm::AlsCloudevent => {
            (format!("{}: {} {}", text("kanaal"), text("resource"), text("actie")), text("resourceUrl"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn a_message_gets_our_host_and_the_form_that_was_asked_for() {
        let notificatie = Notificatie {
            kanaal: "zaken".into(),
            source: "den-haag".into(),
            hoofd_object: "/zaken/api/v1/zaken/1".into(),
            resource: "status".into(),
            resource_url: "/zaken/api/v1/statussen/2".into(),
            actie: "create".into(),
            aanmaakdatum: "2026-11-25T10:00:00Z".parse().unwrap(),
            kenmerken: vec![("zaaktype".into(), "/catalogi/api/v1/zaaktypen/3".into()), ("x".into(), "y".into())],
        };
        let id = Uuid::from_u128(7);
        let mut bezorging = Bezorging {
            id: Uuid::nil(),
            hoofd_object: String::new(),
            vorm: Vorm::Notificatie,
            bericht: row_of(id, &notificatie),
            basis: None,
            attempts: 0,
        };
        let (kind, body) = outgoing(&bezorging, "https://a.nl");
        let expected = json!({
            "kanaal": "zaken",
            "source": "den-haag",
            "hoofdObject": "https://a.nl/zaken/api/v1/zaken/1",
            "resource": "status",
            "resourceUrl": "https://a.nl/zaken/api/v1/statussen/2",
            "actie": "create",
            "aanmaakdatum": "2026-11-25T10:00:00Z",
            "kenmerken": { "zaaktype": "https://a.nl/catalogi/api/v1/zaaktypen/3", "x": "y" },
        });
        assert_eq!((kind, body), ("application/json", expected.to_string()));

        bezorging.vorm = Vorm::AlsCloudevent;
        let (kind, body) = outgoing(&bezorging, "https://a.nl");
        let expected = json!({
            "specversion": "1.0",
            "id": id.to_string(),
            "source": "den-haag",
            "type": rules::cloudevent_type(&notificatie),
            "subject": "2",
            "time": "2026-11-25T10:00:00Z",
            "datacontenttype": "application/json",
            "data": {
                "zaaktype": "https://a.nl/catalogi/api/v1/zaaktypen/3",
                "x": "y",
                "hoofdObject": "https://a.nl/zaken/api/v1/zaken/1",
            },
        });
        assert_eq!((kind, body), ("application/cloudevents+json", expected.to_string()));
    }
}

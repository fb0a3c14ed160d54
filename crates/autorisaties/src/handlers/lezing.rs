//! Whose data an answer shows: for the log of processings (AVG).

use serde_json::Value;
use store::Db;
use uuid::Uuid;
use values::Actor;

/// Logs that these were shown to an application, each with the zaak that it belongs to, as far as they say whose BSN it is.
pub fn log_lezing<'a>(
    db: &Db,
    actor: &Actor,
    handeling: &'static str,
    shown: impl IntoIterator<Item = (&'a Value, Option<Uuid>)>,
) {
    if !db.logs_lezingen() {
        return;
    }
    let mut personen = Vec::new();
    for (value, zaak) in shown {
        find_bsns(value, &mut |bsn| personen.push((bsn.to_owned(), zaak)));
    }
    db.log_lezing(actor, handeling, personen);
}

/// Finds every BSN, by the ways in which the standard writes one.
fn find_bsns(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| find_bsns(one, found)),
        Value::Object(map) => {
            let text = |name: &str| map.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            text("inpBsn").into_iter().for_each(&mut *found);
            if text("identifierType") == Some("bsn") {
                text("identifier").into_iter().for_each(&mut *found);
            }
            map.values().for_each(|one| find_bsns(one, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_bsn_is_found_wherever_the_standard_writes_one() {
        let cases = [
            (json!({ "inpBsn": "999993653", "voorletters": "A." }), vec!["999993653"]),
            (json!({ "inpBsn": "" }), vec![]),
            (json!({ "identificatie": "fatima" }), vec![]),
            (
                json!({ "source": "digid", "representee": { "identifierType": "bsn", "identifier": "999990019" } }),
                vec!["999990019"],
            ),
            (json!({ "representee": { "identifierType": "kvkNummer", "identifier": "12345678" } }), vec![]),
            (
                json!({ "heeftAlsGerechtigde": { "natuurlijkPersoon": { "inpBsn": "999993653" } }, "a": [{ "inpBsn": "1" }] }),
                vec!["999993653", "1"],
            ),
        ];
        for (value, expected) in cases {
            let mut found = Vec::new();
            find_bsns(&value, &mut |bsn| found.push(bsn.to_owned()));
            assert_eq!(found, expected, "{value}");
        }
    }
}

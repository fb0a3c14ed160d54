//! The sentence for a fault in an answer, by its code: the same for residents and staff.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::{Arg, Texts, files};

/// Returns the sentence that says what is wrong with the answer to `label` and how to put it right. An unknown code gets the general one.
pub fn fault_text(texts: &Texts, lang: &str, code: &str, label: &str, params: &Map<String, Value>) -> String {
    let mut args: Vec<(&str, Arg<'_>)> = vec![("veld", label.into())];
    let types = params.get("types").and_then(Value::as_str).unwrap_or_default();
    args.push(("soorten", files::kinds(texts, lang, types).into()));
    for (name, value) in params {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let text = match text.parse::<Date>() {
            Ok(day) => date_text(texts, lang, day),
            Err(_) => text,
        };
        args.push((name.as_str(), text.into()));
    }
    let key = format!("veld-fout-{}", code.replace('_', "-"));
    let own = texts.find_text(lang, &key, &args);
    own.unwrap_or_else(|| texts.text(lang, "veld-fout-invalid", &args))
}

/// Returns "10 november 2026".
fn date_text(texts: &Texts, lang: &str, day: Date) -> String {
    let month = texts.text(lang, &format!("maand-{}", day.month()), &[]);
    format!("{} {month} {}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(texts: &Texts, lang: &str, code: &str, params: &Value) -> String {
        fault_text(texts, lang, code, "Kenteken", params.as_object().unwrap())
    }

    #[test]
    fn every_code_has_a_sentence_that_says_what_to_do() {
        let texts = Texts::builder().build().unwrap();
        let codes = "required maxLength pattern min max minDate maxDate minTime maxTime minSelectedCount maxSelectedCount
            maxNumberOfFiles fileMaxSize invalid_file_type decimalLimit invalid_email invalid_phone invalid_date invalid_time
            invalid_number invalid_choice invalidPrefilledField bsn iban licenseplate postcode houseNumber houseLetter
            houseNumberAddition phonenumber-nl phonenumber-international file_empty";
        for lang in ["nl", "en"] {
            let params = json!({ "limit": "10", "name": "foto.png" });
            let other = told(&texts, lang, "unknown", &params);
            for code in codes.split_whitespace() {
                let text = told(&texts, lang, code, &params);
                assert!(!text.contains("veld-") && !text.contains('{') && text != other, "{lang} {code}: {text}");
            }
        }
    }

    #[test]
    fn limits_are_in_words() {
        let texts = Texts::builder().build().unwrap();
        let cases = [
            ("required", json!({}), "Vul in: Kenteken."),
            ("maxLength", json!({ "limit": 10 }), "Kenteken: gebruik maximaal 10 tekens."),
            ("minDate", json!({ "limit": "2026-11-24" }), "Kenteken: kies een datum op of na 24 november 2026."),
            ("file_empty", json!({ "name": "foto.png" }), "Het bestand foto.png is leeg. Kies een ander bestand."),
            (
                "invalid_file_type",
                json!({ "name": "a.exe", "types": "application/pdf,image/png" }),
                "Het bestand a.exe kunnen wij niet openen. Kies een pdf of een foto (png).",
            ),
            ("unknown", json!({}), "Kenteken: dit klopt niet. Controleer wat u heeft ingevuld."),
        ];
        for (code, params, expected) in cases {
            assert_eq!(told(&texts, "nl", code, &params), expected);
        }
    }
}

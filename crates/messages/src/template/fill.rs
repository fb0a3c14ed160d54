//! Putting values in.

use super::Part;
use crate::personalisation::{Personalisation, Value};

/// A placeholder for which there is no value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

/// Returns the text with its values. What a false condition hides needs no values.
pub(crate) fn fill(parts: &[Part], values: &Personalisation) -> Result<String, Missing> {
    let mut text = String::new();
    write(parts, values, &mut text)?;
    Ok(text)
}

fn write(parts: &[Part], values: &Personalisation, text: &mut String) -> Result<(), Missing> {
    for part in parts {
        match part {
            Part::Text(literal) => text.push_str(literal),
            Part::Value(name) => match values.find(name) {
                Some(Value::Text(value)) => text.push_str(value),
                Some(Value::General(value)) => write_general(value, text),
                Some(Value::Flag(value)) => text.push_str(if *value { "yes" } else { "no" }),
                None => return Err(Missing(name.clone())),
            },
            Part::If(name, parts) => {
                if values.find(name).ok_or_else(|| Missing(name.clone()))?.is_yes() {
                    write(parts, values, text)?;
                }
            }
        }
    }
    Ok(())
}

/// "Uw zaak" in place of a title: after "uw zaak" or "uw aanvraag" it would say the same twice, so it is left out there.
fn write_general(value: &str, text: &mut String) {
    let mut words = text.trim_end().rsplit(char::is_whitespace);
    let _noun = words.next();
    if words.next().is_some_and(|word| word.eq_ignore_ascii_case("uw")) {
        text.truncate(text.trim_end().len());
    } else {
        text.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::parse;

    #[test]
    fn values_are_put_in_and_never_read_as_template() {
        let mut values = Personalisation::default();
        values.set("klant.naam", "((code)) # jan");
        values.set("Taak-datum", "1 mei");
        values.set_flag("ja", true);
        values.set_flag("nee", false);
        values.set_general("zaak", "uw zaak");
        let cases = [
            ("Beste ((klant.naam))", Ok("Beste ((code)) # jan")),
            ("((taak datum)), ((TAAKDATUM))", Ok("1 mei, 1 mei")),
            ("a((ja?? voor ((taakdatum))))b", Ok("a voor 1 meib")),
            ("a((nee?? voor ((weg))))b", Ok("ab")),
            ("((ja))/((nee))", Ok("yes/no")),
            ("De status van uw zaak ((zaak)) is veranderd", Ok("De status van uw zaak is veranderd")),
            ("Uw zaak ((zaak)) is klaar", Ok("Uw zaak is klaar")),
            ("Nieuws over ((zaak))", Ok("Nieuws over uw zaak")),
            ("((weg))", Err(Missing("weg".into()))),
            ("((weg??a))", Err(Missing("weg".into()))),
        ];
        for (template, expected) in cases {
            assert_eq!(fill(&parse(template).unwrap(), &values), expected.map(str::to_owned), "{template}");
        }
    }
}

//! How a value is written in an eigenschap: ztc-015 (datumvelden) and the specificatie of the eigenschap.

use catalogi::Eigenschap;

/// Returns the value in the format of the eigenschap, or why it does not fit. An ISO date becomes `YYYYMMDD`.
///
/// # Errors
/// The Dutch reason, to stand beside the code `invalid`.
pub fn format_waarde(eigenschap: &Eigenschap, waarde: &str) -> Result<String, String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let waarde = waarde.trim();
    let formatted = match eigenschap.formaat.as_str() {
        "datum" => digits(waarde.get(..10).unwrap_or(waarde)),
        "datum_tijd" => digits(waarde.get(..19).unwrap_or(waarde)),
        _ => waarde.to_owned(),
    };
    let fits = match eigenschap.formaat.as_str() {
        "datum" => formatted.len() == 8,
        "datum_tijd" => formatted.len() == 14,
        "getal" => waarde.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite),
        _ => true,
    };
    if !fits {
        return Err(format!("De waarde is geen {}.", eigenschap.formaat));
    }
    let length_max: usize = eigenschap.lengte.parse().unwrap_or(usize::MAX);
    if formatted.chars().count() > length_max {
        return Err(format!("De waarde is langer dan {length_max} tekens."));
    }
    let allowed = &eigenschap.waardenverzameling;
    if !allowed.is_empty() && !allowed.contains(&formatted) {
        return Err("De waarde staat niet in de waardenverzameling.".to_owned());
    }
    Ok(formatted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    #[test]
    fn values_take_the_format_of_the_eigenschap() {
        let cases = [
            ("tekst", "40", "B-12", Ok("B-12")),
            ("tekst", "3", "B-12", Err(())),
            ("datum", "8", "2026-11-10", Ok("20261110")),
            ("datum", "8", "20261110", Ok("20261110")),
            ("datum", "8", "gisteren", Err(())),
            ("datum_tijd", "14", "2026-11-10T09:30:00+01:00", Ok("20261110093000")),
            ("getal", "5", "12,5", Ok("12,5")),
            ("getal", "5", "twaalf", Err(())),
        ];
        for (formaat, lengte, waarde, expected) in cases {
            let eigenschap = Eigenschap {
                uuid: Id::new(uuid::Uuid::nil()),
                naam: "proef".into(),
                definitie: String::new(),
                toelichting: String::new(),
                groep: String::new(),
                formaat: formaat.into(),
                lengte: lengte.into(),
                kardinaliteit: "1".into(),
                waardenverzameling: Vec::new(),
                toon_in_portaal: true,
                label: String::new(),
            };
            let formatted = format_waarde(&eigenschap, waarde);
            assert_eq!(formatted.as_deref().map_err(|_| ()), expected, "{formaat} {waarde}");
        }
    }
}

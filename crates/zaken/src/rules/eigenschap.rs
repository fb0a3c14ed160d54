//! How a value is written in an eigenschap: ztc-015 (datumvelden) and the specificatie of the eigenschap.

use catalogi::Eigenschap;
use jiff::civil::{Date, DateTime};

/// Returns the value as ztc-015 writes it, or why it does not fit: a date, also one in ISO, becomes `YYYYMMDD`. Who judges what another
/// system sent keeps it as it was sent.
///
/// # Errors
/// The Dutch reason, to stand beside the code `invalid`.
pub fn format_waarde(eigenschap: &Eigenschap, waarde: &str) -> Result<String, String> {
    let waarde = waarde.trim();
    let formatted = match eigenschap.formaat.as_str() {
        "datum" => read_day(waarde).map(|day| day.strftime("%Y%m%d").to_string()),
        "datum_tijd" => read_moment(waarde).map(|moment| moment.strftime("%Y%m%d%H%M%S").to_string()),
        "getal" if !waarde.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite) => None,
        _ => Some(waarde.to_owned()),
    };
    let Some(formatted) = formatted else {
        return Err(format!("De waarde is geen {}.", eigenschap.formaat));
    };
    let length_max: usize = eigenschap.lengte.parse().unwrap_or(usize::MAX);
    if formatted.chars().count() > length_max {
        return Err(format!("De waarde is langer dan {length_max} tekens."));
    }
    let allowed = &eigenschap.waardenverzameling;
    if !allowed.is_empty() && ![waarde, &formatted].iter().any(|one| allowed.iter().any(|own| own == one)) {
        return Err("De waarde staat niet in de waardenverzameling.".to_owned());
    }
    Ok(formatted)
}

/// Returns how many values a zaak has of an eigenschap at most: its kardinaliteit. One that is no number, such as `N`, has no bound.
pub fn count_max(eigenschap: &Eigenschap) -> i64 {
    eigenschap.kardinaliteit.trim().parse().map_or(i64::MAX, |count: i64| count.max(1))
}

/// Reads a day: in ISO, of which a time is left out, or as ztc-015 writes it.
pub fn read_day(text: &str) -> Option<Date> {
    if is_digits(text) && text.len() == 8 {
        return Date::strptime("%Y%m%d", text).ok();
    }
    if text.len() == 10 { text.parse().ok() } else { Some(read_moment(text)?.date()) }
}

/// Reads a moment: in ISO, with or without seconds and zone, or as ztc-015 writes it. The zone is the caller's own and is left out.
fn read_moment(text: &str) -> Option<DateTime> {
    if is_digits(text) {
        return DateTime::strptime("%Y%m%d%H%M%S", text).ok().filter(|_| text.len() == 14);
    }
    let local = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    local.parse().ok().filter(|_| text.len() > 10)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    fn eigenschap(formaat: &str, lengte: &str, kardinaliteit: &str) -> Eigenschap {
        Eigenschap {
            uuid: Id::new(uuid::Uuid::nil()),
            naam: "proef".into(),
            definitie: String::new(),
            toelichting: String::new(),
            groep: String::new(),
            formaat: formaat.into(),
            lengte: lengte.into(),
            kardinaliteit: kardinaliteit.into(),
            waardenverzameling: Vec::new(),
            toon_in_portaal: true,
            label: String::new(),
        }
    }

    #[test]
    fn a_kardinaliteit_says_how_many_values_a_zaak_has() {
        for (kardinaliteit, expected) in [("1", 1), ("3", 3), (" 12 ", 12), ("N", i64::MAX), ("", i64::MAX), ("0", 1)] {
            assert_eq!(count_max(&eigenschap("tekst", "10", kardinaliteit)), expected, "{kardinaliteit}");
        }
    }

    #[test]
    fn values_take_the_format_of_the_eigenschap() {
        let cases = [
            ("tekst", "40", "B-12", Ok("B-12")),
            ("tekst", "3", "B-12", Err(())),
            ("datum", "8", "2026-11-10", Ok("20261110")),
            ("datum", "8", "20261110", Ok("20261110")),
            ("datum", "8", "2026-11-10T00:00:00+01:00", Ok("20261110")),
            ("datum", "8", "gisteren", Err(())),
            ("datum", "8", "10-11-2026", Err(())),
            ("datum", "8", "2026-99-99", Err(())),
            ("datum", "8", "20269999", Err(())),
            ("datum", "8", "20260229", Err(())),
            ("datum_tijd", "14", "2026-11-10T09:30:00+01:00", Ok("20261110093000")),
            ("datum_tijd", "14", "2026-11-10T09:30", Ok("20261110093000")),
            ("datum_tijd", "14", "2026-11-10T09:30:00.123Z", Ok("20261110093000")),
            ("datum_tijd", "14", "20261110093000", Ok("20261110093000")),
            ("datum_tijd", "14", "2026-11-10", Err(())),
            ("datum_tijd", "14", "20261110253000", Err(())),
            ("getal", "5", "12,5", Ok("12,5")),
            ("getal", "5", "twaalf", Err(())),
        ];
        for (formaat, lengte, waarde, expected) in cases {
            let eigenschap = eigenschap(formaat, lengte, "1");
            let formatted = format_waarde(&eigenschap, waarde);
            assert_eq!(formatted.as_deref().map_err(|_| ()), expected, "{formaat} {waarde}");
        }
    }
}

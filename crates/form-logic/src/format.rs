//! Values as people read them, in Dutch or English.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_NL: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn is_english(language: &str) -> bool {
    language.starts_with("en")
}

/// Returns the name of a month, 1 to 12.
pub(crate) fn month(month: i8, language: &str) -> &'static str {
    let months = if is_english(language) { &MONTHS_EN } else { &MONTHS_NL };
    usize::try_from(month - 1).ok().and_then(|index| months.get(index)).copied().unwrap_or_default()
}

/// Returns the name of a day of the week.
pub(crate) fn weekday(weekday: Weekday, language: &str) -> &'static str {
    let weekdays = if is_english(language) { &WEEKDAYS_EN } else { &WEEKDAYS_NL };
    weekdays[weekday.to_monday_zero_offset() as usize]
}

/// Returns a day: "10 november 2026".
pub(crate) fn date(date: Date, language: &str) -> String {
    format!("{} {} {}", date.day(), month(date.month(), language), date.year())
}

/// Returns a moment in local time: "10 november 2026 09:30".
pub(crate) fn datetime(moment: Timestamp, language: &str) -> String {
    let local = moment.to_zoned_datetime(values::local_zone().clone());
    format!("{} {:02}:{:02}", date(local.date(), language), local.hour(), local.minute())
}

/// Returns "Ja" or "Nee".
pub(crate) fn yes_no(flag: bool, language: &str) -> &'static str {
    match (flag, is_english(language)) {
        (true, false) => "Ja",
        (false, false) => "Nee",
        (true, true) => "Yes",
        (false, true) => "No",
    }
}

/// Returns a number with the decimal sign of the language, without thousands separators; as many decimals as it has, or exactly
/// so many.
pub(crate) fn number(number: f64, decimals: Option<usize>, language: &str) -> String {
    let text = match decimals {
        Some(decimals) => format!("{number:.decimals$}"),
        None => format!("{number}"),
    };
    // A very small negative number must not become "-0".
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() { text.replace('-', "") } else { text };
    if is_english(language) { text } else { text.replace('.', ",") }
}

/// Returns a number as [`number`] does, with thousands separators: "12.500,00".
pub(crate) fn grouped(value: f64, decimals: Option<usize>, language: &str) -> String {
    let plain = number(value, decimals, "en");
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let (group, point) = if is_english(language) { (',', '.') } else { ('.', ',') };
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_as_dutch() {
        assert_eq!(grouped(1_234_567.5, Some(2), "nl"), "1.234.567,50");
        assert_eq!(grouped(-1_234.0, Some(2), "en"), "-1,234.00");
        assert_eq!(grouped(123.0, None, "nl"), "123");
        assert_eq!(number(-0.001, Some(2), "nl"), "0,00");
        assert_eq!(number(-0.1, Some(2), "nl"), "-0,10");
        assert_eq!(number(10.0, None, "nl"), "10");
        assert_eq!(date(jiff::civil::date(2026, 11, 10), "nl"), "10 november 2026");
    }
}

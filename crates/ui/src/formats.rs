//! Dates, times, amounts and sizes as residents read them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::files;
use crate::texts::{Arg, Texts};

/// Writes in one language.
#[derive(Clone, Copy)]
pub(crate) struct Formats<'a> {
    pub texts: &'a Texts,
    pub lang: &'a str,
}

/// A moment, or only a day, as templates receive it.
fn parse_date(text: &str) -> Option<Date> {
    // A moment counts for the day that it is in the Netherlands.
    text.parse::<Timestamp>().map(values::local_date).ok().or_else(|| text.parse().ok())
}

impl Formats<'_> {
    /// "10 november 2026", from a day or a moment; a text that is neither stays as it is.
    pub fn date(self, text: &str) -> String {
        match parse_date(text) {
            Some(date) => self.day(date),
            None => text.to_owned(),
        }
    }

    fn day(self, date: Date) -> String {
        let month = self.texts.text(self.lang, &format!("maand-{}", date.month()), &[]);
        format!("{} {month} {}", date.day(), date.year())
    }

    /// "18.59 uur", from a moment; a text that is no moment stays as it is.
    pub fn time(self, text: &str) -> String {
        let Ok(moment) = text.parse::<Timestamp>() else { return text.to_owned() };
        let local = moment.to_zoned_datetime(values::local_zone().clone());
        let time = format!("{}.{:02}", local.hour(), local.minute());
        self.texts.text(self.lang, "tijdstip", &[("tijd", Arg::from(time))])
    }

    /// "€ 1.250,50"; the amount is in euros.
    pub fn euro(self, amount: f64) -> String {
        let cents = (amount.abs() * 100.0).round() as u64;
        let (thousands, decimal) = if self.lang == "en" { (',', '.') } else { ('.', ',') };
        let minus = if amount < 0.0 && cents > 0 { "-" } else { "" };
        format!("€\u{a0}{minus}{}{decimal}{:02}", group_digits(cents / 100, thousands), cents % 100)
    }

    /// "84 kB" or "1,2 MB"; a kB is 1000 bytes.
    pub fn bytes(self, size: u64) -> String {
        let decimal = if self.lang == "en" { "." } else { "," };
        let in_unit = |unit: f64| {
            let number = size as f64 / unit;
            if number < 9.95 {
                format!("{number:.1}").replace(".0", "").replace('.', decimal)
            } else {
                format!("{number:.0}")
            }
        };
        match size {
            // Nobody counts less.
            0..1_000 => "1\u{a0}kB".to_owned(),
            1_000..999_500 => format!("{:.0}\u{a0}kB", size as f64 / 1e3),
            999_500..999_500_000 => format!("{}\u{a0}MB", in_unit(1e6)),
            _ => format!("{}\u{a0}GB", in_unit(1e9)),
        }
    }

    /// "een pdf of een foto (jpg, png)", of media types.
    pub fn file_kinds(self, accept: &str) -> String {
        files::kinds(self.texts, self.lang, accept)
    }

    /// A limit of a form as a number of MB.
    pub fn megabytes(self, bytes: u64) -> String {
        files::megabytes(self.lang, bytes)
    }

    /// How long somebody still has: "uiterlijk 8 december 2026", "nog 2 dagen", "vandaag", "De datum is voorbij".
    /// Counts calendar days in the Netherlands.
    pub fn deadline(self, deadline: &str, today: &str) -> String {
        let (Some(date), Some(today)) = (parse_date(deadline), parse_date(today)) else { return deadline.to_owned() };
        match days_between(today, date) {
            ..0 => self.texts.text(self.lang, "termijn-voorbij", &[]),
            0 => self.texts.text(self.lang, "termijn-vandaag", &[]),
            days @ 1..=7 => self.texts.text(self.lang, "termijn-nog", &[("dagen", Arg::from(days))]),
            _ => self.texts.text(self.lang, "termijn-voor", &[("datum", Arg::from(self.day(date)))]),
        }
    }
}

/// Whether a deadline is at most a week away, or past.
pub(crate) fn is_urgent(deadline: &str, today: &str) -> bool {
    match (parse_date(deadline), parse_date(today)) {
        (Some(date), Some(today)) => days_between(today, date) <= 7,
        _ => false,
    }
}

fn days_between(from: Date, until: Date) -> i64 {
    i64::from((until - from).get_days())
}

fn group_digits(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_formats(lang: &str, check: impl FnOnce(Formats<'_>)) {
        let texts = Texts::builder().build().unwrap();
        check(Formats { texts: &texts, lang });
    }

    #[test]
    fn dates_and_times_are_local_and_written_out() {
        with_formats("nl", |formats| {
            assert_eq!(formats.date("2026-11-10"), "10 november 2026");
            assert_eq!(formats.date("2026-05-31T22:30:00Z"), "1 juni 2026");
            assert_eq!(formats.date("2026-12-01T09:00:00+01:00"), "1 december 2026");
            assert_eq!(formats.date("binnenkort"), "binnenkort");
            assert_eq!(formats.time("2026-11-10T17:59:00Z"), "18.59 uur");
            assert_eq!(formats.time("2026-07-10T07:05:00Z"), "9.05 uur");
        });
        with_formats("en", |formats| assert_eq!(formats.date("2026-11-10"), "10 November 2026"));
    }

    #[test]
    fn amounts_and_sizes_are_written_the_dutch_way() {
        with_formats("nl", |formats| {
            let amounts = [(12.5, "€ 12,50"), (1_250_000.0, "€ 1.250.000,00"), (-3.456, "€ -3,46"), (0.0, "€ 0,00")];
            for (amount, expected) in amounts {
                assert_eq!(formats.euro(amount).replace('\u{a0}', " "), expected);
            }
            let sizes = [
                (7, "1 kB"),
                (84_213, "84 kB"),
                (999_600, "1 MB"),
                (1_240_000, "1,2 MB"),
                (25_000_000, "25 MB"),
                (2_000_000_000, "2 GB"),
            ];
            for (size, expected) in sizes {
                assert_eq!(formats.bytes(size).replace('\u{a0}', " "), expected);
            }
        });
    }

    #[test]
    fn a_deadline_becomes_more_urgent_as_it_nears() {
        let cases = [
            ("2026-12-08", "uiterlijk 8 december 2026", false),
            ("2026-12-02", "uiterlijk 2 december 2026", false),
            ("2026-12-01", "nog 7 dagen", true),
            ("2026-11-26T22:59:59Z", "nog 2 dagen", true),
            ("2026-11-25", "nog 1 dag", true),
            ("2026-11-24", "vandaag", true),
            ("2026-11-23", "De datum is voorbij", true),
        ];
        with_formats("nl", |formats| {
            for (deadline, expected, urgent) in cases {
                assert_eq!(formats.deadline(deadline, "2026-11-24"), expected, "{deadline}");
                assert_eq!(is_urgent(deadline, "2026-11-24"), urgent, "{deadline}");
            }
        });
    }
}

//! Finished text: what a context holds is already in the language of the reader.

use jiff::Timestamp;
use jiff::civil::Date;
use ui::{Arg, Texts};

/// Makes texts in the language of one page.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    texts: &'a Texts,
    lang: &'a str,
}

impl<'a> Words<'a> {
    /// Makes texts in this language.
    pub fn new(texts: &'a Texts, lang: &'a str) -> Self {
        Self { texts, lang }
    }

    /// Returns a text without values.
    pub fn text(&self, key: &str) -> String {
        self.texts.text(self.lang, key, &[])
    }

    /// Returns a text with values.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.lang, key, args)
    }

    /// Returns the sentence for a fault in an answer.
    pub fn fault(&self, code: &str, label: &str, params: &form_logic::Map) -> String {
        ui::fault_text(self.texts, self.lang, code, label, params)
    }

    /// Returns a text about a day.
    pub fn with_date(&self, key: &str, day: Date) -> String {
        self.with(key, &[("datum", self.date(day).into())])
    }

    /// Returns a text about a number of things.
    pub fn with_count(&self, key: &str, count: usize) -> String {
        self.with(key, &[("aantal", Arg::from(i64::try_from(count).unwrap_or(i64::MAX)))])
    }

    /// Returns "10 november 2026".
    pub fn date(&self, day: Date) -> String {
        let month = self.text(&format!("maand-{}", day.month()));
        format!("{} {month} {}", day.day(), day.year())
    }

    /// Returns "10 november 2026" for the day in the Netherlands.
    pub fn day_of(&self, moment: Timestamp) -> String {
        self.date(values::local_date(moment))
    }

    /// Returns "10 november 2026, 18.59 uur".
    pub fn moment(&self, moment: Timestamp) -> String {
        let local = moment.to_zoned_datetime(values::local_zone().clone());
        let time = format!("{}.{:02}", local.hour(), local.minute());
        format!("{}, {}", self.date(local.date()), self.with("tijdstip", &[("tijd", time.into())]))
    }
}

/// Texts and moments for the tests of the views.
#[cfg(test)]
pub(crate) mod testing {
    use jiff::Timestamp;
    use jiff::civil::Date;
    use ui::Texts;

    /// All texts of this crate.
    pub fn texts() -> Texts {
        Texts::builder().add("nl", crate::TEXTS_NL).add("en", crate::TEXTS_EN).build().unwrap()
    }

    /// A day of November 2026.
    pub fn november(day: i8) -> Date {
        jiff::civil::date(2026, 11, day)
    }

    /// Noon on a day of November 2026.
    pub fn noon(day: i8) -> Timestamp {
        format!("2026-11-{day:02}T11:00:00Z").parse().unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text without English would stand in Dutch on a page that says it is English.
    #[test]
    fn each_text_is_there_in_both_languages() {
        let keys = |texts: &'static str| -> Vec<&str> {
            let key = |line: &'static str| {
                line.split_once(" =").map(|(key, _)| key).filter(|key| !key.starts_with([' ', '#']))
            };
            texts.lines().filter_map(key).collect()
        };
        assert_eq!(keys(crate::TEXTS_EN), keys(crate::TEXTS_NL));
    }

    #[test]
    fn days_and_moments_are_local() {
        let texts = testing::texts();
        let words = Words::new(&texts, "nl");
        let moment = "2026-05-31T22:30:00Z".parse().unwrap();
        assert_eq!(words.day_of(moment), "1 juni 2026");
        assert_eq!(words.moment(moment), "1 juni 2026, 0.30 uur");
        assert_eq!(Words::new(&texts, "en").date(testing::november(3)), "3 November 2026");
    }
}

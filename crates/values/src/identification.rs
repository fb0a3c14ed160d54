//! Numbers that identify a person or an organisation.

use std::fmt;
use std::str::FromStr;

/// Why a text is no valid identification number. Never holds the text itself: it may be somebody's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidIdentification {
    /// Something else than digits.
    #[error("only digits are allowed")]
    NotDigits,
    /// The number of digits is wrong.
    #[error("{expected} digits are needed")]
    WrongLength {
        /// How many digits this kind of number has.
        expected: usize,
    },
    /// The elfproef fails.
    #[error("the number does not pass the elfproef")]
    Elfproef,
}

fn check_digits(text: &str, expected: usize) -> Result<(), InvalidIdentification> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidIdentification::NotDigits);
    }
    if text.len() != expected {
        return Err(InvalidIdentification::WrongLength { expected });
    }
    Ok(())
}

/// The elfproef of BSN and RSIN: weights 9 to 2 for the first eight digits and -1 for the last; all zeros is no number.
fn check_elfproef(text: &str) -> Result<(), InvalidIdentification> {
    check_digits(text, 9)?;
    let digit = |index: usize| i32::from(text.as_bytes()[index] - b'0');
    let sum = (0..8).map(|index| digit(index) * (9 - index as i32)).sum::<i32>() - digit(8);
    if sum % 11 != 0 || text == "000000000" {
        return Err(InvalidIdentification::Elfproef);
    }
    Ok(())
}

macro_rules! identification {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Returns the number as text. Never write it to a log or a URL.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the number with all but the last four digits hidden, to show on a page.
            pub fn masked(&self) -> String {
                let shown_from = self.0.len().saturating_sub(4);
                format!("{}{}", "*".repeat(shown_from), &self.0[shown_from..])
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }

        impl FromStr for $name {
            type Err = InvalidIdentification;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                ($check)(text)?;
                Ok(Self(text.into()))
            }
        }
    };
}

identification! {
    /// A burgerservicenummer: nine digits that pass the elfproef.
    Bsn, check_elfproef
}
identification! {
    /// The RSIN of an organisation: nine digits that pass the elfproef.
    Rsin, check_elfproef
}
identification! {
    /// A number in the Handelsregister: eight digits.
    KvkNummer, |text| check_digits(text, 8)
}
identification! {
    /// The number of a vestiging in the Handelsregister: twelve digits.
    Vestigingsnummer, |text| check_digits(text, 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bsn_passes_the_elfproef_or_does_not_exist() {
        let cases = [
            ("999993653", Ok(())),
            (" 999990019 ", Ok(())),
            ("999993654", Err(InvalidIdentification::Elfproef)),
            ("000000000", Err(InvalidIdentification::Elfproef)),
            ("99999365", Err(InvalidIdentification::WrongLength { expected: 9 })),
            ("99999365a", Err(InvalidIdentification::NotDigits)),
            ("", Err(InvalidIdentification::WrongLength { expected: 9 })),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Bsn>().map(|_| ()), expected, "{text}");
        }
    }

    #[test]
    fn a_bsn_does_not_print_itself() {
        let bsn: Bsn = "999993653".parse().unwrap();
        assert_eq!(format!("{bsn:?}"), "Bsn(***)");
        assert_eq!(bsn.masked(), "*****3653");
    }
}

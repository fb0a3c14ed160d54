//! How confidential a zaak, document or type is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The eight levels of the standard, from least to most confidential; they compare in that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum Vertrouwelijkheidaanduiding {
    Openbaar,
    BeperktOpenbaar,
    Intern,
    Zaakvertrouwelijk,
    Vertrouwelijk,
    Confidentieel,
    Geheim,
    ZeerGeheim,
}

impl Vertrouwelijkheidaanduiding {
    /// All levels, from least to most confidential.
    pub const ALL: [Self; 8] = [
        Self::Openbaar,
        Self::BeperktOpenbaar,
        Self::Intern,
        Self::Zaakvertrouwelijk,
        Self::Vertrouwelijk,
        Self::Confidentieel,
        Self::Geheim,
        Self::ZeerGeheim,
    ];

    /// Returns the value as the standard writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Openbaar => "openbaar",
            Self::BeperktOpenbaar => "beperkt_openbaar",
            Self::Intern => "intern",
            Self::Zaakvertrouwelijk => "zaakvertrouwelijk",
            Self::Vertrouwelijk => "vertrouwelijk",
            Self::Confidentieel => "confidentieel",
            Self::Geheim => "geheim",
            Self::ZeerGeheim => "zeer_geheim",
        }
    }

    /// Returns the place in the order, 0 for `openbaar`; rows hold this number, so that SQL can compare.
    pub const fn rank(self) -> i64 {
        self as i64
    }

    /// Returns the level with this place in the order.
    pub fn from_rank(rank: i64) -> Option<Self> {
        usize::try_from(rank).ok().and_then(|index| Self::ALL.get(index).copied())
    }
}

impl fmt::Display for Vertrouwelijkheidaanduiding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Vertrouwelijkheidaanduiding {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|level| level.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_compare_in_the_order_of_the_standard() {
        for (rank, level) in Vertrouwelijkheidaanduiding::ALL.into_iter().enumerate() {
            assert_eq!(level.rank(), rank as i64);
            assert_eq!(Vertrouwelijkheidaanduiding::from_rank(rank as i64), Some(level));
            assert_eq!(level.as_str().parse(), Ok(level));
        }
        assert!(Vertrouwelijkheidaanduiding::Zaakvertrouwelijk > Vertrouwelijkheidaanduiding::Intern);
    }
}

//! Zaken and what is below them, as applications see them.

pub(crate) mod by_ids;
pub(crate) mod nieuwste;
pub(crate) mod onderdelen;
pub(crate) mod relaties;
pub(crate) mod rollen;
pub(crate) mod telling;
pub(crate) mod volgorde;
pub(crate) mod zaken;

use ::store::{Sql, Value};
use autorisaties::Bereik;

/// The same rows for who reaches all, and filtered for who reaches some. `$1` is the bereik.
pub(crate) struct Paar {
    all: Sql,
    in_bereik: Sql,
}

impl Paar {
    /// Returns the statement for this bereik, with its first value.
    fn of(&'static self, bereik: &Bereik) -> (&'static Sql, Value<'static>) {
        match bereik.as_parameter() {
            None => (&self.all, Value::Null),
            Some(parameter) => (&self.in_bereik, parameter.into()),
        }
    }
}

/// Writes a [`Paar`] of what is selected, from a row of zaak called `z`, and what comes after the first condition.
macro_rules! paar {
    ($name:expr, $select:expr, $from:expr, $tail:expr) => {
        Paar {
            all: ::store::sql(
                $name,
                concat!("SELECT ", $select, " FROM ", $from, " WHERE CAST($1 AS TEXT) IS NULL ", $tail),
            ),
            in_bereik: ::store::sql_pair(
                concat!($name, "_in_bereik"),
                concat!(
                    autorisaties::bereik_sqlite!(),
                    "SELECT ",
                    $select,
                    " FROM ",
                    $from,
                    " CROSS JOIN bereik b WHERE b.t = z.zaaktype AND z.vertrouwelijkheidaanduiding <= b.v ",
                    $tail
                ),
                concat!(
                    autorisaties::bereik_postgres!(),
                    "SELECT ",
                    $select,
                    " FROM ",
                    $from,
                    " CROSS JOIN bereik b WHERE b.t = z.zaaktype AND z.vertrouwelijkheidaanduiding <= b.v ",
                    $tail
                ),
            ),
        }
    };
}
pub(crate) use paar;

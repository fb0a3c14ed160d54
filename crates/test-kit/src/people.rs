//! People of the demonstration, as the tests of pages, forms and processes know them.

use values::actor::{Betrouwbaarheidsniveau, Burger, Grond, Vertegenwoordiging};

/// The BSN of Anne de Boer, who applies.
pub const ANNE: &str = "999900109";
/// The BSN of Karim Benali, who acts for others.
pub const KARIM: &str = "999900845";
/// The BSN of Greta van Dongen, who has nothing to do with it.
pub const GRETA: &str = "999901217";

/// A caseworker: may handle a bezwaar.
pub const FATIMA: &str = "fatima.yilmaz";
/// Another caseworker, who may handle it as well.
pub const JOOST: &str = "joost.bakker";
/// An administrator: handles nothing.
pub const INGRID: &str = "ingrid.dewit";

/// Returns a resident who acts for herself.
pub fn burger(bsn: &str, naam: &str) -> Burger {
    Burger { bsn: bsn.parse().unwrap(), naam: naam.into(), loa: Betrouwbaarheidsniveau::Midden, vertegenwoordigt: None }
}

/// Returns Anne.
pub fn anne() -> Burger {
    burger(ANNE, "Anne de Boer")
}

/// Returns a resident who acts by mandate for another, for these zaaktypen; for all when there are none.
pub fn gemachtigde(who: Burger, (bsn, naam): (&str, &str), zaaktypen: &[&str]) -> Burger {
    let vertegenwoordigt = Vertegenwoordiging {
        bsn: bsn.parse().unwrap(),
        naam: naam.into(),
        grond: Grond::Machtiging,
        zaaktypen: zaaktypen.iter().map(|zaaktype| (*zaaktype).to_owned()).collect(),
    };
    Burger { vertegenwoordigt: Some(vertegenwoordigt), ..who }
}

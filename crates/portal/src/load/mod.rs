//! What each page gathers, through the operations of other crates: one function for a page. No HTTP, no SQL.

pub(crate) mod berichten;
pub(crate) mod formulier;
pub(crate) mod gegevens;
pub(crate) mod home;
mod inzage;
pub(crate) mod menu;
pub(crate) mod producten;
pub(crate) mod taken;
pub(crate) mod thema;
pub(crate) mod zaak;
pub(crate) mod zaken;
pub(crate) mod zoeken;

use ::store::Db;
use jiff::Timestamp;
use jiff::civil::Date;
use values::actor::Burger;

use crate::words::Words;

/// What every page of a resident starts from.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'a> {
    /// The database of the municipality.
    pub db: &'a Db,
    /// Who asks.
    pub burger: &'a Burger,
    /// The language of the page.
    pub words: Words<'a>,
}

impl Ask<'_> {
    /// The moment of the request.
    pub fn now(&self) -> Timestamp {
        self.db.clock().now()
    }

    /// The day of the request in the Netherlands.
    pub fn today(&self) -> Date {
        values::local_date(self.now())
    }
}

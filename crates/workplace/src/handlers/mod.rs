//! HTTP in, HTTP out.

pub(crate) mod documenten;
pub(crate) mod invullen;
pub(crate) mod taken;
pub(crate) mod werkvoorraad;
pub(crate) mod zaken;
pub(crate) mod zoeken;

use serde::Deserialize;

/// What the address of a page says besides its path.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wens {
    /// The last zaak of the page before.
    pub(crate) na: Option<String>,
    /// The last line of the page of the history before.
    pub(crate) voor: Option<String>,
    /// The step of a form.
    pub(crate) stap: Option<String>,
    /// What the previous request has done.
    pub(crate) melding: Option<String>,
}

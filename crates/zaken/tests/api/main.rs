//! The Zaken API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod aantallen;
mod archiveren;
mod autorisatie;
mod document_registreren;
mod dossiers;
mod fixtures;
mod importeren;
mod lezingen;
mod lists;
mod onderdelen;
mod paden;
mod plannen;
mod regels;
mod resources;
mod samengesteld;
mod typen;
mod wijzigen;
mod zaken;
mod zoeken;

//! Decisions about zaken, and nothing but decisions: no database, no clock.

pub mod afsluiten;
pub mod archiveren;
pub mod eigenschap;
pub mod geometrie;
pub mod importeren;
pub mod termijnen;
pub mod toekomst;
pub mod zaak;
pub mod zoeken;

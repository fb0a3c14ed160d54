//! References to other registers over real HTTP: what is fetched and what is refused, and relations that both sides keep.

mod besluiten;
mod documenten;
mod downloads;
mod expand;
mod gelijktijdig;
mod koppelingen;
mod objecttypen;
mod ophalen;
mod overnemen;
mod samengesteld;
mod selectielijst;
#[path = "../serving/mod.rs"]
mod serving;
mod support;
mod typen;
mod typen_beheer;

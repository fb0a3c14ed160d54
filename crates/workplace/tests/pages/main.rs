//! The pages of caseworkers, through the real router and store.

mod access;
mod invullen;
mod samples;
mod support;
mod taken;
mod uploads;
mod werkvoorraad;
mod zaak;

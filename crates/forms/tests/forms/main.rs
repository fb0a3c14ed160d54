//! Forms on the real registers and the real bouwstenen, on both databases.

mod aanvraag;
mod eigendom;
mod installatie;
mod stappen;
mod support;
mod taken;
mod uploads;

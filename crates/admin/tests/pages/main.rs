//! The pages of administrators, through the real router and store.

mod abonnementen;
mod applicaties;
mod beheer;
mod catalogi;
mod diensten;
mod mail;
mod samples;
mod support;

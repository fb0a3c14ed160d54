//! Forms driven through the public functions: one table of facts per subject.

mod bezwaar;
mod components;
mod findings;
mod live;
mod properties;
mod rules;
mod support;
mod visibility;

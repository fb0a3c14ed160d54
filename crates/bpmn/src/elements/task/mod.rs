pub(crate) mod business_rule;
pub(crate) mod manual;
pub(crate) mod script;
pub(crate) mod service;
pub(crate) mod user;

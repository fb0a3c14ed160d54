pub(crate) mod boundary;
pub(crate) mod end;
pub(crate) mod message;
pub(crate) mod start;
pub(crate) mod timer;

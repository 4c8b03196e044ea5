//! Whether what is said arrives: a test of every way, through the public address.

pub(crate) mod probe;
pub(crate) mod test;

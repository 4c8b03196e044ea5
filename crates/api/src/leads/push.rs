//! Browsers that take pushes.

pub(crate) mod key;
pub(crate) mod subscribe;
pub(crate) mod unsubscribe;

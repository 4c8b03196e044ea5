//! How mail is set up, and what did not go out.

pub(crate) mod retry;
pub(crate) mod show;
pub(crate) mod test;

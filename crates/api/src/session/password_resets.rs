//! Links for new passwords.

pub(crate) mod redeem;
pub(crate) mod request;

//! What somebody does with their own account.

pub(crate) mod change_password;
pub(crate) mod end_session;
pub(crate) mod rename;
pub(crate) mod sessions;

//! What somebody does with their own account: name, password, the browsers in which they are signed in.

pub mod change_password;
pub mod end_session;
pub mod rename;
pub mod sessions;

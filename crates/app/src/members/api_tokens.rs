//! Credentials for programs: made, listed, revoked, and resolved to who made them.

pub mod create;
pub mod list;
pub mod resolve;
pub mod revoke;
mod secret;

pub use secret::PREFIX;

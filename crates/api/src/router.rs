//! Every route, by group.

pub mod sign_in;

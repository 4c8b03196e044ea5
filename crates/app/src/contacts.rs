//! What is done with contacts.

pub mod erase;
pub mod update;

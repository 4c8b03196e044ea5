//! What members do with contacts.

pub mod update;

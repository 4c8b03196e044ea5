//! What members do with knowledge.

pub mod add;
pub mod delete;
pub mod import;
pub mod reading;

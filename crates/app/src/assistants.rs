//! What members do with assistants.

pub mod update;

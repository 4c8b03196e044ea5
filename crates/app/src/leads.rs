//! What members do with leads.

pub mod change_status;

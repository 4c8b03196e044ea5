//! What is done with leads.

pub mod add;
pub mod alerts;
pub mod capture;
pub mod change_status;
pub mod export;
pub(crate) mod rate;

//! The assistant at work: finding passages, answering, and doing so only while it holds the baton.

pub mod answering;
pub mod capture;
pub(crate) mod context;
pub mod copilot;
pub mod correct;
mod ending;
pub mod phrases;
mod record;
pub mod retrieve;
pub(crate) mod say;
mod stream;
pub(crate) mod struggle;
pub mod tools;
pub mod try_out;
pub mod turn;
pub mod turn_job;

pub use answering::Answering;

//! The use-cases on both databases.

mod assistant;
mod inbound;
mod members;
mod takeover;

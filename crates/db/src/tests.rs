//! Every promise of the crate, kept by both databases.
mod calls;
mod faults;
mod harness;
mod limits;
mod log;
mod migrations;
mod outage;
mod relaxed;
mod storage;
mod tls;
mod together;

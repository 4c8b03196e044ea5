//! What tests are made with: both databases, an application with a clock that stands still, scripted answerers, fixtures.

// Tests may fail loudly; this crate is part of them.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken fixture must stop the test"
)]

pub mod app;
pub mod bucket;
pub mod canary;
pub mod databases;
pub mod fake_model;
pub mod faults;
pub mod fixtures;
pub mod follower;
pub mod nats;
pub mod receiver;
pub mod scripted;
pub mod site;
pub mod smtp;

pub use app::TestApp;
pub use baton_app::{Caller, Visitor, conversations::note::NewNote};
pub use bucket::TestBucket;
pub use databases::TestDb;
pub use nats::Nats;
pub use site::{Answer, Client, Served, Site};

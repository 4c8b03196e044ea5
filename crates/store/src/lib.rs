//! Where everything is kept: all SQL of the product, and nothing else.
//!
//! Functions take the connection first and the workspace right after it. They read and write; what may happen is decided
//! in `baton-core` and ordered in `baton-app`.

pub mod analytics;
pub mod api_tokens;
pub mod assistants;
pub mod audit;
pub mod contacts;
pub mod conversations;
pub mod dialect;
pub mod events;
pub mod faults;
pub mod jobs;
pub mod knowledge;
pub mod leads;
pub mod members;
pub mod messages;
pub mod operate;
pub mod people;
pub mod schema;
pub mod sessions;
pub mod settings;
pub mod turns;
pub mod users;
pub mod workspaces;

pub use assistants::rules;
pub use events::webhooks;

mod json;
mod pattern;

//! The HTTP and WebSocket edge: shapes and sizes of requests, status codes, sockets. Writes only through `baton-app`.

#![expect(unused_qualifications, reason = "the macro of utoipa writes them")]

mod api_tokens;
#[expect(
    clippy::same_name_method,
    reason = "the derive of embedded folders has both"
)]
mod assets;
mod assistants;
pub mod auth;
mod contacts;
pub mod conversations;
mod events;
pub mod extract;
mod knowledge;
pub mod leads;
mod members;
mod metrics;
mod middleware;
mod openapi;
pub mod page;
mod probes;
pub mod problem;
pub mod realtime;
pub mod router;
mod session;
mod setup;
pub mod state;
pub mod widget;
mod workspaces;

pub use middleware::rates::Allowances;
pub use router::{openapi, router};
pub use state::{Edge, Options};

//! The HTTP and WebSocket edge: shapes and sizes of requests, status codes, sockets. Writes only through `baton-app`.

mod api_tokens;
pub mod auth;
pub mod extract;
mod members;
pub mod problem;
pub mod realtime;
pub mod router;
mod session;
mod setup;
pub mod state;
mod workspaces;

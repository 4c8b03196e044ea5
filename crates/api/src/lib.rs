//! The HTTP and WebSocket edge: shapes and sizes of requests, status codes, sockets. Writes only through `baton-app`.

pub mod extract;
pub mod problem;
pub mod realtime;
pub mod state;

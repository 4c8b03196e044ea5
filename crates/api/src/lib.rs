//! HTTP and WebSocket edge.

pub mod realtime;

//! The HTTP and WebSocket edge from the outside.

#[cfg(test)]
mod realtime;

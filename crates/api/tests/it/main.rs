//! The HTTP and WebSocket edge from the outside.

#[cfg(test)]
mod http;
#[cfg(test)]
mod realtime;
#[cfg(test)]
mod session;

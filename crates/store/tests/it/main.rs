//! What the store promises, on both databases.

mod parity;
mod sign_in;

//! What the store promises, on both databases.

mod inbox;
mod parity;
mod sign_in;

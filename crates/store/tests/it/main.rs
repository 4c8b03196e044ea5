//! What the store promises, on both databases.
#![cfg(test)]

mod inbox;
mod parity;
mod sign_in;
mod tenancy;

//! What the crate promises, from outside.
#![cfg(test)]

mod finding;
mod handover;
mod reading;
mod regression;

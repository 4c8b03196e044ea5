//! What the crate promises, from outside.
#![cfg(test)]

mod demo;
mod finding;
mod handover;
mod reading;
mod regression;

//! What the fixtures are for.
#![cfg(test)]

mod canary;
mod model;

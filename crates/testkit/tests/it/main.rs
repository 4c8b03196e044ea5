//! What the fixtures are for.
#![cfg(test)]

mod cutoff;
mod model;

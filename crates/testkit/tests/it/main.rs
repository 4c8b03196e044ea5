//! What the fixtures are for.
#![cfg(test)]

mod model;

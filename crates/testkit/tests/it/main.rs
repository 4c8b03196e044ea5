//! What the fixtures are for.
#![cfg(test)]

mod canary;
#[expect(
    clippy::print_stdout,
    reason = "a seed is for those who repeat a failure"
)]
mod cutoff;
mod model;

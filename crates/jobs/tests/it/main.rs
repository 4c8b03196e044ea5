//! What the queue promises, on both databases.
#![cfg(test)]

mod bench;
mod pool;
mod queue;

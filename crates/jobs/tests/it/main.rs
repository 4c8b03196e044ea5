//! What the queue promises, on both databases.
#![cfg(test)]
#![expect(
    clippy::allow_attributes,
    reason = "the macro of both databases has one"
)]

mod bench;
// By its path: the whole of testkit knows the application, which would be built anew with each change of the queue.
#[path = "../../../testkit/src/databases.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the tests of others need more of it"
)]
mod databases;
mod pool;
mod queue;

use databases::TestDb;

//! The real binary, killed, cut from its power, its disk and its database under load: what was acknowledged is there once,
//! in order, with its event, its lead and its outbox row.
//!
//! `BATON_NIGHTLY=1` makes the runs long, `BATON_SEED` repeats one.

mod at_random;
mod baton;
mod books;
mod chance;
mod check;
mod cluster;
mod database_gone;
mod failing_disk;
mod full_disk;
mod load;
mod mail;
mod mount;
mod nodes;
mod operator;
mod power;
mod shutdown;
mod site;
mod socket;
mod strace;
mod visitor;
mod webhooks;

use std::io::Write as _;

/// Whether the long runs are wanted.
fn nightly() -> bool {
    std::env::var_os("BATON_NIGHTLY").is_some()
}

/// Says what was measured, or why something was left out, beside the result of the test.
fn say(line: &str) {
    drop(writeln!(std::io::stderr(), "{line}"));
}

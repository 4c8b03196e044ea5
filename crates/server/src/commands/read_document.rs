//! `baton read-document`: reads one document from standard input, under limits of its own. The server starts it for each
//! page that somebody else wrote.

use anyhow::Context as _;
use baton_app::knowledge::reading::{Unread, read};
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{Read as _, Write as _};

/// What reading may take: seconds of a processor, and address space. The allocator reserves some of that without using it.
const LIMITS: [(Resource, u64); 5] = [
    (Resource::Cpu, 10),
    (Resource::As, 3 * 1024 * 1024 * 1024),
    (Resource::Core, 0),
    (Resource::Fsize, 0),
    (Resource::Nofile, 16),
];

pub(crate) fn run() -> anyhow::Result<()> {
    for (resource, most) in LIMITS {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).context("cannot limit this process")?;
    }
    let mut document = Vec::new();
    std::io::stdin().read_to_end(&mut document)?;
    let unread: Unread = serde_json::from_slice(&document)?;
    let answer = serde_json::to_vec(&read(&unread))?;
    std::io::stdout().write_all(&answer)?;
    Ok(())
}

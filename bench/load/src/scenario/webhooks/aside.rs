//! What would stand on another machine, and takes as little from the chat as can be had on one.

use std::{future::Future, thread};
use tokio::{runtime, sync::oneshot};

/// By how much it gives way.
const NICENESS: i32 = 10;

/// Something that runs on a thread of its own, until this is dropped.
pub(super) struct Aside {
    _end: oneshot::Sender<()>,
}

impl Aside {
    pub(super) fn start(
        name: &str,
        what: impl Future<Output = anyhow::Result<()>> + Send + 'static,
    ) -> anyhow::Result<Self> {
        let (end, ended) = oneshot::channel::<()>();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                rustix::process::nice(NICENESS)?;
                runtime.block_on(async {
                    tokio::select! {
                        done = what => done,
                        // An error means the same: nobody wants it any more.
                        _ = ended => Ok(()),
                    }
                })
            })?;
        Ok(Self { _end: end })
    }
}

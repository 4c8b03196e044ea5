//! System calls that fail on demand: strace attached to a running server.

use super::baton::{Baton, signal};
use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Faults in force until this is dropped.
#[derive(Debug)]
pub(super) struct Faults(Child);

impl Faults {
    /// Makes `calls` of every thread fail with `error`, from the call on that `when` says (see `strace(1)`). `None`, with
    /// a word, where this machine does not allow it.
    pub(super) async fn inject(
        baton: &Baton,
        calls: &str,
        error: &str,
        when: &str,
    ) -> Option<Self> {
        let strace = Command::new("strace")
            .args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-p",
                &baton.pid().to_string(),
            ])
            .args(["-e", &format!("trace={calls}")])
            .args(["-e", &format!("inject={calls}:error={error}:when={when}")])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut faults = match strace {
            Ok(strace) => Self(strace),
            Err(error) => {
                super::say(&format!("skipped: strace: {error}"));
                return None;
            }
        };
        for _ in 0..500 {
            if is_traced(baton) {
                return Some(faults);
            }
            if faults.0.try_wait().unwrap().is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        super::say("skipped: strace may not attach here");
        None
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) {
            // Politely, so that it lets go of the server.
            signal(self.0.id(), "-TERM");
        }
        drop(self.0.wait());
    }
}

/// Whether every thread of the server is traced.
fn is_traced(baton: &Baton) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{}/task", baton.pid())) else {
        return false;
    };
    let traced = |thread: std::fs::DirEntry| {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        status.lines().any(|line| {
            line.strip_prefix("TracerPid:")
                .is_some_and(|pid| pid.trim() != "0")
        })
    };
    threads.flatten().all(traced)
}

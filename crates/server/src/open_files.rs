//! As many open files as the system lets this process have: each socket is one, and shells start programs with 1,024.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Fewer files than this are worth a word: a few thousand visitors would be turned away.
const FEW: u64 = 10_000;

/// Raises the limit of this process to the highest one that it may have.
pub(crate) fn raise() {
    let limit = getrlimit(Resource::Nofile);
    let wanted = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, wanted) {
        tracing::warn!(%error, "cannot raise the limit of open files");
        return;
    }
    if let Some(files) = limit.maximum.filter(|files| *files < FEW) {
        tracing::warn!(
            files,
            "few files may be open at once, and each visitor takes one: raise the hard limit (ulimit -Hn, LimitNOFILE)"
        );
    }
}

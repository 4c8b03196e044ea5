//! Faults that tests plant to prove that they would be seen. Only debug builds can have them.

#[cfg(debug_assertions)]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(debug_assertions)]
static FENCE_DROPPED: AtomicBool = AtomicBool::new(false);

/// Makes this process ignore the fence of messages and turns. For the test of the takeover's test, in a process of its own.
#[cfg(debug_assertions)]
pub fn drop_fence() {
    FENCE_DROPPED.store(true, Ordering::SeqCst);
}

/// Whether the fence was dropped.
#[cfg(debug_assertions)]
pub(crate) fn fence_dropped() -> bool {
    FENCE_DROPPED.load(Ordering::SeqCst)
}

/// Whether the fence was dropped: never.
#[cfg(not(debug_assertions))]
pub(crate) const fn fence_dropped() -> bool {
    false
}

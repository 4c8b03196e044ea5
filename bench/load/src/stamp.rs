//! The time of sending, carried in the text itself, so that whoever hears it knows how long it took.

use memchr::memmem;
use std::{
    sync::LazyLock,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);
const OPEN: &[u8] = b"~t";
static FINDER: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(OPEN));

/// Nanoseconds since the first call in this process.
pub(crate) fn now_ns() -> u64 {
    u64::try_from(START.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

/// Seconds since 1970, which signed requests carry.
#[expect(
    clippy::disallowed_methods,
    reason = "a program of its own, which has no clock to be given"
)]
pub(crate) fn unix_s() -> anyhow::Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())
}

/// A mark with the present time.
pub(crate) fn mark() -> String {
    format!("~t{:016}", now_ns())
}

/// The time in the first mark of a frame, if it has one.
pub(crate) fn read(frame: &[u8]) -> Option<u64> {
    let at = FINDER.find(frame)?;
    let digits = frame.get(at + OPEN.len()..)?;
    let digits = digits.get(..16)?;
    let number = std::str::from_utf8(digits).ok()?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_in_a_frame() {
        let before = now_ns();
        let frame = format!(r#"{{"data":"{{\"body\":\"hello {} there\"}}"}}"#, mark());
        let read = read(frame.as_bytes()).unwrap();
        assert!((before..=now_ns()).contains(&read));
        assert_eq!(super::read(b"no mark ~t12"), None);
    }
}

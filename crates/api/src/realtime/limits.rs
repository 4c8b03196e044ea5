use std::time::Duration;

/// What one node gives to its sockets. Every queue has an end, and every wait.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Sockets of this node; one more is told to come back later (4100).
    pub sockets: usize,
    /// Sockets of one network, where the address is known.
    pub sockets_per_address: usize,
    /// Channels of one socket.
    pub channels: usize,
    /// Bytes that wait for one socket; a reader that is slower is closed (4200) and catches up by itself.
    pub queue_bytes: usize,
    /// Frames that wait for one socket.
    pub queue_frames: usize,
    /// Silence of a client before it is pinged.
    pub idle: Duration,
    /// Silence after that before it is closed (4201).
    pub pong: Duration,
    /// How long someone may be gone before the others see it: a page change is no departure.
    pub grace: Duration,
    /// How long a visitor without a socket counts as there after they last asked for what is new.
    pub polled: Duration,
    /// What a socket that is being closed may take to read the rest.
    pub linger: Duration,
    /// What a decision on a subscription may take.
    pub authorise: Duration,
    /// How often the rights of those who listen are asked for again.
    pub ask_again: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sockets: 50_000,
            sockets_per_address: 1_000,
            channels: 200,
            queue_bytes: 512 * 1024,
            queue_frames: 4_096,
            idle: Duration::from_secs(32),
            pong: Duration::from_secs(10),
            grace: Duration::from_secs(3),
            polled: Duration::from_secs(40),
            linger: Duration::from_secs(5),
            authorise: Duration::from_secs(5),
            ask_again: Duration::from_secs(30),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::realtime::cluster::GONE_AFTER;

    /// The most that may pass until somebody who is gone is shown so.
    const EXPIRES: Duration = Duration::from_mins(1);

    /// R058: green means there now, whatever way they went: a socket that fell silent, a poll that does not come again, a node
    /// that died.
    #[test]
    fn whoever_is_gone_is_shown_so_within_a_minute() {
        let limits = Limits::default();
        for bound in [
            // Pinged, given up, told so, and listened to for its answer.
            limits.idle + limits.pong + limits.linger + limits.linger + limits.grace,
            limits.polled + limits.grace,
            // The other node may have counted on its own sign of life, and then have died with them.
            GONE_AFTER,
        ] {
            assert!(bound < EXPIRES, "{bound:?}");
        }
    }
}

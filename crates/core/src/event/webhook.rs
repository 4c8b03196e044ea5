//! Webhooks: what another program is told of, and what becomes of an endpoint that does not answer.

mod body;
mod health;
mod types;

pub use body::{body, ping};
pub use health::{Health, STEPS_MS, Verdict, again_in_ms, parse_retry_after};
pub use types::{EVENT_TYPES, EventTypes};

crate::codes! {
    /// Why an endpoint hears nothing more.
    pub enum DisabledReason {
        /// Somebody turned it off.
        ByHand = "by_hand",
        /// It answered 410 Gone.
        Gone = "gone",
        /// Every attempt of five days failed.
        Failing = "failing",
    }
}

crate::codes! {
    /// What became of a delivery.
    pub enum DeliveryStatus {
        /// A further attempt is due.
        Pending = "pending",
        /// The receiver took it.
        Delivered = "delivered",
        /// The last attempt failed too; it is tried again only where somebody asks.
        Failed = "failed",
    }
}

crate::codes! {
    /// What an attempt was made for.
    pub enum Cause {
        /// The event, or its schedule.
        Scheduled = "scheduled",
        /// Somebody asked for it.
        Manual = "manual",
        /// A trial.
        Test = "test",
    }
}

/// Endpoints that a workspace may have.
pub const MOST_ENDPOINTS: i64 = 100;

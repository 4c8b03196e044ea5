//! The daily digest of whoever asks.

pub(crate) mod show;
pub(crate) mod update;

use baton_app::mail::digest::DigestTime;
use serde::Serialize;
use utoipa::ToSchema;

/// When somebody gets the daily digest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DigestOut {
    /// The minute of the day on the clock of the workspace; null: not at all.
    minute: Option<u16>,
    /// The time zone of the workspace, as its business hours have it.
    time_zone: String,
}

impl From<DigestTime> for DigestOut {
    fn from(time: DigestTime) -> Self {
        Self {
            minute: time.minute,
            time_zone: time.time_zone,
        }
    }
}

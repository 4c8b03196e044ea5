//! How long a teammate may be gone while a visitor waits for their answer, until the conversation waits for somebody else.

use crate::text::Invalid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What it is where nobody has said otherwise, in minutes.
pub const USUAL_MIN: i64 = 10;
/// A day.
const MOST_MIN: i64 = 24 * 60;

/// How long a holder may be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HolderGrace {
    /// In minutes, 1 to 1440; null: for ever.
    #[schema(required)]
    pub minutes: Option<i64>,
}

impl Default for HolderGrace {
    fn default() -> Self {
        Self {
            minutes: Some(USUAL_MIN),
        }
    }
}

impl HolderGrace {
    /// Checks a wish.
    pub fn check(self) -> Result<Self, Invalid> {
        match self.minutes {
            Some(minutes) if !(1..=MOST_MIN).contains(&minutes) => Err(Invalid(
                "Choose 1 to 1440 minutes, or none to leave conversations where they are.",
            )),
            _ => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grace_is_a_minute_to_a_day_or_for_ever() {
        let of = |minutes| HolderGrace { minutes }.check();
        assert_eq!(HolderGrace::default().minutes, Some(10));
        for fine in [None, Some(1), Some(1440)] {
            assert!(of(fine).is_ok());
        }
        for wrong in [-1, 0, 1441] {
            assert!(of(Some(wrong)).is_err());
        }
    }
}

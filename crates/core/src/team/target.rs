//! Within how many minutes a person should answer whoever waits.

use crate::text::Invalid;

/// What a workspace that has set none is held to, in minutes.
const USUAL: i64 = 5;
/// A day.
const LONGEST: i64 = 24 * 60;

/// The target for the first answer of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target(i64);

impl Default for Target {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl Target {
    /// Checks what somebody wants.
    pub const fn parse(minutes: i64) -> Result<Self, Invalid> {
        if minutes >= 1 && minutes <= LONGEST {
            Ok(Self(minutes))
        } else {
            Err(Invalid("Choose 1 to 1440 minutes."))
        }
    }

    /// As it was stored.
    pub const fn stored(minutes: i64) -> Self {
        Self(minutes)
    }

    /// In minutes.
    pub const fn minutes(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_minute_to_a_day() {
        assert_eq!(Target::default().minutes(), 5);
        for (minutes, is_fine) in [
            (0, false),
            (1, true),
            (1_440, true),
            (1_441, false),
            (-5, false),
        ] {
            assert_eq!(Target::parse(minutes).is_ok(), is_fine, "{minutes}");
        }
    }
}

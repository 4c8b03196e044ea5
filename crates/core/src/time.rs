//! Time as the product sees it: milliseconds since 1970, UTC, always taken from an injected clock.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A moment: milliseconds since the Unix epoch. RFC 3339 in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the Unix epoch.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch, as the database stores it.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The moment as one says it, like "Friday 20 November 2026, 10:00 UTC".
    pub fn in_words(self) -> String {
        let moment =
            jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        moment.strftime("%A %-d %B %Y, %H:%M UTC").to_string()
    }

    /// This moment moved by `ms` milliseconds; saturates.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment.
    pub const fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<i64> for Timestamp {
    fn from(ms: i64) -> Self {
        Self(ms)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let moment =
            jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        write!(f, "{moment:.3}")
    }
}

impl std::str::FromStr for Timestamp {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.parse::<jiff::Timestamp>()?.as_millisecond()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Timestamp {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("RFC 3339, UTC, milliseconds"))
            .into()
    }
}
impl utoipa::ToSchema for Timestamp {
    fn name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }
}

/// Tells the time. Cloned freely; a fake one is shared by its clones and moved by tests.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fake(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until [`Clock::advance_ms`].
    pub fn fixed(at: Timestamp) -> Self {
        Self(Source::Fake(Arc::new(AtomicI64::new(at.ms()))))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        Timestamp(match &self.0 {
            Source::System => jiff::Timestamp::now().as_millisecond(),
            Source::Fake(ms) => ms.load(Ordering::SeqCst),
        })
    }

    /// Moves a fake clock forward; the machine's clock is not moved.
    pub fn advance_ms(&self, ms: i64) {
        if let Source::Fake(now) = &self.0 {
            now.fetch_add(ms, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_rfc3339_with_milliseconds() {
        let t = Timestamp::from_ms(1_795_168_800_250);
        let json = serde_json::to_string(&t).unwrap();
        assert_eq!(json, "\"2026-11-20T10:00:00.250Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), t);
        assert_eq!(t.in_words(), "Friday 20 November 2026, 10:00 UTC");
        assert_eq!(
            Timestamp::from_ms(0).to_string(),
            "1970-01-01T00:00:00.000Z"
        );
    }
}

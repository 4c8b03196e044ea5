//! What a partial change says about one value: nothing, none, or a new one.

use serde::{Deserialize, Deserializer};

/// One value of a partial change. In JSON absent, `null`, or the value; give the field `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Leave it as it is.
    #[default]
    Keep,
    /// There shall be none.
    Clear,
    /// It shall be this.
    Set(T),
}

impl<T> Patch<T> {
    /// The value after the change.
    pub fn apply(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The same change of a value that is checked on the way.
    pub fn try_map<U, E>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<Patch<U>, E> {
        Ok(match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(f(value)?),
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Change {
        #[serde(default)]
        name: Patch<String>,
    }

    #[test]
    fn absent_is_not_null() {
        let read = |json| serde_json::from_str::<Change>(json).unwrap().name;
        assert_eq!(read("{}"), Patch::Keep);
        assert_eq!(read(r#"{"name":null}"#), Patch::Clear);
        assert_eq!(read(r#"{"name":"Ana"}"#), Patch::Set("Ana".to_owned()));
        assert_eq!(
            read("{}").apply(Some("Bo".to_owned())).as_deref(),
            Some("Bo")
        );
        assert_eq!(read(r#"{"name":null}"#).apply(Some("Bo".to_owned())), None);
    }
}

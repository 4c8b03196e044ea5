//! One value of a row as JSON. A fraction is text, so that no digit is lost.

use super::{BackupError, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_db::Arg;
use baton_store::operate::tables::Kind;
use serde_json::Value;
use uuid::Uuid;

/// A stored value as JSON; `None` where it is of another kind than its column.
pub(super) fn encode(kind: Kind, value: Arg) -> Option<Value> {
    Some(match (kind, value) {
        (
            _,
            Arg::Uuid(None)
            | Arg::Text(None)
            | Arg::Int(None)
            | Arg::Bool(None)
            | Arg::Float(None)
            | Arg::Bytes(None),
        ) => Value::Null,
        (Kind::Uuid, Arg::Uuid(Some(id))) => id.to_string().into(),
        // SQLite keeps ids as bytes, truth as a number and whole fractions as they come.
        (Kind::Uuid, Arg::Bytes(Some(bytes))) => Uuid::from_slice(&bytes).ok()?.to_string().into(),
        (Kind::Bool, Arg::Int(Some(number))) => (number != 0).into(),
        (Kind::Bool, Arg::Bool(Some(truth))) => truth.into(),
        (Kind::Float, Arg::Float(Some(number))) => format!("{number:?}").into(),
        (Kind::Float, Arg::Int(Some(number))) => number.to_string().into(),
        (Kind::Int, Arg::Int(Some(number))) => number.into(),
        (Kind::Text, Arg::Text(Some(text))) => text.into(),
        (Kind::Bytes, Arg::Bytes(Some(bytes))) => STANDARD.encode(bytes).into(),
        _ => return None,
    })
}

/// The value that was encoded, in the type of its column.
pub(super) fn decode(kind: Kind, value: Value) -> Result<Arg> {
    let text = |value: Value| match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(damaged()),
    };
    Ok(match kind {
        Kind::Text => Arg::Text(text(value)?),
        Kind::Int if value.is_null() => Arg::Int(None),
        Kind::Int => Arg::Int(Some(value.as_i64().ok_or_else(damaged)?)),
        Kind::Bool if value.is_null() => Arg::Bool(None),
        Kind::Bool => Arg::Bool(Some(value.as_bool().ok_or_else(damaged)?)),
        Kind::Uuid => Arg::Uuid(parsed(text(value)?, |text| text.parse().ok())?),
        Kind::Float => Arg::Float(parsed(text(value)?, |text| text.parse().ok())?),
        Kind::Bytes => Arg::Bytes(parsed(text(value)?, |text| STANDARD.decode(text).ok())?),
    })
}

fn parsed<T>(text: Option<String>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
    text.map(|text| parse(&text).ok_or_else(damaged))
        .transpose()
}

fn damaged() -> BackupError {
    BackupError::Damaged("a value is of another kind than its column".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let id = Uuid::from_u128(7);
        for (kind, value) in [
            (Kind::Uuid, Arg::from(id)),
            (Kind::Uuid, Arg::Uuid(None)),
            (Kind::Text, "a\u{0}b \"ü\" \n".into()),
            (Kind::Text, Arg::Text(None)),
            (Kind::Int, i64::MIN.into()),
            (Kind::Int, Arg::Int(None)),
            (Kind::Bool, true.into()),
            (Kind::Bool, Arg::Bool(None)),
            (Kind::Float, 0.1.into()),
            (Kind::Float, f64::MIN_POSITIVE.into()),
            (Kind::Float, Arg::Float(None)),
            (Kind::Bytes, vec![0_u8, 255].into()),
            (Kind::Bytes, Arg::Bytes(None)),
        ] {
            let json = encode(kind, value.clone()).unwrap().to_string();
            assert_eq!(
                decode(kind, serde_json::from_str(&json).unwrap()).unwrap(),
                value
            );
        }
    }

    #[test]
    fn both_databases_write_the_same() {
        let id = Uuid::from_u128(7);
        let same =
            |kind, a: Arg, b: Arg| assert_eq!(encode(kind, a).unwrap(), encode(kind, b).unwrap());
        same(Kind::Uuid, id.into(), id.as_bytes().to_vec().into());
        same(Kind::Bool, false.into(), 0_i64.into());
        same(Kind::Bytes, Arg::Bytes(None), Arg::Text(None));
        assert_eq!(encode(Kind::Uuid, vec![1_u8].into()), None);
        assert_eq!(encode(Kind::Int, "7".into()), None);
    }
}

//! Extractors whose refusals are problems like all others.

use crate::problem::{Problem, ProblemCode};
use axum::{
    Json, RequestExt as _,
    body::{Bytes, HttpBody as _},
    extract::{
        FromRequest, FromRequestParts, Path, Query, Request,
        rejection::{BytesRejection, JsonRejection},
    },
    http::{HeaderMap, header, request::Parts},
};
use baton_core::text::preview;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData, str::FromStr};

/// What a refusal repeats of a body at most, in characters.
const REPEATED: usize = 300;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T, S> FromRequest<S> for Body<T>
where
    T: DeserializeOwned + 'static,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                ProblemCode::UnsupportedMediaType,
                "Send JSON with Content-Type: application/json.",
            ));
        }
        if request.headers().contains_key(header::CONTENT_ENCODING) {
            return Err(Problem::new(
                ProblemCode::UnsupportedMediaType,
                "Send the body as it is, without Content-Encoding.",
            ));
        }
        let bytes = request.extract::<Bytes, _>().await;
        json(&bytes.map_err(|rejection| unread(&rejection))?).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (kind, _parameters) = kind.split_once(';').unwrap_or((kind, ""));
    kind.trim().eq_ignore_ascii_case("application/json")
}

fn unread(rejection: &BytesRejection) -> Problem {
    if rejection.status() == 413 {
        Problem::new(ProblemCode::PayloadTooLarge, "The body is too large.")
    } else {
        Problem::new(ProblemCode::BadRequest, "The body broke off.")
    }
}

/// Reads a value from JSON.
pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if escapes_nul(bytes) {
        return Err(no_nul());
    }
    match Json::from_bytes(bytes) {
        Ok(Json(Object(value))) => Ok(value),
        Err(JsonRejection::JsonDataError(error)) => Err(Problem::new(
            ProblemCode::ValidationFailed,
            format!(
                "The body does not fit: {}",
                preview(&error.body_text(), REPEATED)
            ),
        )),
        Err(_) => Err(Problem::new(
            ProblemCode::BadRequest,
            "The body is not valid JSON.",
        )),
    }
}

/// What is written with names. The types alone would also take an array, with their fields in order.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Self)
    }
}

/// Reads a field that is written with names, and not as an array.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Named<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Named<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_map(Named(PhantomData))
}

/// Whether a text of this JSON has the character NUL, which JSON can only write as an escape. Not every database can
/// keep it, so that no text has it.
fn escapes_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"u0000") {
            return true;
        }
        // What follows belongs to this escape, also where it is a backslash.
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

fn no_nul() -> Problem {
    Problem::new(
        ProblemCode::ValidationFailed,
        "Text must not have the character NUL (U+0000).",
    )
}

/// A JSON body that may be left out.
#[derive(Debug)]
pub struct MaybeBody<T>(pub T);

impl<T, S> FromRequest<S> for MaybeBody<T>
where
    T: DeserializeOwned + Default + 'static,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if request.body().is_end_stream() {
            return Ok(Self(T::default()));
        }
        let Body(value) = Body::from_request(request, state).await?;
        Ok(Self(value))
    }
}

/// A query string.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T, S> FromRequestParts<S> for Params<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(no_nul());
        }
        let Query(value) =
            Query::<T>::from_request_parts(parts, state)
                .await
                .map_err(|rejection| {
                    Problem::new(
                        ProblemCode::BadRequest,
                        format!(
                            "The query does not fit: {}",
                            preview(&rejection.body_text(), REPEATED)
                        ),
                    )
                })?;
        Ok(Self(value))
    }
}

/// The one id of a path. What is no id does not exist.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T, S> FromRequestParts<S> for Id<T>
where
    T: FromStr + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_rejection| Problem::not_found())?;
        text.parse()
            .map(Self)
            .map_err(|_error| Problem::not_found())
    }
}

/// The id of a path and the name or id below it. What is none does not exist.
#[derive(Debug)]
pub struct Below<T, U>(pub T, pub U);

impl<T, U, S> FromRequestParts<S> for Below<T, U>
where
    T: FromStr + Send,
    U: FromStr + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path((id, below)) = Path::<(String, String)>::from_request_parts(parts, state)
            .await
            .map_err(|_rejection| Problem::not_found())?;
        match (id.parse(), below.parse()) {
            _ if below.contains('\0') => Err(Problem::not_found()),
            (Ok(id), Ok(below)) => Ok(Self(id, below)),
            _ => Err(Problem::not_found()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::role::Role;
    use std::collections::BTreeMap;

    fn refused(body: &[u8]) -> u16 {
        json::<BTreeMap<String, serde_json::Value>>(body)
            .unwrap_err()
            .status
    }

    #[test]
    fn nul_is_found_however_it_is_escaped() {
        for (text, has) in [
            (r#""a\u0000b""#, true),
            (r#""\\\u0000""#, true),
            (r#""\\u0000""#, false),
            (r#""\n\u00001""#, true),
            (r#""\u00010""#, false),
            (r#""\"#, false),
            ("", false),
        ] {
            assert_eq!(escapes_nul(text.as_bytes()), has, "{text}");
        }
        assert_eq!(refused(br#"{"any":"a\u0000"}"#), 422);
    }

    #[test]
    fn what_is_no_json_and_what_does_not_fit_are_told_apart() {
        for garbled in [
            &b"{"[..],
            b"",
            b"\xff",
            b"{\"any\":\"\xc0\x80\"}",
            br#"{"any":"\ud800"}"#,
            br#"{"any":1e999999}"#,
        ] {
            assert_eq!(refused(garbled), 400);
        }
        let deep = format!("{{\"any\":{}", "[".repeat(100_000));
        assert_eq!(refused(deep.as_bytes()), 400);
        let long = format!("{{\"role\":\"{}\"}}", "x".repeat(10_000));
        let refused = json::<BTreeMap<String, Role>>(long.as_bytes()).unwrap_err();
        assert_eq!(refused.status, 422);
        assert!(refused.detail.chars().count() < 400);
    }

    #[test]
    fn an_object_is_not_written_as_an_array() {
        #[derive(Debug, Deserialize)]
        struct Pair {
            a: u8,
            b: u8,
        }
        let pair = json::<Pair>(br#"{"b":2,"a":1}"#).unwrap();
        assert_eq!((pair.a, pair.b), (1, 2));
        assert_eq!(json::<Pair>(b"[1,2]").unwrap_err().status, 422);
        let named = json::<Pair>(br#"{"a":1,"b":256}"#).unwrap_err();
        assert!(named.detail.contains("b: "), "{}", named.detail);
    }

    #[test]
    fn json_is_known_by_its_type() {
        for (kind, is) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("application/jsonp", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            assert_eq!(is_json(&headers), is, "{kind}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}

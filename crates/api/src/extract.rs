//! Extractors whose refusals are problems like all others.

use crate::problem::{Problem, ProblemCode};
use axum::body::HttpBody as _;
use axum::{
    Json, RequestExt as _,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::request::Parts,
};
use serde::de::DeserializeOwned;
use std::str::FromStr;

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
        let Json(value) = request
            .extract::<Json<T>, _>()
            .await
            .map_err(|rejection| refuse(&rejection))?;
        Ok(Self(value))
    }
}

fn refuse(rejection: &JsonRejection) -> Problem {
    match rejection {
        JsonRejection::JsonDataError(error) => Problem::new(
            ProblemCode::ValidationFailed,
            format!("The body does not fit: {}", error.body_text()),
        ),
        JsonRejection::MissingJsonContentType(_) => Problem::new(
            ProblemCode::UnsupportedMediaType,
            "Send JSON with Content-Type: application/json.",
        ),
        JsonRejection::BytesRejection(error) if error.status() == 413 => {
            Problem::new(ProblemCode::PayloadTooLarge, "The body is too large.")
        }
        _ => Problem::new(ProblemCode::BadRequest, "The body is not valid JSON."),
    }
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
        let Query(value) =
            Query::<T>::from_request_parts(parts, state)
                .await
                .map_err(|rejection| {
                    Problem::new(
                        ProblemCode::BadRequest,
                        format!("The query does not fit: {}", rejection.body_text()),
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
            (Ok(id), Ok(below)) => Ok(Self(id, below)),
            _ => Err(Problem::not_found()),
        }
    }
}

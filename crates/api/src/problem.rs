//! Errors as the interface shows them: `application/problem+json` with a closed set of codes.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use baton_app::AppError;
use baton_core::actor::Person;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

baton_core::codes! {
    /// What kind of problem it is, for programs.
    pub enum ProblemCode {
        /// The request cannot be read.
        BadRequest = "bad_request",
        /// Nobody is signed in.
        Unauthorized = "unauthorized",
        /// E-mail address or password is wrong.
        InvalidCredentials = "invalid_credentials",
        /// The visitor's token ran out.
        TokenExpired = "token_expired",
        /// The role does not allow it.
        Forbidden = "forbidden",
        /// The page may not use this widget.
        OriginNotAllowed = "origin_not_allowed",
        /// There is no such thing.
        NotFound = "not_found",
        /// The path exists, the method does not.
        MethodNotAllowed = "method_not_allowed",
        /// The state does not allow it.
        Conflict = "conflict",
        /// A teammate holds the baton.
        AlreadyClaimed = "already_claimed",
        /// The caller does not hold the baton.
        MustClaimFirst = "must_claim_first",
        /// The installation was set up before.
        SetupDone = "setup_done",
        /// Values are not acceptable.
        ValidationFailed = "validation_failed",
        /// The body is too large.
        PayloadTooLarge = "payload_too_large",
        /// The request did not arrive in time.
        RequestTimeout = "request_timeout",
        /// The body is of the wrong kind.
        UnsupportedMediaType = "unsupported_media_type",
        /// Too much in a short time.
        RateLimited = "rate_limited",
        /// The disk is full.
        StorageFull = "storage_full",
        /// The disk failed; the server writes nothing more until it was looked after.
        StorageFailed = "storage_failed",
        /// Something that is needed does not answer.
        Unavailable = "unavailable",
        /// A bug or a broken machine.
        Internal = "internal",
    }
}

/// A problem (RFC 9457 with a code).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// What kind, for programs.
    pub code: ProblemCode,
    /// What kind, for people.
    pub title: &'static str,
    /// What happened and what to do about it.
    pub detail: Box<str>,
    /// A sentence for each field that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<BTreeMap<String, String>>,
    /// Who holds the baton.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Box<Person>>,
    /// Seconds to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// To be named when asking for help; set when the answer is written.
    pub request_id: Box<str>,
    /// What went wrong inside; logged when the answer is written, never shown.
    #[serde(skip)]
    pub cause: Option<Box<str>>,
}

tokio::task_local! {
    /// The request id of the answer under way, where the middleware put one.
    pub(crate) static REQUEST_ID: String;
}

impl Problem {
    /// A problem of this code with its usual status and title.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        let (status, title) = meaning(code);
        Self {
            status: status.as_u16(),
            code,
            title,
            detail: detail.into().into(),
            fields: None,
            holder: None,
            retry_after: worth_waiting(code),
            request_id: Box::default(),
            cause: None,
        }
    }

    /// There is no such thing. The same bytes for a foreign id as for an unknown one.
    pub fn not_found() -> Self {
        Self::new(
            ProblemCode::NotFound,
            "There is nothing here that you can see. Check the address.",
        )
    }

    /// One field was refused.
    pub fn invalid(field: &str, reason: impl Into<String>) -> Self {
        let fields = BTreeMap::from([(field.to_owned(), reason.into())]);
        Self {
            fields: Some(fields),
            ..Self::new(ProblemCode::ValidationFailed, "Check the marked fields.")
        }
    }
}

/// After how many seconds a call may work that says nothing about it by itself.
const fn worth_waiting(code: ProblemCode) -> Option<u32> {
    match code {
        ProblemCode::Unavailable => Some(2),
        ProblemCode::StorageFull => Some(10),
        ProblemCode::StorageFailed => Some(60),
        _ => None,
    }
}

const fn meaning(code: ProblemCode) -> (StatusCode, &'static str) {
    use ProblemCode as C;
    match code {
        C::BadRequest => (StatusCode::BAD_REQUEST, "Bad request"),
        C::Unauthorized => (StatusCode::UNAUTHORIZED, "Not signed in"),
        C::InvalidCredentials => (StatusCode::UNAUTHORIZED, "Wrong e-mail address or password"),
        C::TokenExpired => (StatusCode::UNAUTHORIZED, "Token expired"),
        C::Forbidden => (StatusCode::FORBIDDEN, "Not allowed"),
        C::OriginNotAllowed => (StatusCode::FORBIDDEN, "Origin not allowed"),
        C::NotFound => (StatusCode::NOT_FOUND, "Not found"),
        C::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
        C::Conflict => (StatusCode::CONFLICT, "Conflict"),
        C::AlreadyClaimed => (StatusCode::CONFLICT, "Already claimed"),
        C::MustClaimFirst => (StatusCode::CONFLICT, "Claim first"),
        C::SetupDone => (StatusCode::CONFLICT, "Already set up"),
        C::ValidationFailed => (StatusCode::UNPROCESSABLE_ENTITY, "Invalid values"),
        C::RequestTimeout => (StatusCode::REQUEST_TIMEOUT, "Too slow"),
        C::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Too large"),
        C::UnsupportedMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
        C::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
        C::StorageFull => (StatusCode::SERVICE_UNAVAILABLE, "Storage full"),
        C::StorageFailed => (StatusCode::SERVICE_UNAVAILABLE, "Storage failed"),
        C::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "Unavailable"),
        C::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "Internal error"),
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        use ProblemCode as C;
        match error {
            AppError::NotFound => Self::not_found(),
            AppError::Unauthorized => Self::new(C::Unauthorized, "Sign in first."),
            AppError::TokenExpired => Self::new(
                C::TokenExpired,
                "Start again with init, then repeat the call.",
            ),
            AppError::InvalidCredentials => {
                Self::new(C::InvalidCredentials, "Check both and try again.")
            }
            AppError::Forbidden => Self::new(
                C::Forbidden,
                "Your role does not allow this. Ask an admin of the workspace.",
            ),
            AppError::OriginNotAllowed => Self::new(
                C::OriginNotAllowed,
                "This page may not use the widget. Add its origin to the assistant's allowed origins.",
            ),
            AppError::Invalid(fields) => Self {
                fields: Some(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
                ..Self::new(C::ValidationFailed, "Check the marked fields.")
            },
            AppError::AlreadyClaimed(holder) => Self {
                detail: format!("{} claimed this conversation.", holder.name).into(),
                holder: Some(Box::new(holder)),
                ..Self::new(C::AlreadyClaimed, "")
            },
            AppError::MustClaimFirst(holder) => Self {
                holder: holder.map(Box::new),
                ..Self::new(
                    C::MustClaimFirst,
                    "Claim this conversation first: only its holder may do this.",
                )
            },
            AppError::Conflict(detail) => Self::new(C::Conflict, detail),
            AppError::TooLarge(most) => Self::new(
                C::PayloadTooLarge,
                format!(
                    "Files may have {} at most. Send a smaller one, or a link to it.",
                    megabytes(most)
                ),
            ),
            AppError::Unwanted(detail) => Self::new(C::UnsupportedMediaType, detail),
            AppError::Unreadable(detail) => Self::new(C::BadRequest, detail),
            AppError::Contended => Self::new(
                C::Conflict,
                "The same change was made at the same time. Try again.",
            ),
            AppError::SetupDone => Self::new(
                C::SetupDone,
                "This installation was set up before. Sign in instead.",
            ),
            AppError::RateLimited { retry_after_s } => Self {
                retry_after: Some(u32::try_from(retry_after_s).unwrap_or(u32::MAX)),
                ..Self::new(
                    C::RateLimited,
                    format!("Too many tries. Wait {retry_after_s} seconds."),
                )
            },
            AppError::StorageFull => Self::new(
                C::StorageFull,
                "The server's disk is full. Nothing was stored; reading still works.",
            ),
            AppError::StorageFailed(reason) => Self {
                cause: Some(reason.into()),
                ..Self::new(
                    C::StorageFailed,
                    "The server's disk failed. Nothing was stored; the server has to be looked after before it writes again.",
                )
            },
            AppError::Unavailable(reason) => Self {
                cause: Some(reason.into()),
                ..Self::new(
                    C::Unavailable,
                    "The server is busy. Nothing was lost; try again in a moment.",
                )
            },
            AppError::Internal(reason) => Self {
                cause: Some(reason.into()),
                ..Self::new(
                    C::Internal,
                    "Something broke on our side. Name the request id when you ask for help.",
                )
            },
        }
    }
}

fn megabytes(bytes: u64) -> String {
    match bytes / 1_000_000 {
        0 => format!("{bytes} bytes"),
        many => format!("{many} MB"),
    }
}

impl From<baton_db::DbError> for Problem {
    fn from(error: baton_db::DbError) -> Self {
        AppError::from(error).into()
    }
}

impl Problem {
    /// With the id of the request under which its cause is in the log from now on.
    pub(crate) fn noted(mut self) -> Self {
        // Here and not where the problem is made: that may have been on a thread of the database.
        let id = REQUEST_ID.try_with(Clone::clone).unwrap_or_default();
        match &self.cause {
            None => {}
            Some(reason) if self.code == ProblemCode::Internal => {
                tracing::error!(request_id = %id, %reason, "internal error");
            }
            Some(reason) => {
                tracing::warn!(request_id = %id, %reason, code = %self.code, "unavailable");
            }
        }
        self.request_id = id.into();
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let problem = self.noted();
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, body).into_response();
        if let Some(seconds) = problem.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_db::DbError;

    #[test]
    fn trouble_of_the_database_that_passes_is_503_and_says_when_to_come_back() {
        for (error, code, seconds) in [
            (DbError::StorageFull, ProblemCode::StorageFull, 10),
            (
                DbError::StorageFailed("EIO".to_owned()),
                ProblemCode::StorageFailed,
                60,
            ),
            (DbError::Busy, ProblemCode::Unavailable, 2),
            (DbError::Deadline, ProblemCode::Unavailable, 2),
            (
                DbError::Unavailable("refused".to_owned()),
                ProblemCode::Unavailable,
                2,
            ),
        ] {
            let problem = Problem::from(error);
            assert_eq!((problem.status, problem.code), (503, code));
            assert_eq!(problem.retry_after, Some(seconds));
        }
        let broken = Problem::from(DbError::Panicked);
        assert_eq!((broken.status, broken.retry_after), (500, None));
    }
}

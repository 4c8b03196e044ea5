//! A panic ends its request, nothing else.

use crate::problem::Problem;
use axum::response::{IntoResponse as _, Response};
use baton_app::AppError;
use std::any::Any;

/// The answer to a request whose handler panicked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that the layer wants"
)]
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::from(AppError::Internal(format!(
        "panic: {}",
        text.unwrap_or("unknown")
    )))
    .into_response()
}

//! Trying one way.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{
    Json,
    body::{Body as Answer, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use baton_app::{
    AppError,
    delivery::{Finding, Hop, Remedy, Verdict},
};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use std::{pin::Pin, time::Duration};
use tokio::time::timeout;
use utoipa::ToSchema;

/// An answer is silent no longer than this.
const BREATH: Duration = Duration::from_secs(1);

/// Which way is tried.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DeliveryTest {
    /// The way.
    hop: Hop,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryTested {
    /// How the way is.
    verdict: Verdict,
    /// In a sentence or two.
    says: String,
    /// How long it took, in milliseconds.
    took_ms: u64,
    /// What mends it, for each of what usually stands there.
    remedies: Vec<DeliveryRemedy>,
}

/// Lines for one place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryRemedy {
    /// Where they belong: `nginx`, `Apache`, `Caddy`, or `Baton`.
    place: &'static str,
    /// Ready to be copied.
    lines: String,
}

impl From<(Finding, u64)> for DeliveryTested {
    fn from((finding, took_ms): (Finding, u64)) -> Self {
        Self {
            verdict: finding.verdict,
            says: finding.says,
            took_ms,
            remedies: finding
                .remedies
                .into_iter()
                .map(DeliveryRemedy::from)
                .collect(),
        }
    }
}

impl From<Remedy> for DeliveryRemedy {
    fn from(Remedy { place, lines }: Remedy) -> Self {
        Self { place, lines }
    }
}

/// Tries one way through the public address. A WebSocket takes half a minute: that long it has to live in silence.
#[utoipa::path(post, path = "/api/v1/delivery-tests", operation_id = "test_delivery", tag = "Workspace",
    request_body = DeliveryTest,
    responses((status = 200, body = DeliveryTested), (status = "default", body = Problem)))]
pub(crate) async fn test(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(wanted): Body<DeliveryTest>,
) -> Result<Response, Problem> {
    edge.rates.delivery(&caller)?;
    let testing = async move { edge.app.test_delivery(&caller, wanted.hop).await };
    let mut testing: Testing = Box::pin(testing);
    // What is refused is refused at once, and with its status.
    if let Ok(tested) = timeout(BREATH, &mut testing).await {
        return Ok(Json(DeliveryTested::from(tested?)).into_response());
    }
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, Answer::from_stream(breathing(testing))).into_response())
}

type Tested = Result<(Finding, u64), AppError>;
type Testing = Pin<Box<dyn Future<Output = Tested> + Send>>;

/// The answer, with white space before it for as long as there is none: a proxy that cuts what is silent would cut the test
/// of that too. Whoever hangs up ends the test.
fn breathing(testing: Testing) -> impl Stream<Item = Result<Bytes, AppError>> {
    stream::unfold(Some(testing), async |waiting| {
        let mut testing = waiting?;
        let Ok(tested) = timeout(BREATH, &mut testing).await else {
            return Some((Ok(Bytes::from_static(b" ")), Some(testing)));
        };
        let answer = tested.map(|tested| {
            let tested = DeliveryTested::from(tested);
            serde_json::to_vec(&tested).unwrap_or_default().into()
        });
        Some((answer, None))
    })
}

//! Trying one way.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::delivery::{Finding, Hop, Remedy, Verdict};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which way is tried.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DeliveryTest {
    /// `address`, `socket`, `polling`, `upload`, `mail`, `webhook` or `push`.
    #[schema(value_type = String)]
    hop: Hop,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryTested {
    /// `sound`, `doubtful`, `broken` or `skipped`.
    #[schema(value_type = String)]
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
) -> Result<Json<DeliveryTested>, Problem> {
    edge.rates.delivery(&caller)?;
    let (finding, took_ms) = edge.app.test_delivery(&caller, wanted.hop).await?;
    let Finding {
        verdict,
        says,
        remedies,
    } = finding;
    Ok(Json(DeliveryTested {
        verdict,
        says,
        took_ms,
        remedies: remedies.into_iter().map(DeliveryRemedy::from).collect(),
    }))
}

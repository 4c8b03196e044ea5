//! The log of an endpoint.

use super::view::WebhookDelivery;
use crate::{
    auth::Who,
    extract::{Id, Params},
    page::cursor,
    problem::Problem,
};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::{id::EndpointId, page::Limit, webhook::DeliveryStatus};
use baton_store::webhooks::log::Filter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which deliveries.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Of this status.
    status: Option<DeliveryStatus>,
    /// Of this type of event.
    event: Option<String>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookDeliveries {
    /// Newest first.
    items: Vec<WebhookDelivery>,
    /// Where to go on; null on the last page.
    next_cursor: Option<String>,
}

/// Lists what was sent to an endpoint, newest first. It is kept for 30 days unless the operator says otherwise.
#[utoipa::path(get, path = "/api/v1/webhook-endpoints/{id}/deliveries", operation_id = "list_webhook_deliveries",
    tag = "Webhooks", params(("id" = EndpointId, Path), Wish),
    responses((status = 200, body = WebhookDeliveries), (status = "default", body = Problem)))]
pub(crate) async fn deliveries(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<EndpointId>,
    Params(wish): Params<Wish>,
) -> Result<Json<WebhookDeliveries>, Problem> {
    let (after, limit) = (cursor(wish.cursor.as_deref())?, Limit::new(wish.limit));
    let filter = Filter {
        status: wish.status,
        kind: wish.event,
    };
    let page = app
        .deliveries(&caller, (id, filter), (after, limit))
        .await?;
    Ok(Json(WebhookDeliveries {
        next_cursor: page.next.map(|cursor| cursor.to_string()),
        items: page.items.into_iter().map(Into::into).collect(),
    }))
}

//! Correcting a contact.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::contacts::update::Changes;
use baton_core::{contact::Contact, id::ContactId, patch::Patch};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different; null removes a detail.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct ContactPatch {
    /// The name.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    name: Patch<String>,
    /// The e-mail address.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    email: Patch<String>,
    /// The phone number.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    phone: Patch<String>,
}

/// Corrects a contact's details.
#[utoipa::path(patch, path = "/api/v1/contacts/{id}", operation_id = "update_contact", tag = "Contacts",
    params(("id" = ContactId, Path)),
    request_body = ContactPatch,
    responses((status = 200, body = Contact), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ContactId>,
    Body(ContactPatch { name, email, phone }): Body<ContactPatch>,
) -> Result<Json<Contact>, Problem> {
    let changes = Changes { name, email, phone };
    let contact = edge.app.update_contact(&caller, id, changes).await?;
    Ok(Json(edge.with_presence(contact)))
}

//! What a contact wrote before.

use crate::{
    auth::Who,
    conversations::view::{ConversationView, views},
    extract::Id,
    page::ListOf,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{id::ContactId, role::Permission};
use baton_store::{contacts, conversations};

/// How many are shown.
const LAST: i64 = 10;

/// Lists the newest conversations of a contact.
#[utoipa::path(get, path = "/api/v1/contacts/{id}/conversations", operation_id = "list_contact_conversations", tag = "Contacts",
    params(("id" = ContactId, Path)),
    responses((status = 200, body = ListOf<ConversationView>), (status = "default", body = Problem)))]
pub(crate) async fn conversations(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ContactId>,
) -> Result<Json<ListOf<ConversationView>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let presence = edge.app.presence.clone();
    let items = edge.reader.read(async move |conn| {
        let found = contacts::find(conn, caller.workspace, id).await?;
        found.ok_or_else(Problem::not_found)?;
        let rows = conversations::of_contact(conn, caller.workspace, id, LAST).await?;
        Ok::<_, Problem>(views(conn, &caller, &presence, rows).await?)
    });
    Ok(Json(ListOf {
        items: items.await?,
    }))
}

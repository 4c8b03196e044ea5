//! One contact.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{contact::Contact, id::ContactId, role::Permission};
use baton_store::contacts;

/// Shows a contact.
#[utoipa::path(get, path = "/api/v1/contacts/{id}", operation_id = "show_contact", tag = "Contacts",
    params(("id" = ContactId, Path)),
    responses((status = 200, body = Contact), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ContactId>,
) -> Result<Json<Contact>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| contacts::find(conn, workspace, id).await;
    let contact = edge
        .reader
        .read(read)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(edge.with_presence(contact)))
}

impl Edge {
    /// A contact with what only this process knows: whether they are here.
    pub(crate) fn with_presence(&self, contact: Contact) -> Contact {
        Contact {
            online: self.app.presence.is_online(contact.id),
            ..contact
        }
    }
}

//! Erasing a contact.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::{contacts::erase::Receipt, conversations::erase::Erased};
use baton_core::{id::ContactId, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// What was erased, and when: for whoever asked for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasureReceipt {
    /// Who it was: of them nothing but this id is kept, in the audit log.
    contact_id: ContactId,
    /// When.
    erased_at: Timestamp,
    /// How many conversations with all that was in them.
    conversations: i64,
    /// How many messages they had.
    messages: i64,
    /// How many leads.
    leads: i64,
    /// How many mails that were not sent yet, or could not be.
    mails: i64,
}

impl From<Receipt> for ErasureReceipt {
    fn from(receipt: Receipt) -> Self {
        let Erased {
            conversations,
            messages,
            leads,
            mails,
        } = receipt.erased;
        Self {
            contact_id: receipt.contact_id,
            erased_at: receipt.erased_at,
            conversations,
            messages,
            leads,
            mails,
        }
    }
}

/// Erases a contact with their conversations, messages and leads. This cannot be undone.
#[utoipa::path(delete, path = "/api/v1/contacts/{id}", operation_id = "erase_contact", tag = "Contacts",
    params(("id" = ContactId, Path)),
    responses((status = 200, body = ErasureReceipt), (status = "default", body = Problem)))]
pub(crate) async fn erase(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ContactId>,
) -> Result<Json<ErasureReceipt>, Problem> {
    let receipt = edge.app.erase_contact(&caller, id).await?;
    Ok(Json(receipt.into()))
}

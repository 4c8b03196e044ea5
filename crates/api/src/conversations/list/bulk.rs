//! Doing the same with a selection.

use super::snooze::HowLong;
use crate::{
    auth::Who,
    conversations::view::{ConversationView, views},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::{
    Caller,
    conversations::inbox::{
        bulk::{Deed, Done},
        shift::Parting,
    },
};
use baton_core::id::{ConversationId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// What is done with each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "snake_case")]
pub(crate) enum BulkAction {
    /// It is closed.
    Resolve,
    /// It is opened again.
    Reopen,
    /// The caller takes it; what a teammate holds stays theirs.
    Claim,
    /// It goes back to the assistant.
    Release,
    /// A teammate is responsible, or nobody.
    Assign {
        /// The teammate; null for nobody.
        #[schema(required)]
        user_id: Option<UserId>,
    },
    /// It gets a tag.
    Tag {
        /// 1 to 40 characters.
        name: String,
    },
    /// It loses a tag.
    Untag {
        /// The tag.
        name: String,
    },
    /// It is put away.
    Snooze {
        #[serde(flatten)]
        how_long: HowLong,
        /// The last message that was read of each: where the visitor wrote after it, that one is not put away.
        #[serde(default)]
        last_seqs: HashMap<ConversationId, i64>,
    },
    /// It is taken out again.
    Unsnooze,
}

impl BulkAction {
    fn deed(self) -> Result<Deed, Problem> {
        Ok(match self {
            Self::Resolve => Deed::Resolve,
            Self::Reopen => Deed::Reopen,
            Self::Claim => Deed::Claim,
            Self::Release => Deed::LetGo(Parting::Assistant(None)),
            Self::Assign { user_id } => Deed::Assign(user_id),
            Self::Tag { name } => Deed::Tag(name),
            Self::Untag { name } => Deed::Untag(name),
            Self::Snooze {
                how_long,
                last_seqs,
            } => Deed::Snooze(how_long.one()?, last_seqs),
            Self::Unsnooze => Deed::Unsnooze,
        })
    }
}

/// What to do with which.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkWish {
    /// 1 to 100.
    ids: Vec<ConversationId>,
    #[serde(flatten)]
    action: BulkAction,
}

/// What became of one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkResult {
    /// Which.
    id: ConversationId,
    /// As it is now; null where it could not be done.
    conversation: Option<ConversationView>,
    /// Why it could not be done; null where it was.
    problem: Option<Problem>,
}

/// What became of all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkResults {
    /// In the order in which they were named, each once.
    results: Vec<BulkResult>,
}

/// Does the same with each of a selection. Each has a result of its own: one that could not be done keeps no other.
#[utoipa::path(post, path = "/api/v1/conversations/bulk", operation_id = "bulk_change_conversations", tag = "Conversations",
    request_body = BulkWish,
    responses((status = 200, body = BulkResults), (status = "default", body = Problem)))]
pub(crate) async fn bulk(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(wish): Body<BulkWish>,
) -> Result<Json<BulkResults>, Problem> {
    let deed = wish.action.deed()?;
    let done = edge.app.with_each(&caller, wish.ids, &deed).await?;
    Ok(Json(results(&edge, caller, done).await?))
}

/// Shows what became of each, as the caller sees it.
pub(crate) async fn results(
    edge: &Edge,
    caller: Caller,
    done: Vec<Done>,
) -> Result<BulkResults, Problem> {
    let (mut order, mut changed) = (Vec::with_capacity(done.len()), Vec::new());
    for (id, outcome) in done {
        let problem = match outcome {
            Ok(conversation) => {
                changed.push(conversation);
                None
            }
            Err(error) => Some(Problem::from(error).noted()),
        };
        order.push((id, problem));
    }
    let presence = edge.app.presence.clone();
    let seen: Result<_, Problem> = edge
        .reader
        .read(async move |conn| Ok(views(conn, &caller, &presence, changed).await?))
        .await;
    let mut seen: HashMap<_, _> = seen?.into_iter().map(|view| (view.id, view)).collect();
    let result = |(id, problem)| BulkResult {
        id,
        conversation: seen.remove(&id),
        problem,
    };
    Ok(BulkResults {
        results: order.into_iter().map(result).collect(),
    })
}

//! The transcript.

pub(crate) mod amend;
pub(crate) mod files;

use crate::{
    auth::Who,
    extract::{Id, Params},
    page::{End, Stretch},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{id::ConversationId, message::Message, page::Limit};
use baton_store::messages::{self, Part};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which part of it.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// The newest before this seq.
    before: Option<i64>,
    /// The oldest after this seq.
    after: Option<i64>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

impl Wish {
    fn part(self) -> Result<(Part, End), Problem> {
        match (self.before, self.after) {
            (None, None) => Ok((Part::Newest, End::First)),
            (Some(seq), None) => Ok((Part::Before(seq), End::First)),
            (None, Some(seq)) => Ok((Part::After(seq), End::Last)),
            (Some(_), Some(_)) => Err(Problem::invalid(
                "after",
                "Send either before or after, not both.",
            )),
        }
    }
}

/// Lists messages, ascending; the newest where neither end is named.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/messages", operation_id = "list_messages", tag = "Conversations",
    params(("id" = ConversationId, Path), Wish),
    responses((status = 200, body = Stretch<Message>), (status = "default", body = Problem)))]
pub(crate) async fn messages(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Params(wish): Params<Wish>,
) -> Result<Json<Stretch<Message>>, Problem> {
    edge.readable(&caller, id).await?;
    let ((part, end), limit, workspace) = (wish.part()?, Limit::new(wish.limit), caller.workspace);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        messages::list(conn, workspace, id, part, limit.and_one()).await
    };
    let messages = edge.reader.read(read).await?;
    Ok(Json(Stretch::cut(messages, limit, end)))
}

//! Pages of the log.

use super::wish::Narrowed;
use crate::{
    auth::Who,
    conversations::view::{ConversationView, views},
    extract::Params,
    page::{PageOf, cursor},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::Caller;
use baton_core::{
    conversation::{Leg, legs},
    page::{Limit, Page},
    role::Permission,
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{
    conversations::{self, Conversation, log::log},
    events,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

/// Which page.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// Words of a message or a reason, or a part of the contact's name or address. Found ones come by their last activity.
    q: Option<String>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

/// A line of the log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct LogLine {
    /// The conversation.
    #[serde(flatten)]
    conversation: ConversationView,
    /// Who held it, one after the other.
    legs: Vec<Leg>,
}

/// Lists the log, the newest first. A page may have fewer lines than asked for, or none: with `next_cursor` there may be more
/// further back.
#[utoipa::path(get, path = "/api/v1/conversations/log", operation_id = "list_log", tag = "Conversations",
    params(Narrowed, Part), responses((status = 200, body = PageOf<LogLine>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Narrowed>,
    Params(part): Params<Part>,
) -> Result<Json<PageOf<LogLine>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (after, limit) = (cursor(part.cursor.as_deref())?, Limit::new(part.limit));
    let filter = wish.filter();
    let words = part.q.map(|q| q.trim().chars().take(200).collect());
    let words = words.filter(|q: &String| !q.is_empty());
    let (presence, now) = (edge.app.presence.clone(), edge.app.clock.now());
    let read = async move |conn: &mut Conn<'_>| {
        let page = match words {
            None => log(conn, caller.workspace, &filter, after, limit).await?,
            Some(words) => {
                let wish = (&filter, words.as_str());
                conversations::search(conn, caller.workspace, wish, after, limit)
                    .await?
                    .map(|found| found.conversation)
            }
        };
        let next = page.next;
        let relays = relays(conn, &caller, (&page.items, now)).await?;
        let seen = views(conn, &caller, &presence, page.items).await?;
        Ok::<_, Problem>(Page {
            items: lines(seen, relays),
            next,
        })
    };
    let page: Page<LogLine> = edge.reader.read(read).await?;
    Ok(Json(page.into()))
}

fn lines(seen: Vec<ConversationView>, relays: Vec<Vec<Leg>>) -> Vec<LogLine> {
    let lines = seen.into_iter().zip(relays);
    lines
        .map(|(conversation, legs)| LogLine { conversation, legs })
        .collect()
}

/// The relay of each of these conversations, in their order.
pub(super) async fn relays(
    conn: &mut Conn<'_>,
    caller: &Caller,
    (conversations, now): (&[Conversation], Timestamp),
) -> Result<Vec<Vec<Leg>>, DbError> {
    let ids: Vec<_> = conversations.iter().map(|c| c.id).collect();
    let mut passes: HashMap<_, Vec<_>> = HashMap::new();
    if !ids.is_empty() {
        for pass in events::passes(conn, caller.workspace, &ids).await? {
            let of_it = passes.entry(pass.conversation).or_default();
            of_it.push((pass.at, pass.to));
        }
    }
    let none = Vec::new();
    let relay = |c: &Conversation| {
        let passes = passes.get(&c.id).unwrap_or(&none);
        legs(c.created_at, passes, (c.last_activity_at, now))
    };
    Ok(conversations.iter().map(relay).collect())
}

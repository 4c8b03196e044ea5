//! The log as a file: one object with all messages for each conversation as JSON, or one line each as CSV. Read page by page
//! while it is sent: it takes the same memory however long it is.

use super::wish::Narrowed;
use crate::{
    auth::Who,
    conversations::view::{ConversationView, views},
    extract::Params,
    page::file::{Format, attachment},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_app::Caller;
use baton_core::{
    csv,
    id::{ConversationId, WorkspaceId},
    message::Message,
    page::{Cursor, Limit},
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{
    conversations::log::{Filter, log},
    messages::{self, Part},
};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Conversations that are read at once.
const STRIDE: u32 = 50;
/// Messages that are read at once.
const MESSAGES: i64 = 500;
const HEAD: [&str; 16] = [
    "id",
    "started_at",
    "last_activity_at",
    "channel",
    "assistant",
    "contact",
    "email",
    "status",
    "holder",
    "person",
    "needs_human",
    "tags",
    "lead",
    "messages",
    "last_message",
    "page",
];

/// As what.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct As {
    /// `json`, with all messages, or `csv`.
    #[param(inline)]
    pub(super) format: Format,
}

/// A conversation with all that was said in it.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    conversation: &'a ConversationView,
    messages: &'a [Message],
}

/// Exports the log as a file, narrowed as its list is. For admins and the owner; written to the audit log.
#[utoipa::path(get, path = "/api/v1/conversations/log/export", operation_id = "export_log", tag = "Conversations",
    params(Narrowed, As), responses((status = 200, content((String = "application/json"), (String = "text/csv"))), (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Narrowed>,
    Params(As { format }): Params<As>,
) -> Result<Response, Problem> {
    edge.app.begin_export(&caller, format.as_str()).await?;
    let begun = Reading {
        filter: wish.filter(),
        edge,
        caller,
        format,
        next: Next::First,
    };
    let name = "conversations";
    Ok(attachment(
        format,
        name,
        stream::try_unfold(begun, Reading::go_on),
    ))
}

/// Where the reading is.
enum Next {
    First,
    After(Cursor, bool),
    End,
}

struct Reading {
    edge: Edge,
    caller: Caller,
    filter: Filter,
    format: Format,
    next: Next,
}

impl Reading {
    /// The next piece of the file.
    async fn go_on(mut self) -> Result<Option<(String, Self)>, DbError> {
        let (mut piece, after, mut any) = match self.next {
            Next::First => (self.format.begin(&HEAD), None, false),
            Next::After(cursor, any) => (String::new(), Some(cursor), any),
            Next::End => return Ok(None),
        };
        let (caller, filter, format) = (self.caller.clone(), self.filter.clone(), self.format);
        let presence = self.edge.app.presence.clone();
        let read = async move |conn: &mut Conn<'_>| {
            let limit = Limit::new(Some(STRIDE));
            let page = log(conn, caller.workspace, &filter, after, limit).await?;
            let next = page.next;
            let seen = views(conn, &caller, &presence, page.items).await?;
            let mut pieces = Vec::with_capacity(seen.len());
            for conversation in &seen {
                pieces.push(match format {
                    Format::Csv => line(conversation),
                    Format::Json => whole(conn, &caller, conversation).await?,
                });
            }
            Ok::<_, DbError>((pieces, next))
        };
        let (pieces, next) = self.edge.reader.read(read).await?;
        for one in pieces {
            self.format.put(&mut piece, &one, any);
            any = true;
        }
        self.next = if let Some(cursor) = next {
            Next::After(cursor, any)
        } else {
            piece.push_str(self.format.end());
            Next::End
        };
        Ok(Some((piece, self)))
    }
}

/// A conversation with all its messages, as JSON.
pub(super) async fn whole(
    conn: &mut Conn<'_>,
    caller: &Caller,
    conversation: &ConversationView,
) -> Result<String, DbError> {
    let whole = Whole {
        conversation,
        messages: &all_messages(conn, caller.workspace, conversation.id).await?,
    };
    serde_json::to_string(&whole).map_err(|error| DbError::Corrupt {
        column: "messages".to_owned(),
        reason: error.to_string(),
    })
}

/// All that was said in a conversation, in order.
pub(super) async fn all_messages(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<Message>, DbError> {
    let mut all: Vec<Message> = Vec::new();
    loop {
        let after = Part::After(all.last().map_or(0, |message| message.seq));
        let some = messages::list(conn, workspace, id, after, MESSAGES).await?;
        let is_last = i64::try_from(some.len()).unwrap_or(0) < MESSAGES;
        all.extend(some);
        if is_last {
            return Ok(all);
        }
    }
}

fn line(c: &ConversationView) -> String {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let time = |at: Timestamp| at.to_string();
    let needs = c.baton.escalated_at.is_some() && c.baton.resolved_at.is_none();
    csv::line([
        c.id.to_string(),
        time(c.created_at),
        time(c.last_activity_at),
        c.channel.to_string(),
        c.assistant.name.clone(),
        text(c.contact.name.as_deref()),
        text(c.contact.email.as_deref()),
        c.baton.status.to_string(),
        c.baton.holder.to_string(),
        text(c.baton.person.as_ref().map(|person| person.name.as_str())),
        needs.to_string(),
        c.tags.join(", "),
        text(c.lead.as_ref().map(|lead| lead.status.as_str())),
        c.last_seq.to_string(),
        text(c.last_message.as_ref().map(|said| said.preview.as_str())),
        text(c.page.as_ref().map(|page| page.url.as_str())),
    ])
}

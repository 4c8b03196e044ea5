//! One conversation as a file: with all its messages as JSON, or one line for each message as CSV.

use super::export::{As, all_messages, whole};
use crate::{
    auth::Who,
    conversations::view::views,
    extract::{Id, Params},
    page::file::{Format, attachment},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_core::{
    csv,
    id::ConversationId,
    message::{Message, attachment::in_words},
};
use baton_db::{Conn, DbError};
use futures_util::stream;

const HEAD: [&str; 7] = ["seq", "at", "role", "author", "kind", "message", "sources"];

/// Exports one conversation as a file. For admins and the owner; written to the audit log.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/export", operation_id = "export_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path), As),
    responses((status = 200, content((String = "application/json"), (String = "text/csv"))), (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Params(As { format }): Params<As>,
) -> Result<Response, Problem> {
    let begun = edge
        .app
        .begin_export_of(&caller, id, format.as_str())
        .await?;
    let presence = edge.app.presence.clone();
    let read = async move |conn: &mut Conn<'_>| match format {
        Format::Csv => all_messages(conn, caller.workspace, id)
            .await
            .map(|all| table(&all)),
        Format::Json => {
            let mut file = String::new();
            for conversation in views(conn, &caller, &presence, vec![begun]).await? {
                file.push_str(&whole(conn, &caller, &conversation).await?);
                file.push('\n');
            }
            Ok::<_, DbError>(file)
        }
    };
    let file = edge.reader.read(read).await?;
    let pieces = stream::iter([Ok::<_, DbError>(file)]);
    Ok(attachment(format, &format!("conversation-{id}"), pieces))
}

fn table(messages: &[Message]) -> String {
    let mut table = csv::line(HEAD);
    table.extend(messages.iter().map(line));
    table
}

fn line(m: &Message) -> String {
    let sources: Vec<_> = m.citations.iter().map(|from| from.title.as_str()).collect();
    csv::line([
        m.seq.to_string(),
        m.created_at.to_string(),
        m.role.to_string(),
        m.author
            .as_ref()
            .map(|a| a.name.clone())
            .unwrap_or_default(),
        m.kind.map(|kind| kind.to_string()).unwrap_or_default(),
        in_words(&m.body, &m.attachments),
        sources.join(", "),
    ])
}

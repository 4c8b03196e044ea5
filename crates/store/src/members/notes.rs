//! Internal notes of a conversation.

use crate::json;
use baton_core::{
    actor::Person,
    id::{ConversationId, NoteId, UserId, WorkspaceId},
    team::note::Note,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: NoteId = "n.id" as Uuid,
        conversation_id: ConversationId = "n.conversation_id" as Uuid,
        author_id: UserId = "n.author_user_id" as Uuid,
        author_name: String = "u.name",
        body: String = "n.body",
        mentions: String = "n.mentions",
        client_id: String = "n.client_id",
        created_at: Timestamp = "n.created_at" as i64,
    }
}

impl Stored {
    fn read(self) -> Result<Note> {
        Ok(Note {
            id: self.id,
            conversation_id: self.conversation_id,
            author: Person {
                id: self.author_id,
                name: self.author_name,
            },
            body: self.body,
            mentions: json::read(&self.mentions, "mentions")?,
            client_id: self.client_id,
            created_at: self.created_at,
        })
    }
}

/// Keeps a note. [`baton_db::DbError::Conflict`] where its author wrote one with this client id before.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, note: &Note) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO notes (id, workspace_id, conversation_id, author_user_id, body, mentions, client_id, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        note.id.uuid(), workspace.uuid(), note.conversation_id.uuid(), note.author.id.uuid(), &note.body,
        json::write(&note.mentions, "mentions")?, &note.client_id, note.created_at.ms()
    ))
    .await?;
    Ok(())
}

/// One note.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId, id: NoteId) -> Result<Option<Note>> {
    Ok(find_many(conn, workspace, &[id]).await?.pop())
}

/// Some notes, in no order.
pub async fn find_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[NoteId],
) -> Result<Vec<Note>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Stored::select();
    sql!(q; " FROM notes n JOIN users u ON u.id = n.author_user_id WHERE n.workspace_id = {} AND n.id IN ",
        workspace.uuid());
    q.list(ids.iter().map(|id| id.uuid()));
    let rows = conn.fetch_all::<Stored>(q).await?;
    rows.into_iter().map(Stored::read).collect()
}

/// What the notes of some conversations say, the newest first.
pub async fn bodies(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: Vec<ConversationId>,
) -> Result<Vec<(ConversationId, String)>> {
    if conversations.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql!(
        "SELECT n.conversation_id, n.body FROM notes n WHERE n.workspace_id = {} AND n.conversation_id IN ",
        workspace.uuid()
    );
    q.list(conversations.into_iter().map(ConversationId::uuid));
    sql!(q; " ORDER BY n.created_at DESC, n.id DESC");
    let rows: Vec<(Uuid, String)> = conn.fetch_all(q).await?;
    Ok(rows
        .into_iter()
        .map(|(id, body)| (id.into(), body))
        .collect())
}

/// The note that somebody wrote to a conversation with this client id.
pub async fn by_client_id(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    (author, client_id): (UserId, &str),
) -> Result<Option<Note>> {
    let mut q = Stored::select();
    sql!(q; " FROM notes n JOIN users u ON u.id = n.author_user_id
        WHERE n.workspace_id = {} AND n.conversation_id = {} AND n.author_user_id = {} AND n.client_id = {}",
        workspace.uuid(), conversation.uuid(), author.uuid(), client_id);
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

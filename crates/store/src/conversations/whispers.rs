//! Whispers: what the assistant is told in private, and which turn carried it out.

use baton_core::{
    actor::Person,
    id::{ConversationId, TurnId, UserId, WhisperId, WorkspaceId},
    team::whisper::Whisper,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: WhisperId = "w.id" as Uuid,
        conversation_id: ConversationId = "w.conversation_id" as Uuid,
        author_id: UserId = "w.author_user_id" as Uuid,
        author_name: String = "u.name",
        body: String = "w.body",
        created_at: Timestamp = "w.created_at" as i64,
    }
}

impl From<Stored> for Whisper {
    fn from(row: Stored) -> Self {
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            author: Person {
                id: row.author_id,
                name: row.author_name,
            },
            body: row.body,
            created_at: row.created_at,
        }
    }
}

/// Keeps a whisper, to be carried out while the epoch is this one.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    whisper: &Whisper,
    epoch: i64,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO whispers (id, workspace_id, conversation_id, author_user_id, body, epoch, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {})",
        whisper.id.uuid(),
        workspace.uuid(),
        whisper.conversation_id.uuid(),
        whisper.author.id.uuid(),
        &whisper.body,
        epoch,
        whisper.created_at.ms()
    ))
    .await?;
    Ok(())
}

/// The whispers of a conversation that wait on this epoch, oldest first. Whoever took over has made the others void.
pub async fn waiting(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    epoch: i64,
) -> Result<Vec<Whisper>> {
    let mut q = Stored::select();
    sql!(q; " FROM whispers w JOIN users u ON u.id = w.author_user_id
        WHERE w.workspace_id = {} AND w.conversation_id = {} AND w.turn_id IS NULL AND w.epoch = {}
        ORDER BY w.created_at, w.id",
        workspace.uuid(), conversation.uuid(), epoch);
    let rows = conn.fetch_all::<Stored>(q).await?;
    Ok(rows.into_iter().map(Whisper::from).collect())
}

/// Notes which turn carried them out.
pub async fn carried_out(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    whispers: &[WhisperId],
    turn: TurnId,
) -> Result<()> {
    if whispers.is_empty() {
        return Ok(());
    }
    let mut q = sql!(
        "UPDATE whispers SET turn_id = {} WHERE workspace_id = {} AND id IN ",
        turn.uuid(),
        workspace.uuid()
    );
    q.list(whispers.iter().map(|id| id.uuid()));
    conn.execute(q).await?;
    Ok(())
}

/// The answer of a turn was not said: what it carried out waits again.
pub async fn wait_again(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    turn: TurnId,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE whispers SET turn_id = NULL WHERE workspace_id = {} AND conversation_id = {} AND turn_id = {}",
        workspace.uuid(),
        conversation.uuid(),
        turn.uuid()
    ))
    .await?;
    Ok(())
}

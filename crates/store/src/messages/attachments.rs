//! Files of messages: uploaded, sent, and let go of. Their bytes are elsewhere.

use crate::json;
use baton_core::{
    id::{AttachmentId, ConversationId, MessageId, UserId, WorkspaceId},
    message::attachment::{Attachment, shown},
    time::Timestamp,
};
use baton_db::{Conn, DbError, Result, Sql, row, sql};
use uuid::Uuid;

/// A file that is about to come.
#[derive(Debug, Clone)]
pub struct Announced {
    /// The file.
    pub id: AttachmentId,
    /// Where it is meant for.
    pub conversation: ConversationId,
    /// The teammate who uploads it.
    pub by: UserId,
    /// What it is called.
    pub name: String,
}

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Content {
    /// What it is.
    pub media_type: &'static str,
    /// Bytes.
    pub size: i64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Width and height of a picture.
    pub dimensions: Option<(u32, u32)>,
}

row! {
    struct Stored {
        id: AttachmentId = "id" as Uuid,
        conversation_id: Option<ConversationId> = "conversation_id" as Option<Uuid>,
        message_id: Option<MessageId> = "message_id" as Option<Uuid>,
        uploaded_by: Option<UserId> = "uploaded_by_user_id" as Option<Uuid>,
        name: String = "name",
        media_type: Option<String> = "media_type",
        size: Option<i64> = "size",
        width: Option<i64> = "width",
        height: Option<i64> = "height",
    }
}

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What readers see of it.
    pub attachment: Attachment,
    /// Whose conversation it belongs to.
    pub conversation: ConversationId,
    /// The message that it was sent with; none: it was uploaded and not sent.
    pub message: Option<MessageId>,
    /// The teammate who uploaded it.
    pub uploaded_by: Option<UserId>,
}

impl Stored {
    /// `None`: it never came whole, or is to be removed.
    fn read(self) -> Option<Found> {
        let side = |side: Option<i64>| side.and_then(|side| u32::try_from(side).ok());
        let dimensions = shown(side(self.width).zip(side(self.height)));
        Some(Found {
            attachment: Attachment {
                id: self.id,
                name: self.name,
                media_type: self.media_type?,
                size: self.size?,
                width: dimensions.map(|(width, _)| width),
                height: dimensions.map(|(_, height)| height),
            },
            conversation: self.conversation_id?,
            message: self.message_id,
            uploaded_by: self.uploaded_by,
        })
    }
}

/// Notes that a file comes, so that its bytes are found and removed whatever happens next.
pub async fn announce(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    file: &Announced,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO attachments (id, workspace_id, conversation_id, uploaded_by_user_id, name, created_at)
         VALUES ({}, {}, {}, {}, {}, {})",
        file.id.uuid(), workspace.uuid(), file.conversation.uuid(), file.by.uuid(), &file.name, now.ms()
    ))
    .await?;
    Ok(())
}

/// Notes that a file is there, and answers it. `None`: its conversation was deleted meanwhile.
pub async fn came(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AttachmentId,
    content: &Content,
) -> Result<Option<Found>> {
    conn.execute(sql!(
        "UPDATE attachments SET media_type = {}, size = {}, sha256 = {}, width = {}, height = {}
         WHERE workspace_id = {} AND id = {}",
        content.media_type,
        content.size,
        &content.sha256,
        content.dimensions.map(|(width, _)| i64::from(width)),
        content.dimensions.map(|(_, height)| i64::from(height)),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    find(conn, workspace, id).await
}

/// A file that is there.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AttachmentId,
) -> Result<Option<Found>> {
    let mut q = Stored::select();
    sql!(q; " FROM attachments WHERE workspace_id = {} AND id = {}", workspace.uuid(), id.uuid());
    let found = conn.fetch_optional::<Stored>(q).await?;
    Ok(found.and_then(Stored::read))
}

/// Sends uploaded files with a message, in the order that they are named; each once, by who uploaded it. `None`: one of them
/// is not there, and nothing was changed.
pub async fn send(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, message): (ConversationId, MessageId),
    (by, ids): (UserId, &[AttachmentId]),
) -> Result<Option<Vec<Attachment>>> {
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        let found = find(conn, workspace, *id).await?.filter(|found| {
            found.uploaded_by == Some(by)
                && found.conversation == conversation
                && found.message.is_none()
        });
        match found {
            Some(found) => files.push(found.attachment),
            None => return Ok(None),
        }
    }
    for id in ids {
        let taken = conn
            .execute(sql!(
                "UPDATE attachments SET message_id = {} WHERE workspace_id = {} AND id = {} AND message_id IS NULL
                 AND conversation_id = {}",
                message.uuid(),
                workspace.uuid(),
                id.uuid(),
                conversation.uuid()
            ))
            .await?;
        if taken == 0 {
            // Sent with another message at the same time: the transaction is given up as a whole.
            return Err(DbError::Serialization);
        }
    }
    Ok(Some(files))
}

/// Lets go of the files of a message.
pub async fn let_go(conn: &mut Conn<'_>, workspace: WorkspaceId, message: MessageId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE attachments SET conversation_id = NULL WHERE workspace_id = {} AND message_id = {}",
        workspace.uuid(),
        message.uuid()
    ))
    .await?;
    Ok(())
}

/// Lets go of a file that was uploaded and not sent. `false`: there is none of theirs.
pub async fn discard(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, by): (AttachmentId, UserId),
) -> Result<bool> {
    let gone = conn
        .execute(sql!(
            "UPDATE attachments SET conversation_id = NULL WHERE workspace_id = {} AND id = {}
             AND uploaded_by_user_id = {} AND message_id IS NULL AND conversation_id IS NOT NULL",
            workspace.uuid(),
            id.uuid(),
            by.uuid()
        ))
        .await?;
    Ok(gone > 0)
}

row! {
    /// A file that nobody has a use for any more.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Left {
        /// The tenant.
        pub workspace: WorkspaceId = "workspace_id" as Uuid,
        /// The file.
        pub id: AttachmentId = "id" as Uuid,
    }
}

/// Lets go of what was uploaded before a time and never sent, in all workspaces.
pub async fn give_up(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    conn.execute(sql!(global;
        "UPDATE attachments SET conversation_id = NULL
         WHERE message_id IS NULL AND conversation_id IS NOT NULL AND created_at < {}",
        before.ms()
    ))
    .await
}

/// Some files of all workspaces that were let go of, the oldest first.
pub async fn left(
    conn: &mut Conn<'_>,
    after: Option<AttachmentId>,
    many: i64,
) -> Result<Vec<Left>> {
    let mut q: Sql = sql!(global; "SELECT ");
    sql!(q; Left::COLUMNS);
    sql!(q; " FROM attachments WHERE conversation_id IS NULL AND id > {} ORDER BY id LIMIT {}",
        after.map_or(Uuid::nil(), AttachmentId::uuid), many);
    conn.fetch_all(q).await
}

/// Forgets a file whose bytes are gone.
pub async fn forget(conn: &mut Conn<'_>, workspace: WorkspaceId, id: AttachmentId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM attachments WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// The column of a message.
pub(super) fn column(files: &[Attachment]) -> Result<Option<String>> {
    match files {
        [] => Ok(None),
        some => Ok(Some(json::write(&some, "attachments")?)),
    }
}

//! Where knowledge comes from.

use baton_core::{
    id::{AssistantId, SourceId, WorkspaceId},
    knowledge::{KnowledgeSource, SourceKind, SourceStatus},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: SourceId = "s.id" as Uuid,
        assistant_id: AssistantId = "s.assistant_id" as Uuid,
        kind: SourceKind = "s.kind" as str,
        title: String = "s.title",
        url: Option<String> = "s.url",
        status: SourceStatus = "s.status" as str,
        error: Option<String> = "s.error",
        created_at: Timestamp = "s.created_at" as i64,
        updated_at: Timestamp = "s.updated_at" as i64,
        document_count: i64 = "(SELECT count(*) FROM knowledge_documents d WHERE d.workspace_id = s.workspace_id AND d.source_id = s.id)",
        chunk_count: i64 = "(SELECT count(*) FROM knowledge_chunks h JOIN knowledge_documents d ON d.workspace_id = h.workspace_id AND d.id = h.document_id WHERE d.workspace_id = s.workspace_id AND d.source_id = s.id)",
    }
}

impl From<Stored> for KnowledgeSource {
    fn from(s: Stored) -> Self {
        Self {
            id: s.id,
            assistant_id: s.assistant_id,
            kind: s.kind,
            title: s.title,
            url: s.url,
            status: s.status,
            error: s.error,
            document_count: s.document_count,
            chunk_count: s.chunk_count,
            created_at: s.created_at,
            updated_at: s.updated_at,
        }
    }
}

/// A source that is added.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// The source.
    pub id: SourceId,
    /// Whose knowledge it is.
    pub assistant_id: AssistantId,
    /// File, page, text or answer.
    pub kind: SourceKind,
    /// As people read it.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The media type of `content`.
    pub content_type: Option<String>,
    /// What was uploaded or written; none for pages, which are fetched.
    pub content: Option<Vec<u8>>,
}

/// What an import reads.
#[derive(Debug, Clone)]
pub struct Content {
    /// Whose knowledge it is.
    pub assistant_id: AssistantId,
    /// File, page, text or answer.
    pub kind: SourceKind,
    /// As people read it.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    /// The bytes, where they were given.
    pub content: Option<Vec<u8>>,
}

row! {
    struct StoredContent {
        assistant_id: AssistantId = "assistant_id" as Uuid,
        kind: SourceKind = "kind" as str,
        title: String = "title",
        url: Option<String> = "url",
        content_type: Option<String> = "content_type",
        content: Option<Vec<u8>> = "content",
    }
}

/// Adds a source that waits for its import.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: &NewSource,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO knowledge_sources (id, workspace_id, assistant_id, kind, title, url, content_type, content, status,
             created_at, updated_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), new.assistant_id.uuid(), new.kind.as_str(), &new.title, &new.url,
        &new.content_type, new.content.clone(), SourceStatus::Pending.as_str(), now.ms(), now.ms()
    ))
    .await?;
    Ok(())
}

/// The sources of a workspace, or of one assistant, newest first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: Option<AssistantId>,
) -> Result<Vec<KnowledgeSource>> {
    let mut q = Stored::select();
    sql!(q; " FROM knowledge_sources s WHERE s.workspace_id = {}", workspace.uuid());
    if let Some(assistant) = assistant {
        sql!(q; " AND s.assistant_id = {}", assistant.uuid());
    }
    sql!(q; " ORDER BY s.created_at DESC, s.id DESC LIMIT 1000");
    Ok(conn
        .fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(Into::into)
        .collect())
}

/// One source.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SourceId,
) -> Result<Option<KnowledgeSource>> {
    let mut q = Stored::select();
    sql!(q; " FROM knowledge_sources s WHERE s.workspace_id = {} AND s.id = {}", workspace.uuid(), id.uuid());
    Ok(conn.fetch_optional::<Stored>(q).await?.map(Into::into))
}

/// What an import of a source reads.
pub async fn content(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SourceId,
) -> Result<Option<Content>> {
    let mut q = StoredContent::select();
    sql!(q; " FROM knowledge_sources WHERE workspace_id = {} AND id = {}", workspace.uuid(), id.uuid());
    Ok(conn
        .fetch_optional::<StoredContent>(q)
        .await?
        .map(|s| Content {
            assistant_id: s.assistant_id,
            kind: s.kind,
            title: s.title,
            url: s.url,
            content_type: s.content_type,
            content: s.content,
        }))
}

/// Moves an import on: its status, why it failed, and the title that was found in it.
pub async fn set_status(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SourceId,
    status: (SourceStatus, Option<&str>),
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE knowledge_sources SET status = {}, error = {}, updated_at = {} WHERE workspace_id = {} AND id = {}",
        status.0.as_str(), status.1, now.ms(), workspace.uuid(), id.uuid()
    ))
    .await?;
    Ok(())
}

/// Names a source after what was found in it.
pub async fn set_title(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SourceId,
    title: &str,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE knowledge_sources SET title = {} WHERE workspace_id = {} AND id = {}",
        title,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// What the team has written as the answer to a question, where it has.
pub async fn answer_to(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    question: &str,
) -> Result<Option<SourceId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM knowledge_sources WHERE workspace_id = {} AND assistant_id = {} AND kind = {} AND title = {}
             ORDER BY created_at DESC, id DESC LIMIT 1",
            workspace.uuid(),
            assistant.uuid(),
            SourceKind::Answer.as_str(),
            question
        ))
        .await?;
    Ok(found.map(SourceId::from))
}

/// Puts something else in the place of what was written.
pub async fn set_content(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SourceId,
    content: &str,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE knowledge_sources SET content = {} WHERE workspace_id = {} AND id = {}",
        content.as_bytes().to_vec(),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Deletes a source with its documents and passages. `false`: there was none.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: SourceId) -> Result<bool> {
    let gone = conn
        .execute(sql!(
            "DELETE FROM knowledge_sources WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(gone > 0)
}

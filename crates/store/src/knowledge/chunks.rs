//! Passages: what is searched and quoted.

use crate::json;
use baton_core::{
    id::{AssistantId, ChunkId, DocumentId, WorkspaceId},
    knowledge::SourceKind,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: ChunkId = "h.id" as Uuid,
        document_id: DocumentId = "h.document_id" as Uuid,
        position: i64 = "h.position",
        heading_path: String = "h.heading_path",
        question: Option<String> = "h.question",
        body: String = "h.body",
        start_byte: i64 = "h.start_byte",
        end_byte: i64 = "h.end_byte",
        language: String = "h.language",
        hash: i64 = "h.hash",
        title: String = "d.title",
        url: Option<String> = "d.url",
        kind: SourceKind = "s.kind" as str,
    }
}

/// A passage as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The passage.
    pub id: ChunkId,
    /// Its document.
    pub document_id: DocumentId,
    /// Its place in the document, from 0.
    pub position: i64,
    /// Headings above it, outermost first.
    pub heading_path: Vec<String>,
    /// The question it answers.
    pub question: Option<String>,
    /// Its text.
    pub body: String,
    /// First byte in the document's text.
    pub start_byte: i64,
    /// Byte after the last.
    pub end_byte: i64,
    /// The language's code.
    pub language: String,
    /// Equal for copies of a passage.
    pub hash: i64,
    /// The document's title.
    pub title: String,
    /// Where the document can be read.
    pub url: Option<String>,
    /// What its source is.
    pub kind: SourceKind,
}

impl Stored {
    fn read(self) -> Result<Chunk> {
        Ok(Chunk {
            id: self.id,
            document_id: self.document_id,
            position: self.position,
            heading_path: json::read(&self.heading_path, "heading_path")?,
            question: self.question,
            body: self.body,
            start_byte: self.start_byte,
            end_byte: self.end_byte,
            language: self.language,
            hash: self.hash,
            title: self.title,
            url: self.url,
            kind: self.kind,
        })
    }
}

/// Adds passages of an assistant's documents; `title`, `url` and `kind` are the document's and are not stored again.
pub async fn insert_all(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    chunks: &[Chunk],
) -> Result<()> {
    let statements = chunks
        .iter()
        .map(|c| insert(workspace, assistant, c))
        .collect::<Result<Vec<_>>>()?;
    conn.execute_all(statements).await?;
    Ok(())
}

fn insert(workspace: WorkspaceId, assistant: AssistantId, c: &Chunk) -> Result<Sql> {
    Ok(sql!(
        "INSERT INTO knowledge_chunks (id, workspace_id, assistant_id, document_id, position, heading_path, question, body,
             start_byte, end_byte, language, hash)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        c.id.uuid(), workspace.uuid(), assistant.uuid(), c.document_id.uuid(), c.position,
        json::write(&c.heading_path, "heading_path")?, &c.question, &c.body, c.start_byte, c.end_byte, &c.language, c.hash
    ))
}

const FROM: &str = " FROM knowledge_chunks h JOIN knowledge_documents d ON d.workspace_id = h.workspace_id AND d.id = h.document_id
     JOIN knowledge_sources s ON s.workspace_id = d.workspace_id AND s.id = d.source_id";

/// Passages of an assistant after `after`, by id: a page of all, for building an index.
pub async fn page(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    after: Option<ChunkId>,
    limit: i64,
) -> Result<Vec<Chunk>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE h.workspace_id = {} AND h.assistant_id = {}", workspace.uuid(), assistant.uuid());
    if let Some(after) = after {
        sql!(q; " AND h.id > {}", after.uuid());
    }
    sql!(q; " ORDER BY h.id LIMIT {}", limit);
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(Stored::read)
        .collect()
}

/// These passages, in no order.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ChunkId],
) -> Result<Vec<Chunk>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE h.workspace_id = {} AND h.id IN ", workspace.uuid());
    q.list(ids.iter().map(|id| id.uuid()));
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(Stored::read)
        .collect()
}

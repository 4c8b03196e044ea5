//! Documents read from a source.

use baton_core::{
    id::{DocumentId, SourceId, WorkspaceId},
    knowledge::KnowledgeDocument,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: DocumentId = "d.id" as Uuid,
        source_id: SourceId = "d.source_id" as Uuid,
        title: String = "d.title",
        url: Option<String> = "d.url",
        body: String = "d.body",
        chunk_count: i64 = "(SELECT count(*) FROM knowledge_chunks h WHERE h.workspace_id = d.workspace_id AND h.document_id = d.id)",
    }
}

/// A document that was read.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// The document.
    pub id: DocumentId,
    /// Its source.
    pub source_id: SourceId,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// ISO 639-1, where it could be told.
    pub language: Option<String>,
    /// Its text, which offsets of passages refer to.
    pub body: String,
    /// Its place in the source, from 0.
    pub position: i64,
}

/// Adds a document.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, new: &NewDocument) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO knowledge_documents (id, workspace_id, source_id, title, url, language, body, position)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), new.source_id.uuid(), &new.title, &new.url, &new.language, &new.body, new.position
    ))
    .await?;
    Ok(())
}

/// Removes the documents of a source with their passages, before it is read anew.
pub async fn clear(conn: &mut Conn<'_>, workspace: WorkspaceId, source: SourceId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM knowledge_documents WHERE workspace_id = {} AND source_id = {}",
        workspace.uuid(),
        source.uuid()
    ))
    .await?;
    Ok(())
}

/// The documents of a source, in order.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    source: SourceId,
) -> Result<Vec<KnowledgeDocument>> {
    let mut q = Stored::select();
    sql!(q; " FROM knowledge_documents d WHERE d.workspace_id = {} AND d.source_id = {} ORDER BY d.position LIMIT 500",
        workspace.uuid(), source.uuid());
    let rows = conn.fetch_all::<Stored>(q).await?;
    Ok(rows
        .into_iter()
        .map(|d| KnowledgeDocument {
            id: d.id,
            source_id: d.source_id,
            title: d.title,
            url: d.url,
            chunk_count: d.chunk_count,
            body: d.body,
        })
        .collect())
}

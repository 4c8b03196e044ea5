//! From a conversation to the passages that may answer it.

use crate::{App, error::Result};
use baton_ai::{answer::Passage, index::Index, language::Language, query::Asked, search::search};
use baton_core::{
    id::{AssistantId, ChunkId, WorkspaceId},
    knowledge::SourceKind,
};
use baton_store::knowledge::chunks;
use std::collections::HashMap;
use uuid::Uuid;

/// How many passages an answer may rely on. Of 4 to 8 that are usual, 8 answers most of the demo's questions
/// (`crates/ai/MEASURED.md`).
const PASSAGES: usize = 8;

/// What was found for a question.
#[derive(Debug, Clone)]
pub struct Retrieved {
    /// The question that was searched for.
    pub understood_as: String,
    /// The language it is in.
    pub language: Language,
    /// Best first.
    pub passages: Vec<Passage>,
    /// 0 to 1: whether they answer it.
    pub confidence: f32,
    /// How long the search took, in milliseconds.
    pub took_ms: i64,
}

impl App {
    /// Searches an assistant's knowledge for what was asked.
    pub async fn retrieve(
        &self,
        workspace: WorkspaceId,
        assistant: (AssistantId, i64),
        asked: &Asked<'_>,
    ) -> Result<Retrieved> {
        let begun = self.clock.now();
        let index = self
            .knowledge_index(workspace, assistant.0, assistant.1)
            .await?;
        let retrieved = self.retrieve_from(workspace, (&index, None), asked).await?;
        Ok(Retrieved {
            took_ms: self.clock.now().since_ms(begun),
            ..retrieved
        })
    }

    /// Searches an index for what was asked; one of its passages may not be stored.
    pub(super) async fn retrieve_from(
        &self,
        workspace: WorkspaceId,
        (index, unpublished): (&Index, Option<&Passage>),
        asked: &Asked<'_>,
    ) -> Result<Retrieved> {
        let begun = self.clock.now();
        let searched = search(index, asked, PASSAGES);
        let found = searched.found;
        let is_stored = |id: Uuid| unpublished.is_none_or(|passage| passage.chunk_id != id);
        let ids = found.hits.iter().filter(|hit| is_stored(hit.chunk_id));
        let ids: Vec<ChunkId> = ids.map(|hit| hit.chunk_id.into()).collect();
        let stored = match ids.as_slice() {
            [] => Vec::new(),
            _ => {
                self.db
                    .read(async move |conn| chunks::find(conn, workspace, &ids).await)
                    .await?
            }
        };
        let mut by_id: HashMap<_, _> = stored
            .into_iter()
            .map(|chunk| (chunk.id.uuid(), chunk))
            .collect();
        let passages = found
            .hits
            .iter()
            .filter_map(|hit| match by_id.remove(&hit.chunk_id) {
                Some(chunk) => Some(passage(chunk, hit.score)),
                None => unpublished
                    .filter(|_| !is_stored(hit.chunk_id))
                    .map(|passage| Passage {
                        score: hit.score,
                        ..passage.clone()
                    }),
            })
            .collect();
        Ok(Retrieved {
            understood_as: searched.query.understood_as(),
            language: searched.query.language(),
            passages,
            confidence: searched.confidence,
            took_ms: self.clock.now().since_ms(begun),
        })
    }
}

/// A stored passage as an answer may cite it.
pub(super) fn passage(chunk: chunks::Chunk, score: f32) -> Passage {
    Passage {
        chunk_id: chunk.id.uuid(),
        document_id: chunk.document_id.uuid(),
        title: chunk.title,
        heading: chunk.heading_path.join(" › "),
        question: chunk.question,
        url: chunk.url,
        text: chunk.body,
        score,
        is_curated: chunk.kind == SourceKind::Answer,
    }
}

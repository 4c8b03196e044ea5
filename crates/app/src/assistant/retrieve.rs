//! From a conversation to the passages that may answer it.

use crate::{App, error::Result};
use baton_ai::{answer::Passage, language::Language, query::Asked, search::search};
use baton_core::id::{AssistantId, ChunkId, WorkspaceId};
use baton_store::knowledge::chunks;
use std::collections::HashMap;

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
        let searched = search(&index, asked, PASSAGES);
        let found = searched.found;
        let ids: Vec<ChunkId> = found.hits.iter().map(|hit| hit.chunk_id.into()).collect();
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
            .filter_map(|hit| {
                by_id
                    .remove(&hit.chunk_id)
                    .map(|chunk| passage(chunk, hit.score))
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
    }
}

//! What answers: the indexes of each assistant's knowledge, the built-in answerer, and a model where one is set.

use crate::{
    App,
    error::{AppError, Result},
};
use baton_ai::{
    answer::Answerer,
    chunk::Chunk,
    extractive::Extractive,
    given::Given,
    guard::Guarded,
    index::{Index, IndexBuilder},
    language::Language,
};
use baton_core::{
    id::{AssistantId, WorkspaceId},
    knowledge::SourceKind,
    trace::AnswererKind,
};
use baton_store::knowledge::chunks;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

/// How many passages are read from the store at once while an index is built.
const PAGE: i64 = 500;

/// Indexes and answerers of this node.
#[derive(Debug, Clone)]
pub struct Answering {
    // Held for a look-up or an insert; an index is built outside of it.
    indexes: Arc<Mutex<HashMap<AssistantId, Version>>>,
    model: Option<Arc<dyn Answerer>>,
    /// One replay at a time: visitors' questions come first.
    replaying: Arc<Semaphore>,
}

#[derive(Debug, Clone)]
struct Version {
    number: i64,
    index: Arc<Index>,
}

impl Answering {
    /// Answers with `model` where there is one, else with the best passage itself.
    pub fn new(model: Option<Arc<dyn Answerer>>) -> Self {
        Self {
            indexes: Arc::default(),
            model,
            replaying: Arc::new(Semaphore::new(1)),
        }
    }

    /// What answers, held to the guardrails of whom it speaks as, and its kind.
    pub fn answerer(&self) -> (Arc<dyn Answerer>, AnswererKind) {
        match &self.model {
            Some(model) => (Arc::new(Guarded(Arc::clone(model))), AnswererKind::Model),
            None => (
                Arc::new(Guarded(Arc::new(Extractive))),
                AnswererKind::Extractive,
            ),
        }
    }

    /// What tells how earlier questions would be answered, held to the same guardrails, and the kind of what answers visitors.
    /// It asks no model: in its place it says what a model would be given.
    pub(super) fn replayer(&self) -> (Guarded, AnswererKind) {
        match &self.model {
            Some(_) => (Guarded(Arc::new(Given)), AnswererKind::Model),
            None => (Guarded(Arc::new(Extractive)), AnswererKind::Extractive),
        }
    }

    /// Waits for its turn to replay questions, for so long.
    pub(super) async fn replaying(&self, patience: Duration) -> Result<SemaphorePermit<'_>> {
        const BUSY: AppError = AppError::RateLimited { retry_after_s: 5 };
        let turn = tokio::time::timeout(patience, self.replaying.acquire()).await;
        turn.map_err(|_elapsed| BUSY)?
            .map_err(|closed| AppError::Internal(closed.to_string()))
    }

    /// The model, where there is one that also writes for the team.
    pub(crate) fn writer(&self) -> Option<Arc<dyn Answerer>> {
        let model = self.model.as_ref()?;
        model.writer().map(|_| Arc::clone(model))
    }

    fn cached(&self, assistant: AssistantId, version: i64) -> Option<Arc<Index>> {
        let indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        indexes
            .get(&assistant)
            .filter(|v| v.number >= version)
            .map(|v| Arc::clone(&v.index))
    }

    fn keep(&self, assistant: AssistantId, number: i64, index: &Arc<Index>) {
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = indexes.get(&assistant).is_some_and(|v| v.number > number);
        if !newer {
            indexes.insert(
                assistant,
                Version {
                    number,
                    index: Arc::clone(index),
                },
            );
        }
    }
}

impl App {
    /// The index of an assistant's knowledge at this version or newer; rebuilt from the store where it is stale.
    pub async fn knowledge_index(
        &self,
        workspace: WorkspaceId,
        assistant: AssistantId,
        version: i64,
    ) -> Result<Arc<Index>> {
        if let Some(index) = self.assistants.cached(assistant, version) {
            return Ok(index);
        }
        let builder = self.gathered(workspace, assistant, None).await?;
        let index = tokio::task::spawn_blocking(move || Arc::new(builder.build()))
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?;
        self.assistants.keep(assistant, version, &index);
        Ok(index)
    }

    /// The index with an answer of the team that is not published, in the place of what it has written to the same question
    /// before; kept for nobody else.
    pub(super) async fn knowledge_index_with(
        &self,
        workspace: WorkspaceId,
        assistant: AssistantId,
        (id, written): (Uuid, Chunk),
    ) -> Result<Arc<Index>> {
        let question = Some(written.title.clone());
        let mut builder = self.gathered(workspace, assistant, question).await?;
        let index = tokio::task::spawn_blocking(move || {
            builder.add(id, &written);
            Arc::new(builder.build())
        });
        index
            .await
            .map_err(|error| AppError::Internal(error.to_string()))
    }

    /// All passages of an assistant, but for what the team has written as the answer to a question.
    async fn gathered(
        &self,
        workspace: WorkspaceId,
        assistant: AssistantId,
        but_to: Option<String>,
    ) -> Result<IndexBuilder> {
        let mut builder = IndexBuilder::default();
        let mut after = None;
        loop {
            let mut page = self
                .db
                .read(async move |conn| chunks::page(conn, workspace, assistant, after, PAGE).await)
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            if let Some(question) = &but_to {
                page.retain(|chunk| chunk.kind != SourceKind::Answer || chunk.title != *question);
            }
            builder = tokio::task::spawn_blocking(move || add_all(builder, &page))
                .await
                .map_err(|error| AppError::Internal(error.to_string()))?;
        }
        Ok(builder)
    }
}

fn add_all(mut builder: IndexBuilder, page: &[chunks::Chunk]) -> IndexBuilder {
    for stored in page {
        builder.add(stored.id.uuid(), &to_chunk(stored));
    }
    builder
}

/// A stored passage as the index reads it.
pub(crate) fn to_chunk(stored: &chunks::Chunk) -> Chunk {
    Chunk {
        document_id: stored.document_id.uuid(),
        position: u32::try_from(stored.position).unwrap_or_default(),
        title: stored.title.clone(),
        heading_path: stored.heading_path.clone(),
        question: stored.question.clone(),
        text: stored.body.clone(),
        start: u32::try_from(stored.start_byte).unwrap_or_default(),
        end: u32::try_from(stored.end_byte).unwrap_or_default(),
        language: Language::from_tag(&stored.language),
        hash: stored.hash.cast_unsigned(),
        is_curated: stored.kind == SourceKind::Answer,
    }
}

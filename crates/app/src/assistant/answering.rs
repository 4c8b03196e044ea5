//! What answers: the indexes of each assistant's knowledge, the built-in answerer, and a model where one is set.

use crate::{
    App,
    error::{AppError, Result},
};
use baton_ai::{
    answer::Answerer,
    chunk::Chunk,
    extractive::Extractive,
    guard::Guarded,
    index::{Index, IndexBuilder},
    language::Language,
};
use baton_core::{
    id::{AssistantId, WorkspaceId},
    trace::AnswererKind,
};
use baton_store::knowledge::chunks;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How many passages are read from the store at once while an index is built.
const PAGE: i64 = 500;

/// Indexes and answerers of this node.
#[derive(Debug, Clone)]
pub struct Answering {
    // Held for a look-up or an insert; an index is built outside of it.
    indexes: Arc<Mutex<HashMap<AssistantId, Version>>>,
    model: Option<Arc<dyn Answerer>>,
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
        let mut builder = IndexBuilder::default();
        let mut after = None;
        loop {
            let page = self
                .db
                .read(async move |conn| chunks::page(conn, workspace, assistant, after, PAGE).await)
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            builder = tokio::task::spawn_blocking(move || add_all(builder, &page))
                .await
                .map_err(|error| AppError::Internal(error.to_string()))?;
        }
        let index = tokio::task::spawn_blocking(move || Arc::new(builder.build()))
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?;
        self.assistants.keep(assistant, version, &index);
        Ok(index)
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
    }
}

//! A draft in another way: shorter, friendlier, more formal, in another language. It keeps its sources.

use super::{Made, Pieces, sources, told};
use crate::{
    App, Caller,
    assistant::retrieve::passage,
    error::{AppError, InField as _, Result},
};
use baton_ai::{
    answer::Passage,
    copilot::{self, Revision, Task, numbered},
};
use baton_core::{
    assistant::{
        SpokenLanguage,
        copilot::{RevisionKind, Written},
    },
    id::{ChunkId, ConversationId, WorkspaceId},
    text::Body,
    trace::AnswererKind,
};
use baton_store::knowledge::chunks;

/// A draft rests on no more passages than an answer does.
const SOURCES: usize = 8;

/// A draft that is to be said in another way.
#[derive(Debug, Clone)]
pub struct Revised {
    /// Its text, with `[n]` for its sources.
    pub text: String,
    /// The passages that it rests on; `[1]` is the first.
    pub sources: Vec<ChunkId>,
    /// In which way.
    pub how: RevisionKind,
    /// In which language, where it is translated.
    pub language: Option<SpokenLanguage>,
}

impl Revised {
    fn way(&self) -> Result<Revision> {
        Ok(match (self.how, self.language) {
            (RevisionKind::Shorter, _) => Revision::Shorter,
            (RevisionKind::Friendlier, _) => Revision::Friendlier,
            (RevisionKind::Formal, _) => Revision::Formal,
            (RevisionKind::Translated, Some(language)) => Revision::Into(told(language)),
            (RevisionKind::Translated, None) => {
                let reason = "Say which language to translate into, like en or de.";
                return Err(AppError::invalid("language", reason));
            }
        })
    }
}

impl App {
    /// Writes a draft of the holder in another way. Needs a model.
    pub async fn revise(
        &self,
        caller: &Caller,
        id: ConversationId,
        revised: Revised,
    ) -> Result<Pieces> {
        self.holding(caller, id).await?;
        let text = Body::parse(&revised.text).in_field("text")?.into_string();
        let how = revised.way()?;
        let passages = self.rest(caller.workspace, revised.sources).await?;
        let writer = self.writer()?;
        let task = Task::Revise {
            text,
            how,
            passages: passages.clone(),
        };
        Ok(self.carry_out_task(writer, task, move |written| kept(written, &passages)))
    }

    /// What a draft rests on, in its order.
    async fn rest(&self, workspace: WorkspaceId, ids: Vec<ChunkId>) -> Result<Vec<Passage>> {
        if ids.is_empty() || ids.len() > SOURCES {
            let reason = "Send the 1 to 8 passages that the draft rests on.";
            return Err(AppError::invalid("sources", reason));
        }
        let wanted = ids.clone();
        let found = self
            .db
            .read(async move |conn| chunks::find(conn, workspace, &wanted).await)
            .await?;
        let rest = ids.iter().map(|id| {
            let chunk = found.iter().find(|chunk| chunk.id == *id)?;
            Some(passage(chunk.clone(), 0.0))
        });
        let rest: Option<Vec<Passage>> = rest.collect();
        rest.ok_or(AppError::Conflict(
            "What this draft rests on has changed. Draft the reply again.",
        ))
    }
}

/// What was written, where it still names what it rests on.
fn kept(written: copilot::Written, passages: &[Passage]) -> Made {
    let numbered = numbered(written.text.trim(), &written.citations);
    let sources = sources(&numbered, passages);
    if sources.is_empty() {
        let detail = "The model lost the sources of the draft. The draft stays as it was.";
        return Made::failed(detail.to_owned(), written.usage);
    }
    let rewritten = Written {
        text: numbered.text,
        sources,
        answerer: AnswererKind::Model,
        model: Some(written.model),
    };
    Made::written(rewritten, written.usage)
}

//! What a conversation was about and where it stands, for a teammate.

use super::{Made, Pieces, told};
use crate::{
    App, Caller,
    assistant::context::line,
    error::{AppError, Result},
};
use baton_ai::{answer::Line, copilot::Task};
use baton_core::{
    assistant::{SpokenLanguage, copilot::Written},
    id::ConversationId,
    trace::AnswererKind,
};
use baton_store::messages::{self, Part};

/// As many of the last messages are summed up.
const LOOKED_AT: i64 = 60;

impl App {
    /// Sums a conversation up for whoever may answer in it. Needs a model; without one there is the brief.
    pub async fn summarise(
        &self,
        caller: &Caller,
        id: ConversationId,
        language: SpokenLanguage,
    ) -> Result<Pieces> {
        let conversation = self.answerable(caller, id).await?;
        let writer = self.writer()?;
        let workspace = caller.workspace;
        let mut said = self
            .db
            .read(async move |conn| {
                messages::said(conn, workspace, id, Part::Newest, LOOKED_AT).await
            })
            .await?;
        // What the visitor has cleared is kept from every model.
        said.retain(|message| message.seq > conversation.cleared_seq);
        let lines: Vec<Line> = said.iter().map(line).collect();
        if lines.is_empty() {
            return Err(AppError::Conflict("Nothing was said here yet."));
        }
        let task = Task::Summarise {
            lines,
            language: told(language),
        };
        Ok(self.carry_out_task(writer, task, |written| {
            let summary = Written {
                text: written.text,
                sources: Vec::new(),
                answerer: AnswererKind::Model,
                model: Some(written.model),
            };
            Made::written(summary, written.usage)
        }))
    }
}

//! Putting a correction into the knowledge: it is in use with the next question.

use super::{ACTION, Correction};
use crate::{
    App, Caller,
    error::{AppError, Result},
    knowledge::import::{moved, stored},
    unit::Unit,
};
use baton_core::{
    id::{AssistantId, DocumentId, SourceId},
    knowledge::{KnowledgeSource, SourceKind, SourceStatus},
    role::Permission,
};
use baton_store::{
    assistants,
    knowledge::{
        chunks,
        documents::{self, NewDocument},
        sources::{self, NewSource},
    },
};

impl App {
    /// Has a question answered with what the team has written. An earlier answer of the team to the same question goes, so
    /// that doing it twice is doing it once.
    pub async fn correct(
        &self,
        caller: &Caller,
        assistant: AssistantId,
        (question, answer): (String, String),
    ) -> Result<KnowledgeSource> {
        let asking = caller.clone();
        let act = (ACTION, ("assistant", assistant.uuid()));
        self.privileged(caller, act, async move |unit| {
            let found = assistants::find(unit.conn, unit.workspace, assistant).await?;
            found.ok_or(AppError::NotFound)?;
            asking.require(Permission::KnowledgeWrite)?;
            let correction = Correction::parse(&question, &answer)?;
            let source = publish(unit, assistant, &correction).await?;
            let target = ("knowledge_source", source.uuid());
            unit.audit(&asking.actor(), ACTION, target).await?;
            let stored = sources::find(unit.conn, unit.workspace, source).await?;
            stored.ok_or(AppError::NotFound)
        })
        .await
    }
}

async fn publish(
    unit: &mut Unit<'_, '_>,
    assistant: AssistantId,
    correction: &Correction,
) -> Result<SourceId> {
    let (workspace, question) = (unit.workspace, correction.question.as_str());
    // First: of two at once the second one finds what the first has written.
    assistants::bump_knowledge(unit.conn, workspace, assistant).await?;
    let earlier = sources::answer_to(unit.conn, workspace, assistant, question).await?;
    let source = if let Some(earlier) = earlier {
        sources::set_content(unit.conn, workspace, earlier, &correction.answer).await?;
        documents::clear(unit.conn, workspace, earlier).await?;
        earlier
    } else {
        let new = NewSource {
            id: unit.ids.next(),
            assistant_id: assistant,
            kind: SourceKind::Answer,
            title: question.to_owned(),
            url: None,
            content_type: Some("text/markdown".to_owned()),
            content: Some(correction.answer.clone().into_bytes()),
        };
        sources::insert(unit.conn, workspace, &new, unit.now).await?;
        new.id
    };
    let document: DocumentId = unit.ids.next();
    let passage = correction.chunk(document.uuid());
    let new = NewDocument {
        id: document,
        source_id: source,
        title: question.to_owned(),
        url: None,
        language: Some(passage.language.code().to_owned()).filter(|code| !code.is_empty()),
        body: correction.answer.clone(),
        position: 0,
    };
    documents::insert(unit.conn, workspace, &new).await?;
    let passage = stored(unit.ids.next(), SourceKind::Answer, passage);
    chunks::insert_all(unit.conn, workspace, assistant, &[passage]).await?;
    moved(unit, source, (SourceStatus::Ready, None)).await?;
    Ok(source)
}

//! Having a model put a brief into words, after the conversation came to wait: nobody waits for it.

use super::{Gathered, gather};
use crate::{
    App,
    assistant::{context, copilot},
    error::{AppError, Result},
    unit::Unit,
};
use baton_ai::{
    answer::{Failure, Spoken},
    brief::{self, Material, checked, is_read},
    copilot::Task,
    language::Language,
};
use baton_core::{
    assistant::{SpokenLanguage, copilot::Ended},
    conversation::brief::WrittenBrief,
    id::{ConversationId, WorkspaceId},
    message::{Message, MessageState},
};
use baton_store::{
    assistants,
    conversations::{
        self, Conversation,
        briefs::{self, StoredBrief},
    },
};
use serde::{Deserialize, Serialize};

/// The kind of the job.
pub(crate) const KIND: &str = "conversation.brief";

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
}

/// Has the brief of a conversation written that came to wait.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, conversation: &Conversation) -> Result<()> {
    let id = conversation.id;
    let payload = Payload {
        conversation_id: id,
    };
    let key = format!("{KIND}:{id}:{}", conversation.epoch());
    unit.enqueue(KIND, Some(key), &payload)?;
    unit.about(id.uuid());
    Ok(())
}

/// What a model is given.
struct Asked {
    material: Material,
    stored: StoredBrief,
    task: Task,
}

impl App {
    /// Has a model write the brief of a conversation, and keeps what holds of it. A failure that may pass is an error, until
    /// the `last` try.
    pub(crate) async fn write_brief(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
        is_last: bool,
    ) -> Result<()> {
        let Some(answerer) = self.assistants.writer() else {
            return Ok(());
        };
        let (Some(writer), Some(asked)) = (answerer.writer(), self.to_write(workspace, id).await?)
        else {
            return Ok(());
        };
        let written = copilot::quietly(writer, &asked.task).await;
        let (ended, usage) = match &written {
            Ok(written) => (Ended::Written, written.usage),
            Err(_) => (Ended::Failed, None),
        };
        self.count_writing(ended, usage);
        let written = match written {
            Ok(written) => Some(checked(&written.text, &asked.material)),
            Err(failure) if is_last || !may_pass(&failure) => None,
            Err(failure) => return Err(AppError::Internal(failure.to_string())),
        };
        let stored = StoredBrief {
            // What says nothing is none.
            written: written.filter(|written: &WrittenBrief| !written.is_empty()),
            ..asked.stored
        };
        let now = self.clock.now();
        self.db
            .write(async move |conn| briefs::set(conn, workspace, id, (&stored, now)).await)
            .await?;
        Ok(())
    }

    /// What the assistant hands over; nothing where it does not, or where it was written already.
    async fn to_write(&self, workspace: WorkspaceId, id: ConversationId) -> Result<Option<Asked>> {
        self.db
            .read(async move |conn| {
                let Some(conversation) = conversations::find(conn, workspace, id).await? else {
                    return Ok(None);
                };
                let gathered = gather(conn, workspace, &conversation).await?;
                let known = briefs::find(conn, workspace, id).await?;
                if known.is_some_and(|known| known.stretch_at == gathered.stretch_at) {
                    return Ok(None);
                }
                let assistant =
                    assistants::find(conn, workspace, conversation.assistant_id).await?;
                let usual =
                    assistant.and_then(|kept| context::spoken(&kept.assistant).into_iter().next());
                Ok::<_, AppError>(ask(gathered, conversation.cleared_seq, usual))
            })
            .await
    }
}

fn ask(gathered: Gathered, cleared: i64, usual: Option<Spoken>) -> Option<Asked> {
    let Gathered {
        mut material,
        stretch_at,
    } = gathered;
    // What the visitor has cleared is kept from every model, and the team's own words are not handed over to it.
    let is_told = |message: &Message| {
        message.seq > cleared && message.state != MessageState::Unsent && is_read(message)
    };
    material.messages.retain(is_told);
    let read = (
        material.messages.first()?.seq,
        material.messages.last()?.seq,
    );
    let visitor = spoken(brief::language(&material));
    let lines = material.messages.iter();
    let task = Task::Brief {
        lines: lines
            .map(|message| (message.seq, context::line(message)))
            .collect(),
        language: usual.or_else(|| visitor.clone()).unwrap_or(Spoken {
            tag: "en",
            name: SpokenLanguage::English.name(),
        }),
        visitor,
    };
    Some(Asked {
        material,
        stored: StoredBrief {
            stretch_at,
            read,
            written: None,
        },
        task,
    })
}

/// A language as a model is told of it.
fn spoken(language: Language) -> Option<Spoken> {
    let spoken: SpokenLanguage = language.code().parse().ok()?;
    Some(Spoken {
        tag: spoken.as_str(),
        name: spoken.name(),
    })
}

/// Whether asking again later may help.
const fn may_pass(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Refused(_)
            | Failure::RateLimited { .. }
            | Failure::Server { .. }
            | Failure::Timeout(_)
            | Failure::CutOff
            | Failure::Open
    )
}

//! What visitors asked lately, answered as it is now and as it would be with a correction. Nothing is stored, and no model
//! is asked.

use super::{
    ACTION, Correction,
    alike::{Again, alike},
    outcome::{differ, kind_of, sources_of},
};
use crate::{
    App, Caller,
    assistant::{
        context::{Context, gather},
        try_out::unheard,
        turn::{asked, said_before},
    },
    error::{AppError, Result},
};
use baton_ai::{answer::Passage, copilot::without_numbers, index::Index};
use baton_core::{
    assistant::correction::{Replay, Replayed, WouldSay},
    id::{AssistantId, TurnId, WorkspaceId},
    message::Message,
    time::Timestamp,
    trace::AnswererKind,
};
use baton_db::Conn;
use baton_store::{
    assistants::Kept,
    conversations,
    knowledge::sources,
    messages::{
        self, Part,
        asked::{self as earlier, Asked as Earlier},
    },
};
use std::{sync::Arc, time::Duration};

/// How far back questions are looked for.
const SINCE_MS: i64 = 90 * 24 * 60 * 60 * 1_000;
/// As many of the latest questions are looked through.
const LOOKED_AT: i64 = 2_000;
/// When no further one is.
const LONGEST_MS: i64 = 8_000;
/// How long a replay waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many messages after a question are looked through for its answer.
const AFTER: i64 = 5;

/// A state of the knowledge: what is published, or that with what was written.
#[derive(Debug)]
struct Known {
    index: Arc<Index>,
    unpublished: Option<Passage>,
}

impl App {
    /// Answers the latest questions that are like the one of a correction, without it and with it. The question that the turn
    /// `of` has dealt with comes along in whatever words.
    pub async fn replay(
        &self,
        caller: &Caller,
        (assistant, of): (AssistantId, Option<TurnId>),
        (question, answer): (&str, &str),
    ) -> Result<Replay> {
        let workspace = caller.workspace;
        let kept = self.taught_by(caller, assistant, ACTION).await?;
        let correction = Correction::parse(question, answer)?;
        let _turn = self.assistants.replaying(PATIENCE).await?;
        let begun = self.clock.now();
        let since = begun.plus_ms(-SINCE_MS);
        let title = correction.question.clone();
        let (replaces, lately) = self
            .db
            .read(async move |conn| {
                let replaces = sources::answer_to(conn, workspace, assistant, &title).await?;
                let span = (since, LOOKED_AT);
                let lately = earlier::lately(conn, workspace, assistant, span).await?;
                Ok::<_, AppError>((replaces, lately))
            })
            .await?;
        let looked_at = lately.len();
        let title = correction.question.clone();
        let again = tokio::task::spawn_blocking(move || alike(lately, &title, of))
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let mut replay = Replay {
            items: Vec::with_capacity(again.len()),
            looked_at,
            since,
            is_complete: true,
            answerer: self.assistants.replayer().1,
            replaces,
        };
        if again.is_empty() {
            return Ok(replay);
        }
        let states = self.states(workspace, &kept, &correction).await?;
        for each in again {
            if self.clock.now().since_ms(begun) >= LONGEST_MS {
                replay.is_complete = false;
                break;
            }
            replay
                .items
                .extend(self.again(workspace, &states, each).await?);
        }
        // What changes is looked at first; both parts stay in their order.
        replay.items.sort_by_key(|item| !item.changes);
        Ok(replay)
    }

    /// The knowledge without a correction, and with it.
    async fn states(
        &self,
        workspace: WorkspaceId,
        kept: &Kept,
        correction: &Correction,
    ) -> Result<[Known; 2]> {
        let assistant = kept.assistant.id;
        let now = Known {
            index: self
                .knowledge_index(workspace, assistant, kept.knowledge_version)
                .await?,
            unpublished: None,
        };
        let (id, document) = (self.ids.next(), self.ids.next());
        let written = (id, correction.chunk(document));
        let then = Known {
            index: self
                .knowledge_index_with(workspace, assistant, written)
                .await?,
            unpublished: Some(correction.passage((id, document))),
        };
        Ok([now, then])
    }

    /// A question answered again; nothing where it is gone meanwhile.
    async fn again(
        &self,
        workspace: WorkspaceId,
        [now, then]: &[Known; 2],
        Again { asked, times }: Again,
    ) -> Result<Option<Replayed>> {
        let (place, begun_at) = (asked.clone(), self.clock.now());
        let read = self
            .db
            .read(async move |conn| as_asked(conn, workspace, &place, begun_at).await)
            .await;
        let (context, said) = match read {
            Ok(Some(read)) => read,
            Ok(None) | Err(AppError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let before = self.would_say(workspace, now, &context).await?;
        let after = self.would_say(workspace, then, &context).await?;
        Ok(Some(Replayed {
            conversation_id: asked.conversation_id,
            seq: asked.seq,
            question: asked.question,
            asked_at: asked.asked_at,
            times,
            said: said.map(|message| without_numbers(&message.body)),
            changes: differ(&before, &after),
            before,
            after,
        }))
    }

    /// What would be said to a question from a state of the knowledge, by all that holds for a visitor.
    async fn would_say(
        &self,
        workspace: WorkspaceId,
        known: &Known,
        context: &Context,
    ) -> Result<WouldSay> {
        let before = said_before(context);
        let unpublished = known.unpublished.as_ref();
        let from = (&*known.index, unpublished);
        let retrieved = self
            .retrieve_from(workspace, from, &asked(context, &before))
            .await?;
        let turn = self.input(context, &retrieved);
        let (replayer, kind) = self.assistants.replayer();
        let answer = unheard(&replayer, &turn).await;
        let answer = answer.map_err(|failure| AppError::Internal(failure.to_string()))?;
        Ok(WouldSay {
            kind: kind_of(&answer, context.persona.passes),
            sources: sources_of(&answer, &retrieved.passages, unpublished),
            text: (kind == AnswererKind::Extractive).then(|| without_numbers(&answer.text)),
        })
    }
}

/// A question with all that an answer starts from, and what was answered; nothing where its conversation is gone.
async fn as_asked(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    asked: &Earlier,
    now: Timestamp,
) -> Result<Option<(Context, Option<Message>)>> {
    let id = asked.conversation_id;
    let Some(conversation) = conversations::find(conn, workspace, id).await? else {
        return Ok(None);
    };
    let context = gather(conn, (workspace, conversation), (asked.seq, false), now).await?;
    let after = messages::said(conn, workspace, id, Part::After(asked.seq), AFTER).await?;
    let said = after.into_iter();
    let mut said = said.filter(|message| message.turn_id == Some(asked.turn_id));
    Ok(Some((context, said.next())))
}

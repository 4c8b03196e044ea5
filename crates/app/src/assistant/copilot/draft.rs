//! A draft of the reply to what the visitor wrote last.

use super::{Made, Pieces, sources};
use crate::{
    App, Caller,
    assistant::context::{Context, gather},
    error::{AppError, InField as _, Result},
};
use baton_ai::{
    answer::{Answer, AnswerKind, NoTools, Passage},
    copilot::{Drafted, numbered},
};
use baton_core::{
    assistant::copilot::Written,
    id::ConversationId,
    message::{Message, MessageRole},
    text::Body,
    trace::AnswererKind,
};
use baton_store::{
    conversations::Conversation,
    messages::{self, Part},
};

/// How many messages after the question are looked through for what was said since.
const SINCE: i64 = 20;

impl App {
    /// Drafts a reply for the holder of a conversation, in another way than `instead_of` where that is given. It rests on the
    /// knowledge, or there is none.
    pub async fn draft(
        &self,
        caller: &Caller,
        id: ConversationId,
        instead_of: Option<String>,
    ) -> Result<Pieces> {
        let conversation = self.holding(caller, id).await?;
        let instead_of = instead_of
            .map(|text| Body::parse(&text))
            .transpose()
            .in_field("instead_of")?;
        let Some((mut context, since)) = self.asked(caller, conversation).await? else {
            return Ok(self.nothing());
        };
        // Who reads it is the person who would be offered or called.
        context.persona.passes = false;
        let retrieved = self.look_up(caller.workspace, &context).await?;
        let mut turn = self.input(&context, &retrieved);
        if !turn.is_grounded() {
            return Ok(self.nothing());
        }
        turn.draft = Some(Drafted {
            by: caller.person.name.clone(),
            since,
            instead_of: instead_of.map(Body::into_string),
        });
        let (answerer, kind) = self.assistants.answerer();
        let passages = retrieved.passages;
        Ok(self.write_out(
            async move |steps| answerer.answer(&turn, &NoTools, &steps).await,
            move |answer| match answer {
                Ok(answer) => drafted(answer, &passages, kind),
                Err(failure) => Made::broken(&failure),
            },
        ))
    }

    /// What the visitor asked last, and what the team has said since.
    async fn asked(
        &self,
        caller: &Caller,
        conversation: Conversation,
    ) -> Result<Option<(Context, Vec<String>)>> {
        let (workspace, id, begun_at) = (caller.workspace, conversation.id, self.clock.now());
        self.db
            .read(async move |conn| {
                let asked = messages::last_visitor_seq(conn, workspace, id).await?;
                if asked <= conversation.cleared_seq {
                    return Ok::<_, AppError>(None);
                }
                let since = messages::said(conn, workspace, id, Part::After(asked), SINCE).await?;
                let is_ours = |message: &Message| message.role == MessageRole::Human;
                let since = since.into_iter().filter(is_ours).map(|m| m.body).collect();
                let context =
                    gather(conn, (workspace, conversation), (asked, false), begun_at).await?;
                Ok(Some((context, since)))
            })
            .await
    }
}

/// A draft of an answer; none of an answer that rests on nothing.
fn drafted(answer: Answer, passages: &[Passage], answerer: AnswererKind) -> Made {
    let numbered = numbered(answer.text.trim(), &answer.citations);
    let sources = sources(&numbered, passages);
    if sources.is_empty() || answer.kind != AnswerKind::Answer {
        return Made::nothing(answer.usage);
    }
    let written = Written {
        text: numbered.text,
        sources,
        answerer,
        model: answer.model,
    };
    Made::written(written, answer.usage)
}

//! What a model may do in its turn. Every effect is bound to the turn's own conversation and void once the turn was ended.

use super::capture::{self, Given};
use crate::{
    App,
    conversations::{inbox::tags::by_itself, tag},
    error::AppError,
    leads::{
        self,
        capture::{Origin, Subject},
    },
};
use baton_ai::answer::{CaptureLead, RequestHuman, ToolCall, ToolOutcome, Tools};
use baton_core::{
    actor::Actor,
    conversation::{Reason, ReasonCode},
    id::{AssistantId, ConversationId, WorkspaceId},
    lead::LeadSource,
};
use futures_util::future::BoxFuture;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// The tools of one turn.
#[derive(Debug)]
pub(crate) struct TurnTools {
    app: App,
    workspace: WorkspaceId,
    conversation: ConversationId,
    epoch: i64,
    assistant: (AssistantId, String),
    /// Asked for by the model; done together with its last words, when the turn ends.
    wanted: Mutex<Option<Reason>>,
}

impl TurnTools {
    pub(crate) fn new(
        app: &App,
        workspace: WorkspaceId,
        (conversation, epoch): (ConversationId, i64),
        assistant: (AssistantId, String),
    ) -> Self {
        Self {
            app: app.clone(),
            workspace,
            conversation,
            epoch,
            assistant,
            wanted: Mutex::new(None),
        }
    }

    /// Why the model wants a person, if it does.
    pub(crate) fn wants_person(&self) -> Option<Reason> {
        self.wanted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn request_human(&self, call: &RequestHuman) -> ToolOutcome {
        let code = call.reason.parse().unwrap_or(ReasonCode::Other);
        let text = (code == ReasonCode::Other).then_some(call.summary.as_str());
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(Reason::new(code, text));
        ToolOutcome {
            result: "A person from the team was called.".to_owned(),
            ends_turn: true,
        }
    }

    async fn capture_lead(&self, call: CaptureLead) -> ToolOutcome {
        let extra = [
            ("company", call.company),
            ("budget", call.budget),
            ("timeline", call.timeline),
        ];
        let fields: BTreeMap<String, String> = extra
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect();
        let given = Given {
            name: call.name,
            email: call.email,
            phone: call.phone,
            wants: call.need,
            fields,
        };
        let (id, epoch, actor) = (self.conversation, self.epoch, self.actor());
        let stored = self
            .app
            .carry_out(self.workspace, async move |unit| {
                let Some(conversation) = capture::held(unit, id, epoch).await? else {
                    return Ok(false);
                };
                let origin = Origin {
                    source: LeadSource::Intent,
                    actor,
                    request: None,
                };
                leads::capture::capture(unit, Subject::of(&conversation), origin, given).await?;
                Ok(true)
            })
            .await;
        told(stored, "The details are stored.")
    }

    async fn add_tag(&self, name: &str) -> ToolOutcome {
        let name = match tag::clean(name) {
            Ok(name) => name,
            Err(error) => return told(Err(error), ""),
        };
        let (id, epoch, actor) = (self.conversation, self.epoch, self.actor());
        let stored = self
            .app
            .carry_out(self.workspace, async move |unit| {
                let Some(conversation) = capture::held(unit, id, epoch).await? else {
                    return Ok(false);
                };
                if let Some(name) = by_itself(unit, vec![name]).await?.pop() {
                    tag::add(unit, conversation.id, &name, actor).await?;
                }
                Ok(true)
            })
            .await;
        told(stored, "Tagged.")
    }

    fn actor(&self) -> Actor {
        Actor::assistant(self.assistant.0, &self.assistant.1)
    }
}

impl Tools for TurnTools {
    fn call(&self, call: ToolCall) -> BoxFuture<'_, ToolOutcome> {
        Box::pin(async move {
            match call {
                ToolCall::RequestHuman(call) => self.request_human(&call),
                ToolCall::CaptureLead(call) => self.capture_lead(call).await,
                ToolCall::AddTag { name } => self.add_tag(&name).await,
            }
        })
    }
}

/// What the model is told of an effect. Where the turn was ended there is nobody left to tell.
fn told(stored: Result<bool, AppError>, done: &str) -> ToolOutcome {
    match stored {
        Ok(true) => ToolOutcome {
            result: done.to_owned(),
            ends_turn: false,
        },
        Ok(false) => ToolOutcome {
            result: "A person has taken over.".to_owned(),
            ends_turn: true,
        },
        Err(AppError::Invalid(fields)) => {
            let reasons: Vec<String> = fields.into_values().collect();
            ToolOutcome {
                result: format!("Not accepted: {}", reasons.join(" ")),
                ends_turn: false,
            }
        }
        Err(error) => {
            tracing::warn!(%error, "a tool of the assistant failed");
            ToolOutcome {
                result: "That did not work. Offer a person.".to_owned(),
                ends_turn: false,
            }
        }
    }
}

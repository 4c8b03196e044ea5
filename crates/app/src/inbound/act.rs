//! A behaviour rule takes effect on a visitor's page: our side of it. What it does is read from what is published, not from
//! what the browser says.

use crate::{
    App, Visitor,
    assistant::say::say_once,
    conversations::calling::{Call, call_person, language_of},
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_core::{
    actor::Actor,
    assistant::Assistant,
    conversation::{Reason, ReasonCode},
    id::RuleId,
    message::{Message, MessageKind},
    rule::Action,
    text::ClientId,
};
use baton_store::assistants;

impl App {
    /// Says a rule's answer, or calls a person, once per client id. Answers the message, where there is one.
    pub async fn act_by_rule(
        &self,
        visitor: Visitor,
        (rule, variant): (RuleId, usize),
        client_id: &str,
    ) -> Result<Option<Message>> {
        let client_id = ClientId::parse(client_id).in_field("client_id")?;
        let client_id = client_id.as_str().to_owned();
        let online = self.presence.teammates(visitor.workspace);
        self.transact(visitor.workspace, async move |unit| {
            let assistant = of_visitor(unit, visitor).await?;
            let rule = assistant
                .rules
                .iter()
                .find(|each| each.id == rule && each.enabled);
            let rule = rule.ok_or(AppError::NotFound)?;
            let action = rule.actions.get(variant).ok_or(AppError::NotFound)?;
            match &action.action {
                Action::Answer { text, .. } => {
                    let says = (MessageKind::Curated, text.as_str());
                    say_once(unit, visitor.conversation, says, Some(client_id)).await
                }
                Action::Person => {
                    let reason = Reason::new(ReasonCode::Other, Some(&rule.name));
                    let call = Call {
                        actor: Actor::visitor(visitor.contact, None),
                        reason,
                        language: language_of(unit, visitor.contact).await?,
                        online,
                        is_said: false,
                    };
                    call_person(unit, visitor.conversation, call).await?;
                    Ok(None)
                }
                Action::Buttons { .. } | Action::LeadForm => {
                    Err(AppError::Conflict("This rule does nothing on the server."))
                }
            }
        })
        .await
    }
}

/// The assistant that a visitor speaks with: its draft, in a trial.
pub(crate) async fn of_visitor(unit: &mut Unit<'_, '_>, visitor: Visitor) -> Result<Assistant> {
    let kept = assistants::find(unit.conn, unit.workspace, visitor.assistant).await?;
    let kept = kept.ok_or(AppError::Unauthorized)?;
    Ok(if visitor.conversation.is_trial() {
        kept.edited().clone()
    } else {
        kept.assistant
    })
}

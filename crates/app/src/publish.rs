//! Ringing the bus after the commit: each event is serialised once for members and once for its visitor.

pub mod webhooks;

use crate::{App, unit::Emitted};
use baton_bus::Published;
use baton_core::{
    event::Event,
    id::{ConversationId, WorkspaceId},
    signal::Signal,
    widget::WidgetEvent,
};
use bytes::Bytes;
use serde::Serialize;
use std::sync::Arc;

/// The channel of a conversation: its visitor, and members who may read it.
pub fn conversation_channel(id: ConversationId) -> String {
    format!("private-conversation.{id}")
}

/// The channel of a conversation for members alone.
pub fn team_channel(id: ConversationId) -> String {
    format!("private-conversation.{id}.team")
}

/// The channel of a workspace, for its members.
pub fn workspace_channel(id: WorkspaceId) -> String {
    format!("private-workspace.{id}")
}

impl App {
    /// Publishes stored events. Push is a hint: a client that misses one asks for it by seq.
    pub(crate) fn publish_events(&self, emitted: &[Emitted]) {
        for Emitted {
            envelope,
            show_names,
        } in emitted
        {
            if let Event::MessageCreated { message } = &envelope.event {
                self.meters().stored(message.role).count();
            }
            let name = envelope.event.wire_name();
            let Some(json) = encode(envelope) else {
                continue;
            };
            let of_many = match &envelope.event {
                Event::ConversationDeleted { conversation_ids } => conversation_ids.as_slice(),
                _ => &[],
            };
            for id in envelope.conversation_id.iter().chain(of_many) {
                if let Some(event) = WidgetEvent::of(&envelope.event, *show_names) {
                    self.publish_tagged(conversation_channel(*id), event.wire_name(), &event);
                }
                self.ring(team_channel(*id), name, json.clone());
            }
            self.ring(workspace_channel(envelope.workspace_id), name, json);
        }
    }

    /// Tells the visitors of trials, and nobody else.
    pub(crate) fn publish_trials(&self, told: &[(ConversationId, WidgetEvent)]) {
        for (id, event) in told {
            self.publish_tagged(conversation_channel(*id), event.wire_name(), event);
        }
    }

    /// Publishes a signal to a conversation, and to the workspace's lists where they show it.
    pub fn publish_signal(
        &self,
        workspace: WorkspaceId,
        conversation: Option<ConversationId>,
        signal: &Signal,
    ) {
        if let Some(id) = conversation {
            self.publish_tagged(conversation_channel(id), signal.wire_name(), signal);
        }
        let in_lists = matches!(
            signal,
            Signal::TurnStarted { .. }
                | Signal::TurnEnded { .. }
                | Signal::Seen { .. }
                | Signal::Writing { .. }
                | Signal::Viewing { .. }
                | Signal::Presence { .. }
                | Signal::Teammate { .. }
                | Signal::AlertStepTaken { .. }
                | Signal::AlertAcknowledged { .. }
        );
        if in_lists && !conversation.is_some_and(ConversationId::is_trial) {
            self.publish_tagged(workspace_channel(workspace), signal.wire_name(), signal);
        }
    }

    /// Publishes the `data` of a value that is tagged with `type` and `data`.
    fn publish_tagged<T: Serialize>(&self, channel: String, name: &str, value: &T) {
        let data = serde_json::to_value(value)
            .ok()
            .and_then(|mut value| value.get_mut("data").map(serde_json::Value::take));
        if let Some(json) = data.and_then(|data| encode(&data)) {
            self.ring(channel, name, json);
        }
    }

    fn ring(&self, channel: String, event: &str, payload: Bytes) {
        self.bus.publish(Published {
            channel: channel.into(),
            event: Arc::from(event),
            payload,
            sender: None,
        });
    }
}

fn encode<T: Serialize>(value: &T) -> Option<Bytes> {
    serde_json::to_vec(value)
        .inspect_err(|error| tracing::error!(%error, "an event could not be serialised"))
        .ok()
        .map(Bytes::from)
}

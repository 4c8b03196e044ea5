//! Ringing the bus after the commit: each event is serialised once for members and once for its visitor.

pub mod delivery;
pub mod elsewhere;
pub mod webhooks;

use crate::{App, error::Result, unit::Emitted};
use baton_bus::{Published, Stored};
use baton_core::{
    event::{Envelope, Event},
    id::{ConversationId, WorkspaceId},
    signal::Signal,
    widget::WidgetEvent,
};
use baton_db::Conn;
use baton_store::events::missed;
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
            self.bus.tell(told(envelope, *show_names));
        }
    }

    /// The newest event of each of these workspaces, by its place.
    pub async fn newest_events(
        &self,
        workspaces: Vec<WorkspaceId>,
    ) -> Result<Vec<(WorkspaceId, i64)>> {
        let read = async move |conn: &mut Conn<'_>| missed::newest(conn, &workspaces).await;
        Ok(self.db.read(read).await?)
    }

    /// Events of a workspace after a place in its stream, as they were published.
    pub async fn missed_events(
        &self,
        workspace: WorkspaceId,
        (seq, limit): (i64, i64),
    ) -> Result<Vec<Stored>> {
        let read =
            async move |conn: &mut Conn<'_>| missed::missed(conn, workspace, seq, limit).await;
        let missed = self.db.read(read).await?;
        let each = missed
            .iter()
            .map(|(envelope, shown)| told(envelope, *shown));
        Ok(each.collect())
    }

    /// Tells the visitors of trials, and nobody else.
    pub(crate) fn publish_trials(
        &self,
        workspace: WorkspaceId,
        told: &[(ConversationId, WidgetEvent)],
    ) {
        for (id, event) in told {
            self.publish_tagged(
                (workspace, conversation_channel(*id)),
                event.wire_name(),
                event,
            );
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
            self.publish_tagged(
                (workspace, conversation_channel(id)),
                signal.wire_name(),
                signal,
            );
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
            self.publish_tagged(
                (workspace, workspace_channel(workspace)),
                signal.wire_name(),
                signal,
            );
        }
    }

    fn publish_tagged<T: Serialize>(
        &self,
        (workspace, channel): (WorkspaceId, String),
        name: &str,
        value: &T,
    ) {
        if let Some(payload) = tagged(value) {
            self.bus
                .publish(published(workspace, channel, name, payload));
        }
    }
}

/// What is told of an event: to the visitor, to those who look at its conversation, and to the lists of its workspace. What
/// was erased is told to nobody.
fn told(envelope: &Envelope, show_names: bool) -> Stored {
    let workspace = envelope.workspace_id;
    let mut told = Vec::new();
    let is_erased = matches!(envelope.event, Event::EventErased {});
    if let Some(json) = encode(envelope).filter(|_| !is_erased) {
        let name = envelope.event.wire_name();
        let of_many = match &envelope.event {
            Event::ConversationDeleted { conversation_ids } => conversation_ids.as_slice(),
            _ => &[],
        };
        for id in envelope.conversation_id.iter().chain(of_many) {
            if let Some(event) = WidgetEvent::of(&envelope.event, show_names)
                && let Some(payload) = tagged(&event)
            {
                let channel = conversation_channel(*id);
                told.push(published(workspace, channel, event.wire_name(), payload));
            }
            told.push(published(workspace, team_channel(*id), name, json.clone()));
        }
        told.push(published(
            workspace,
            workspace_channel(workspace),
            name,
            json,
        ));
    }
    Stored {
        workspace,
        seq: envelope.seq,
        told,
    }
}

fn published(workspace: WorkspaceId, channel: String, event: &str, payload: Bytes) -> Published {
    Published {
        workspace,
        channel: channel.into(),
        event: Arc::from(event),
        payload,
        sender: None,
    }
}

/// The `data` of a value that is tagged with `type` and `data`.
fn tagged<T: Serialize>(value: &T) -> Option<Bytes> {
    let data = serde_json::to_value(value)
        .ok()
        .and_then(|mut value| value.get_mut("data").map(serde_json::Value::take));
    encode(&data?)
}

fn encode<T: Serialize>(value: &T) -> Option<Bytes> {
    serde_json::to_vec(value)
        .inspect_err(|error| tracing::error!(%error, "an event could not be serialised"))
        .ok()
        .map(Bytes::from)
}

//! A conversation as members read it, assembled for a whole page with few queries.

use crate::{problem::Problem, state::Edge};
use baton_app::{AppError, Caller, presence::Presence};
use baton_core::{
    actor::Person,
    assistant::AutopilotMode,
    channel::Channel,
    contact::ContactSummary,
    conversation::{Baton, struggle::Struggle},
    id::{AssistantId, ConversationId, LeadId},
    lead::LeadStatus,
    message::MessageRole,
    role::Permission,
    signal::LiveTurn,
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::conversations::{self, Around, Conversation, Hit, around};
use baton_store::turns::Running;
use serde::Serialize;
use utoipa::ToSchema;

/// A conversation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Conversation)]
pub struct ConversationView {
    /// The conversation.
    pub id: ConversationId,
    /// Where.
    pub channel: Channel,
    /// Who answers first.
    pub assistant: AssistantName,
    /// With whom.
    pub contact: ContactSummary,
    /// Who holds it.
    pub baton: Baton,
    /// The responsible teammate, not necessarily the holder.
    pub agent: Option<Person>,
    /// What was said last.
    pub last_message: Option<LastMessage>,
    /// Visitor messages that the caller has not seen.
    pub unread: i64,
    /// Highest message seq.
    pub last_seq: i64,
    /// How far the visitor has read.
    pub visitor_read: ReadMark,
    /// Oldest first.
    pub tags: Vec<String>,
    /// The newest lead.
    pub lead: Option<LeadMark>,
    /// The page that the visitor is on.
    pub page: Option<PageSeen>,
    /// An answer that is being made right now.
    pub turn: Option<LiveTurn>,
    /// Until when a finished answer is held for the team.
    pub held_until: Option<Timestamp>,
    /// Whether answers go out by themselves here; null: as its assistant.
    pub autopilot: Option<AutopilotMode>,
    /// How much it needs a person, and why, while the assistant holds it; null: not at all.
    pub struggle: Option<Struggle>,
    /// Whether what was just said may be edited and unsent on its channel.
    pub amendable: bool,
    /// False for drive-by visitors who never wrote.
    pub engaged: bool,
    /// Until when it is put away; null where it is not.
    pub snoozed_until: Option<Timestamp>,
    /// When something last happened.
    pub last_activity_at: Timestamp,
    /// When it began.
    pub created_at: Timestamp,
    /// When searched: where it matched.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub hit: Option<Match>,
}

/// An assistant by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssistantName {
    /// The assistant.
    pub id: AssistantId,
    /// As visitors read it.
    pub name: String,
}

/// The end of a conversation, for lists.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LastMessage {
    /// Who speaks.
    pub role: MessageRole,
    /// The teammate.
    pub author_name: Option<String>,
    /// Its beginning, on one line.
    pub preview: String,
    /// Its number.
    pub seq: i64,
    /// When it was said.
    pub at: Timestamp,
}

/// How far somebody has read.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ReadMark {
    /// The last message seen; 0: none.
    pub seq: i64,
    /// When, where that is known.
    pub at: Option<Timestamp>,
}

/// That there is a lead.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LeadMark {
    /// The lead.
    pub id: LeadId,
    /// Its stage.
    pub status: LeadStatus,
}

/// A page of the website.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageSeen {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
}

/// Where a search matched.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Match {
    /// The message; null where a reason or a note matched.
    pub seq: Option<i64>,
    /// Whether it is in a note of the team.
    pub is_note: bool,
    /// With `<<` and `>>` around the hits.
    pub snippet: String,
}

/// A contact as lists show it.
pub(crate) fn contact(c: &Conversation, presence: &Presence) -> ContactSummary {
    ContactSummary {
        id: c.contact_id,
        name: c.contact_name.clone(),
        email: c.contact_email.clone(),
        online: presence.is_online(c.contact_id),
    }
}

fn view(c: Conversation, around: &mut Around, presence: &Presence) -> ConversationView {
    let contact = contact(&c, presence);
    let (baton, agent, struggle) = (c.baton(), c.agent(), c.struggle());
    let last = c.last_role.zip(c.last_message_at);
    ConversationView {
        id: c.id,
        channel: c.channel,
        amendable: c.channel.lets_amend(),
        assistant: AssistantName {
            id: c.assistant_id,
            name: c.assistant_name,
        },
        contact,
        baton,
        agent,
        last_message: last.map(|(role, at)| LastMessage {
            role,
            author_name: c.last_author,
            preview: c.last_preview.unwrap_or_default(),
            seq: c.last_seq,
            at,
        }),
        unread: around.unread.get(&c.id).copied().unwrap_or_default(),
        last_seq: c.last_seq,
        visitor_read: ReadMark {
            seq: c.visitor_read_seq,
            at: c.visitor_read_at,
        },
        tags: around.tags.remove(&c.id).unwrap_or_default(),
        lead: around.leads.get(&c.id).map(|(id, status)| LeadMark {
            id: *id,
            status: *status,
        }),
        page: c.page_url.map(|url| PageSeen {
            url,
            title: c.page_title,
        }),
        turn: around.turns.get(&c.id).map(Running::live),
        held_until: around.held.get(&c.id).copied(),
        autopilot: c.autopilot,
        struggle,
        engaged: c.visitor_messages > 0,
        snoozed_until: c.snoozed_until,
        last_activity_at: c.last_activity_at,
        created_at: c.created_at,
        hit: None,
    }
}

impl ConversationView {
    /// With where it matched.
    pub(crate) fn matched(self, hit: Option<Hit>) -> Self {
        let hit = hit.map(|hit| Match {
            seq: hit.seq,
            is_note: hit.is_note,
            snippet: hit.snippet,
        });
        Self { hit, ..self }
    }
}

/// Conversations as `caller` sees them, in the same order.
pub(crate) async fn views(
    conn: &mut Conn<'_>,
    caller: &Caller,
    presence: &Presence,
    conversations: Vec<Conversation>,
) -> Result<Vec<ConversationView>, DbError> {
    let mut around = around(conn, caller.workspace, caller.person.id, &conversations).await?;
    Ok(conversations
        .into_iter()
        .map(|c| view(c, &mut around, presence))
        .collect())
}

impl Edge {
    /// A conversation as `caller` sees it.
    pub(crate) async fn view(
        &self,
        caller: &Caller,
        conversation: Conversation,
    ) -> Result<ConversationView, Problem> {
        let (caller, presence) = (caller.clone(), self.app.presence.clone());
        self.reader
            .read(async move |conn| {
                let seen = views(conn, &caller, &presence, vec![conversation]).await?;
                seen.into_iter().next().ok_or_else(Problem::not_found)
            })
            .await
    }

    /// A conversation that the caller may read. One of another workspace does not exist.
    pub(crate) async fn readable(
        &self,
        caller: &Caller,
        id: ConversationId,
    ) -> Result<Conversation, Problem> {
        let workspace = caller.workspace;
        let found = self
            .reader
            .read(async move |conn| conversations::find(conn, workspace, id).await)
            .await?;
        let conversation = found.filter(|_| !id.is_trial());
        let conversation = conversation.ok_or(AppError::NotFound)?;
        caller.require(Permission::ConversationRead)?;
        Ok(conversation)
    }
}

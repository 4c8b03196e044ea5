//! Conversations: the row that carries the baton.

mod around;
pub mod briefs;
mod counts;
pub mod delete;
pub mod held;
pub mod lapses;
mod list;
pub mod log;
mod need;
pub mod orders;
pub mod pages;
#[cfg(test)]
mod plans;
pub mod practice;
pub mod queue;
pub mod reads;
pub mod requests;
pub mod scheduled;
mod search;
pub mod snooze;
mod spelling;
pub mod tags;
mod transition;
pub mod whispers;

pub use around::{Around, around};
pub use counts::{CAP, Counts, counts};
pub use list::{Filter, Responsible, Sort, StatusFilter, View, list, of_contact};
pub use need::set_need;
pub use search::{Found, Hit, search};
pub use spelling::meant;
pub use transition::{apply, assigned_to, held_by, unassign_all};

use baton_core::{
    actor::Person,
    assistant::AutopilotMode,
    channel::Channel,
    conversation::{Baton, BatonState, HolderKind, Reason, ReasonCode, Status, WaitMode},
    id::{AssistantId, ContactId, ConversationId, UserId, WorkspaceId},
    message::MessageRole,
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A conversation as stored, with the names that it points to.
    #[derive(Debug, Clone)]
    pub struct Conversation {
        /// The conversation.
        pub id: ConversationId = "c.id" as Uuid,
        /// Who answers first.
        pub assistant_id: AssistantId = "c.assistant_id" as Uuid,
        /// That assistant's name.
        pub assistant_name: String = "a.name",
        /// Whether visitors read the names of teammates.
        pub show_human_names: bool = "a.show_human_names",
        /// With whom.
        pub contact_id: ContactId = "c.contact_id" as Uuid,
        /// Their name.
        pub contact_name: Option<String> = "k.name",
        /// Their e-mail address.
        pub contact_email: Option<String> = "k.email",
        /// Where.
        pub channel: Channel = "c.channel" as str,
        status: Status = "c.status" as str,
        claimed_by: Option<UserId> = "c.claimed_by_user_id" as Option<Uuid>,
        claimed_by_name: Option<String> = "cu.name",
        claimed_at: Option<Timestamp> = "c.claimed_at" as Option<i64>,
        escalated_at: Option<Timestamp> = "c.escalated_at" as Option<i64>,
        reason_code: Option<ReasonCode> = "c.reason_code" as Option<str>,
        reason_text: Option<String> = "c.reason_text",
        waits: Option<WaitMode> = "c.waits" as Option<str>,
        resolved_at: Option<Timestamp> = "c.resolved_at" as Option<i64>,
        assigned: Option<UserId> = "c.assigned_user_id" as Option<Uuid>,
        assigned_name: Option<String> = "au.name",
        epoch: i64 = "c.epoch",
        /// The seq of the newest message.
        pub last_seq: i64 = "c.last_seq",
        /// How many messages the visitor wrote.
        pub visitor_messages: i64 = "c.visitor_messages",
        /// Who spoke last.
        pub last_role: Option<MessageRole> = "c.last_role" as Option<str>,
        /// The teammate who spoke last.
        pub last_author: Option<String> = "lu.name",
        /// The beginning of the last message.
        pub last_preview: Option<String> = "c.last_preview",
        /// When it was said.
        pub last_message_at: Option<Timestamp> = "c.last_message_at" as Option<i64>,
        /// Messages up to this one were cleared by the visitor: hidden from them and from the model.
        pub cleared_seq: i64 = "c.cleared_seq",
        /// The last message that the visitor saw.
        pub visitor_read_seq: i64 = "c.visitor_read_seq",
        /// When they saw it; unknown of what was seen before that was kept.
        pub visitor_read_at: Option<Timestamp> = "c.visitor_read_at" as Option<i64>,
        /// Where answers go when they are gone.
        pub mail_to: Option<String> = "c.mail_to",
        /// The last message that went there.
        pub mailed_seq: i64 = "c.mailed_seq",
        /// Whether answers go out by themselves here; none: as its assistant.
        pub autopilot: Option<AutopilotMode> = "c.autopilot" as Option<str>,
        need: i64 = "c.need",
        need_signs: String = "c.need_signs",
        /// The page they are on.
        pub page_url: Option<String> = "c.page_url",
        /// Its title.
        pub page_title: Option<String> = "c.page_title",
        /// Until when it is put away.
        pub snoozed_until: Option<Timestamp> = "c.snoozed_until" as Option<i64>,
        /// When something last happened.
        pub last_activity_at: Timestamp = "c.last_activity_at" as i64,
        /// When it began.
        pub created_at: Timestamp = "c.created_at" as i64,
    }
}

/// The tables that [`Conversation`] reads from.
pub(crate) const FROM: &str = " FROM conversations c
    JOIN assistants a ON a.workspace_id = c.workspace_id AND a.id = c.assistant_id
    JOIN contacts k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id
    LEFT JOIN users cu ON cu.id = c.claimed_by_user_id
    LEFT JOIN users au ON au.id = c.assigned_user_id
    LEFT JOIN users lu ON lu.id = c.last_author_id";

impl Conversation {
    /// The last message that somebody has read who says that it is `seen`; who says nothing has read all there are.
    pub fn read_by(&self, seen: Option<i64>) -> i64 {
        seen.map_or(self.last_seq, |seen| seen.min(self.last_seq))
    }

    /// What decides the holder.
    pub fn state(&self) -> BatonState {
        BatonState {
            status: self.status,
            claimed: self.claimed_by.zip(self.claimed_at),
            escalated: self.escalated_at.zip(self.reason()),
            waits: self.waits,
            resolved_at: self.resolved_at,
            assigned: self.assigned,
            epoch: self.epoch,
        }
    }

    fn reason(&self) -> Option<Reason> {
        let code = self.reason_code?;
        Some(Reason::new(code, self.reason_text.as_deref()))
    }

    /// Who holds the baton.
    pub fn holder(&self) -> HolderKind {
        self.state().holder()
    }

    /// The epoch of the baton.
    pub const fn epoch(&self) -> i64 {
        self.epoch
    }

    /// The teammate who claimed it.
    pub fn claimant(&self) -> Option<Person> {
        let (id, name) = (self.claimed_by?, self.claimed_by_name.clone()?);
        Some(Person { id, name })
    }

    /// The responsible teammate.
    pub fn agent(&self) -> Option<Person> {
        let (id, name) = (self.assigned?, self.assigned_name.clone()?);
        Some(Person { id, name })
    }

    /// The baton as members read it.
    pub fn baton(&self) -> Baton {
        Baton::of(&self.state(), self.claimant())
    }
}

/// A conversation that begins.
#[derive(Debug, Clone)]
pub struct NewConversation {
    /// The conversation.
    pub id: ConversationId,
    /// Who answers first.
    pub assistant_id: AssistantId,
    /// With whom.
    pub contact_id: ContactId,
    /// Where.
    pub channel: Channel,
    /// The page they are on.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
}

/// Adds a conversation that the assistant holds.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: &NewConversation,
    now: Timestamp,
) -> Result<()> {
    let status = if new.id.is_trial() {
        Status::Trial
    } else {
        Status::Open
    };
    conn.execute(sql!(
        "INSERT INTO conversations (id, workspace_id, assistant_id, contact_id, channel, status, page_url, page_title,
             last_activity_at, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), new.assistant_id.uuid(), new.contact_id.uuid(), new.channel.as_str(),
        status.as_str(), &new.page_url, &new.page_title, now.ms(), now.ms()
    ))
    .await?;
    Ok(())
}

/// One conversation of a workspace.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Conversation>> {
    conn.fetch_optional(one(workspace, id)).await
}

/// The statement that reads one conversation.
pub(crate) fn one(workspace: WorkspaceId, id: ConversationId) -> Sql {
    let mut q = Conversation::select();
    sql!(q; FROM);
    sql!(q; " WHERE c.workspace_id = {} AND c.id = {}", workspace.uuid(), id.uuid());
    q
}

/// Locks a conversation's row until the end of the transaction, where its epoch is still `epoch`. `false`: it has moved.
///
/// What the assistant does must take this lock first: whoever changes the holder takes it too, so that one of both sees the
/// other. Everything else of a conversation is locked after it, and the workspace's row last.
pub async fn hold(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    epoch: i64,
) -> Result<bool> {
    let mut q = sql!(
        "UPDATE conversations SET epoch = epoch WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    );
    if !crate::faults::fence_dropped() {
        sql!(q; " AND epoch = {}", epoch);
    }
    Ok(conn.execute(q).await? == 1)
}

/// These conversations, in no order.
pub async fn find_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<Conversation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Conversation::select();
    sql!(q; FROM);
    sql!(q; " WHERE c.workspace_id = {} AND c.id IN ", workspace.uuid());
    q.list(ids.iter().map(|id| id.uuid()));
    conn.fetch_all(q).await
}

/// Whose conversation this is, in whatever workspace: for what the server itself hears about it, like presence.
pub async fn owner(
    conn: &mut Conn<'_>,
    id: ConversationId,
) -> Result<Option<(WorkspaceId, ContactId)>> {
    let mut q = sql!(
        "SELECT workspace_id, contact_id FROM conversations WHERE id = {}",
        id.uuid()
    );
    q.global();
    let found: Option<(Uuid, Uuid)> = conn.fetch_optional(q).await?;
    Ok(found.map(|(workspace, contact)| (workspace.into(), contact.into())))
}

/// The newest conversation of a contact with an assistant that was active after `since`: the one to resume.
pub async fn resumable(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    contact: ContactId,
    assistant: AssistantId,
    since: Timestamp,
) -> Result<Option<ConversationId>> {
    let id: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND contact_id = {} AND last_activity_at > {}
                 AND assistant_id = {} ORDER BY last_activity_at DESC, id DESC LIMIT 1",
            workspace.uuid(), contact.uuid(), since.ms(), assistant.uuid()
        ))
        .await?;
    Ok(id.map(ConversationId::from))
}

/// Remembers the page a visitor is on.
pub async fn set_page(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    page: (&str, Option<&str>),
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET page_url = {}, page_title = {} WHERE workspace_id = {} AND id = {}",
        page.0, page.1, workspace.uuid(), id.uuid()
    ))
    .await?;
    Ok(())
}

/// Notes that the visitor wrote their first message.
pub async fn engage(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET engaged = TRUE WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Sets who is responsible, whoever holds the baton.
pub async fn assign(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    agent: Option<UserId>,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET assigned_user_id = {} WHERE workspace_id = {} AND id = {}",
        agent.map(UserId::uuid),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Hides everything said so far from the visitor and from the model; the rows stay.
pub async fn clear(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET cleared_seq = last_seq WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Remembers what the visitor has seen; never goes back. Answers whether that was news.
pub async fn visitor_read(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    (seq, at): (i64, Timestamp),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET visitor_read_seq = {}, visitor_read_at = {}
                 WHERE workspace_id = {} AND id = {} AND visitor_read_seq < {} AND last_seq >= {}",
            seq,
            at.ms(),
            workspace.uuid(),
            id.uuid(),
            seq,
            seq
        ))
        .await?;
    Ok(changed > 0)
}

//! Messages: appended with a gapless seq, once per client id.

pub mod amend;
pub mod asked;
pub mod attachments;
mod gathered;
pub mod ratings;

pub use gathered::receive_all;

use crate::{
    dialect::{answering, index_messages as index},
    json,
};
use baton_core::{
    actor::Person,
    conversation::{BatonState, Reason, ReasonCode, Status, WaitMode},
    id::{ConversationId, MessageId, TurnId, UserId, WorkspaceId},
    message::{Citation, Message, MessageKind, MessageRole, MessageState, attachment::in_words},
    text::{plain, preview},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: MessageId = "m.id" as Uuid,
        conversation_id: ConversationId = "m.conversation_id" as Uuid,
        seq: i64 = "m.seq",
        role: MessageRole = "m.role" as str,
        author_id: Option<UserId> = "m.author_user_id" as Option<Uuid>,
        author_name: Option<String> = "u.name",
        body: String = "m.body",
        client_id: Option<String> = "m.client_id",
        state: MessageState = "m.state" as str,
        kind: Option<MessageKind> = "m.kind" as Option<str>,
        citations: Option<String> = "m.citations",
        turn_id: Option<TurnId> = "m.turn_id" as Option<Uuid>,
        created_at: Timestamp = "m.created_at" as i64,
        edited_at: Option<Timestamp> = "m.edited_at" as Option<i64>,
        attachments: Option<String> = "m.attachments",
    }
}

const FROM: &str = " FROM messages m LEFT JOIN users u ON u.id = m.author_user_id";

impl Stored {
    fn read(self) -> Result<Message> {
        let citations: Vec<Citation> = match &self.citations {
            None => Vec::new(),
            Some(text) => json::read(text, "citations")?,
        };
        let attachments = match &self.attachments {
            None => Vec::new(),
            Some(text) => json::read(text, "attachments")?,
        };
        Ok(Message {
            id: self.id,
            conversation_id: self.conversation_id,
            seq: self.seq,
            role: self.role,
            author: self
                .author_id
                .zip(self.author_name)
                .map(|(id, name)| Person { id, name }),
            body: self.body,
            client_id: self.client_id,
            state: self.state,
            kind: self.kind,
            citations,
            turn_id: self.turn_id,
            created_at: self.created_at,
            edited_at: self.edited_at,
            attachments,
        })
    }
}

/// The characters of a message that lists show.
const PREVIEW_CHARS: usize = 140;

/// What lists show of a message: its words, or else its files by name.
fn listed(m: &Message) -> String {
    preview(&plain(&in_words(&m.body, &m.attachments)), PREVIEW_CHARS)
}

/// Under which condition a message may be appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    /// Always: visitors may speak whoever holds the baton.
    None,
    /// Only on this epoch: what the assistant or a teammate decided on it.
    Epoch(i64),
}

/// Appends a message and moves its conversation to the top, in one step with the condition. `None`: the fence has moved,
/// nothing was stored. The caller gives `seq` 0; the stored one is in the answer.
pub async fn append(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    mut message: Message,
    fence: Fence,
) -> Result<Option<Message>> {
    let mut counted = count(workspace, &message);
    let mut stored = insert(workspace, &message)?;
    if let Fence::Epoch(epoch) = fence
        && !crate::faults::fence_dropped()
    {
        sql!(counted; " AND epoch = {}", epoch);
        sql!(stored; " AND c.epoch = {}", epoch);
    }
    let (id, conversation) = (workspace.uuid(), message.conversation_id.uuid());
    let seq = sql!(
        "SELECT last_seq FROM conversations WHERE workspace_id = {} AND id = {}",
        id,
        conversation
    );
    index(conn).await?;
    let mut statements = vec![counted];
    statements.extend(answering(
        conn.dialect(),
        stored,
        |q| {
            sql!(q; " RETURNING seq");
        },
        seq,
    ));
    let last = statements.len().saturating_sub(1);
    let (seqs, changed) = conn.fetch_among(statements, last).await?;
    let is_stored = changed.get(1).is_some_and(|count| *count > 0);
    Ok(seqs.first().filter(|_| is_stored).map(|seq| {
        message.seq = *seq;
        message
    }))
}

row! {
    /// What a visitor's message found of its conversation.
    #[derive(Debug, Clone)]
    pub struct Received {
        /// The conversation.
        pub conversation_id: ConversationId = "id" as Uuid,
        /// The seq of the message.
        pub seq: i64 = "last_seq",
        /// How many messages the visitor wrote, with this one.
        pub visitor_messages: i64 = "visitor_messages",
        /// Whether visitors read the names of teammates.
        pub show_human_names: bool = "(SELECT a.show_human_names FROM assistants a
            WHERE a.workspace_id = conversations.workspace_id AND a.id = conversations.assistant_id)",
        /// The visitor's name.
        pub contact_name: Option<String> = "(SELECT k.name FROM contacts k
            WHERE k.workspace_id = conversations.workspace_id AND k.id = conversations.contact_id)",
        status: Status = "status" as str,
        claimed_by: Option<UserId> = "claimed_by_user_id" as Option<Uuid>,
        claimed_at: Option<Timestamp> = "claimed_at" as Option<i64>,
        escalated_at: Option<Timestamp> = "escalated_at" as Option<i64>,
        reason_code: Option<ReasonCode> = "reason_code" as Option<str>,
        waits: Option<WaitMode> = "waits" as Option<str>,
    }
}

impl Received {
    fn returning(q: &mut Sql) {
        sql!(q; " RETURNING ");
        sql!(q; Received::COLUMNS);
    }

    /// What decides the holder, but for what a message does not ask.
    pub fn state(&self) -> BatonState {
        let reason = self.reason_code.map(|code| Reason::new(code, None));
        BatonState {
            status: self.status,
            claimed: self.claimed_by.zip(self.claimed_at),
            escalated: self.escalated_at.zip(reason),
            waits: self.waits,
            ..BatonState::new()
        }
    }
}

/// Appends what a visitor wrote, once per client id. `None`: it was there before, or its conversation is not.
pub async fn receive(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    message: &Message,
) -> Result<Option<Received>> {
    let mut counted = count(workspace, message);
    let (id, conversation) = (workspace.uuid(), message.conversation_id.uuid());
    sql!(counted; " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = {} AND m.conversation_id = {}
        AND m.client_id = {})", id, conversation, &message.client_id);
    let mut found = Received::select();
    sql!(found; " FROM conversations WHERE workspace_id = {} AND id = {}", id, conversation);
    let mut stored = insert(workspace, message)?;
    // Two copies at once both get here on PostgreSQL; the index tells the second, and nothing of it is kept.
    sql!(stored; " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = c.workspace_id
        AND m.conversation_id = c.id AND m.seq = c.last_seq)");
    index(conn).await?;
    let mut statements = answering(conn.dialect(), counted, Received::returning, found);
    let found = statements.len().saturating_sub(1);
    statements.push(stored);
    let (found, changed) = conn.fetch_among::<Received>(statements, found).await?;
    let is_new = changed.first().is_some_and(|count| *count > 0);
    Ok(found.into_iter().next().filter(|_| is_new))
}

/// The statement that moves a conversation to the top and counts its message.
fn count(workspace: WorkspaceId, m: &Message) -> Sql {
    let mut q = sql!(
        "UPDATE conversations SET last_seq = last_seq + 1, last_role = {}, last_author_id = {}, last_preview = {},
             last_message_at = {}, last_activity_at = {}",
        m.role.as_str(), m.author.as_ref().map(|p| p.id.uuid()), listed(m),
        m.created_at.ms(), m.created_at.ms()
    );
    if m.role == MessageRole::User {
        sql!(q; ", visitor_messages = visitor_messages + 1, visitor_seq = last_seq + 1, snoozed_until = NULL");
    }
    sql!(q; " WHERE workspace_id = {} AND id = {}", workspace.uuid(), m.conversation_id.uuid());
    q
}

/// The statement that stores a message under the seq that its conversation has counted to.
fn insert(workspace: WorkspaceId, m: &Message) -> Result<Sql> {
    let citations = match m.citations.as_slice() {
        [] => None,
        some => Some(json::write(&some, "citations")?),
    };
    Ok(sql!(
        "INSERT INTO messages (id, workspace_id, conversation_id, seq, role, author_user_id, body, client_id, state,
             kind, citations, turn_id, created_at, attachments)
         SELECT {}, c.workspace_id, c.id, c.last_seq, {}, {}, {}, {}, {}, {}, {}, {}, {}, {} FROM conversations c
         WHERE c.workspace_id = {} AND c.id = {}",
        m.id.uuid(), m.role.as_str(), m.author.as_ref().map(|p| p.id.uuid()), &m.body, &m.client_id, m.state.as_str(),
        m.kind.map(MessageKind::as_str), citations, m.turn_id.map(TurnId::uuid), m.created_at.ms(),
        attachments::column(&m.attachments)?, workspace.uuid(), m.conversation_id.uuid()
    ))
}

/// Whether a conversation has a message of this kind.
pub async fn has_kind(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    kind: MessageKind,
) -> Result<bool> {
    let found: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT seq FROM messages WHERE workspace_id = {} AND conversation_id = {} AND kind = {} LIMIT 1",
            workspace.uuid(),
            conversation.uuid(),
            kind.as_str()
        ))
        .await?;
    Ok(found.is_some())
}

/// The message that a client sent under this id before.
pub async fn by_client_id(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    client_id: &str,
) -> Result<Option<Message>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE m.workspace_id = {} AND m.conversation_id = {} AND m.client_id = {}",
        workspace.uuid(), conversation.uuid(), client_id);
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// Which part of a transcript to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The newest messages.
    Newest,
    /// The newest ones before this seq.
    Before(i64),
    /// The oldest ones after this seq.
    After(i64),
}

/// Up to `limit` messages of a conversation, ascending by seq.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    part: Part,
    limit: i64,
) -> Result<Vec<Message>> {
    let mut messages = conn
        .fetch_all::<Stored>(stretch(workspace, conversation, part, limit))
        .await?
        .into_iter()
        .map(Stored::read)
        .collect::<Result<Vec<_>>>()?;
    if !matches!(part, Part::After(_)) {
        messages.reverse();
    }
    Ok(messages)
}

/// [`list`] without what was taken back: what was said, for whoever reads it for its words. Files are in them by name.
pub async fn said(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    part: Part,
    limit: i64,
) -> Result<Vec<Message>> {
    let mut said = list(conn, workspace, conversation, part, limit).await?;
    said.retain(|message| message.state != MessageState::Unsent);
    for message in said.iter_mut().filter(|m| !m.attachments.is_empty()) {
        message.body = in_words(&message.body, &message.attachments);
    }
    Ok(said)
}

/// The statement that reads a part of a transcript.
pub(crate) fn stretch(
    workspace: WorkspaceId,
    conversation: ConversationId,
    part: Part,
    limit: i64,
) -> Sql {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE m.workspace_id = {} AND m.conversation_id = {}", workspace.uuid(), conversation.uuid());
    match part {
        Part::Newest => sql!(q; " ORDER BY m.seq DESC LIMIT {}", limit),
        Part::Before(seq) => sql!(q; " AND m.seq < {} ORDER BY m.seq DESC LIMIT {}", seq, limit),
        Part::After(seq) => sql!(q; " AND m.seq > {} ORDER BY m.seq ASC LIMIT {}", seq, limit),
    };
    q
}

/// The seq of the newest visitor message; 0 where there is none.
pub async fn last_visitor_seq(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<i64> {
    let seq: Option<i64> = conn
        .fetch_optional(sql!(
            "SELECT visitor_seq FROM conversations WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            conversation.uuid()
        ))
        .await?;
    Ok(seq.unwrap_or_default())
}

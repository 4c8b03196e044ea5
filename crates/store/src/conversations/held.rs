//! Held answers: finished, and not said until somebody decides or their time is over.

use crate::json;
use baton_core::{
    actor::Person,
    assistant::{AutopilotMode, Unseen},
    conversation::held::{HeldAnswer, HeldState},
    id::{ConversationId, HeldAnswerId, TurnId, UserId, WorkspaceId},
    message::MessageKind,
    time::Timestamp,
    trace::Outcome,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: HeldAnswerId = "h.id" as Uuid,
        conversation_id: ConversationId = "h.conversation_id" as Uuid,
        turn_id: TurnId = "h.turn_id" as Uuid,
        epoch: i64 = "h.epoch",
        trigger_seq: i64 = "h.trigger_seq",
        kind: MessageKind = "h.kind" as str,
        outcome: Outcome = "h.outcome" as str,
        body: String = "h.body",
        citations: String = "h.citations",
        asks: Option<String> = "h.asks",
        unseen: Unseen = "h.unseen" as str,
        state: HeldState = "h.state" as str,
        held_at: Timestamp = "h.held_at" as i64,
        due_at: Timestamp = "h.due_at" as i64,
        decided_at: Option<Timestamp> = "h.decided_at" as Option<i64>,
        by_id: Option<UserId> = "h.decided_by_user_id" as Option<Uuid>,
        by_name: Option<String> = "u.name",
    }
}

const FROM: &str = " FROM held_answers h LEFT JOIN users u ON u.id = h.decided_by_user_id";

/// A held answer with what its turn left to be done when it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// As the team reads it.
    pub answer: HeldAnswer,
    /// Its fence.
    pub epoch: i64,
    /// The message of the visitor that it answers.
    pub trigger_seq: i64,
    /// How its turn ends when it is said.
    pub outcome: Outcome,
    /// With what contact details are asked for after it.
    pub asks: Option<String>,
}

impl Stored {
    fn read(self) -> Result<Held> {
        Ok(Held {
            epoch: self.epoch,
            trigger_seq: self.trigger_seq,
            outcome: self.outcome,
            asks: self.asks,
            answer: HeldAnswer {
                id: self.id,
                conversation_id: self.conversation_id,
                turn_id: self.turn_id,
                kind: self.kind,
                body: self.body,
                citations: json::read(&self.citations, "citations")?,
                unseen: self.unseen,
                state: self.state,
                held_at: self.held_at,
                due_at: self.due_at,
                decided_at: self.decided_at,
                decided_by: self
                    .by_id
                    .zip(self.by_name)
                    .map(|(id, name)| Person { id, name }),
            },
        })
    }
}

/// Keeps an answer that is not said yet. `false`: another one is held there.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, held: &Held) -> Result<bool> {
    let a = &held.answer;
    let kept = conn
        .execute(sql!(
            "INSERT INTO held_answers (id, workspace_id, conversation_id, turn_id, epoch, trigger_seq, kind, outcome,
                 body, citations, asks, unseen, state, held_at, due_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            a.id.uuid(), workspace.uuid(), a.conversation_id.uuid(), a.turn_id.uuid(), held.epoch, held.trigger_seq,
            a.kind.as_str(), held.outcome.as_str(), &a.body, json::write(&a.citations, "citations")?, &held.asks,
            a.unseen.as_str(), a.state.as_str(), a.held_at.ms(), a.due_at.ms()
        ))
        .await?;
    Ok(kept == 1)
}

async fn one(conn: &mut Conn<'_>, q: Sql) -> Result<Option<Held>> {
    let found = conn.fetch_optional::<Stored>(q).await?;
    found.map(Stored::read).transpose()
}

/// The answer of a conversation that waits.
pub async fn waiting(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Held>> {
    let mut q = Stored::select();
    // The text and not an argument: only so the partial index `held_answers_one` answers it.
    sql!(q; FROM);
    sql!(q; " WHERE h.workspace_id = {} AND h.conversation_id = {} AND h.state = 'held'",
        workspace.uuid(), conversation.uuid());
    one(conn, q).await
}

/// One answer of a conversation, whatever became of it.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, id): (ConversationId, HeldAnswerId),
) -> Result<Option<Held>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE h.workspace_id = {} AND h.conversation_id = {} AND h.id = {}",
        workspace.uuid(), conversation.uuid(), id.uuid());
    one(conn, q).await
}

/// The answer of a turn that was held, whatever became of it.
pub async fn of_turn(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, turn): (ConversationId, TurnId),
) -> Result<Option<Held>> {
    let mut q = Stored::select();
    sql!(q; FROM);
    sql!(q; " WHERE h.workspace_id = {} AND h.conversation_id = {} AND h.turn_id = {}",
        workspace.uuid(), conversation.uuid(), turn.uuid());
    one(conn, q).await
}

/// Stores what becomes of an answer that still waits. `false`: somebody was faster, on whatever node.
pub async fn decide(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: HeldAnswerId,
    (state, by): (HeldState, Option<UserId>),
    now: Timestamp,
) -> Result<bool> {
    let decided = conn
        .execute(sql!(
            "UPDATE held_answers SET state = {}, decided_by_user_id = {}, decided_at = {}
             WHERE workspace_id = {} AND id = {} AND state = {}",
            state.as_str(),
            by.map(UserId::uuid),
            now.ms(),
            workspace.uuid(),
            id.uuid(),
            HeldState::Held.as_str()
        ))
        .await?;
    Ok(decided == 1)
}

/// Has an answer that still waits do so at least until then. `false`: it is decided, or waits that long already.
pub async fn keep(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: HeldAnswerId,
    due_at: Timestamp,
) -> Result<bool> {
    let kept = conn
        .execute(sql!(
            "UPDATE held_answers SET due_at = {} WHERE workspace_id = {} AND id = {} AND state = {} AND due_at < {}",
            due_at.ms(),
            workspace.uuid(),
            id.uuid(),
            HeldState::Held.as_str(),
            due_at.ms()
        ))
        .await?;
    Ok(kept == 1)
}

/// The answer that waits in a conversation stands beside the message `seq`, which asks for nothing that it says.
pub async fn stand_beside(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, seq): (ConversationId, i64),
) -> Result<()> {
    // The text and not an argument: only so the partial index `held_answers_one` answers it.
    conn.execute(sql!(
        "UPDATE held_answers SET trigger_seq = {} WHERE workspace_id = {} AND conversation_id = {} AND state = 'held'",
        seq,
        workspace.uuid(),
        conversation.uuid()
    ))
    .await?;
    Ok(())
}

/// Of these conversations, those in which an answer waits, and until when.
pub async fn due_of_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Vec<(ConversationId, Timestamp)>> {
    let mut q = sql!(
        "SELECT conversation_id, due_at FROM held_answers WHERE workspace_id = {} AND state = 'held'
         AND conversation_id IN ",
        workspace.uuid()
    );
    q.list(conversations.iter().map(|id| id.uuid()));
    let rows: Vec<(Uuid, i64)> = conn.fetch_all(q).await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(id, at)| (id.into(), Timestamp::from_ms(at)))
        .collect())
}

/// Gives a conversation a mode of its own; none: as its assistant.
pub async fn set_autopilot(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    mode: Option<AutopilotMode>,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET autopilot = {} WHERE workspace_id = {} AND id = {}",
        mode.map(AutopilotMode::as_str),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

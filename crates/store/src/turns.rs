//! Turns of the assistant. A turn is a row that says `running`; whoever changes the holder ends it in the same transaction.
//!
//! Every word that is sent was first added to `sent_text` of a row that still runs. So a claim that ends the turn finds in
//! that row exactly what visitors may have read, and no word can follow. See docs/adr/0003.

use crate::json;
use baton_core::{
    id::{ConversationId, TurnId, WorkspaceId},
    signal::{LiveTurn, TurnStage},
    time::Timestamp,
    trace::{Outcome, Trace},
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A turn that runs.
    #[derive(Debug, Clone)]
    pub struct Running {
        /// The turn.
        pub id: TurnId = "id" as Uuid,
        /// Its conversation.
        pub conversation_id: ConversationId = "conversation_id" as Uuid,
        /// Its fence.
        pub epoch: i64 = "epoch",
        /// How far it is.
        pub stage: TurnStage = "stage" as str,
        /// What has been sent so far.
        pub sent_text: String = "sent_text",
        /// The index of the next delta.
        pub next_index: i64 = "next_index",
    }
}

impl Running {
    /// As watchers who come in the middle read it.
    pub fn live(&self) -> LiveTurn {
        LiveTurn {
            id: self.id,
            epoch: self.epoch,
            stage: self.stage,
            text: self.sent_text.clone(),
            next_index: u32::try_from(self.next_index).unwrap_or(u32::MAX),
        }
    }
}

/// The status of a turn that has made its answer, which is held: neither running nor over.
const HELD: &str = "held";

/// Appends the fence of a turn: it still runs.
fn still_running(q: &mut Sql) {
    if !crate::faults::fence_dropped() {
        sql!(q; " AND status = {}", Outcome::Running.as_str());
    }
}

/// Begins a turn for the visitor message `trigger_seq` of a conversation that [`conversations::hold`] has locked on `epoch`.
/// `false`: another one runs.
///
/// [`conversations::hold`]: crate::conversations::hold
pub async fn begin(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: (TurnId, ConversationId),
    (epoch, trigger_seq): (i64, i64),
    (now, alive_until): (Timestamp, Timestamp),
) -> Result<bool> {
    let begun = conn
        .execute(sql!(
            "INSERT INTO turns (id, workspace_id, conversation_id, epoch, trigger_seq, status, stage, sent_text,
                 next_index, started_at, alive_until)
             VALUES ({}, {}, {}, {}, {}, {}, {}, '', 0, {}, {}) ON CONFLICT DO NOTHING",
            turn.0.uuid(),
            workspace.uuid(),
            turn.1.uuid(),
            epoch,
            trigger_seq,
            Outcome::Running.as_str(),
            TurnStage::Searching.as_str(),
            now.ms(),
            alive_until.ms()
        ))
        .await?;
    Ok(begun == 1)
}

/// Says that whoever makes a turn lives until then. `false`: the turn was ended.
pub async fn keep(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    alive_until: Timestamp,
) -> Result<bool> {
    let kept = conn
        .execute(sql!(
            "UPDATE turns SET alive_until = {} WHERE workspace_id = {} AND id = {} AND status = {}",
            alive_until.ms(),
            workspace.uuid(),
            turn.uuid(),
            Outcome::Running.as_str()
        ))
        .await?;
    Ok(kept == 1)
}

/// Adds words that are about to be sent to a turn that still runs. `false`: it was ended, send nothing.
pub async fn send(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    text: &str,
) -> Result<bool> {
    let mut q = sql!(
        "UPDATE turns SET sent_text = sent_text || {}, next_index = next_index + 1, stage = {}
         WHERE workspace_id = {} AND id = {}",
        text,
        TurnStage::Writing.as_str(),
        workspace.uuid(),
        turn.uuid()
    );
    still_running(&mut q);
    Ok(conn.execute(q).await? == 1)
}

/// Ends a turn that still runs. `false`: somebody else ended it.
pub async fn finish(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    outcome: Outcome,
    now: Timestamp,
) -> Result<bool> {
    let mut q = sql!(
        "UPDATE turns SET status = {}, finished_at = {} WHERE workspace_id = {} AND id = {}",
        outcome.as_str(),
        now.ms(),
        workspace.uuid(),
        turn.uuid()
    );
    still_running(&mut q);
    Ok(conn.execute(q).await? == 1)
}

/// Has a turn that still runs wait with its answer. `false`: somebody else ended it.
pub async fn hold(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    now: Timestamp,
) -> Result<bool> {
    let mut q = sql!(
        "UPDATE turns SET status = {}, stage = {}, finished_at = {} WHERE workspace_id = {} AND id = {}",
        HELD,
        TurnStage::Writing.as_str(),
        now.ms(),
        workspace.uuid(),
        turn.uuid()
    );
    still_running(&mut q);
    Ok(conn.execute(q).await? == 1)
}

/// Ends a turn whose answer was held.
pub async fn end_held(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    outcome: Outcome,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE turns SET status = {} WHERE workspace_id = {} AND id = {} AND status = {}",
        outcome.as_str(),
        workspace.uuid(),
        turn.uuid(),
        HELD
    ))
    .await?;
    Ok(())
}

/// The answer of a turn was held, and is made anew: its message counts as not dealt with.
pub async fn reopen(conn: &mut Conn<'_>, workspace: WorkspaceId, turn: TurnId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE turns SET trigger_seq = 0 WHERE workspace_id = {} AND id = {}",
        workspace.uuid(),
        turn.uuid()
    ))
    .await?;
    Ok(())
}

/// The turn of a conversation for which its visitor waits: one that runs, or whose answer is held.
pub async fn awaited(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Running>> {
    let mut q = Running::select();
    sql!(q; " FROM turns WHERE workspace_id = {} AND conversation_id = {} AND status IN ({}, {})
        ORDER BY started_at DESC, id DESC LIMIT 1",
        workspace.uuid(), conversation.uuid(), Outcome::Running.as_str(), HELD);
    conn.fetch_optional(q).await
}

/// Ends whatever turn of a conversation runs, and answers it with all that was sent.
pub async fn end_running(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    outcome: Outcome,
    now: Timestamp,
) -> Result<Option<Running>> {
    let mut q = sql!(
        "UPDATE turns SET status = {}, finished_at = {} WHERE workspace_id = {} AND conversation_id = {} AND status = {}
         RETURNING ",
        outcome.as_str(), now.ms(), workspace.uuid(), conversation.uuid(), Outcome::Running.as_str()
    );
    sql!(q; Running::COLUMNS);
    conn.fetch_optional(q).await
}

/// Gives up a turn whose outcome could not be stored: its message counts as not dealt with, so that the next turn answers it.
pub async fn give_up(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    turn: TurnId,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE turns SET status = {}, finished_at = {}, trigger_seq = 0
         WHERE workspace_id = {} AND id = {} AND status = {}",
        Outcome::Failed.as_str(),
        now.ms(),
        workspace.uuid(),
        turn.uuid(),
        Outcome::Running.as_str()
    ))
    .await?;
    Ok(())
}

/// Gives up every turn that still says it runs. For the start of the one process that uses this database.
pub async fn give_up_all(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    conn.execute(sql!(global;
        "UPDATE turns SET status = {}, finished_at = {}, trigger_seq = 0 WHERE status = {}",
        Outcome::Failed.as_str(),
        now.ms(),
        Outcome::Running.as_str()
    ))
    .await
}

/// Ends a turn that says it runs but whose process has not said so for too long: it is gone. Older programs say nothing,
/// and are given `patience_ms` from the beginning.
pub async fn end_abandoned(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    patience_ms: i64,
    now: Timestamp,
) -> Result<()> {
    // Its message counts as not dealt with, so that the next turn answers it.
    conn.execute(sql!(
        "UPDATE turns SET status = {}, finished_at = {}, trigger_seq = 0
         WHERE workspace_id = {} AND conversation_id = {} AND status = {} AND coalesce(alive_until, started_at + {}) < {}",
        Outcome::Failed.as_str(),
        now.ms(),
        workspace.uuid(),
        conversation.uuid(),
        Outcome::Running.as_str(),
        patience_ms,
        now.ms()
    ))
    .await?;
    Ok(())
}

/// The turn of a conversation that runs.
pub async fn running(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Running>> {
    let mut q = Running::select();
    sql!(q; " FROM turns WHERE workspace_id = {} AND conversation_id = {} AND status = {}",
        workspace.uuid(), conversation.uuid(), Outcome::Running.as_str());
    conn.fetch_optional(q).await
}

/// The turns of several conversations that run.
pub async fn running_of_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Vec<Running>> {
    let mut q = Running::select();
    // The text and not an argument: only so the partial index `turns_one_running` answers it.
    sql!(q; " FROM turns WHERE workspace_id = {} AND status = 'running' AND conversation_id IN ", workspace.uuid());
    q.list(conversations.iter().map(|id| id.uuid()));
    conn.fetch_all(q).await
}

/// The newest visitor message that a turn has dealt with; 0 where there was none. A turn that was cut short by a person
/// has dealt with its message: the person has it.
pub async fn last_handled_seq(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<i64> {
    let seq: Option<i64> = conn
        .fetch_one(sql!(
            "SELECT max(trigger_seq) FROM turns WHERE workspace_id = {} AND conversation_id = {} AND status <> {}",
            workspace.uuid(), conversation.uuid(), Outcome::Running.as_str()
        ))
        .await?;
    Ok(seq.unwrap_or_default())
}

/// Stores the record of a turn. It stays beside the outcome of the row, which a claim may have set meanwhile.
pub async fn set_trace(conn: &mut Conn<'_>, workspace: WorkspaceId, trace: &Trace) -> Result<()> {
    conn.execute(sql!(
        "UPDATE turns SET trace = {} WHERE workspace_id = {} AND id = {}",
        json::write(trace, "trace")?,
        workspace.uuid(),
        trace.turn_id.uuid()
    ))
    .await?;
    Ok(())
}

/// The record of a turn of this conversation.
pub async fn trace(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    turn: TurnId,
) -> Result<Option<Trace>> {
    let found: Option<(Option<String>, String)> = conn
        .fetch_optional(sql!(
            "SELECT trace, status FROM turns WHERE workspace_id = {} AND conversation_id = {} AND id = {}",
            workspace.uuid(), conversation.uuid(), turn.uuid()
        ))
        .await?;
    let Some((Some(text), status)) = found else {
        return Ok(None);
    };
    let mut trace: Trace = json::read(&text, "trace")?;
    trace.outcome = status.parse().unwrap_or(trace.outcome);
    Ok(Some(trace))
}

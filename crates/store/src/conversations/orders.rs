//! Standing orders: what the assistant keeps to in a conversation.

use baton_core::{
    actor::Person,
    id::{ConversationId, StandingOrderId, UserId, WorkspaceId},
    team::order::StandingOrder,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: StandingOrderId = "o.id" as Uuid,
        conversation_id: ConversationId = "o.conversation_id" as Uuid,
        author_id: UserId = "o.author_user_id" as Uuid,
        author_name: String = "u.name",
        body: String = "o.body",
        created_at: Timestamp = "o.created_at" as i64,
        expires_at: Option<Timestamp> = "o.expires_at" as Option<i64>,
    }
}

impl From<Stored> for StandingOrder {
    fn from(row: Stored) -> Self {
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            author: Person {
                id: row.author_id,
                name: row.author_name,
            },
            body: row.body,
            created_at: row.created_at,
            expires_at: row.expires_at,
        }
    }
}

/// Keeps an order.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    order: &StandingOrder,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO standing_orders (id, workspace_id, conversation_id, author_user_id, body, created_at, expires_at)
         VALUES ({}, {}, {}, {}, {}, {}, {})",
        order.id.uuid(),
        workspace.uuid(),
        order.conversation_id.uuid(),
        order.author.id.uuid(),
        &order.body,
        order.created_at.ms(),
        order.expires_at.map(Timestamp::ms)
    ))
    .await?;
    Ok(())
}

/// The orders of a conversation that are in force at a moment, oldest first.
pub async fn in_force(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    now: Timestamp,
) -> Result<Vec<StandingOrder>> {
    let mut q = Stored::select();
    sql!(q; " FROM standing_orders o JOIN users u ON u.id = o.author_user_id
        WHERE o.workspace_id = {} AND o.conversation_id = {} AND (o.expires_at IS NULL OR o.expires_at > {})
        ORDER BY o.created_at, o.id",
        workspace.uuid(), conversation.uuid(), now.ms());
    let rows = conn.fetch_all::<Stored>(q).await?;
    Ok(rows.into_iter().map(StandingOrder::from).collect())
}

/// One order of a conversation, also one whose time is over.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, id): (ConversationId, StandingOrderId),
) -> Result<Option<StandingOrder>> {
    let mut q = Stored::select();
    sql!(q; " FROM standing_orders o JOIN users u ON u.id = o.author_user_id
        WHERE o.workspace_id = {} AND o.conversation_id = {} AND o.id = {}",
        workspace.uuid(), conversation.uuid(), id.uuid());
    let row = conn.fetch_optional::<Stored>(q).await?;
    Ok(row.map(StandingOrder::from))
}

/// Takes an order away. `false`: it was not there.
pub async fn remove(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: StandingOrderId,
) -> Result<bool> {
    let gone = conn
        .execute(sql!(
            "DELETE FROM standing_orders WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(gone == 1)
}

//! What is always true of the data, asked in SQL. Each question counts the rows that break the rule; 0 is well.

use baton_core::{
    conversation::Status, message::MessageRole, role::Role, time::Timestamp, trace::Outcome,
};
use baton_db::{Conn, Result, Sql, sql};

/// Events that say who holds a conversation from then on. Asked for together with `<> 'message.created'`: only so the index
/// of the timeline answers it.
const HOLDERS: &str =
    " IN ('conversation.claimed', 'conversation.released', 'conversation.escalated',
    'conversation.resolved', 'conversation.reopened')";

async fn count(conn: &mut Conn<'_>, sql: Sql) -> Result<i64> {
    conn.fetch_one(sql).await
}

/// Conversations with two holders, or half a one, and turns of the assistant that run where it does not hold the baton.
pub async fn holders(conn: &mut Conn<'_>) -> Result<i64> {
    let odd = count(
        conn,
        sql!(global;
            "SELECT count(*) FROM conversations c
             WHERE (c.claimed_by_user_id IS NULL AND c.claimed_at IS NOT NULL)
                OR (c.claimed_by_user_id IS NOT NULL AND c.claimed_at IS NULL)
                OR (c.claimed_by_user_id IS NOT NULL AND c.status = {})
                OR (c.claimed_by_user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workspace_users u
                    WHERE u.workspace_id = c.workspace_id AND u.user_id = c.claimed_by_user_id))",
            Status::Resolved.as_str()
        ),
    )
    .await?;
    let turns = count(
        conn,
        sql!(global;
            "SELECT count(*) FROM turns t JOIN conversations c
                 ON c.workspace_id = t.workspace_id AND c.id = t.conversation_id
             WHERE t.status = {} AND (t.epoch <> c.epoch OR c.claimed_by_user_id IS NOT NULL)",
            Outcome::Running.as_str()
        ),
    )
    .await?;
    Ok(odd + turns)
}

/// Workspaces that nobody owns who may come in, or more than one.
pub async fn owners(conn: &mut Conn<'_>) -> Result<i64> {
    count(
        conn,
        sql!(global;
            "SELECT count(*) FROM workspaces w WHERE 1 <> (SELECT count(*) FROM workspace_users u
                 WHERE u.workspace_id = w.id AND u.role = {})
                 OR EXISTS (SELECT 1 FROM workspace_users u WHERE u.workspace_id = w.id AND u.role = {}
                     AND (u.accepted_at IS NULL OR u.suspended_at IS NOT NULL))",
            Role::Owner.as_str(), Role::Owner.as_str()
        ),
    )
    .await
}

/// Messages of an assistant that were stored while a person held the baton.
pub async fn spoken_over(conn: &mut Conn<'_>) -> Result<i64> {
    let mut q = sql!(global;
        "SELECT count(*) FROM events m WHERE m.type = 'message.created'
             AND m.actor LIKE '{\"kind\":\"assistant\"%'
             AND 'conversation.claimed' = (SELECT h.type FROM events h
                 WHERE h.workspace_id = m.workspace_id AND h.conversation_id = m.conversation_id AND h.seq < m.seq
                 AND h.type <> 'message.created' AND h.type");
    sql!(q; HOLDERS);
    sql!(q; " ORDER BY h.seq DESC LIMIT 1)");
    count(conn, q).await
}

/// Conversations whose messages do not count 1, 2, 3 up to the last one, and messages that no event tells of.
pub async fn gaps_in_messages(conn: &mut Conn<'_>) -> Result<i64> {
    let gaps = count(
        conn,
        sql!(global;
            "SELECT count(*) FROM conversations c LEFT JOIN (
                 SELECT workspace_id, conversation_id, count(*) AS kept, min(seq) AS first, max(seq) AS last,
                     sum(CASE WHEN role = {} THEN 1 ELSE 0 END) AS asked,
                     max(CASE WHEN role = {} THEN seq ELSE 0 END) AS asked_last
                 FROM messages GROUP BY workspace_id, conversation_id) m
                 ON m.workspace_id = c.workspace_id AND m.conversation_id = c.id
             WHERE coalesce(m.kept, 0) <> c.last_seq OR coalesce(m.last, 0) <> c.last_seq
                OR coalesce(m.first, 1) <> 1 OR coalesce(m.asked, 0) <> c.visitor_messages
                OR coalesce(m.asked_last, 0) <> c.visitor_seq
                OR c.engaged <> (c.visitor_messages > 0)",
            MessageRole::User.as_str(), MessageRole::User.as_str()
        ),
    )
    .await?;
    let untold = count(
        conn,
        sql!(global;
            "SELECT count(*) FROM (SELECT workspace_id, conversation_id, count(*) AS kept FROM messages
                     GROUP BY workspace_id, conversation_id) m
                 LEFT JOIN (SELECT workspace_id, conversation_id, count(*) AS told FROM events
                     WHERE type = 'message.created' GROUP BY workspace_id, conversation_id) e
                 ON e.workspace_id = m.workspace_id AND e.conversation_id = m.conversation_id
             WHERE coalesce(e.told, 0) <> m.kept"),
    )
    .await?;
    Ok(gaps + untold)
}

/// Workspaces whose events do not count 1, 2, 3 up to the last one.
pub async fn gaps_in_events(conn: &mut Conn<'_>) -> Result<i64> {
    count(
        conn,
        sql!(global;
            "SELECT count(*) FROM workspaces w LEFT JOIN (
                 SELECT workspace_id, count(*) AS kept, min(seq) AS first, max(seq) AS last
                 FROM events GROUP BY workspace_id) e ON e.workspace_id = w.id
             WHERE coalesce(e.kept, 0) <> w.event_seq OR coalesce(e.last, 0) <> w.event_seq
                OR coalesce(e.first, 1) <> 1"),
    )
    .await
}

/// Conversations with more leads than captures were told of: the event and the job of a capture are of one transaction.
pub async fn untold_leads(conn: &mut Conn<'_>) -> Result<i64> {
    count(
        conn,
        sql!(global;
            "SELECT count(*) FROM (SELECT workspace_id, conversation_id, count(*) AS kept FROM leads
                     GROUP BY workspace_id, conversation_id) l
                 LEFT JOIN (SELECT workspace_id, conversation_id, count(*) AS told FROM events
                     WHERE type = 'lead.captured' GROUP BY workspace_id, conversation_id) e
                 ON e.workspace_id = l.workspace_id AND e.conversation_id = l.conversation_id
             WHERE coalesce(e.told, 0) < l.kept"),
    )
    .await
}

/// Rows that point into another workspace where no foreign key forbids it.
pub async fn strayed(conn: &mut Conn<'_>) -> Result<i64> {
    let questions = [
        sql!(global; "SELECT count(*) FROM events r JOIN conversations c ON c.id = r.conversation_id
            WHERE c.workspace_id <> r.workspace_id"),
        sql!(global; "SELECT count(*) FROM analytics_events r JOIN conversations c ON c.id = r.conversation_id
            WHERE c.workspace_id <> r.workspace_id"),
        sql!(global; "SELECT count(*) FROM messages r JOIN turns t ON t.id = r.turn_id
            WHERE t.workspace_id <> r.workspace_id OR t.conversation_id <> r.conversation_id"),
        sql!(global; "SELECT count(*) FROM leads r JOIN conversations c
                ON c.workspace_id = r.workspace_id AND c.id = r.conversation_id
            WHERE c.contact_id <> r.contact_id OR c.assistant_id <> r.assistant_id"),
        sql!(global; "SELECT count(*) FROM knowledge_chunks r
            JOIN knowledge_documents d ON d.workspace_id = r.workspace_id AND d.id = r.document_id
            JOIN knowledge_sources s ON s.workspace_id = r.workspace_id AND s.id = d.source_id
            WHERE s.assistant_id <> r.assistant_id"),
    ];
    let mut strayed = 0;
    for question in questions {
        strayed += count(conn, question).await?;
    }
    Ok(strayed)
}

/// Conversations whose events tell of another holder than they have: the assistant learns from these events when a person
/// came and when they left.
pub async fn untold_stretches(conn: &mut Conn<'_>) -> Result<i64> {
    let mut q = sql!(global;
        "SELECT count(*) FROM (SELECT c.claimed_by_user_id AS holder, (SELECT h.type FROM events h
                 WHERE h.workspace_id = c.workspace_id AND h.conversation_id = c.id
                 AND h.type <> 'message.created' AND h.type");
    sql!(q; HOLDERS);
    sql!(q; " ORDER BY h.seq DESC LIMIT 1) AS told FROM conversations c) s
         WHERE (s.holder IS NULL AND s.told = 'conversation.claimed')
            OR (s.holder IS NOT NULL AND coalesce(s.told, '') <> 'conversation.claimed')");
    count(conn, q).await
}

/// Jobs that were set aside, and jobs that have been due for longer than a quarter of an hour.
pub async fn stuck_jobs(conn: &mut Conn<'_>, now: Timestamp) -> Result<(i64, i64)> {
    let dead = count(
        conn,
        sql!("SELECT count(*) FROM jobs WHERE dead_at IS NOT NULL"),
    )
    .await?;
    let late = sql!(
        "SELECT count(*) FROM jobs WHERE dead_at IS NULL AND run_at < {} AND (leased_until IS NULL OR leased_until < {})",
        now.plus_ms(-900_000).ms(),
        now.ms()
    );
    Ok((dead, count(conn, late).await?))
}

/// The newest moment that was written down.
pub async fn newest(conn: &mut Conn<'_>) -> Result<Option<Timestamp>> {
    let at: Option<i64> = conn
        .fetch_one(sql!(global; "SELECT max(at) FROM (SELECT max(created_at) AS at FROM messages
            UNION ALL SELECT max(last_seen_at) FROM contacts UNION ALL SELECT max(created_at) FROM jobs) times"))
        .await?;
    Ok(at.map(Timestamp::from_ms))
}

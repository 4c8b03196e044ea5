//! Which steps of an alert were taken.

use baton_core::{
    alert::{AlertStep, Taken},
    id::{AlertId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use std::collections::HashMap;
use uuid::Uuid;

row! {
    struct Row {
        alert: AlertId = "alert_id" as Uuid,
        user: UserId = "user_id" as Uuid,
        step: AlertStep = "step" as str,
        at: Timestamp = "at" as i64,
        done: bool = "done",
    }
}

/// The steps of an alert in their order.
pub async fn taken(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    alert: AlertId,
) -> Result<Vec<Taken>> {
    let mut of_it = taken_of(conn, workspace, &[alert]).await?;
    Ok(of_it.remove(&alert).unwrap_or_default())
}

/// The steps of some alerts, each in their order; an alert without any is left out.
pub async fn taken_of(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    alerts: &[AlertId],
) -> Result<HashMap<AlertId, Vec<Taken>>> {
    let mut of_each: HashMap<_, Vec<_>> = HashMap::new();
    if alerts.is_empty() {
        return Ok(of_each);
    }
    let mut q = Row::select();
    sql!(q; " FROM alert_steps WHERE workspace_id = {} AND alert_id IN ", workspace.uuid());
    q.list(alerts.iter().map(|id| id.uuid()));
    sql!(q; " ORDER BY alert_id, position");
    for row in conn.fetch_all::<Row>(q).await? {
        of_each.entry(row.alert).or_default().push(Taken {
            user: row.user,
            step: row.step,
            at: row.at,
            done: row.done,
        });
    }
    Ok(of_each)
}

/// Takes a step. `false`: it was taken before.
pub async fn take(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    alert: AlertId,
    (taken, position): (Taken, i64),
) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO alert_steps (workspace_id, alert_id, user_id, step, position, done, at)
             VALUES ({}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            workspace.uuid(),
            alert.uuid(),
            taken.user.uuid(),
            taken.step.as_str(),
            position,
            taken.done,
            taken.at.ms()
        ))
        .await?;
    Ok(added == 1)
}

/// When each member was alerted last.
pub async fn last_alerted(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
) -> Result<Vec<(UserId, Timestamp)>> {
    let rows: Vec<(Uuid, i64)> = conn
        .fetch_all(sql!(
            "SELECT w.user_id, (SELECT max(s.at) FROM alert_steps s WHERE s.workspace_id = w.workspace_id
                 AND s.user_id = w.user_id) FROM workspace_users w WHERE w.workspace_id = {}
                 AND EXISTS (SELECT 1 FROM alert_steps s WHERE s.workspace_id = w.workspace_id AND s.user_id = w.user_id)",
            workspace.uuid()
        ))
        .await?;
    let typed = rows.into_iter();
    Ok(typed
        .map(|(user, at)| (user.into(), Timestamp::from_ms(at)))
        .collect())
}

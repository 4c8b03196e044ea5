//! What alerts whom, and after what time.

use baton_core::{
    alert::{AlertKind, AlertPlan, AlertWishes},
    id::{UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct Row {
        user: UserId = "user_id" as Uuid,
        kind: AlertKind = "kind" as str,
        toast: bool = "toast",
        sound: bool = "sound",
        push: bool = "push",
        mail: bool = "mail",
    }
}

row! {
    struct Plan {
        sound: i64 = "sound_after_s",
        push: i64 = "push_after_s",
        mail: i64 = "mail_after_s",
        next: i64 = "next_after_s",
    }
}

impl Row {
    const fn wishes(&self) -> AlertWishes {
        AlertWishes {
            toast: self.toast,
            sound: self.sound,
            push: self.push,
            mail: self.mail,
        }
    }
}

/// What the members of a workspace want for a kind, where they said so.
pub async fn wishes(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    kind: AlertKind,
) -> Result<BTreeMap<UserId, AlertWishes>> {
    let mut q = Row::select();
    sql!(q; " FROM alert_wishes WHERE workspace_id = {} AND kind = {}", workspace.uuid(), kind.as_str());
    let rows: Vec<Row> = conn.fetch_all(q).await?;
    Ok(rows.iter().map(|row| (row.user, row.wishes())).collect())
}

/// What one member wants, of every kind.
pub async fn wishes_of(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<BTreeMap<AlertKind, AlertWishes>> {
    let mut q = Row::select();
    sql!(q; " FROM alert_wishes WHERE workspace_id = {} AND user_id = {}", workspace.uuid(), user.uuid());
    let rows: Vec<Row> = conn.fetch_all(q).await?;
    let said: BTreeMap<_, _> = rows.iter().map(|row| (row.kind, row.wishes())).collect();
    let of = |kind: &AlertKind| (*kind, said.get(kind).copied().unwrap_or_default());
    Ok(AlertKind::ALL.iter().map(of).collect())
}

/// Sets what a member wants of a kind.
pub async fn set_wishes(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (user, kind): (UserId, AlertKind),
    wishes: AlertWishes,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO alert_wishes (workspace_id, user_id, kind, toast, sound, push, mail)
         VALUES ({}, {}, {}, {}, {}, {}, {})
         ON CONFLICT (workspace_id, user_id, kind) DO UPDATE SET toast = excluded.toast, sound = excluded.sound,
             push = excluded.push, mail = excluded.mail",
        workspace.uuid(), user.uuid(), kind.as_str(), wishes.toast, wishes.sound, wishes.push, wishes.mail
    ))
    .await?;
    Ok(())
}

/// When each step follows.
pub async fn plan(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<AlertPlan> {
    let mut q = Plan::select();
    sql!(q; " FROM alert_plans WHERE workspace_id = {}", workspace.uuid());
    let found: Option<Plan> = conn.fetch_optional(q).await?;
    Ok(found.map_or_else(AlertPlan::default, |plan| AlertPlan {
        sound_after_s: plan.sound,
        push_after_s: plan.push,
        mail_after_s: plan.mail,
        next_after_s: plan.next,
    }))
}

/// Sets when each step follows.
pub async fn set_plan(conn: &mut Conn<'_>, workspace: WorkspaceId, plan: AlertPlan) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO alert_plans (workspace_id, sound_after_s, push_after_s, mail_after_s, next_after_s)
         VALUES ({}, {}, {}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET sound_after_s = excluded.sound_after_s,
             push_after_s = excluded.push_after_s, mail_after_s = excluded.mail_after_s,
             next_after_s = excluded.next_after_s",
        workspace.uuid(), plan.sound_after_s, plan.push_after_s, plan.mail_after_s, plan.next_after_s
    ))
    .await?;
    Ok(())
}

/// Up to when a member has seen the notices.
pub async fn seen_up_to(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<Timestamp>> {
    let at: Option<Option<i64>> = conn
        .fetch_optional(sql!(
            "SELECT notices_seen_at FROM workspace_users WHERE workspace_id = {} AND user_id = {}",
            workspace.uuid(),
            user.uuid()
        ))
        .await?;
    Ok(at.flatten().map(Timestamp::from_ms))
}

/// Notes that a member has seen all notices.
pub async fn set_seen(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE workspace_users SET notices_seen_at = {} WHERE workspace_id = {} AND user_id = {}",
        now.ms(),
        workspace.uuid(),
        user.uuid()
    ))
    .await?;
    Ok(())
}

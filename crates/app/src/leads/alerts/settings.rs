//! What alerts whom and after what time, and what somebody has seen.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    alert::{AlertKind, AlertPlan, AlertWishes},
    role::Permission,
};
use baton_store::leads::alerts;
use std::collections::BTreeMap;

/// How often it is written down that a console is open.
const HEARD_MS: i64 = 20_000;

impl App {
    /// Sets what alerts the caller, of the kinds that are given.
    pub async fn set_alert_wishes(
        &self,
        caller: &Caller,
        wishes: BTreeMap<AlertKind, AlertWishes>,
    ) -> Result<()> {
        let user = caller.person.id;
        self.transact(caller.workspace, async move |unit| {
            for (kind, wishes) in wishes {
                alerts::set_wishes(unit.conn, unit.workspace, (user, kind), wishes).await?;
            }
            Ok(())
        })
        .await
    }

    /// Sets when each step of the workspace's alerts follows.
    pub async fn set_alert_plan(&self, caller: &Caller, plan: AlertPlan) -> Result<()> {
        let asking = caller.clone();
        let act = ("alert_plan.update", ("workspace", caller.workspace.uuid()));
        self.privileged(caller, act, async move |unit| {
            asking.require(Permission::WorkspaceManage)?;
            if !plan.is_sane() {
                let advice = "Let each step follow the one before it, within a day.";
                return Err(AppError::invalid("next_after_s", advice));
            }
            alerts::set_plan(unit.conn, unit.workspace, plan).await?;
            unit.audit(&asking.actor(), act.0, act.1).await
        })
        .await
    }

    /// Notes that the caller has seen all notices.
    pub async fn see_notices(&self, caller: &Caller) -> Result<()> {
        let user = caller.person.id;
        self.transact(caller.workspace, async move |unit| {
            alerts::set_seen(unit.conn, unit.workspace, user, unit.now).await?;
            Ok(())
        })
        .await
    }

    /// Notes that a console of the caller is open, now and then.
    pub async fn hear_from_console(&self, caller: &Caller) -> Result<()> {
        let (workspace, user, now) = (caller.workspace, caller.person.id, self.clock.now());
        let times = (now.plus_ms(-HEARD_MS), now);
        self.db
            .write(async move |conn| alerts::heard_from(conn, workspace, user, times).await)
            .await?;
        Ok(())
    }
}

//! Acknowledging: whoever looks first ends the alert for everybody.

use crate::{App, Caller, error::Result, unit::Unit};
use baton_core::{alert::AcknowledgedBy, role::Permission, signal::Signal};
use baton_store::leads::alerts::{self, About, By, Ended};

impl App {
    /// Acknowledges what is open about something; answers how many alerts that ended. Whoever may not answer ends only what is
    /// their own.
    pub async fn acknowledge_alerts(
        &self,
        caller: &Caller,
        about: About,
        how: AcknowledgedBy,
    ) -> Result<usize> {
        let by = By {
            user: caller.person.id,
            how,
            for_team: caller.can(Permission::ConversationReply),
        };
        let target = Some(match about {
            About::Conversation(id) => ("conversation", id.uuid()),
            About::Lead(id) => ("lead", id.uuid()),
            About::Alert(id) => ("alert", id.uuid()),
        });
        let ended = self
            .transact(caller.workspace, async move |unit| {
                acknowledge(unit, about, by).await
            })
            .await?;
        if ended.is_empty() {
            let permission = Permission::ConversationReply;
            self.require(caller, permission, "alert.acknowledge", target)
                .await?;
        }
        self.tell_acknowledged(caller, &ended, how);
        Ok(ended.len())
    }

    /// Tells consoles that somebody has seen it.
    pub(crate) fn tell_acknowledged(&self, caller: &Caller, ended: &[Ended], how: AcknowledgedBy) {
        for alert in ended {
            let signal = Signal::AlertAcknowledged {
                alert_id: alert.id,
                lead_id: alert.lead_id,
                conversation_id: alert.conversation_id,
                by: caller.person.clone(),
                how,
            };
            self.publish_signal(caller.workspace, None, &signal);
        }
    }
}

/// Acknowledges within a transaction, as with a claim.
pub(crate) async fn acknowledge(
    unit: &mut Unit<'_, '_>,
    about: About,
    by: By,
) -> Result<Vec<Ended>> {
    Ok(alerts::acknowledge(unit.conn, unit.workspace, about, by, unit.now).await?)
}

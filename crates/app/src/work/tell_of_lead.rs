//! The outbox job of a captured lead: a mail for each owner and admin who has accepted (R081, R082, R085).

use super::{handler, payload, retry, workspace_of};
use crate::{
    App,
    assistant::capture::{LEAD_JOB, LeadPayload},
    mail::{Content, Letter, Recipient, is_told_of_leads},
};
use baton_core::alert::AlertKind;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::{jobs, leads, members};

pub(super) const KIND: &str = LEAD_JOB;

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 4,
        lease_ms: 30_000,
        max_attempts: 10,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let LeadPayload { lead_id } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    let told = app
        .carry_out(workspace, async move |unit| {
            // In the transaction of the mails: whoever does the job again finds that it is done.
            if !jobs::done(unit.conn, &job).await? {
                return Ok(());
            }
            // A lead that was deleted meanwhile has nobody to tell.
            let Some(lead) = leads::find(unit.conn, workspace, lead_id).await? else {
                return Ok(());
            };
            let all = members::list(unit.conn, workspace).await?;
            // Who said that leads are no mail for them gets none; who said nothing does.
            let wishes = leads::alerts::wishes(unit.conn, workspace, AlertKind::Lead).await?;
            let wants = |id| wishes.get(&id).is_none_or(|wishes| wishes.mail);
            let told = all
                .iter()
                .filter(|member| is_told_of_leads(member) && wants(member.id));
            for member in told {
                let letter = Letter {
                    to: Recipient::member(member),
                    content: Content::NewLeadCaptured {
                        lead_id,
                        member: member.id,
                    },
                };
                unit.mail(None, &letter)?;
            }
            // Before the commit: it may be said twice, and is never left unsaid.
            tracing::info!(%workspace, lead = %lead.id, source = %lead.source, "lead captured");
            Ok(())
        })
        .await;
    told.map_err(retry)
}

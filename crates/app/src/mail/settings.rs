//! What administrators see of mail, and what they can do about it.

use super::{Content, Letter, MAIL_JOB, Recipient};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::JobId, role::Permission::WorkspaceManage, time::Timestamp};
use baton_outbound::mail::{Mode, Undelivered};
use baton_store::{
    jobs, members,
    workspaces::onboarding::{self, Noted},
};
use std::time::Duration;

/// So many failures are shown.
const SHOWN: i64 = 50;
/// How long somebody waits for a test mail. The mail server may take longer; then the answer says so.
const TEST: Duration = Duration::from_secs(15);

/// How mail is set up, and what did not go out.
#[derive(Debug, Clone)]
pub struct MailState {
    /// Whether anything is sent.
    pub is_sent: bool,
    /// Through which server.
    pub server: Option<String>,
    /// From whom.
    pub from: String,
    /// Mails that failed and were not given up on, or were.
    pub failures: Vec<FailedMail>,
}

/// A mail that failed at least once.
#[derive(Debug, Clone)]
pub struct FailedMail {
    /// Its job.
    pub id: JobId,
    /// Whom it is for.
    pub to: String,
    /// What it is.
    pub template: &'static str,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it failed the last time.
    pub error: String,
    /// When it is tried again; `None` where it was set aside.
    pub next_at: Option<Timestamp>,
    /// When it was written down.
    pub created_at: Timestamp,
}

impl App {
    /// How mail is set up, and what of the caller's workspace did not go out.
    pub async fn mail_state(&self, caller: &Caller) -> Result<MailState> {
        self.require(caller, WorkspaceManage, "mail.read", None)
            .await?;
        let workspace = caller.workspace;
        let failing = self
            .db
            .read(async move |conn| jobs::failing(conn, workspace, MAIL_JOB, SHOWN).await)
            .await?;
        Ok(MailState {
            is_sent: self.mailer.mode() == Mode::Smtp,
            server: self.mailer.server(),
            from: self.mailer.from(),
            failures: failing.into_iter().filter_map(failed).collect(),
        })
    }

    /// Sends the caller a test mail, past the queue; answers why it did not go out, where it did not.
    pub async fn test_mail(&self, caller: &Caller) -> Result<Option<String>> {
        self.require(caller, WorkspaceManage, "mail.test", None)
            .await?;
        let (workspace, user) = (caller.workspace, caller.person.id);
        let found = self
            .db
            .read(async move |conn| members::find(conn, workspace, user).await)
            .await?;
        let letter = Letter {
            to: Recipient::member(&found.ok_or(AppError::Unauthorized)?),
            content: Content::Test,
        };
        let id = self.ids.next();
        let Some(mail) = self.compose(Some(workspace), id, &letter).await? else {
            return Ok(None);
        };
        let outcome = tokio::time::timeout(TEST, self.hand_over(&mail)).await;
        let refused = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(Undelivered::Later(reason) | Undelivered::Never(reason))) => Some(reason),
            Err(_) => Some(format!(
                "the mail server did not answer within {} seconds",
                TEST.as_secs()
            )),
        };
        let (caller, went_out) = (caller.clone(), refused.is_none());
        self.transact(workspace, async move |unit| {
            if went_out {
                onboarding::note(unit.conn, unit.workspace, Noted::MailTested, unit.now).await?;
            }
            let target = ("workspace", unit.workspace.uuid());
            unit.audit(&caller.actor(), "mail.test", target).await
        })
        .await?;
        Ok(refused)
    }

    /// Has a mail that failed tried again now.
    pub async fn retry_mail(&self, caller: &Caller, id: JobId) -> Result<()> {
        let target = Some(("mail", id.uuid()));
        self.require(caller, WorkspaceManage, "mail.retry", target)
            .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            if !jobs::again(unit.conn, unit.workspace, (MAIL_JOB, id), unit.now).await? {
                return Err(AppError::NotFound);
            }
            unit.audit(&caller.actor(), "mail.retry", ("mail", id.uuid()))
                .await
        })
        .await?;
        self.queue.wake(MAIL_JOB);
        Ok(())
    }
}

fn failed(job: jobs::Failing) -> Option<FailedMail> {
    let letter: Letter = serde_json::from_str(&job.payload).ok()?;
    Some(FailedMail {
        id: job.id,
        to: letter.to.email,
        template: letter.content.template(),
        attempts: job.attempts,
        error: job.error.unwrap_or_default(),
        next_at: job.dead_at.is_none().then_some(job.run_at),
        created_at: job.created_at,
    })
}

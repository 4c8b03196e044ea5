//! Pushes to browsers whose tabs are closed.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    alert::AlertKind,
    id::{AlertId, SessionId, UserId, WorkspaceId},
    text::{plain, preview},
};
use baton_jobs::Failure;
pub use baton_outbound::push::Subscription;
use baton_outbound::push::{Pushed, Pusher, Sealed};
use baton_store::{
    conversations,
    leads::{
        self, alerts,
        push_subscriptions::{self as subscriptions, Kept},
    },
    members::notes,
    people,
};
use serde::{Deserialize, Serialize};

/// The kind of the job that pushes to the browsers of one person.
pub(crate) const PUSH_JOB: &str = "push.send";
/// How many browsers of a person take pushes.
const BROWSERS: i64 = 20;

/// What that job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct PushPayload {
    /// What is told.
    pub(crate) alert_id: AlertId,
    /// Whom.
    pub(crate) user_id: UserId,
}

/// What a browser is told; the service worker reads the same.
#[derive(Debug, Serialize)]
struct Notice {
    /// One notification for an alert, however often it is told.
    tag: String,
    kind: AlertKind,
    title: String,
    body: String,
    url: String,
    workspace: WorkspaceId,
    alert: AlertId,
}

impl App {
    /// What browsers need to subscribe.
    pub fn push_key(&self) -> String {
        self.secrets.vapid.public_key()
    }

    /// Keeps where a browser of the caller takes pushes, for as long as its session lasts.
    pub async fn subscribe_to_push(
        &self,
        caller: &Caller,
        session: SessionId,
        new: Subscription,
    ) -> Result<()> {
        let wrong = |refused: baton_outbound::Refused| {
            AppError::invalid(
                "endpoint",
                format!("This push service cannot be used: {refused}."),
            )
        };
        self.pusher()?.check(&new.endpoint).map_err(wrong)?;
        if new.endpoint.len() > 2_000 {
            return Err(AppError::invalid("endpoint", "This address is too long."));
        }
        Sealed::seal(&new.p256dh, &new.auth, b"")
            .map_err(|reason| AppError::invalid("keys", format!("Subscribe anew: {reason}.")))?;
        let (id, user, now) = (self.ids.next(), caller.person.id, self.clock.now());
        self.transact(caller.workspace, async move |unit| {
            let kept = Kept {
                id,
                endpoint: new.endpoint,
                p256dh: new.p256dh,
                auth: new.auth,
            };
            subscriptions::put(unit.conn, (user, session), &kept, now).await?;
            subscriptions::trim(unit.conn, user, BROWSERS).await?;
            Ok(())
        })
        .await
    }

    /// Forgets where a browser of the caller takes pushes.
    pub async fn unsubscribe_from_push(&self, caller: &Caller, endpoint: String) -> Result<()> {
        let user = caller.person.id;
        self.transact(caller.workspace, async move |unit| {
            subscriptions::remove(unit.conn, user, &endpoint).await?;
            Ok(())
        })
        .await
    }

    /// Pushes an alert to every browser of a person, unless somebody has acknowledged it meanwhile.
    pub(crate) async fn push_alert(
        &self,
        workspace: WorkspaceId,
        told: PushPayload,
    ) -> Result<(), Failure> {
        let retry = |error: AppError| Failure::Retry(error.to_string());
        let Some((text, browsers)) = self.to_push(workspace, told).await.map_err(retry)? else {
            return Ok(());
        };
        let pusher = self.pusher().map_err(retry)?;
        let now_s = self.clock.now().ms() / 1_000;
        let (mut later, mut taken) = (None, false);
        for kept in browsers {
            let to = Subscription {
                endpoint: kept.endpoint,
                p256dh: kept.p256dh,
                auth: kept.auth,
            };
            match pusher.send(&to, &text, now_s).await {
                Pushed::Taken => taken = true,
                Pushed::Gone => self
                    .forget_browser(told.user_id, to.endpoint)
                    .await
                    .map_err(retry)?,
                Pushed::Later(reason) => later = Some(reason),
                Pushed::Never(reason) => {
                    tracing::warn!(%reason, "a push was not acceptable");
                    self.forget_browser(told.user_id, to.endpoint)
                        .await
                        .map_err(retry)?;
                }
            }
        }
        // Once one browser has it, the person has: no second round for the others.
        match later {
            Some(reason) if !taken => Err(Failure::Retry(reason)),
            _ => Ok(()),
        }
    }

    async fn forget_browser(&self, user: UserId, endpoint: String) -> Result<()> {
        self.db
            .write(async move |conn| subscriptions::remove(conn, user, &endpoint).await)
            .await?;
        Ok(())
    }

    /// What a push says and to which browsers it goes; nothing where it is too late, or not theirs to read any more.
    async fn to_push(
        &self,
        workspace: WorkspaceId,
        told: PushPayload,
    ) -> Result<Option<(String, Vec<Kept>)>> {
        let PushPayload { alert_id, user_id } = told;
        let now = self.clock.now();
        let read = self
            .db
            .read(async move |conn| {
                let alert = alerts::find(conn, workspace, alert_id).await?;
                let Some(alert) = alert.filter(alerts::Alert::is_open) else {
                    return Ok(None);
                };
                if people::standing(conn, workspace, user_id).await?.is_none() {
                    return Ok(None);
                }
                let lead = match alert.lead_id {
                    Some(id) => leads::find(conn, workspace, id).await?,
                    None => None,
                };
                let talk = match alert.conversation_id {
                    Some(id) => conversations::find(conn, workspace, id).await?,
                    None => None,
                };
                let note = match alert.note_id {
                    Some(id) => notes::find(conn, workspace, id).await?,
                    None => None,
                };
                let browsers = subscriptions::of_user(conn, user_id, now).await?;
                Ok::<_, baton_db::DbError>(Some((alert, (lead, talk, note), browsers)))
            })
            .await?;
        let Some((alert, (lead, talk, note), browsers)) = read else {
            return Ok(None);
        };
        let name = lead.as_ref().and_then(|lead| {
            let known = lead.name.clone().or_else(|| lead.email.clone());
            known.or_else(|| lead.phone.clone())
        });
        let name = name.or_else(|| talk.as_ref().and_then(|talk| talk.contact_name.clone()));
        let name = name.unwrap_or_else(|| "A visitor".to_owned());
        let by = alert.raised_name.as_deref().unwrap_or("A teammate");
        let (title, body) = match alert.kind {
            AlertKind::Mention => {
                let said = note.map(|note| plain(&note.body));
                (format!("{by} mentioned you"), said)
            }
            AlertKind::Assigned => (format!("{by} gave you a conversation"), Some(name)),
            AlertKind::Lead => {
                let wants = lead.and_then(|lead| lead.wants.or(lead.email));
                (format!("New lead: {name}"), wants)
            }
            AlertKind::Handoff => {
                let said = talk.and_then(|talk| talk.baton().reason);
                let said = said.map(|reason| reason.text);
                (format!("{name} waits for a person"), said)
            }
        };
        let url = super::mail::path(alert.conversation_id, alert.lead_id);
        let notice = Notice {
            tag: format!("alert-{alert_id}"),
            kind: alert.kind,
            title: preview(&title, 100),
            body: preview(&body.unwrap_or_default(), 200),
            url,
            workspace,
            alert: alert_id,
        };
        let text = serde_json::to_string(&notice)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Some((text, browsers)))
    }

    /// A sender of pushes.
    pub(crate) fn pusher(&self) -> Result<Pusher> {
        let vapid = self.secrets.vapid.clone();
        Pusher::new(&self.fetching, vapid, &self.public_origin)
            .map_err(|refused| AppError::Internal(refused.to_string()))
    }
}

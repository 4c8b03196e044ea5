//! The link for a new password. It is drawn when the mail is written, so that nothing that is stored lets anybody in.

use crate::{App, error::Result, mail::content::Recipient, members::secret};
use baton_core::{id::JobId, text::Email, time::Timestamp};
use baton_store::users::{
    self,
    resets::{self, NewReset},
};
use serde::Serialize;

/// How long a link works.
pub(crate) const LIFE_MS: i64 = 60 * 60 * 1_000;
/// So many mails with a link that works may somebody have; another one is not sent.
const AT_ONCE: i64 = 3;

/// A link for a new password.
#[derive(Serialize)]
pub(in crate::mail) struct ResetTold {
    pub(in crate::mail) name: String,
    pub(in crate::mail) link: String,
}

impl App {
    /// A link for whoever has this address; nobody is told whether somebody does.
    pub(super) async fn reset_told(
        &self,
        job: JobId,
        to: &Recipient,
        asked_at: Timestamp,
    ) -> Result<Option<ResetTold>> {
        let now = self.clock.now();
        let Some(email) = Email::parse(&to.email).ok() else {
            return Ok(None);
        };
        // Whoever still wants one has asked again.
        if now.since_ms(asked_at) > LIFE_MS {
            return Ok(None);
        }
        let token = secret::draw(&self.ids);
        let hash = secret::hash(&token);
        let named = self
            .db
            .write(async move |conn| {
                let Some(user) = users::by_email(conn, &email).await? else {
                    return Ok(None);
                };
                if resets::live(conn, user.id, job, now).await? >= AT_ONCE {
                    return Ok(None);
                }
                let new = NewReset {
                    token_hash: &hash,
                    request: job,
                    user: user.id,
                    expires_at: now.plus_ms(LIFE_MS),
                };
                resets::insert(conn, new).await?;
                Ok::<_, baton_db::DbError>(Some(user.name))
            })
            .await?;
        Ok(named.map(|name| ResetTold {
            name,
            // Behind the #, which browsers send to nobody.
            link: format!("{}/app/reset#{token}", self.public_origin),
        }))
    }
}

//! Writing a mail, at the moment when it is sent.

use super::{
    content::Letter,
    templates::{self, Page},
    words::Words,
};
use crate::{App, error::Result};
use baton_core::id::{JobId, WorkspaceId};
use baton_outbound::mail::{Mail, Picture};
use std::time::{Duration, SystemTime};

impl App {
    /// The mail of a letter; `None` where there is nothing to tell any more. Its id is the job's: a mail that is tried
    /// again, and that a server took although it did not say so, is shown once by those who read it.
    pub(crate) async fn compose(
        &self,
        workspace: Option<WorkspaceId>,
        job: JobId,
        letter: &Letter,
    ) -> Result<Option<Mail>> {
        let Some(told) = self.tell(workspace, job, letter).await? else {
            return Ok(None);
        };
        let (look, logo) = self.look(workspace).await?;
        let page = Page {
            template: letter.content.template(),
            brand: &look,
            origin: &self.public_origin,
            recipient: letter.to.name.as_deref(),
            told,
            words: Words::of(letter.content.language()),
        };
        let written = templates::render(&page)?;
        let now = self.clock.now().ms().unsigned_abs();
        Ok(Some(Mail {
            id: format!("{job}@{}", host(&self.public_origin)),
            to: letter.to.email.clone(),
            to_name: letter.to.name.clone(),
            from_name: look.is_own.then(|| look.title.clone()),
            subject: written.subject,
            text: written.text,
            html: written.html,
            logo: logo.map(|logo| Picture {
                kind: logo.kind,
                bytes: logo.bytes,
            }),
            at: SystemTime::UNIX_EPOCH + Duration::from_millis(now),
        }))
    }
}

/// The host of an origin, for ids of mails.
fn host(origin: &str) -> String {
    let url = url::Url::parse(origin).ok();
    let host = url.as_ref().and_then(|url| url.host_str());
    host.unwrap_or("localhost").to_owned()
}

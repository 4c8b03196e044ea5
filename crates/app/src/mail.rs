//! Mail: written down in the transaction of what it tells of, sent by a job of its own.
//!
//! A use-case says [`Unit::mail`]; [`crate::work`] composes and sends. What a mail tells is asked when it is sent, so that
//! nobody is told what they may no longer read. A template of your own: a variant of [`Content`], two files beside the
//! others, a line in `templates.rs`.

mod brand;
mod compose;
mod content;
pub mod digest;
mod sent;
pub mod settings;
mod templates;
mod told;
mod words;

pub use brand::Look;
pub use content::{Content, Letter, Line, Recipient};
pub(crate) use {sent::Sent, told::is_told_of_leads};

use crate::{App, error::Result, unit::Unit};
use baton_core::id::JobId;
use baton_outbound::mail::{Mode, Undelivered};
use uuid::Uuid;

/// The kind of the job that sends one mail to one person.
pub const MAIL_JOB: &str = "mail.send";

impl Unit<'_, '_> {
    /// Has a mail sent, once this transaction is committed. While one with the same `key` waits, another is not added.
    pub fn mail(&mut self, key: Option<String>, letter: &Letter) -> Result<()> {
        self.enqueue(MAIL_JOB, key, letter)
    }

    /// [`Unit::mail`] of a letter that tells of a conversation or a contact in words: it goes with what it tells of.
    pub(crate) fn mail_about(
        &mut self,
        whom: Uuid,
        key: Option<String>,
        letter: &Letter,
    ) -> Result<()> {
        self.mail(key, letter)?;
        self.about(whom);
        Ok(())
    }
}

impl App {
    /// Sends a mail now, past the queue, and says how it went: for the command line and for whoever tests the settings.
    pub async fn mail_now(&self, letter: &Letter) -> Result<Result<(), Undelivered>> {
        let id: JobId = self.ids.next();
        let Some(mail) = self.compose(None, id, letter).await? else {
            return Ok(Ok(()));
        };
        Ok(self.hand_over(&mail).await)
    }

    /// Sends a mail, or writes it to the log where no server is configured (R084).
    pub(crate) async fn hand_over(
        &self,
        mail: &baton_outbound::mail::Mail,
    ) -> Result<(), Undelivered> {
        if self.mailer.mode() == Mode::Log {
            tracing::info!(id = %mail.id, to = %mail.to, subject = %mail.subject, text = %mail.text,
                "mail is not sent but logged: set mail.url to send it");
        }
        self.mailer.send(mail).await
    }
}

//! `baton mail-test`: one mail, sent at once (R084).

use super::say;
use crate::{cli::MailTest, config::Config, wiring};
use anyhow::{Context as _, bail};
use baton_app::{
    App,
    mail::{Content, Letter, Recipient},
};
use baton_core::text::Email;
use baton_outbound::mail::Undelivered;

pub(super) async fn run(config: &Config, command: &MailTest) -> anyhow::Result<()> {
    let to = Email::parse(&command.address).context("the address")?;
    let app = wiring::app(config).await?;
    let sent = send(&app, &to).await;
    app.db.close().await;
    sent
}

async fn send(app: &App, to: &Email) -> anyhow::Result<()> {
    let letter = Letter {
        to: Recipient::at(to),
        content: Content::Test,
    };
    match (app.mail_now(&letter).await?, app.mailer.server()) {
        (Ok(()), Some(server)) => say(&format!("{server} took the test mail to {}.", to.as_str())),
        (Ok(()), None) => say(
            "No mail server is set, so the test mail was only logged. Set mail.url (BATON_MAIL_URL) to send it.",
        ),
        (Err(Undelivered::Later(reason)), _) => {
            bail!("the mail was not taken, and would be tried again: {reason}")
        }
        (Err(Undelivered::Never(reason)), _) => bail!("the mail was refused: {reason}"),
    }
}

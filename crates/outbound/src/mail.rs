//! Mail: to the log, or through one SMTP server.
//!
//! What is sent is a [`Mail`]: one recipient, a text and an HTML part, and an id of its own that stays the same however often
//! it is tried. How it failed says whether another try makes sense: [`Undelivered`].

mod message;
mod server;
mod smtp;

pub use message::{Mail, Picture};
pub use server::{MailSettings, Malformed};

use server::Server;
use smtp::Smtp;
use std::sync::Arc;

/// Why a mail did not go out; the text is for people, and names no password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The server is away, slow, busy or set up wrongly: try again later.
    #[error("{0}")]
    Later(String),
    /// The server refuses this mail, or it is none: another try ends the same.
    #[error("{0}")]
    Never(String),
}

/// How mail leaves, as shown to an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is sent: each mail is written to the log.
    Log,
    /// Through an SMTP server.
    Smtp,
}

/// Sends mail. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Mailer(Arc<Way>);

#[derive(Debug)]
enum Way {
    Log { from: String },
    Smtp(Box<Smtp>),
}

impl Mailer {
    /// A mailer as it is configured: without an address of a server, mail goes to the log.
    pub fn new(settings: &MailSettings) -> Result<Self, Malformed> {
        let way = match Server::parse(settings)? {
            None => Way::Log {
                from: settings.from.clone(),
            },
            Some(server) => Way::Smtp(Box::new(Smtp::new(server))),
        };
        Ok(Self(Arc::new(way)))
    }

    /// A mailer that writes to the log.
    pub fn log() -> Self {
        Self(Arc::new(Way::Log {
            from: String::new(),
        }))
    }

    /// How mail leaves.
    pub fn mode(&self) -> Mode {
        match &*self.0 {
            Way::Log { .. } => Mode::Log,
            Way::Smtp(_) => Mode::Smtp,
        }
    }

    /// The server that mail goes to, like `smtp.example.com:587`, where there is one.
    pub fn server(&self) -> Option<String> {
        match &*self.0 {
            Way::Log { .. } => None,
            Way::Smtp(smtp) => Some(smtp.server().name()),
        }
    }

    /// Whom mail is from, as configured.
    pub fn from(&self) -> String {
        match &*self.0 {
            Way::Log { from } => from.clone(),
            Way::Smtp(smtp) => smtp.server().from.to_string(),
        }
    }

    /// Hands a mail over. `Ok`: the server has taken it, and answers for it from now on.
    pub async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        match &*self.0 {
            Way::Log { .. } => Ok(()),
            Way::Smtp(smtp) => smtp.send(mail).await,
        }
    }
}

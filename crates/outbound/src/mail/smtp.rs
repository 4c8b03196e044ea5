//! Speaking to a mail server. Connections are kept for a little while, and every wait has an end: nothing is known of a
//! connection on which a wait ended early, so that it is closed and never used again.

use super::{
    Mail, Undelivered,
    server::{Encryption, Server},
};
use lettre::transport::smtp::{Error, authentication::Mechanism, client::AsyncSmtpConnection};
use std::{
    future::Future,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::time::timeout;

/// Connections that are kept at most.
const KEPT: usize = 4;
/// How long one is kept that nobody uses. Servers close theirs after some minutes.
const IDLE: Duration = Duration::from_secs(20);
/// How long a kept connection may take to say that it lives.
const PULSE: Duration = Duration::from_secs(3);
/// How to sign in, the commoner one first.
const MECHANISMS: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];

/// An SMTP server with the connections to it.
pub(super) struct Smtp {
    server: Server,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.server.fmt(f)
    }
}

impl Smtp {
    pub(super) const fn new(server: Server) -> Self {
        Self {
            server,
            idle: Mutex::new(Vec::new()),
        }
    }

    pub(super) const fn server(&self) -> &Server {
        &self.server
    }

    /// Hands a mail over.
    pub(super) async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        let message = mail.write(&self.server.from)?;
        let bytes = message.formatted();
        let mut connection = self.connection().await?;
        let sent = self
            .within(connection.send(message.envelope(), &bytes))
            .await
            .map_err(Failure::of_mail)?;
        if sent.is_positive() {
            self.keep(connection);
        }
        Ok(())
    }

    /// A connection that was kept and still lives, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Undelivered> {
        while let Some(mut kept) = self.take() {
            if timeout(PULSE, kept.test_connected()).await == Ok(true) {
                return Ok(kept);
            }
        }
        // Whatever fails before the mail is spoken of is no fault of the mail, also a refused password.
        self.within(self.connect())
            .await
            .map_err(Failure::of_server)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = &self.server;
        let tls = (server.encryption == Encryption::Always).then(|| server.tls.clone());
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (server.host.as_str(), server.port),
            Some(server.patience),
            &server.hello,
            tls,
            None,
        )
        .await?;
        let upgrades = match server.encryption {
            Encryption::Required => true,
            Encryption::Offered => connection.can_starttls(),
            Encryption::Always | Encryption::Never => false,
        };
        if upgrades {
            let tls = server.tls.clone();
            connection.starttls(tls, &server.hello).await?;
        }
        if let Some(credentials) = &server.credentials {
            connection.auth(MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    async fn within<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
        match timeout(self.server.patience, work).await {
            Ok(done) => done.map_err(|error| Failure::Error(self.server.name(), error)),
            Err(_) => Err(Failure::TooSlow(self.server.name(), self.server.patience)),
        }
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        idle.pop().map(|(connection, _)| connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT && !connection.has_broken() {
            idle.push((connection, Instant::now()));
        }
    }
}

/// How speaking to a server of this name ended.
enum Failure {
    TooSlow(String, Duration),
    Error(String, Error),
}

impl Failure {
    /// The words for people; the server's own where it gave a reason.
    fn text(&self) -> String {
        match self {
            Self::TooSlow(server, patience) => {
                format!(
                    "{server} did not answer within {} seconds",
                    patience.as_secs()
                )
            }
            Self::Error(server, error) => {
                let mut text = format!("{server}: {error}");
                let mut cause = std::error::Error::source(error);
                while let Some(deeper) = cause {
                    let words = deeper.to_string();
                    if !text.contains(&words) {
                        text = format!("{text}: {words}");
                    }
                    cause = deeper.source();
                }
                text.chars().filter(|c| !c.is_control()).take(500).collect()
            }
        }
    }

    fn of_server(self) -> Undelivered {
        Undelivered::Later(self.text())
    }

    fn of_mail(self) -> Undelivered {
        match &self {
            Self::Error(_, error) if error.is_permanent() || error.is_client() => {
                Undelivered::Never(self.text())
            }
            _ => Undelivered::Later(self.text()),
        }
    }
}

//! What this installation answers to itself, where it is asked from outside with a token of its own.

use crate::{App, webhooks::sign};
use baton_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A token is good for so long: longer than any test, and than clocks of two nodes differ.
const GOOD_MS: i64 = 3 * 60_000;

/// What a request looked like when it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The address that is connected.
    pub from: String,
    /// Its port.
    pub port: u16,
    /// Whether somebody says for whom they ask.
    pub is_forwarded: bool,
    /// Whether what they say is believed.
    pub is_trusted: bool,
    /// Who is believed.
    pub trusted: Vec<String>,
    /// Whether the authorisation came along.
    pub has_authorization: bool,
    /// Whether the cookie came along.
    pub has_cookie: bool,
    /// Bytes of the body.
    pub bytes: usize,
    /// Whether the body bears the signature of a webhook of this very test.
    pub is_signed: bool,
}

/// The answer to a request with a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// Only this installation can answer so.
    answer: String,
    /// Another one each time: who gets it twice got it from a cache.
    pub(super) once: Uuid,
    /// What arrived.
    pub(super) seen: Seen,
}

impl App {
    /// A token for one test.
    pub(super) fn probe_token(&self) -> String {
        let until = self.clock.now().plus_ms(GOOD_MS).ms();
        let once: Uuid = self.ids.next();
        let text = format!("{until}.{}", once.simple());
        let signature = self.secrets.sign("delivery.token", &text);
        format!("{text}.{signature}")
    }

    /// Whether a token is one of this installation, and good now.
    pub fn is_probe(&self, token: &str) -> bool {
        let until = |text: &str| text.split_once('.')?.0.parse().ok().map(Timestamp::from_ms);
        token.rsplit_once('.').is_some_and(|(text, signature)| {
            self.secrets.verify("delivery.token", text, signature)
                && until(text).is_some_and(|until| self.clock.now() < until)
        })
    }

    /// The answer to a token that was good when the request arrived.
    pub fn echo(&self, token: &str, seen: Seen) -> Echo {
        Echo {
            answer: self.answer_to(token),
            once: self.ids.next(),
            seen,
        }
    }

    /// Whether `body` bears the signature that webhooks of this test have: `header` gives a header by its name.
    pub fn is_signed_probe<'h>(
        &self,
        token: &str,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &str,
    ) -> bool {
        let signed = || {
            let at = header("webhook-timestamp")?.parse::<i64>().ok()?;
            let at = Timestamp::from_ms(at.checked_mul(1_000)?);
            let id = header("webhook-id")?.to_owned();
            let [.., (name, expected)] = sign::headers(&[self.probe_secret(token)], id, body, at);
            Some(header(name)? == expected)
        };
        signed().unwrap_or(false)
    }

    /// What was heard, where this installation said it.
    pub(super) fn own_echo(&self, token: &str, (status, body): (u16, &str)) -> Option<Echo> {
        let echo: Echo = serde_json::from_str(body).ok()?;
        (status == 200 && echo.answer == self.answer_to(token)).then_some(echo)
    }

    pub(super) fn probe_secret(&self, token: &str) -> Vec<u8> {
        self.secrets.sign("delivery.webhook", token).into_bytes()
    }

    fn answer_to(&self, token: &str) -> String {
        self.secrets.sign("delivery.answer", token)
    }
}

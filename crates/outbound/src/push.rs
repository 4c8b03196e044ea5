//! Web Push: a message to a browser whose tabs are closed, encrypted for that browser alone (RFC 8291), signed for its
//! push service (RFC 8292), sent only where the policy allows.

mod seal;
mod vapid;

pub use seal::Sealed;
pub use vapid::Vapid;

use crate::{Policy, Refused, fetch::refusal, request_client};
use reqwest::header;
use std::time::Duration;
use url::Url;

/// How long a push service may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it keeps a message for a browser that is not there: older news is no news.
const KEPT_S: &str = "3600";
/// The longest text, in bytes: services take 4096 with what the encryption adds.
const LONGEST: usize = 3_000;

/// Where a browser takes pushes, as it said itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The address of its push service.
    pub endpoint: String,
    /// Its public key, base64url.
    pub p256dh: String,
    /// Its secret, base64url.
    pub auth: String,
}

/// How a push was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// The service has it.
    Taken,
    /// The browser does not take pushes any more: forget the subscription.
    Gone,
    /// Not now: try again.
    Later(String),
    /// Never: the subscription or the message is not acceptable.
    Never(String),
}

/// Sends pushes of this installation.
#[derive(Debug, Clone)]
pub struct Pusher {
    policy: Policy,
    vapid: Vapid,
    contact: String,
    client: reqwest::Client,
}

impl Pusher {
    /// A sender with this key that connects only where the policy allows. `origin`: the public address of this
    /// installation, where push services reach whoever runs it.
    ///
    /// # Errors
    /// Where no client can be built.
    pub fn new(policy: &Policy, vapid: Vapid, origin: &str) -> Result<Self, Refused> {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        let contact = if origin.starts_with("https://") {
            origin.to_owned()
        } else {
            format!(
                "mailto:postmaster@{}",
                host.split(':').next().unwrap_or(host)
            )
        };
        Ok(Self {
            policy: policy.clone(),
            vapid,
            contact,
            client: request_client(policy)?,
        })
    }

    /// Whether an address may be a push service: `https` on the public internet, unless the policy allows it.
    ///
    /// # Errors
    /// With the reason, for people.
    pub fn check(&self, endpoint: &str) -> Result<Url, Refused> {
        let url = Url::parse(endpoint).map_err(|_error| Refused::NotAUrl(endpoint.to_owned()))?;
        self.policy.check(&url)?;
        if url.scheme() != "https" && self.policy.allow_private.is_empty() {
            return Err(Refused::Scheme(url.scheme().to_owned()));
        }
        Ok(url)
    }

    /// Sends a text to a browser.
    pub async fn send(&self, to: &Subscription, text: &str, now_s: i64) -> Pushed {
        let url = match self.check(&to.endpoint) {
            Ok(url) => url,
            Err(refused) => return Pushed::Never(refused.to_string()),
        };
        if text.len() > LONGEST {
            return Pushed::Never("the message is too long".to_owned());
        }
        let sealed = match Sealed::seal(&to.p256dh, &to.auth, text.as_bytes()) {
            Ok(sealed) => sealed,
            Err(reason) => return Pushed::Never(reason.to_owned()),
        };
        let signed = match self.vapid.authorization(&url, &self.contact, now_s) {
            Ok(signed) => signed,
            Err(reason) => return Pushed::Never(reason.to_owned()),
        };
        let sent = self
            .client
            .post(url)
            .timeout(PATIENCE)
            .header(header::AUTHORIZATION, signed)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", KEPT_S)
            .header("urgency", "high")
            .body(sealed.body)
            .send()
            .await;
        match sent {
            Ok(answer) => judge(answer.status().as_u16()),
            // Without the address: whoever knows it may send to this browser.
            Err(error) => Pushed::Later(refusal(&error).to_string()),
        }
    }
}

/// What a status of a push service means (RFC 8030).
fn judge(status: u16) -> Pushed {
    match status {
        200..=299 => Pushed::Taken,
        404 | 410 => Pushed::Gone,
        408 | 429 | 500..=599 => Pushed::Later(format!("the push service answered {status}")),
        _ => Pushed::Never(format!("the push service answered {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_forgotten_and_what_is_busy_is_asked_again() {
        assert_eq!(judge(201), Pushed::Taken);
        assert_eq!((judge(404), judge(410)), (Pushed::Gone, Pushed::Gone));
        for status in [429, 500, 503] {
            assert!(matches!(judge(status), Pushed::Later(_)), "{status}");
        }
        for status in [301, 400, 403, 413] {
            assert!(matches!(judge(status), Pushed::Never(_)), "{status}");
        }
    }

    #[test]
    fn only_services_of_the_public_internet_are_pushed_to() {
        crate::install_crypto();
        let pusher = Pusher::new(
            &Policy::default(),
            Vapid::load(&Vapid::generate().unwrap()).unwrap(),
            "http://127.0.0.1:8080",
        )
        .unwrap();
        assert!(pusher.check("https://push.example.com/x").is_ok());
        for bad in [
            "http://push.example.com/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://169.254.169.254/x",
            "ftp://push.example.com/x",
            "push",
        ] {
            assert!(pusher.check(bad).is_err(), "{bad}");
        }
    }
}

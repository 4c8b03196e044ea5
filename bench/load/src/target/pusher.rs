//! Any server of the Pusher protocol, by its HTTP interface:
//! <https://pusher.com/docs/channels/library_auth_reference/rest-api/>.

use super::{Address, Proof};
use crate::{http::Call, stamp};
use anyhow::bail;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use serde_json::json;
use sha2::Sha256;
use std::net::SocketAddr;

/// An app on such a server.
#[derive(Debug)]
pub(crate) struct Pusher {
    pub(crate) address: SocketAddr,
    pub(crate) key: String,
    id: String,
    secret: String,
}

impl Pusher {
    pub(super) fn new(address: &Address) -> anyhow::Result<Self> {
        let [id, key, secret] = address.app.as_slice() else {
            bail!("--app takes an id, a key and a secret");
        };
        Ok(Self {
            address: address.at,
            id: id.clone(),
            key: key.clone(),
            secret: secret.clone(),
        })
    }

    pub(super) fn authorise(&self, channel: &str, socket_id: &str) -> anyhow::Result<Proof> {
        let signature = self.sign(&format!("{socket_id}:{channel}"))?;
        Ok(Proof {
            auth: format!("{}:{signature}", self.key),
            channel_data: None,
        })
    }

    pub(super) fn publish(&self, channel: &str, text: &str) -> anyhow::Result<Call> {
        let data = json!({ "body": text }).to_string();
        let body = json!({ "name": "bench", "channel": channel, "data": data }).to_string();
        let (path, now) = (format!("/apps/{}/events", self.id), stamp::unix_s()?);
        let query = format!(
            "auth_key={}&auth_timestamp={now}&auth_version=1.0&body_md5={}",
            self.key,
            hex(&Md5::digest(body.as_bytes()))
        );
        let signature = self.sign(&format!("POST\n{path}\n{query}"))?;
        Ok(Call {
            path: format!("{path}?{query}&auth_signature={signature}"),
            headers: vec![("content-type", "application/json".to_owned())],
            body,
            ..Call::default()
        })
    }

    fn sign(&self, text: &str) -> anyhow::Result<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes())?;
        mac.update(text.as_bytes());
        Ok(hex(&mac.finalize().into_bytes()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

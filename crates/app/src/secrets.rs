//! Secrets of this installation: made at the first start, kept in the database, never shown.

use crate::error::{AppError, Result};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use baton_core::id::Ids;
use baton_db::Db;
use baton_outbound::push::Vapid;
use baton_store::settings;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The keys that sign tokens. Has no `Display` and prints nothing.
#[derive(Clone)]
pub struct Secrets {
    token: Hmac<Sha256>,
    /// The public key of the realtime application.
    pub realtime_key: String,
    /// The secret that signs channel authorisations.
    pub realtime_secret: String,
    /// The key with which push services know this installation.
    pub vapid: Vapid,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(..)")
    }
}

impl Secrets {
    /// Loads the secrets of an installation, making them where there are none.
    pub async fn load(db: &Db, ids: &Ids) -> Result<Self> {
        let drawn: [[u8; 32]; 3] = [ids.bytes(), ids.bytes(), ids.bytes()];
        let drawn = drawn.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let internal = |reason: &str| AppError::Internal(reason.to_owned());
        let vapid = Vapid::generate().map_err(internal)?;
        let [token, key, secret, vapid] = db
            .write(async move |conn| {
                let [token, key, secret] = &drawn;
                Ok::<_, AppError>([
                    settings::get_or_insert(conn, "token_secret", token).await?,
                    settings::get_or_insert(conn, "realtime_key", key.get(..20).unwrap_or(key))
                        .await?,
                    settings::get_or_insert(conn, "realtime_secret", secret).await?,
                    settings::get_or_insert(conn, "vapid_key", &vapid).await?,
                ])
            })
            .await?;
        let token = URL_SAFE_NO_PAD
            .decode(token)
            .ok()
            .filter(|bytes| bytes.len() == 32);
        let token = token.and_then(|bytes| Hmac::new_from_slice(&bytes).ok());
        let token = token
            .ok_or_else(|| AppError::Internal("the stored token_secret is damaged".to_owned()))?;
        Ok(Self {
            token,
            realtime_key: key,
            realtime_secret: secret,
            vapid: Vapid::load(&vapid).map_err(internal)?,
        })
    }

    /// Signs `text` for one purpose: HMAC-SHA256, base64url. A signature for another purpose does not fit.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(purpose, text).finalize().into_bytes())
    }

    /// Whether `signature` was made by [`Secrets::sign`]; takes the same time for every wrong one.
    pub fn verify(&self, purpose: &str, text: &str, signature: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(signature)
            .is_ok_and(|bytes| self.mac(purpose, text).verify_slice(&bytes).is_ok())
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = self.token.clone();
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        mac
    }
}

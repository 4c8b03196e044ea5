//! Who sends: a token for the push service, signed with the key of this installation (RFC 8292).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use std::sync::Arc;
use url::Url;

/// How long a token holds, in seconds: a day is the most that services take.
const HOLDS_S: i64 = 12 * 3_600;

/// The key of this installation. Prints nothing of it.
#[derive(Clone)]
pub struct Vapid {
    pair: Arc<EcdsaKeyPair>,
}

impl std::fmt::Debug for Vapid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vapid(..)")
    }
}

impl Vapid {
    /// A new key, base64url of PKCS #8, to be kept.
    ///
    /// # Errors
    /// Where the machine has no randomness.
    pub fn generate() -> Result<String, &'static str> {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
        let made = made.map_err(|_unspecified| "no randomness")?;
        Ok(URL_SAFE_NO_PAD.encode(made.as_ref()))
    }

    /// The key that was kept.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn load(kept: &str) -> Result<Self, &'static str> {
        let bytes = URL_SAFE_NO_PAD
            .decode(kept)
            .map_err(|_unspecified| "the stored vapid_key is damaged")?;
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes, &random);
        let pair = pair.map_err(|_unspecified| "the stored vapid_key is damaged")?;
        Ok(Self {
            pair: Arc::new(pair),
        })
    }

    /// What browsers are told when they subscribe: the public key, base64url.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }

    /// The header with which a push service knows us. `contact`: where it reaches whoever runs this, `https:` or `mailto:`.
    pub(super) fn authorization(
        &self,
        to: &Url,
        contact: &str,
        now_s: i64,
    ) -> Result<String, &'static str> {
        let audience = to.origin().ascii_serialization();
        let claims = format!(
            "{{\"aud\":\"{audience}\",\"exp\":{},\"sub\":\"{contact}\"}}",
            now_s + HOLDS_S
        );
        let head = URL_SAFE_NO_PAD.encode("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        let text = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signed = self.pair.sign(&SystemRandom::new(), text.as_bytes());
        let signed = signed.map_err(|_unspecified| "the token could not be signed")?;
        let signature = URL_SAFE_NO_PAD.encode(signed.as_ref());
        Ok(format!(
            "vapid t={text}.{signature}, k={}",
            self.public_key()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    #[test]
    fn a_token_names_the_service_and_is_signed_by_the_key_it_shows() {
        let kept = Vapid::generate().unwrap();
        let vapid = Vapid::load(&kept).unwrap();
        let url = Url::parse("https://push.example.com:8443/send/1").unwrap();
        let header = vapid
            .authorization(&url, "https://chat.example.com", 1_000)
            .unwrap();
        let (token, key) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .unwrap();
        let (text, signature) = token.rsplit_once('.').unwrap();
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
        let key = decode(key);
        assert_eq!(key.len(), 65);
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
            .verify(text.as_bytes(), &decode(signature))
            .unwrap();
        let claims = decode(text.split_once('.').unwrap().1);
        let claims = String::from_utf8(claims).unwrap();
        assert_eq!(
            claims,
            "{\"aud\":\"https://push.example.com:8443\",\"exp\":44200,\"sub\":\"https://chat.example.com\"}"
        );
        assert!(Vapid::load("x").is_err());
    }
}

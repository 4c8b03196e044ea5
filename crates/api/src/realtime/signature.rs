use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq;

/// Signs what a socket may subscribe to, and knows its own signature again.
#[derive(Clone)]
pub(super) struct Signer {
    key: String,
    mac: Hmac<Sha256>,
}

impl Signer {
    /// For the public `key` and the secret behind it.
    pub(super) fn new(key: &str, secret: &[u8]) -> Self {
        let mac = Hmac::new_from_slice(secret);
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mac = mac.expect("a key of any length");
        Self {
            key: key.to_owned(),
            mac,
        }
    }

    /// The public key, part of the address of the socket.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// `{key}:{hex}` over the exact bytes of what is granted.
    pub(super) fn sign(
        &self,
        socket_id: &str,
        channel: &str,
        channel_data: Option<&str>,
    ) -> String {
        let mut mac = self.mac.clone();
        mac.update(socket_id.as_bytes());
        for part in [Some(channel), channel_data].into_iter().flatten() {
            mac.update(b":");
            mac.update(part.as_bytes());
        }
        let mut auth = format!("{}:", self.key);
        for byte in mac.finalize().into_bytes() {
            auth.push(hex(byte >> 4));
            auth.push(hex(byte & 0xf));
        }
        auth
    }

    /// Whether `auth` is ours for exactly this; takes the same time whatever is wrong with it.
    pub(super) fn verify(
        &self,
        auth: &str,
        socket_id: &str,
        channel: &str,
        channel_data: Option<&str>,
    ) -> bool {
        let expected = self.sign(socket_id, channel, channel_data);
        expected.as_bytes().ct_eq(auth.as_bytes()).into()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

fn hex(nibble: u8) -> char {
    char::from_digit(u32::from(nibble), 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key, secret and socket of the protocol's public examples.
    fn signer() -> Signer {
        Signer::new("278d425bdf160c739803", b"7ad3773142a6692b25b8")
    }

    #[test]
    fn agrees_with_the_public_examples() {
        let private = signer().sign("1234.1234", "private-foobar", None);
        assert_eq!(
            private,
            "278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4"
        );
        let who = r#"{"user_id":10,"user_info":{"name":"Mr. Channels"}}"#;
        let presence = signer().sign("1234.1234", "presence-foobar", Some(who));
        assert_eq!(
            presence,
            "278d425bdf160c739803:31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80"
        );
    }

    #[test]
    fn verifies_exactly_what_it_signed() {
        let auth = signer().sign("1.2", "private-a", Some("{}"));
        assert!(signer().verify(&auth, "1.2", "private-a", Some("{}")));
        assert!(!signer().verify(&auth, "1.3", "private-a", Some("{}")));
        assert!(!signer().verify(&auth, "1.2", "private-b", Some("{}")));
        assert!(!signer().verify(&auth, "1.2", "private-a", Some("{ }")));
        assert!(!signer().verify(&auth, "1.2", "private-a", None));
        assert!(!signer().verify(&auth.to_uppercase(), "1.2", "private-a", Some("{}")));
        assert!(!signer().verify("", "1.2", "private-a", Some("{}")));
        assert!(!Signer::new("278d425bdf160c739803", b"other").verify(
            &auth,
            "1.2",
            "private-a",
            Some("{}")
        ));
    }

    #[test]
    fn does_not_show_its_secret() {
        assert_eq!(
            format!("{:?}", signer()),
            r#"Signer { key: "278d425bdf160c739803", .. }"#
        );
    }
}

//! A message that only one browser can read: RFC 8291 over the content coding of RFC 8188.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    rand::{SecureRandom as _, SystemRandom},
};

/// The size of a record; the message is one of them.
const RECORD: u32 = 4_096;
/// An uncompressed point of P-256.
const POINT: usize = 65;
const SALT: usize = 16;
/// Marks the last record.
const LAST: u8 = 2;

/// An encrypted message as it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The body of the request.
    pub body: Vec<u8>,
}

/// So many bytes of a key.
struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

impl Sealed {
    /// Encrypts for the browser with this public key and secret, both base64url.
    ///
    /// # Errors
    /// Where they are no keys.
    pub fn seal(p256dh: &str, auth: &str, text: &[u8]) -> Result<Self, &'static str> {
        let theirs = decode(p256dh).filter(|key| key.len() == POINT);
        let theirs = theirs.ok_or("the public key of the subscription is no point of P-256")?;
        let auth = decode(auth).filter(|secret| secret.len() == 16);
        let auth = auth.ok_or("the secret of the subscription is not 16 bytes long")?;
        let random = SystemRandom::new();
        let mut salt = [0; SALT];
        random
            .fill(&mut salt)
            .map_err(|_unspecified| "no randomness")?;
        let own = EphemeralPrivateKey::generate(&ECDH_P256, &random)
            .map_err(|_unspecified| "no randomness")?;
        let public = own
            .compute_public_key()
            .map_err(|_unspecified| "no public key")?;
        let public = public.as_ref().to_vec();
        let peer = UnparsedPublicKey::new(&ECDH_P256, theirs.as_slice());
        let shared = agree_ephemeral(own, &peer, <[u8]>::to_vec);
        let shared = shared
            .map_err(|_unspecified| "the public key of the subscription is no point of P-256")?;

        let mut info = b"WebPush: info\0".to_vec();
        info.extend_from_slice(&theirs);
        info.extend_from_slice(&public);
        let ikm = derive::<32>(&auth, &shared, &info)?;
        let key = derive::<16>(&salt, &ikm, b"Content-Encoding: aes128gcm\0")?;
        let nonce = derive::<12>(&salt, &ikm, b"Content-Encoding: nonce\0")?;

        let mut record = text.to_vec();
        record.push(LAST);
        let key = UnboundKey::new(&AES_128_GCM, &key).map_err(|_unspecified| "no key")?;
        LessSafeKey::new(key)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::empty(),
                &mut record,
            )
            .map_err(|_unspecified| "the message is too long")?;

        let mut body = salt.to_vec();
        body.extend_from_slice(&RECORD.to_be_bytes());
        body.push(u8::try_from(public.len()).map_err(|_unspecified| "no public key")?);
        body.extend_from_slice(&public);
        body.extend_from_slice(&record);
        Ok(Self { body })
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// HKDF of RFC 5869 over SHA-256.
fn derive<const N: usize>(
    salt: &[u8],
    secret: &[u8],
    info: &[u8],
) -> Result<[u8; N], &'static str> {
    let mut out = [0; N];
    Salt::new(HKDF_SHA256, salt)
        .extract(secret)
        .expand(&[info], Bytes(N))
        .and_then(|okm| okm.fill(&mut out))
        .map_err(|_unspecified| "no key")?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The keys of RFC 8291, appendix A.
    const P256DH: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn a_message_is_one_record_with_its_head() {
        let sealed = Sealed::seal(P256DH, AUTH, b"hello").unwrap();
        let body = sealed.body;
        assert_eq!(body.len(), SALT + 4 + 1 + POINT + "hello".len() + 1 + 16);
        assert_eq!(body.get(16..21), Some(&[0, 0, 16, 0, 65][..]));
        assert_ne!(body, Sealed::seal(P256DH, AUTH, b"hello").unwrap().body);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let off_curve = URL_SAFE_NO_PAD.encode([4; POINT]);
        assert!(Sealed::seal(&off_curve, AUTH, b"x").is_err());
        assert!(Sealed::seal("short", AUTH, b"x").is_err());
        assert!(Sealed::seal(P256DH, "short", b"x").is_err());
    }
}

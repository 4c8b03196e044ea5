//! Random secrets that are handed out once and kept as a hash.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use baton_core::id::Ids;
use sha2::{Digest as _, Sha256};

/// A new secret of 256 bits, base64url.
pub(crate) fn draw(ids: &Ids) -> String {
    URL_SAFE_NO_PAD.encode(ids.bytes::<32>())
}

/// What is kept of a secret: SHA-256. A slow hash is for what people choose; this was drawn at random.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    hash_of(secret.as_bytes())
}

/// SHA-256.
pub(crate) fn hash_of(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

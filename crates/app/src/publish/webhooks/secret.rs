//! Secrets of endpoints, as <https://www.standardwebhooks.com> writes them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_core::id::Ids;

/// What every secret starts with.
const PREFIX: &str = "whsec_";

/// New random bytes.
pub(super) fn draw(ids: &Ids) -> [u8; 32] {
    ids.bytes()
}

/// As it is shown, once.
pub(super) fn shown(secret: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(secret))
}

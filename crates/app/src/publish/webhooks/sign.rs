//! Signatures, as <https://www.standardwebhooks.com> wants them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_core::{id::EventId, time::Timestamp};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The id of an event for its receivers: the same at each attempt.
pub fn message_id(event: EventId) -> String {
    format!("msg_{}", event.uuid().simple())
}

/// The headers of one attempt. With two secrets there are two signatures, so that a receiver can change its own in between.
pub(crate) fn headers(
    secrets: &[Vec<u8>],
    id: String,
    body: &str,
    now: Timestamp,
) -> [(&'static str, String); 3] {
    let at = now.ms().div_euclid(1_000).to_string();
    let signatures: Vec<_> = secrets
        .iter()
        .filter_map(|secret| sign(secret, &format!("{id}.{at}.{body}")))
        .collect();
    [
        ("webhook-id", id),
        ("webhook-timestamp", at),
        ("webhook-signature", signatures.join(" ")),
    ]
}

fn sign(secret: &[u8], signed: &str) -> Option<String> {
    // A key of any length is one.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(signed.as_bytes());
    Some(format!(
        "v1,{}",
        STANDARD.encode(mac.finalize().into_bytes())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(secrets: &[&str], id: &str, at_s: i64, body: &str) -> String {
        let secrets: Vec<_> = secrets
            .iter()
            .map(|secret| STANDARD.decode(secret).unwrap())
            .collect();
        let now = Timestamp::from_ms(at_s * 1_000 + 999);
        let [.., (_, signature)] = headers(&secrets, id.to_owned(), body, now);
        signature
    }

    /// The vector of the reference libraries.
    #[test]
    fn the_vector_of_the_standard_is_met() {
        let body = r#"{"email":"test@example.com","username":"test_user"}"#;
        let signed = signature(
            &["C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
            "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            1_649_367_553,
            body,
        );
        assert_eq!(signed, "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
        let body = r#"{"type":"lead.captured","timestamp":"2026-11-20T10:00:00.000Z","data":{"id":"lead_1"}}"#;
        let secrets = [
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
        ];
        let two = signature(&secrets, "msg_01HZX", 1_790_000_000, body);
        let (first, second) = two.split_once(' ').unwrap();
        assert_eq!(first, "v1,+GeqCp0+/aD3tJHTp5S4Hssg7SNIIise0sZXLIDnROA=");
        assert!(second.starts_with("v1,") && second != first);
    }
}

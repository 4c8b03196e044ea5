//! The shape of an API token: `btn_`, 160 random bits, a checksum. Scanners find one that leaked, and a mistyped one is
//! refused without a look into the database.

use baton_core::{id::Ids, text::hex};
use sha2::{Digest as _, Sha256};

/// What every API token starts with.
pub const PREFIX: &str = "btn_";
/// The characters of it that are shown in lists: the prefix and 32 of its 160 bits.
pub(super) const SHOWN: usize = PREFIX.len() + 8;
/// Hexadecimal digits of the random part.
const DIGITS: usize = 40;
/// Hexadecimal digits of the checksum.
const CHECK: usize = 6;

/// A new token.
pub(super) fn draw(ids: &Ids) -> String {
    let random = hex(&ids.bytes::<20>());
    format!("{PREFIX}{random}{}", checksum(&random))
}

/// Whether a text can be a token of ours.
pub(super) fn is_whole(text: &str) -> bool {
    text.strip_prefix(PREFIX)
        .and_then(|rest| rest.split_at_checked(DIGITS))
        .is_some_and(|(random, check)| check == checksum(random))
}

fn checksum(random: &str) -> String {
    let mut digits = hex(&Sha256::digest(random.as_bytes()));
    digits.truncate(CHECK);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::time::{Clock, Timestamp};

    #[test]
    fn a_token_is_known_by_its_checksum() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(0)), 1);
        let token = draw(&ids);
        assert_eq!(token.len(), PREFIX.len() + DIGITS + CHECK);
        assert!(is_whole(&token));
        assert!(!is_whole(&token.replacen("btn_", "btx_", 1)));
        assert!(!is_whole(token.strip_suffix(|_: char| true).unwrap()));
        for bad in ["", "btn_", "btn_ü", &format!("btn_{}", "0".repeat(46))] {
            assert!(!is_whole(bad), "{bad}");
        }
        assert_ne!(token, draw(&ids));
    }
}

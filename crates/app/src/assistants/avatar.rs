//! A picture of an assistant.

use super::load;
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::id::{AssistantId, AvatarId};
use baton_store::assistants::avatars::{self, Avatar};

/// The largest picture, in bytes: it is shown at 40 pixels.
pub const LARGEST: usize = 100 * 1024;

impl App {
    /// Keeps a picture. It is shown once it is set as an assistant's and published.
    pub async fn add_avatar(
        &self,
        caller: &Caller,
        id: AssistantId,
        content: Vec<u8>,
    ) -> Result<AvatarId> {
        let who = caller.clone();
        let act = ("assistant.avatar", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            load(unit, &who, id).await?;
            let avatar = Avatar {
                content_type: kind(&content)?.to_owned(),
                content,
            };
            let picture = unit.ids.next();
            avatars::insert(unit.conn, unit.workspace, picture, avatar, unit.now).await?;
            unit.audit(&who.actor(), act.0, act.1).await?;
            Ok(picture)
        })
        .await
    }
}

/// What a picture is, by its first bytes: what a file says of itself counts for nothing.
fn kind(content: &[u8]) -> Result<&'static str> {
    let riff = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP".as_slice());
    let kind = if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if content.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        riff.then_some("image/webp")
    };
    match kind {
        Some(kind) if content.len() <= LARGEST => Ok(kind),
        _ => Err(AppError::invalid(
            "file",
            "Choose a PNG, JPEG or WebP picture under 100 KB.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\nrest").unwrap(), "image/png");
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 ").unwrap(), "image/webp");
        assert!(kind(b"<svg onload=alert(1)>").is_err());
        let mut large = b"\xff\xd8\xff".to_vec();
        large.resize(LARGEST + 1, 0);
        assert!(kind(&large).is_err());
    }
}

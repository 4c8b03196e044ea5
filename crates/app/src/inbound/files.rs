//! Files of their conversation, for a visitor: their browser asks for a link, which a picture or a download on any page can
//! follow without a header, and which soon leads nowhere.

use crate::{
    App, Visitor,
    conversations::reply::attach::Opened,
    error::{AppError, Result},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use baton_core::{
    id::{AttachmentId, WorkspaceId},
    message::attachment::Attachment,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// How long a link holds: long enough to begin a download.
const LINK_MS: i64 = 10 * 60 * 1_000;

const PURPOSE: &str = "widget-file";

#[derive(Serialize, Deserialize)]
struct Claims {
    w: WorkspaceId,
    f: AttachmentId,
    e: i64,
}

/// Where a file can be fetched for a while.
#[derive(Debug, Clone)]
pub struct FileLink {
    /// Its path on this server.
    pub path: String,
    /// Until when.
    pub expires_at: Timestamp,
}

impl App {
    /// A link to a file that was sent in the visitor's own conversation.
    pub async fn link_file(&self, visitor: Visitor, id: AttachmentId) -> Result<FileLink> {
        let found = self.find_file(visitor.workspace, id).await?;
        if found.conversation != visitor.conversation || found.message.is_none() {
            return Err(AppError::NotFound);
        }
        let expires_at = self.clock.now().plus_ms(LINK_MS);
        let claims = Claims {
            w: visitor.workspace,
            f: id,
            e: expires_at.ms(),
        };
        let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).unwrap_or_default());
        let signature = self.secrets.sign(PURPOSE, &text);
        Ok(FileLink {
            path: format!("/files/{text}.{signature}"),
            expires_at,
        })
    }

    /// What a link leads to. What was unsent or deleted since is gone for it too.
    pub async fn follow_file(&self, token: &str) -> Result<(Attachment, Opened)> {
        let claims = token
            .split_once('.')
            .filter(|(text, signature)| self.secrets.verify(PURPOSE, text, signature))
            .and_then(|(text, _)| URL_SAFE_NO_PAD.decode(text).ok())
            .and_then(|json| serde_json::from_slice::<Claims>(&json).ok())
            .filter(|claims| claims.e > self.clock.now().ms())
            .ok_or(AppError::NotFound)?;
        let found = self.find_file(claims.w, claims.f).await?;
        let opened = self.open_file(claims.w, claims.f).await?;
        Ok((found.attachment, opened))
    }
}

//! What a visitor's browser carries: a short-lived token bound to one conversation, and a long-lived proof of who they are.

use crate::{
    Visitor,
    error::{AppError, Result},
    secrets::Secrets,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use baton_core::{
    id::{AssistantId, ContactId, ConversationId, WorkspaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// How long a token holds: 60 minutes.
pub const TOKEN_MS: i64 = 60 * 60 * 1_000;

/// How long a link back to a conversation holds: 14 days.
pub const RESUME_MS: i64 = 14 * 24 * 60 * 60 * 1_000;

const RESUME: &str = "widget-resume";
const TOKEN: &str = "widget-token";
const VISITOR: &str = "widget-visitor";

#[derive(Serialize, Deserialize)]
struct Claims {
    w: WorkspaceId,
    a: AssistantId,
    k: ContactId,
    c: ConversationId,
    e: i64,
}

/// Makes a token for a visitor that holds until `expires_at`.
pub fn issue(secrets: &Secrets, visitor: Visitor, expires_at: Timestamp) -> String {
    signed(secrets, TOKEN, visitor, expires_at)
}

/// Makes the secret part of a link back to one conversation, that holds until `expires_at`. It lets in to that conversation
/// and to nothing else of whoever wrote there.
pub fn resume(secrets: &Secrets, visitor: Visitor, expires_at: Timestamp) -> String {
    signed(secrets, RESUME, visitor, expires_at)
}

/// Reads the secret part of a link. `None` where it ran out or is none of ours.
pub fn resumed(secrets: &Secrets, token: &str, now: Timestamp) -> Option<Visitor> {
    verified(secrets, RESUME, token, now).ok()
}

fn signed(secrets: &Secrets, purpose: &str, visitor: Visitor, expires_at: Timestamp) -> String {
    let claims = Claims {
        w: visitor.workspace,
        a: visitor.assistant,
        k: visitor.contact,
        c: visitor.conversation,
        e: expires_at.ms(),
    };
    let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).unwrap_or_default());
    format!("{text}.{}", secrets.sign(purpose, &text))
}

/// Reads a token. [`AppError::TokenExpired`] where it ran out, [`AppError::Unauthorized`] where it is none of ours.
pub fn read(secrets: &Secrets, token: &str, now: Timestamp) -> Result<Visitor> {
    verified(secrets, TOKEN, token, now)
}

fn verified(secrets: &Secrets, purpose: &str, token: &str, now: Timestamp) -> Result<Visitor> {
    let claims = token
        .split_once('.')
        .filter(|(text, signature)| secrets.verify(purpose, text, signature))
        .and_then(|(text, _)| URL_SAFE_NO_PAD.decode(text).ok())
        .and_then(|json| serde_json::from_slice::<Claims>(&json).ok())
        .ok_or(AppError::Unauthorized)?;
    if claims.e <= now.ms() {
        return Err(AppError::TokenExpired);
    }
    Ok(Visitor {
        workspace: claims.w,
        assistant: claims.a,
        contact: claims.k,
        conversation: claims.c,
    })
}

/// The proof by which a browser is known again: the contact, signed for its workspace.
pub fn remember(secrets: &Secrets, workspace: WorkspaceId, contact: ContactId) -> String {
    format!(
        "{contact}.{}",
        secrets.sign(VISITOR, &format!("{workspace}:{contact}"))
    )
}

/// The contact of a proof that was made for this workspace.
pub fn recall(secrets: &Secrets, workspace: WorkspaceId, proof: &str) -> Option<ContactId> {
    let (contact, signature) = proof.split_once('.')?;
    let contact: ContactId = contact.parse().ok()?;
    secrets
        .verify(VISITOR, &format!("{workspace}:{contact}"), signature)
        .then_some(contact)
}

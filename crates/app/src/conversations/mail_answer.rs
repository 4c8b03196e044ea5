//! A visitor who left an address and is gone gets what teammates write by mail, with a link back.

use super::calling::language_of;
use crate::{
    App,
    error::{AppError, Result},
    inbound::token,
    mail::{Content, Letter, Line, Recipient},
    unit::Unit,
};
use baton_core::{
    id::{ConversationId, WorkspaceId},
    message::{MessageRole, amend::WINDOW_MS},
    text::{plain, preview},
};
use baton_store::{
    assistants,
    conversations::{self, Conversation, queue},
    messages::{self, Part},
    workspaces,
};
use serde::{Deserialize, Serialize};
use url::Url;

/// The kind of the job that does so.
pub const KIND: &str = "answer.mail";

/// How long a teammate may go on writing, and the visitor may come back from another page, before a mail is sent.
///
/// Not before the minute is over in which it may be edited or unsent: mail cannot be called back. A little more, as clocks
/// of several nodes may differ.
const PATIENCE_MS: i64 = WINDOW_MS + 5_000;
/// Messages of one mail.
const LINES: i64 = 50;
/// Characters of one of them.
const CHARS: usize = 2_000;

/// What the widget looks for in the address of its page.
const FRAGMENT: &str = "baton-chat";

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Payload {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// There is nothing left to send.
    Done,
    /// They are still here, or somebody is still writing: look again later.
    NotYet,
}

/// Has an answer sent by mail, unless its reader reads it before.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, conversation_id: ConversationId) -> Result<()> {
    unit.enqueue(
        KIND,
        Some(conversation_id.to_string()),
        &Payload { conversation_id },
    )
}

impl App {
    /// The page that a visitor wrote from, where a mailed answer may lead back to it: its widget opens the conversation.
    /// Which page that was is what a browser said, so that only sites which are named in full are believed.
    fn own_page(&self, conversation: &Conversation, allowed: &[String]) -> Option<Url> {
        let page = Url::parse(conversation.page_url.as_deref()?).ok()?;
        let origin = page.origin().ascii_serialization();
        let named = |site: &String| site.eq_ignore_ascii_case(&origin);
        (origin == self.public_origin || allowed.iter().any(named)).then_some(page)
    }

    /// Sends what the visitor of a conversation has not read, once they are gone.
    pub(crate) async fn mail_answer(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<Rest> {
        let (app, now) = (self.clone(), self.clock.now());
        self.carry_out(workspace, async move |unit| {
            let Some(conversation) = conversations::find(unit.conn, workspace, id).await? else {
                return Ok(Rest::Done);
            };
            let Some(address) = conversation.mail_to.clone() else {
                return Ok(Rest::Done);
            };
            let seen = conversation.visitor_read_seq.max(conversation.mailed_seq);
            let after = Part::After(seen.max(conversation.cleared_seq));
            let unread = messages::said(unit.conn, workspace, id, after, LINES).await?;
            let unread: Vec<_> = unread
                .into_iter()
                .filter(|message| message.role == MessageRole::Human)
                .collect();
            let Some(last) = unread.last() else {
                return Ok(Rest::Done);
            };
            let fresh = now.since_ms(last.created_at) < PATIENCE_MS;
            if fresh || app.presence.is_online(conversation.contact_id) {
                return Ok(Rest::NotYet);
            }
            if !queue::mailed(unit.conn, workspace, id, last.seq).await? {
                return Ok(Rest::Done);
            }
            let company = workspaces::find(unit.conn, workspace).await?;
            let company = company.ok_or(AppError::NotFound)?.name;
            let line = |message: &baton_core::message::Message| Line {
                who: message
                    .author
                    .as_ref()
                    .filter(|_| conversation.show_human_names)
                    .map(|person| person.name.clone()),
                said: preview(&plain(&message.body), CHARS),
            };
            let assistant =
                assistants::find(unit.conn, workspace, conversation.assistant_id).await?;
            let allowed = assistant.map(|kept| kept.assistant.allowed_origins);
            let allowed = allowed.unwrap_or_default();
            let visitor = crate::Visitor {
                workspace,
                assistant: conversation.assistant_id,
                contact: conversation.contact_id,
                conversation: id,
            };
            let resume = token::resume(&app.secrets, visitor, now.plus_ms(token::RESUME_MS));
            let ours = format!("{}/chat/{resume}", app.public_origin);
            let page = app.own_page(&conversation, &allowed);
            // Fragments are sent to no server.
            let link = page.map_or_else(
                || ours.clone(),
                |page| format!("{page}#{FRAGMENT}={resume}"),
            );
            let letter = Letter {
                to: Recipient {
                    email: address,
                    name: conversation.contact_name.clone(),
                },
                content: Content::Answer {
                    company,
                    lines: unread.iter().map(line).collect(),
                    other: Some(ours).filter(|ours| *ours != link),
                    link,
                    language: language_of(unit, conversation.contact_id).await?,
                },
            };
            unit.mail_about(id.uuid(), None, &letter)?;
            Ok(Rest::Done)
        })
        .await
    }
}

//! Files: uploaded beside what is being written, sent with it, read by whoever may read the conversation.

use super::super::{load, no_trial};
use crate::{
    App, Caller,
    error::{AppError, Result, UNWANTED},
    unit::Unit,
};
use baton_core::{
    id::{AttachmentId, ConversationId, MessageId, UserId, WorkspaceId},
    message::attachment::{Attachment, FileName, MAX_FILES, shown},
    role::Permission,
};
use baton_files::Key;
pub use baton_files::Opened;
use baton_store::messages::attachments::{self, Announced, Content, Found};
use bytes::Bytes;
use futures_util::Stream;
use std::{collections::HashSet, fmt};

const ACTION: &str = "conversation.attach";

/// A file on its way.
#[derive(Debug)]
pub struct Upload<S> {
    /// What its sender calls it.
    pub name: String,
    /// How large it says that it is.
    pub announced: Option<u64>,
    /// Its bytes, as they come.
    pub bytes: S,
}

impl App {
    /// Takes a teammate's file in, to be sent with one of their next messages in this conversation.
    pub async fn attach<S, E>(
        &self,
        caller: &Caller,
        id: ConversationId,
        upload: Upload<S>,
    ) -> Result<Attachment>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
        E: fmt::Display + Send,
    {
        let (asking, act) = (caller, (ACTION, ("conversation", id.uuid())));
        let name = FileName::clean(&upload.name);
        let (caller, file) = (caller.clone(), self.ids.next());
        let announced = Announced {
            id: file,
            conversation: id,
            by: caller.person.id,
            name: name.as_str().to_owned(),
        };
        let (limit, size) = (self.files.largest(), upload.announced);
        self.privileged(asking, act, async move |unit| {
            // Whether it exists and may be written to comes before what is wrong with the file.
            let conversation = load(unit, &caller, id).await?;
            if conversation.state().held_by() != Some(caller.person.id) {
                return Err(AppError::MustClaimFirst(conversation.claimant()));
            }
            acceptable(&name, size, limit)?;
            attachments::announce(unit.conn, unit.workspace, &announced, unit.now).await?;
            Ok(())
        })
        .await?;
        let key = Key {
            workspace: asking.workspace,
            id: file,
        };
        self.take_in(key, upload.bytes).await
    }

    /// Keeps the bytes of a file that was announced. Whatever goes wrong, nothing of it is left.
    async fn take_in<S, E>(&self, key: Key, bytes: S) -> Result<Attachment>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
        E: fmt::Display + Send,
    {
        let kept = match self.files.keep(key, bytes).await {
            Ok(kept) => kept,
            Err(error) => {
                self.drop_file(key).await;
                return Err(error.into());
            }
        };
        let content = Content {
            media_type: kept.media_type,
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            sha256: kept.sha256,
            dimensions: shown(kept.dimensions),
        };
        let Key { workspace, id } = key;
        let came = async move |conn: &mut baton_db::Conn<'_>| {
            attachments::came(conn, workspace, id, &content).await
        };
        match self.db.write(came).await {
            Ok(Some(found)) => Ok(found.attachment),
            // Its conversation was deleted while it came.
            Ok(None) => {
                self.drop_file(key).await;
                Err(AppError::NotFound)
            }
            Err(error) => {
                self.drop_file(key).await;
                Err(error.into())
            }
        }
    }

    /// At once where that works; else the row stays, and the job that removes files finds it a day later.
    async fn drop_file(&self, Key { workspace, id }: Key) {
        if self.files.remove(Key { workspace, id }).await.is_err() {
            return;
        }
        let forget = async move |conn: &mut baton_db::Conn<'_>| {
            attachments::forget(conn, workspace, id).await
        };
        drop(self.db.write(forget).await);
    }

    /// Lets go of a file that the caller uploaded and did not send.
    pub async fn discard_file(&self, caller: &Caller, id: AttachmentId) -> Result<()> {
        let (asking, by) = (caller.clone(), caller.person.id);
        let act = ("conversation.detach", ("attachment", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let found = attachments::find(unit.conn, unit.workspace, id).await?;
            let found = found.ok_or(AppError::NotFound)?;
            no_trial(found.conversation)?;
            asking.require(Permission::ConversationReply)?;
            let is_gone = attachments::discard(unit.conn, unit.workspace, (id, by)).await?;
            if is_gone {
                Ok(())
            } else {
                Err(AppError::Conflict(
                    "Only who uploaded a file may remove it, and only before it is sent.",
                ))
            }
        })
        .await
    }

    /// A file that a member may read: one of a conversation that they may read, and unsent only their own.
    pub async fn file(&self, caller: &Caller, id: AttachmentId) -> Result<Attachment> {
        let found = self.find_file(caller.workspace, id).await?;
        no_trial(found.conversation)?;
        caller.require(Permission::ConversationRead)?;
        let is_theirs = found.uploaded_by == Some(caller.person.id);
        if found.message.is_none() && !is_theirs {
            return Err(AppError::NotFound);
        }
        Ok(found.attachment)
    }

    pub(crate) async fn find_file(
        &self,
        workspace: WorkspaceId,
        id: AttachmentId,
    ) -> Result<Found> {
        let read =
            async move |conn: &mut baton_db::Conn<'_>| attachments::find(conn, workspace, id).await;
        self.db.read(read).await?.ok_or(AppError::NotFound)
    }

    /// The bytes of a file that was found.
    pub async fn open_file(&self, workspace: WorkspaceId, id: AttachmentId) -> Result<Opened> {
        Ok(self.files.read(Key { workspace, id }).await?)
    }
}

/// What can be said of a file before it comes.
fn acceptable(name: &FileName, announced: Option<u64>, limit: u64) -> Result<()> {
    if name.is_program() {
        return Err(AppError::Unwanted(UNWANTED));
    }
    if announced.is_some_and(|size| size > limit) {
        return Err(AppError::TooLarge(limit));
    }
    Ok(())
}

/// The files that are named, each once.
pub(crate) fn chosen(ids: &[AttachmentId]) -> Result<Vec<AttachmentId>> {
    let mut seen = HashSet::with_capacity(ids.len());
    let chosen: Vec<_> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    if chosen.len() > MAX_FILES {
        let hint = format!("Send at most {MAX_FILES} files with one message.");
        return Err(AppError::invalid("attachments", hint));
    }
    Ok(chosen)
}

/// Sends uploaded files with a message.
pub(crate) async fn send(
    unit: &mut Unit<'_, '_>,
    place: (ConversationId, MessageId),
    files: (UserId, &[AttachmentId]),
) -> Result<Vec<Attachment>> {
    if files.1.is_empty() {
        return Ok(Vec::new());
    }
    let sent = attachments::send(unit.conn, unit.workspace, place, files).await?;
    sent.ok_or_else(|| {
        let hint = "A file is not here any more. Remove it, attach it again and send.";
        AppError::invalid("attachments", hint)
    })
}

//! Publishing: a version is made of the draft, or of an older version anew. Once made it never changes.

use super::{load, tell};
use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    assistant::{Assistant, told::AssistantChange},
    id::AssistantId,
};
use baton_store::assistants::{
    self, Draft, Kept,
    versions::{self, Version},
};

/// The longest note, in characters.
const NOTE: usize = 500;

/// What is published.
#[derive(Debug)]
pub(super) struct Publishing<'a> {
    pub(super) caller: &'a Caller,
    pub(super) to: Assistant,
    /// The draft afterwards.
    pub(super) draft: Option<Draft>,
    pub(super) note: String,
    pub(super) action: &'static str,
}

/// Publishes; the row, the version, its event and the line of the audit log in one transaction.
pub(super) async fn publish(
    unit: &mut Unit<'_, '_>,
    kept: &Kept,
    publishing: Publishing<'_>,
) -> Result<Kept> {
    let Publishing {
        caller,
        to,
        draft,
        note,
        action,
    } = publishing;
    let (workspace, id) = (unit.workspace, to.id);
    // The first version is written only now: until here it was the row itself.
    let first = versions::find(unit.conn, workspace, id, kept.version).await?;
    if first.is_none() {
        versions::insert(unit.conn, workspace, &as_it_is(kept)).await?;
    }
    let number = kept.version + 1;
    if !versions::follow(unit.conn, workspace, id, (kept.version, number)).await? {
        return Err(AppError::Contended);
    }
    let version = Version {
        number,
        assistant: to.clone(),
        note,
        by: Some(caller.person.name.clone()),
        at: unit.now,
    };
    if !versions::insert(unit.conn, workspace, &version).await? {
        return Err(AppError::Contended);
    }
    assistants::update(unit.conn, workspace, &to).await?;
    let draft = draft.filter(|draft| draft.assistant != to);
    assistants::set_draft(unit.conn, workspace, id, draft.as_ref()).await?;
    let published = Kept {
        assistant: to,
        version: number,
        draft,
        ..kept.clone()
    };
    tell(unit, caller, &published, AssistantChange::Published);
    let target = ("assistant", id.uuid());
    unit.audit(&caller.actor(), action, target).await?;
    Ok(published)
}

/// The published version of an assistant, from its row.
pub fn as_it_is(kept: &Kept) -> Version {
    Version {
        number: kept.version,
        assistant: kept.assistant.clone(),
        note: String::new(),
        by: None,
        at: kept.assistant.created_at,
    }
}

impl App {
    /// Publishes the draft.
    pub async fn publish_draft(
        &self,
        caller: &Caller,
        id: AssistantId,
        note: &str,
    ) -> Result<Kept> {
        let note = clean(note)?;
        let who = caller.clone();
        let act = ("assistant.publish", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = load(unit, &who, id).await?;
            let draft = kept.draft.clone().ok_or(AppError::Conflict(
                "Nothing has changed since the published version.",
            ))?;
            let publishing = Publishing {
                caller: &who,
                to: draft.assistant,
                draft: None,
                note,
                action: "assistant.publish",
            };
            publish(unit, &kept, publishing).await
        })
        .await
    }

    /// Publishes an older version anew. A draft stays as it is.
    pub async fn roll_back(
        &self,
        caller: &Caller,
        id: AssistantId,
        (number, note): (i64, &str),
    ) -> Result<Kept> {
        let note = clean(note)?;
        let who = caller.clone();
        let act = ("assistant.roll_back", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = load(unit, &who, id).await?;
            if number == kept.version {
                return Err(AppError::Conflict("This version is published already."));
            }
            let older = versions::find(unit.conn, unit.workspace, id, number).await?;
            let older = older.ok_or(AppError::NotFound)?;
            let publishing = Publishing {
                caller: &who,
                to: older.assistant,
                draft: kept.draft.clone(),
                note: if note.is_empty() {
                    format!("Back to version {number}")
                } else {
                    note
                },
                action: "assistant.roll_back",
            };
            publish(unit, &kept, publishing).await
        })
        .await
    }
}

fn clean(note: &str) -> Result<String> {
    let note = note.trim();
    if note.chars().count() > NOTE {
        return Err(AppError::invalid(
            "note",
            "Keep the note under 500 characters.",
        ));
    }
    Ok(note.to_owned())
}

//! A new assistant, from nothing or as a copy.

use super::{load, tell};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_core::{
    assistant::{Assistant, told::AssistantChange},
    id::AssistantId,
    role::Permission,
    rule::Rule,
    text::{Name, preview},
};
use baton_store::assistants::{
    self, Kept,
    versions::{self, Version},
};

/// How many assistants a workspace may have.
const MANY: usize = 50;

impl App {
    /// Makes an assistant with the usual settings. No page may embed it yet.
    pub async fn create_assistant(&self, caller: &Caller, name: &str) -> Result<Kept> {
        self.require(caller, Permission::AssistantWrite, "assistant.create", None)
            .await?;
        let name = Name::parse(name).in_field("name")?.into_string();
        let who = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let mut new = Assistant::new(unit.ids.next(), &name, unit.now);
            new.greeting =
                format!("Hi, I am {name}. Ask me anything, or ask for a person at any time.");
            add(unit, &who, new, "assistant.create").await
        })
        .await
    }

    /// Makes a copy of an assistant as its editors see it, without its knowledge and its sites.
    pub async fn duplicate_assistant(&self, caller: &Caller, id: AssistantId) -> Result<Kept> {
        let who = caller.clone();
        let act = ("assistant.duplicate", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = load(unit, &who, id).await?;
            let from = kept.edited().clone();
            let ids = unit.ids.clone();
            let rules = from.rules.into_iter().map(|rule| Rule {
                id: ids.next(),
                ..rule
            });
            let copy = Assistant {
                id: unit.ids.next(),
                name: preview(&format!("{} copy", from.name), Name::MAX_CHARS),
                allowed_origins: Vec::new(),
                created_at: unit.now,
                rules: rules.collect(),
                ..from
            };
            add(unit, &who, copy, "assistant.duplicate").await
        })
        .await
    }
}

async fn add(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    new: Assistant,
    action: &str,
) -> Result<Kept> {
    let workspace = unit.workspace;
    if assistants::list(unit.conn, workspace).await?.len() >= MANY {
        return Err(AppError::Conflict(
            "A workspace may have 50 assistants. Delete one that is not used any more.",
        ));
    }
    assistants::insert(unit.conn, workspace, &new).await?;
    let first = Version {
        number: 1,
        assistant: new.clone(),
        note: String::new(),
        by: Some(caller.person.name.clone()),
        at: unit.now,
    };
    versions::insert(unit.conn, workspace, &first).await?;
    let target = ("assistant", new.id.uuid());
    unit.audit(&caller.actor(), action, target).await?;
    let kept = assistants::find(unit.conn, workspace, new.id).await?;
    let kept = kept.ok_or(AppError::NotFound)?;
    tell(unit, caller, &kept, AssistantChange::Created);
    Ok(kept)
}

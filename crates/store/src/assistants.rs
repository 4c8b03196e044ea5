//! Assistants and their settings.

use crate::json;
use baton_core::{
    assistant::Assistant,
    id::{AssistantId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: AssistantId = "id" as Uuid,
        workspace_id: WorkspaceId = "workspace_id" as Uuid,
        name: String = "name",
        greeting: String = "greeting",
        instructions: String = "instructions",
        threshold: f64 = "threshold",
        allowed_origins: String = "allowed_origins",
        brand_color: String = "brand_color",
        starter_prompts: String = "starter_prompts",
        show_human_names: bool = "show_human_names",
        lead_form: String = "lead_form",
        knowledge_version: i64 = "knowledge_version",
        created_at: Timestamp = "created_at" as i64,
    }
}

/// An assistant with its tenant and the version of its knowledge.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The tenant.
    pub workspace_id: WorkspaceId,
    /// The settings.
    pub assistant: Assistant,
    /// Grows with every change of its knowledge; an index built from an older one is stale.
    pub knowledge_version: i64,
}

impl Stored {
    fn read(self) -> Result<Kept> {
        Ok(Kept {
            workspace_id: self.workspace_id,
            knowledge_version: self.knowledge_version,
            assistant: Assistant {
                id: self.id,
                name: self.name,
                greeting: self.greeting,
                instructions: self.instructions,
                threshold: self.threshold,
                allowed_origins: json::read(&self.allowed_origins, "allowed_origins")?,
                brand_color: self.brand_color,
                starter_prompts: json::read(&self.starter_prompts, "starter_prompts")?,
                show_human_names: self.show_human_names,
                lead_form: json::read(&self.lead_form, "lead_form")?,
                created_at: self.created_at,
            },
        })
    }
}

/// Adds an assistant.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, a: &Assistant) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO assistants (id, workspace_id, name, greeting, instructions, threshold, allowed_origins,
             brand_color, starter_prompts, show_human_names, lead_form, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        a.id.uuid(), workspace.uuid(), &a.name, &a.greeting, &a.instructions, a.threshold,
        json::write(&a.allowed_origins, "allowed_origins")?, &a.brand_color,
        json::write(&a.starter_prompts, "starter_prompts")?, a.show_human_names,
        json::write(&a.lead_form, "lead_form")?, a.created_at.ms()
    ))
    .await?;
    Ok(())
}

/// Stores an assistant's settings.
pub async fn update(conn: &mut Conn<'_>, workspace: WorkspaceId, a: &Assistant) -> Result<()> {
    conn.execute(sql!(
        "UPDATE assistants SET name = {}, greeting = {}, instructions = {}, threshold = {}, allowed_origins = {},
             brand_color = {}, starter_prompts = {}, show_human_names = {}, lead_form = {}
         WHERE workspace_id = {} AND id = {}",
        &a.name, &a.greeting, &a.instructions, a.threshold, json::write(&a.allowed_origins, "allowed_origins")?,
        &a.brand_color, json::write(&a.starter_prompts, "starter_prompts")?, a.show_human_names,
        json::write(&a.lead_form, "lead_form")?, workspace.uuid(), a.id.uuid()
    ))
    .await?;
    Ok(())
}

/// The assistants of a workspace, oldest first.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Kept>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistants WHERE workspace_id = {} ORDER BY created_at, id", workspace.uuid());
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(Stored::read)
        .collect()
}

/// One assistant of a workspace.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
) -> Result<Option<Kept>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistants WHERE workspace_id = {} AND id = {}", workspace.uuid(), id.uuid());
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// An assistant by the public id that a page names; this is how a visitor finds their tenant.
pub async fn find_public(conn: &mut Conn<'_>, id: AssistantId) -> Result<Option<Kept>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistants WHERE id = {}", id.uuid()).global();
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// Marks the knowledge of an assistant as changed; answers its new version.
pub async fn bump_knowledge(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
) -> Result<i64> {
    conn.fetch_one(sql!(
        "UPDATE assistants SET knowledge_version = knowledge_version + 1 WHERE workspace_id = {} AND id = {}
         RETURNING knowledge_version",
        workspace.uuid(), id.uuid()
    ))
    .await
}

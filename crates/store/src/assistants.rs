//! Assistants and their settings: the row is what is published.

pub mod avatars;
pub mod origins;
pub mod previews;
pub mod rules;
pub mod versions;

use crate::json;
use baton_core::{
    assistant::{Assistant, Autopilot, Tone, WidgetSide, WidgetTheme},
    id::{AssistantId, AvatarId, ConversationId, WorkspaceId},
    team::hours::BusinessHours,
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
        avatar: Option<AvatarId> = "avatar_id" as Option<Uuid>,
        guardrails: String = "guardrails",
        lead_prompt: String = "lead_prompt",
        handover: String = "handover",
        autopilot: String = "autopilot",
        theme: WidgetTheme = "theme" as str,
        rules: String = "rules",
        tagline: String = "tagline",
        tone: Tone = "tone" as str,
        side: WidgetSide = "side" as str,
        form_first: bool = "form_first",
        hours: Option<String> = "hours",
        languages: String = "languages",
        version: i64 = "version",
        draft: Option<String> = "draft",
        draft_at: Option<Timestamp> = "draft_at" as Option<i64>,
        draft_by: Option<String> = "draft_by",
        archived_at: Option<Timestamp> = "archived_at" as Option<i64>,
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
    /// The number of the published version.
    pub version: i64,
    /// What would be published next, where something was changed.
    pub draft: Option<Draft>,
    /// Since when it is put aside.
    pub archived_at: Option<Timestamp>,
}

/// Settings that are not published yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The assistant as it would be.
    pub assistant: Assistant,
    /// When it was changed last.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<String>,
}

impl Kept {
    /// The assistant as its editors see it: the draft, else what is published.
    pub fn edited(&self) -> &Assistant {
        self.draft
            .as_ref()
            .map_or(&self.assistant, |draft| &draft.assistant)
    }
}

impl Stored {
    fn read(self) -> Result<Kept> {
        let draft = self.draft.as_deref().map(|text| json::read(text, "draft"));
        let draft = draft.transpose()?.map(|assistant| Draft {
            assistant,
            at: self.draft_at.unwrap_or(self.created_at),
            by: self.draft_by,
        });
        Ok(Kept {
            workspace_id: self.workspace_id,
            knowledge_version: self.knowledge_version,
            version: self.version,
            draft,
            archived_at: self.archived_at,
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
                avatar: self.avatar,
                guardrails: json::read(&self.guardrails, "guardrails")?,
                lead_prompt: json::read(&self.lead_prompt, "lead_prompt")?,
                handover: json::read(&self.handover, "handover")?,
                autopilot: json::read(&self.autopilot, "autopilot")?,
                theme: self.theme,
                rules: json::read(&self.rules, "rules")?,
                tagline: self.tagline,
                tone: self.tone,
                side: self.side,
                form_first: self.form_first,
                hours: own_hours(self.hours.as_deref())?,
                languages: json::read(&self.languages, "languages")?,
                created_at: self.created_at,
            },
        })
    }
}

fn own_hours(text: Option<&str>) -> Result<Option<BusinessHours>> {
    text.map(|text| json::read(text, "hours")).transpose()
}

fn written(hours: Option<&BusinessHours>) -> Result<Option<String>> {
    hours.map(|hours| json::write(hours, "hours")).transpose()
}

/// The hours of an assistant of its own, where it has any.
pub async fn hours(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
) -> Result<Option<BusinessHours>> {
    let kept: Option<Option<String>> = conn
        .fetch_optional(sql!(
            "SELECT hours FROM assistants WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    own_hours(kept.flatten().as_deref())
}

/// Whether the answers of an assistant go out by themselves.
pub async fn autopilot(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
) -> Result<Autopilot> {
    let kept: Option<String> = conn
        .fetch_optional(sql!(
            "SELECT autopilot FROM assistants WHERE workspace_id = {} AND id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    let kept = kept
        .map(|text| json::read(&text, "autopilot"))
        .transpose()?;
    Ok(kept.unwrap_or_default())
}

/// Adds an assistant; what it is now is its first version.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, a: &Assistant) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO assistants (id, workspace_id, name, greeting, instructions, threshold, allowed_origins,
             brand_color, starter_prompts, show_human_names, lead_form, avatar_id, guardrails, lead_prompt, handover,
             theme, rules, created_at, tagline, tone, side, form_first, hours, languages, autopilot)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        a.id.uuid(), workspace.uuid(), &a.name, &a.greeting, &a.instructions, a.threshold,
        json::write(&a.allowed_origins, "allowed_origins")?, &a.brand_color,
        json::write(&a.starter_prompts, "starter_prompts")?, a.show_human_names,
        json::write(&a.lead_form, "lead_form")?, a.avatar.map(AvatarId::uuid),
        json::write(&a.guardrails, "guardrails")?, json::write(&a.lead_prompt, "lead_prompt")?,
        json::write(&a.handover, "handover")?, a.theme.as_str(), json::write(&a.rules, "rules")?,
        a.created_at.ms(), &a.tagline, a.tone.as_str(), a.side.as_str(), a.form_first, written(a.hours.as_ref())?,
        json::write(&a.languages, "languages")?, json::write(&a.autopilot, "autopilot")?
    ))
    .await?;
    Ok(())
}

/// Stores an assistant's published settings.
pub async fn update(conn: &mut Conn<'_>, workspace: WorkspaceId, a: &Assistant) -> Result<()> {
    conn.execute(sql!(
        "UPDATE assistants SET name = {}, greeting = {}, instructions = {}, threshold = {}, allowed_origins = {},
             brand_color = {}, starter_prompts = {}, show_human_names = {}, lead_form = {}, avatar_id = {},
             guardrails = {}, lead_prompt = {}, handover = {}, theme = {}, rules = {},
             tagline = {}, tone = {}, side = {}, form_first = {}, hours = {}, languages = {}, autopilot = {}
         WHERE workspace_id = {} AND id = {}",
        &a.name, &a.greeting, &a.instructions, a.threshold, json::write(&a.allowed_origins, "allowed_origins")?,
        &a.brand_color, json::write(&a.starter_prompts, "starter_prompts")?, a.show_human_names,
        json::write(&a.lead_form, "lead_form")?, a.avatar.map(AvatarId::uuid),
        json::write(&a.guardrails, "guardrails")?, json::write(&a.lead_prompt, "lead_prompt")?,
        json::write(&a.handover, "handover")?, a.theme.as_str(), json::write(&a.rules, "rules")?,
        &a.tagline, a.tone.as_str(), a.side.as_str(), a.form_first, written(a.hours.as_ref())?,
        json::write(&a.languages, "languages")?, json::write(&a.autopilot, "autopilot")?, workspace.uuid(),
        a.id.uuid()
    ))
    .await?;
    Ok(())
}

/// Keeps what would be published next; `None`: nothing is changed any more.
pub async fn set_draft(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    draft: Option<&Draft>,
) -> Result<()> {
    let text = draft
        .map(|d| json::write(&d.assistant, "draft"))
        .transpose()?;
    conn.execute(sql!(
        "UPDATE assistants SET draft = {}, draft_at = {}, draft_by = {} WHERE workspace_id = {} AND id = {}",
        text,
        draft.map(|d| d.at.ms()),
        draft.and_then(|d| d.by.clone()),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Puts an assistant aside, or takes it up again.
pub async fn set_archived(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    at: Option<Timestamp>,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE assistants SET archived_at = {} WHERE workspace_id = {} AND id = {}",
        at.map(Timestamp::ms),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Marks an assistant as being deleted: from now on nobody finds it.
pub async fn mark_deleted(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE assistants SET deleted_at = {} WHERE workspace_id = {} AND id = {}",
        now.ms(),
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Up to `limit` conversations of an assistant.
pub async fn conversations(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    limit: i64,
) -> Result<Vec<ConversationId>> {
    let ids: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND assistant_id = {} LIMIT {}",
            workspace.uuid(),
            id.uuid(),
            limit
        ))
        .await?;
    Ok(ids.into_iter().map(ConversationId::from).collect())
}

/// Deletes an assistant that is being deleted, once its conversations are.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId, id: AssistantId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM assistants WHERE workspace_id = {} AND id = {} AND deleted_at IS NOT NULL",
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// What goes with an assistant, each counted no further than `cap`: conversations, leads, knowledge sources.
pub async fn holdings(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    cap: i64,
) -> Result<(i64, i64, i64)> {
    let conversations = conn
        .fetch_one(sql!(
            "SELECT count(*) FROM (SELECT 1 FROM conversations WHERE workspace_id = {} AND assistant_id = {}
                 AND status <> 'trial' LIMIT {}) AS capped",
            workspace.uuid(), id.uuid(), cap
        ))
        .await?;
    let leads = conn
        .fetch_one(sql!(
            "SELECT count(*) FROM (SELECT 1 FROM leads WHERE workspace_id = {} AND assistant_id = {} LIMIT {}) AS capped",
            workspace.uuid(), id.uuid(), cap
        ))
        .await?;
    let sources = conn
        .fetch_one(sql!(
            "SELECT count(*) FROM (SELECT 1 FROM knowledge_sources WHERE workspace_id = {} AND assistant_id = {} LIMIT {})
             AS capped",
            workspace.uuid(), id.uuid(), cap
        ))
        .await?;
    Ok((conversations, leads, sources))
}

/// The assistants of a workspace, oldest first.
pub async fn list(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Kept>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistants WHERE workspace_id = {} AND deleted_at IS NULL ORDER BY created_at, id", workspace.uuid());
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
    sql!(q; " FROM assistants WHERE workspace_id = {} AND id = {} AND deleted_at IS NULL", workspace.uuid(), id.uuid());
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// An assistant by the public id that a page names; this is how a visitor finds their tenant. Not one that is put aside.
pub async fn find_public(conn: &mut Conn<'_>, id: AssistantId) -> Result<Option<Kept>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistants WHERE id = {} AND archived_at IS NULL AND deleted_at IS NULL", id.uuid()).global();
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

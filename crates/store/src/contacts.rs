//! Contacts: the people who write.

pub mod erase;

use crate::json;
use baton_core::{
    contact::Contact,
    id::{ContactId, ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct Stored {
        id: ContactId = "c.id" as Uuid,
        name: Option<String> = "c.name",
        email: Option<String> = "c.email",
        phone: Option<String> = "c.phone",
        locale: Option<String> = "c.locale",
        device: Option<String> = "c.device",
        referrer: Option<String> = "c.referrer",
        landing_url: Option<String> = "c.landing_url",
        utm: String = "c.utm",
        first_seen_at: Timestamp = "c.first_seen_at" as i64,
        last_seen_at: Timestamp = "c.last_seen_at" as i64,
        conversation_count: i64 = "(SELECT count(*) FROM conversations v WHERE v.workspace_id = c.workspace_id AND v.contact_id = c.id)",
    }
}

/// A contact at the first visit.
#[derive(Debug, Clone)]
pub struct NewContact {
    /// The contact.
    pub id: ContactId,
    /// The browser's language tag.
    pub locale: Option<String>,
    /// Browser and system in words.
    pub device: Option<String>,
    /// Where they came from.
    pub referrer: Option<String>,
    /// The first page.
    pub landing_url: Option<String>,
    /// Campaign parameters.
    pub utm: BTreeMap<String, String>,
}

/// What may be corrected about a contact; `None` leaves a value as it is.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
}

/// Adds a contact.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    new: &NewContact,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO contacts (id, workspace_id, locale, device, referrer, landing_url, utm, first_seen_at, last_seen_at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), workspace.uuid(), &new.locale, &new.device, &new.referrer, &new.landing_url,
        json::write(&new.utm, "utm")?, now.ms(), now.ms()
    ))
    .await?;
    Ok(())
}

/// One contact. `online` is not known here and reads false.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
) -> Result<Option<Contact>> {
    let mut q = Stored::select();
    sql!(q; " FROM contacts c WHERE c.workspace_id = {} AND c.id = {}", workspace.uuid(), id.uuid());
    let Some(s) = conn.fetch_optional::<Stored>(q).await? else {
        return Ok(None);
    };
    Ok(Some(Contact {
        id: s.id,
        name: s.name,
        email: s.email,
        phone: s.phone,
        online: false,
        locale: s.locale,
        device: s.device,
        referrer: s.referrer,
        landing_url: s.landing_url,
        utm: json::read(&s.utm, "utm")?,
        conversation_count: s.conversation_count,
        first_seen_at: s.first_seen_at,
        last_seen_at: s.last_seen_at,
    }))
}

row! {
    /// A contact as lists name it.
    #[derive(Debug, Clone)]
    pub struct Named {
        /// The contact.
        pub id: ContactId = "id" as Uuid,
        /// Where known.
        pub name: Option<String> = "name",
        /// Where known.
        pub email: Option<String> = "email",
    }
}

/// These contacts, in no order.
pub async fn named(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ContactId],
) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Named::select();
    sql!(q; " FROM contacts WHERE workspace_id = {} AND id IN ", workspace.uuid());
    q.list(ids.iter().map(|id| id.uuid()));
    conn.fetch_all(q).await
}

/// The contact with this address who was seen last.
pub async fn by_email(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    email: &str,
) -> Result<Option<ContactId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM contacts WHERE workspace_id = {} AND email = {}
             ORDER BY last_seen_at DESC, id DESC LIMIT 1",
            workspace.uuid(),
            email
        ))
        .await?;
    Ok(found.map(ContactId::from))
}

/// Remembers that a contact was seen; answers whether there is such a contact.
pub async fn touch(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
    now: Timestamp,
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE contacts SET last_seen_at = {} WHERE workspace_id = {} AND id = {}",
            now.ms(),
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(changed > 0)
}

/// Sets the details that are given.
pub async fn update(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
    d: &Details,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE contacts SET name = coalesce({}, name), email = coalesce({}, email), phone = coalesce({}, phone)
         WHERE workspace_id = {} AND id = {}",
        &d.name, &d.email, &d.phone, workspace.uuid(), id.uuid()
    ))
    .await?;
    Ok(())
}

/// Sets all details, also to nothing, as a teammate corrects them.
pub async fn correct(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
    d: &Details,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE contacts SET name = {}, email = {}, phone = {} WHERE workspace_id = {} AND id = {}",
        &d.name,
        &d.email,
        &d.phone,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Sets only the details that are not known yet, as a lead form does.
pub async fn fill(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
    d: &Details,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE contacts SET name = coalesce(name, {}), email = coalesce(email, {}), phone = coalesce(phone, {})
         WHERE workspace_id = {} AND id = {}",
        &d.name, &d.email, &d.phone, workspace.uuid(), id.uuid()
    ))
    .await?;
    Ok(())
}

/// The conversation of a contact in which a change of them is told: the newest of those that are open, else of all.
pub async fn newest_conversation(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ContactId,
) -> Result<Option<ConversationId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND contact_id = {}
             ORDER BY CASE WHEN status = 'open' THEN 0 ELSE 1 END, last_activity_at DESC, id DESC LIMIT 1",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(found.map(ConversationId::from))
}

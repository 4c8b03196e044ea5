//! A visitor's browser loads the widget.

use super::{device, pages, token};
use crate::{
    App, Visitor,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    assistant::{Assistant, origin_allowed},
    channel::Channel,
    event::{ContactName, Event},
    id::{AssistantId, ContactId, ConversationId, WorkspaceId},
    message::Message,
    text::preview,
    time::Timestamp,
};
use baton_db::DbError;
use baton_store::{
    analytics,
    assistants::{self, Kept, origins, previews},
    contacts,
    conversations::{self, Conversation, NewConversation},
    messages::{self, Part},
    turns::{self, Running},
    workspaces,
};
use std::collections::BTreeMap;
use url::Url;

/// A conversation is resumed within 24 hours of its last activity (R016).
const RESUME_MS: i64 = 24 * 60 * 60 * 1_000;
/// That a widget was seen on a site is written down once in so long.
const SEEN_MS: i64 = 60 * 60 * 1_000;
/// How much of the transcript a widget starts with.
const FIRST_MESSAGES: i64 = 30;

/// The page that loads the widget.
#[derive(Debug, Clone, Default)]
pub struct PageVisit {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// Where the visitor came from.
    pub referrer: Option<String>,
}

/// What a browser says when it loads the widget.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Whose widget.
    pub assistant: AssistantId,
    /// The origin of the page, as the browser vouches for it.
    pub origin: Option<String>,
    /// The proof given at an earlier visit.
    pub visitor: Option<String>,
    /// The secret part of a link back to one conversation.
    pub resume: Option<String>,
    /// The page.
    pub page: PageVisit,
    /// The browser's language tag.
    pub locale: Option<String>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
}

/// What a widget starts with.
#[derive(Debug, Clone)]
pub struct Started {
    /// Who the visitor is from now on.
    pub visitor: Visitor,
    /// Their token.
    pub token: String,
    /// Until when it holds.
    pub token_expires_at: Timestamp,
    /// By which the browser is known again; nothing where it came by a link, which is no proof of who they are.
    pub proof: Option<String>,
    /// Who answers.
    pub assistant: Assistant,
    /// For which company.
    pub company: String,
    /// The conversation.
    pub conversation: Conversation,
    /// Its newest messages, ascending.
    pub messages: Vec<Message>,
    /// An answer that is being made right now.
    pub turn: Option<Running>,
}

/// The assistant of a page.
struct Embedded {
    kept: Option<Kept>,
    /// Its draft, from the console.
    is_trial: bool,
    /// The site was not seen lately.
    is_new_site: bool,
}

impl App {
    /// Opens or resumes a visitor's conversation. The first load in 24 hours makes a new one, also for visitors who will
    /// never write (R016, R017).
    pub async fn start_visit(&self, arrival: Arrival) -> Result<Started> {
        let Embedded {
            kept,
            is_trial,
            is_new_site,
        } = self.embedded(&arrival).await?;
        let kept = kept.ok_or(AppError::NotFound)?;
        // A draft is nowhere but on our own pages.
        let allowed: &[String] = if is_trial {
            &[]
        } else {
            &kept.assistant.allowed_origins
        };
        if !self.may_embed(allowed, arrival.origin.as_deref()) {
            return Err(AppError::OriginNotAllowed);
        }
        let known = arrival
            .visitor
            .as_deref()
            .and_then(|proof| token::recall(&self.secrets, kept.workspace_id, proof));
        let workspace = kept.workspace_id;
        let assistant = if is_trial {
            kept.edited().clone()
        } else {
            kept.assistant
        };
        let whose = assistant.clone();
        let linked = self.linked(workspace, &assistant, arrival.resume.as_deref());
        if let Some(visitor) = linked {
            let opened = (visitor.contact, visitor.conversation);
            let started = self.started(workspace, assistant, opened).await?;
            return Ok(Started {
                proof: None,
                ..started
            });
        }
        let opened = self
            .transact(workspace, async move |unit| {
                if let Some(origin) = arrival.origin.as_deref().filter(|_| is_new_site) {
                    origins::see(unit.conn, unit.workspace, whose.id, origin, unit.now).await?;
                }
                open(unit, &arrival, (&whose, is_trial), known).await
            })
            .await?;
        self.started(workspace, assistant, opened).await
    }

    /// The assistant that a page names: by its own id, or by that of a preview of its draft.
    async fn embedded(&self, arrival: &Arrival) -> Result<Embedded> {
        let (id, origin, now) = (arrival.assistant, arrival.origin.clone(), self.clock.now());
        let found = self
            .db
            .read(async move |conn| {
                if let Some(kept) = assistants::find_public(conn, id).await? {
                    let is_new_site = match &origin {
                        Some(origin) => origins::find(conn, kept.workspace_id, id, origin)
                            .await?
                            .is_none_or(|seen| now.since_ms(seen.last_seen_at) >= SEEN_MS),
                        None => false,
                    };
                    return Ok::<_, DbError>(Embedded {
                        kept: Some(kept),
                        is_trial: false,
                        is_new_site,
                    });
                }
                let kept = match previews::find_public(conn, id, now).await? {
                    Some(preview) => {
                        assistants::find(conn, preview.workspace_id, preview.assistant_id).await?
                    }
                    None => None,
                };
                Ok(Embedded {
                    kept,
                    is_trial: true,
                    is_new_site: false,
                })
            })
            .await?;
        Ok(found)
    }

    /// Whose link it is, where it still leads to a conversation with this assistant.
    fn linked(
        &self,
        workspace: WorkspaceId,
        assistant: &Assistant,
        resume: Option<&str>,
    ) -> Option<Visitor> {
        let visitor = token::resumed(&self.secrets, resume?, self.clock.now())?;
        let fits = visitor.workspace == workspace && visitor.assistant == assistant.id;
        fits.then_some(visitor)
    }

    /// Which assistant a link leads to, for the page that it opens.
    pub fn resumed_assistant(&self, resume: &str) -> Option<AssistantId> {
        let visitor = token::resumed(&self.secrets, resume, self.clock.now())?;
        Some(visitor.assistant)
    }

    /// Whether a page of this origin may use an assistant with these allowed origins: ours always may.
    pub fn may_embed(&self, allowed: &[String], origin: Option<&str>) -> bool {
        origin_allowed(allowed, origin) || origin.is_some_and(|origin| origin == self.public_origin)
    }

    async fn started(
        &self,
        workspace: WorkspaceId,
        assistant: Assistant,
        (contact, conversation): (ContactId, ConversationId),
    ) -> Result<Started> {
        let visitor = Visitor {
            workspace,
            assistant: assistant.id,
            contact,
            conversation,
        };
        let token_expires_at = self.clock.now().plus_ms(token::TOKEN_MS);
        let asks = assistant.form_first;
        let (found, messages, turn, company, known) = self
            .db
            .read(async move |conn| {
                let found = conversations::find(conn, workspace, conversation)
                    .await?
                    .ok_or(AppError::NotFound)?;
                let part = Part::Newest;
                let messages =
                    messages::list(conn, workspace, conversation, part, FIRST_MESSAGES).await?;
                let turn = turns::awaited(conn, workspace, conversation).await?;
                let company = workspaces::find(conn, workspace)
                    .await?
                    .map(|w| w.name)
                    .unwrap_or_default();
                // Only who says something for the first time is asked first, and nobody twice.
                let known = !asks
                    || found.last_seq > 0
                    || contacts::find(conn, workspace, contact)
                        .await?
                        .is_some_and(|of| of.email.is_some() || of.phone.is_some());
                Ok::<_, AppError>((found, messages, turn, company, known))
            })
            .await?;
        let assistant = Assistant {
            form_first: asks && !known,
            ..assistant
        };
        let cleared = found.cleared_seq;
        Ok(Started {
            visitor,
            token: token::issue(&self.secrets, visitor, token_expires_at),
            token_expires_at,
            proof: Some(token::remember(&self.secrets, workspace, contact)),
            assistant,
            company,
            conversation: found,
            messages: messages.into_iter().filter(|m| m.seq > cleared).collect(),
            turn,
        })
    }
}

async fn open(
    unit: &mut Unit<'_, '_>,
    arrival: &Arrival,
    (assistant, is_trial): (&Assistant, bool),
    known: Option<ContactId>,
) -> Result<(ContactId, ConversationId)> {
    let (workspace, now) = (unit.workspace, unit.now);
    let contact = match known {
        Some(contact) if contacts::touch(unit.conn, workspace, contact, now).await? => contact,
        _ => meet(unit, arrival).await?,
    };
    let (url, title) = (
        page_url(&arrival.page.url),
        arrival.page.title.as_deref().map(|t| preview(t, 200)),
    );
    let since = now.plus_ms(-RESUME_MS);
    let resumed =
        conversations::resumable(unit.conn, workspace, contact, assistant.id, since).await?;
    // Who tries a draft is known by a proof of their own; should they ever come as a visitor, that is another conversation.
    if let Some(id) = resumed.filter(|id| id.is_trial() == is_trial) {
        if let Some(url) = url {
            pages::come(unit, id, (url, title)).await?;
        }
        return Ok((contact, id));
    }
    let id: ConversationId = unit.ids.next();
    let new = NewConversation {
        id: if is_trial { id.trial() } else { id },
        assistant_id: assistant.id,
        contact_id: contact,
        channel: Channel::Widget,
        page_url: url.clone(),
        page_title: title.clone(),
    };
    conversations::insert(unit.conn, workspace, &new, now).await?;
    if let Some(url) = url {
        pages::leave_trail(unit, new.id, (url, title)).await?;
    }
    analytics::record(
        unit.conn,
        workspace,
        (unit.ids.next(), "opened"),
        Some(new.id),
        now,
    )
    .await?;
    let name = contacts::find(unit.conn, workspace, contact)
        .await?
        .and_then(|c| c.name);
    let actor = Actor::visitor(contact, name.as_deref());
    let event = Event::ConversationCreated {
        channel: Channel::Widget,
        contact: ContactName { id: contact, name },
    };
    unit.emit(
        Place::conversation(new.id, assistant.show_human_names),
        actor,
        event,
    );
    Ok((contact, new.id))
}

async fn meet(unit: &mut Unit<'_, '_>, arrival: &Arrival) -> Result<ContactId> {
    let new = contacts::NewContact {
        id: unit.ids.next(),
        locale: arrival.locale.as_deref().map(|tag| preview(tag, 35)),
        device: arrival.user_agent.as_deref().and_then(device::describe),
        referrer: arrival.page.referrer.as_deref().and_then(page_url),
        landing_url: page_url(&arrival.page.url),
        utm: campaign(&arrival.page.url),
    };
    contacts::insert(unit.conn, unit.workspace, &new, unit.now).await?;
    Ok(new.id)
}

/// A page's address without what may be secret in it: no credentials, no fragment, no parameters but of campaigns.
pub(super) fn page_url(text: &str) -> Option<String> {
    let mut url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let campaign = campaign(text);
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    if !campaign.is_empty() {
        url.query_pairs_mut().extend_pairs(&campaign);
    }
    Some(preview(url.as_str(), 500))
}

/// The campaign parameters of a page's address.
fn campaign(text: &str) -> BTreeMap<String, String> {
    let Ok(url) = Url::parse(text) else {
        return BTreeMap::new();
    };
    url.query_pairs()
        .filter(|(name, value)| name.starts_with("utm_") && name.len() <= 40 && !value.is_empty())
        .take(8)
        .map(|(name, value)| (name.into_owned(), preview(&value, 120)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_campaigns_and_nothing_private() {
        let page = "https://me:pw@shop.example/boots?utm_source=ad&token=secret#top";
        assert_eq!(
            page_url(page).as_deref(),
            Some("https://shop.example/boots?utm_source=ad")
        );
        assert_eq!(page_url("file:///etc/passwd"), None);
        assert_eq!(
            campaign(page).get("utm_source").map(String::as_str),
            Some("ad")
        );
    }
}

//! Who may hear which channel: members all of their workspace, visitors their own conversation.

use crate::{
    auth::{bearer, known},
    problem::Problem,
    realtime::{Channel, ChannelRights, Denied, Grant, Hub, Member, VisitorChange},
    state::Edge,
    widget::visiting::Visiting,
};
use axum::{extract::FromRequestParts, http::request::Parts};
use baton_app::{App, Credential, revocation::Revocation};
use baton_bus::Stored;
use baton_core::{
    id::{ApiTokenId, ContactId, ConversationId, SessionId, UserId, WorkspaceId},
    role::Permission,
    signal::Signal,
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{api_tokens, conversations, people::Standing, sessions};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use tokio::sync::broadcast;

/// The rights, as the store has them at each question.
#[derive(Debug, Clone)]
pub struct Rights {
    app: App,
}

/// How many credentials are asked for in one statement.
const AT_ONCE: usize = 500;

/// Who asks; what they may is asked anew each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Principal {
    /// A member of a workspace.
    Member {
        /// The tenant.
        workspace: WorkspaceId,
        /// Who.
        user: UserId,
        /// By what they are known: without it they hear nothing.
        by: Credential,
    },
    /// The visitor of a conversation.
    Visitor {
        /// The tenant.
        workspace: WorkspaceId,
        /// Who.
        contact: ContactId,
        /// The conversation.
        conversation: ConversationId,
    },
}

impl FromRequestParts<Edge> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, Problem> {
        // Tokens of programs begin with `btn_`; what else is borne is a visitor's.
        if bearer(&parts.headers).is_some_and(|token| !token.starts_with("btn_")) {
            let Visiting(visitor) = Visiting::from_request_parts(parts, edge).await?;
            return Ok(Self::Visitor {
                workspace: visitor.workspace,
                contact: visitor.contact,
                conversation: visitor.conversation,
            });
        }
        let (caller, by) = known(&edge.app, parts).await?;
        Ok(Self::Member {
            workspace: caller.workspace,
            user: caller.person.id,
            by,
        })
    }
}

impl ChannelRights for Rights {
    type Principal = Principal;
    type Revocation = Revocation;

    async fn authorise(&self, who: &Principal, channel: Channel) -> Result<Grant, Denied> {
        let granted = match *who {
            Principal::Visitor {
                workspace,
                conversation,
                ..
            } => self.visitor(workspace, conversation, channel).await,
            Principal::Member {
                workspace,
                user,
                by,
            } => self.member((workspace, user), by, channel).await,
        };
        granted
            .inspect_err(|error| tracing::warn!(%error, "rights could not be read"))
            .map_err(|_error| Denied::Unavailable)?
            .ok_or(Denied::Refused)
    }

    fn workspace(who: &Principal) -> WorkspaceId {
        match who {
            Principal::Member { workspace, .. } | Principal::Visitor { workspace, .. } => {
                *workspace
            }
        }
    }

    async fn newest(
        &self,
        workspaces: Vec<WorkspaceId>,
    ) -> Result<Vec<(WorkspaceId, i64)>, Denied> {
        let newest = self.app.newest_events(workspaces).await;
        newest.map_err(|_error| Denied::Unavailable)
    }

    async fn missed(
        &self,
        workspace: WorkspaceId,
        after: (i64, i64),
    ) -> Result<Vec<Stored>, Denied> {
        let missed = self.app.missed_events(workspace, after).await;
        missed.map_err(|_error| Denied::Unavailable)
    }

    fn ends(revocation: &Revocation, who: &Principal, channel: Channel) -> bool {
        match (revocation, who) {
            (Revocation::Credential(ended), Principal::Member { by, .. }) => by == ended,
            (Revocation::User(ended), Principal::Member { user, .. }) => user == ended,
            (
                Revocation::Member { workspace, user },
                Principal::Member {
                    workspace: w,
                    user: u,
                    ..
                },
            ) => (w, u) == (workspace, user),
            (
                Revocation::Visitor { workspace, contact },
                Principal::Visitor {
                    workspace: w,
                    contact: c,
                    ..
                },
            ) => (w, c) == (workspace, contact),
            (Revocation::Conversations { conversations, .. }, _) => channel
                .conversation()
                .is_some_and(|id| conversations.binary_search(&id).is_ok()),
            (Revocation::Visitor { .. }, Principal::Member { .. })
            | (_, Principal::Visitor { .. }) => false,
        }
    }

    async fn lapsed(&self, listeners: Vec<Principal>) -> Result<Vec<Principal>, Denied> {
        let (now, asked) = (self.app.clock.now(), listeners.clone());
        let held: Result<_, DbError> = self
            .app
            .db
            .read(async move |conn| Held::among(conn, &asked, now).await)
            .await;
        let held = held
            .inspect_err(|error| tracing::warn!(%error, "rights could not be read"))
            .map_err(|_error| Denied::Unavailable)?;
        let has_lapsed = |who: &Principal| match *who {
            Principal::Member { workspace, by, .. } => !held.includes(workspace, by),
            Principal::Visitor { .. } => false,
        };
        Ok(listeners.into_iter().filter(has_lapsed).collect())
    }
}

impl Rights {
    /// The rights of an application.
    pub const fn new(app: App) -> Self {
        Self { app }
    }

    async fn visitor(
        &self,
        workspace: WorkspaceId,
        own: ConversationId,
        channel: Channel,
    ) -> Result<Option<Grant>, DbError> {
        if channel != Channel::Conversation(own) {
            return Ok(None);
        }
        let found = self
            .app
            .db
            .read(async move |conn| conversations::find(conn, workspace, own).await);
        Ok(found.await?.map(|_still_there| Grant::Visitor))
    }

    async fn member(
        &self,
        (workspace, user): (WorkspaceId, UserId),
        by: Credential,
        channel: Channel,
    ) -> Result<Option<Grant>, DbError> {
        let now = self.app.clock.now();
        let read = async move |conn: &mut Conn<'_>| {
            let standing = match by {
                Credential::Session(id) => sessions::standing(conn, workspace, id, now).await?,
                Credential::Token(id) => api_tokens::standing(conn, workspace, id).await?,
            };
            let may = |s: &Standing| s.user == user && s.role.can(Permission::ConversationRead);
            let Some(standing) = standing.filter(may) else {
                return Ok::<_, DbError>(None);
            };
            let is_theirs = match channel {
                Channel::Workspace(id) | Channel::WorkspacePresence(id) => id == workspace,
                Channel::Conversation(id)
                | Channel::Team(id)
                | Channel::ConversationPresence(id) => {
                    conversations::find(conn, workspace, id).await?.is_some()
                }
            };
            Ok(is_theirs.then_some(standing))
        };
        let standing: Option<Standing> = self.app.db.read(read).await?;
        Ok(standing.map(|standing| {
            Grant::Member(Member {
                user_id: standing.user.to_string().into(),
                name: standing.name.into(),
            })
        }))
    }
}

/// The credentials that hold, among those that were asked for.
struct Held {
    sessions: HashSet<(SessionId, WorkspaceId)>,
    tokens: HashSet<ApiTokenId>,
}

impl Held {
    async fn among(
        conn: &mut Conn<'_>,
        asked: &[Principal],
        now: Timestamp,
    ) -> Result<Self, DbError> {
        let (mut browsers, mut programs) = (HashSet::new(), HashSet::new());
        for who in asked {
            match *who {
                Principal::Member {
                    by: Credential::Session(id),
                    ..
                } => drop(browsers.insert(id)),
                Principal::Member {
                    by: Credential::Token(id),
                    ..
                } => drop(programs.insert(id)),
                Principal::Visitor { .. } => {}
            }
        }
        let (browsers, programs): (Vec<_>, Vec<_>) = (
            browsers.into_iter().collect(),
            programs.into_iter().collect(),
        );
        let mut held = Self {
            sessions: HashSet::new(),
            tokens: HashSet::new(),
        };
        for some in browsers.chunks(AT_ONCE) {
            held.sessions
                .extend(sessions::holding(conn, some, now).await?);
        }
        for some in programs.chunks(AT_ONCE) {
            held.tokens.extend(api_tokens::holding(conn, some).await?);
        }
        Ok(held)
    }

    fn includes(&self, workspace: WorkspaceId, by: Credential) -> bool {
        match by {
            Credential::Session(id) => self.sessions.contains(&(id, workspace)),
            Credential::Token(id) => self.tokens.contains(&id),
        }
    }
}

/// Keeps what the product knows of visitors' presence in step with the sockets, until the server stops.
pub(crate) async fn follow_presence(app: App, hub: Hub<Rights>) {
    let mut changes = hub.visitor_changes();
    let mut there = There::new();
    count_anew(&app, &hub, &mut there).await;
    while let Some(change) = app.stop.run_until_cancelled(changes.recv()).await {
        let VisitorChange {
            conversation,
            online,
        } = match change {
            Ok(change) => change,
            Err(broadcast::error::RecvError::Closed) => return,
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                tracing::info!(missed, "many visitors came or went at once; counting them");
                count_anew(&app, &hub, &mut there).await;
                continue;
            }
        };
        if online {
            came(&app, &mut there, conversation).await;
        } else {
            left(&app, &mut there, conversation);
        }
    }
}

/// The conversations whose visitors are here, with whom they belong to.
type There = HashMap<ConversationId, (WorkspaceId, ContactId)>;

/// What was missed is found by looking who is there.
async fn count_anew(app: &App, hub: &Hub<Rights>, there: &mut There) {
    let now = hub.visitors_online();
    let mut gone: Vec<_> = there.keys().copied().collect();
    gone.retain(|id| !now.contains(id));
    for id in gone {
        left(app, there, id);
    }
    for id in now {
        came(app, there, id).await;
    }
}

fn left(app: &App, there: &mut There, id: ConversationId) {
    if let Some((workspace, contact)) = there.remove(&id)
        && app.presence.left(contact)
    {
        tell(app, workspace, contact, false);
    }
}

async fn came(app: &App, there: &mut There, id: ConversationId) {
    if there.contains_key(&id) {
        return;
    }
    let owner = app
        .db
        .read(async move |conn| conversations::owner(conn, id).await);
    let owner: Result<_, DbError> = owner.await;
    if let Ok(Some((workspace, contact))) = owner {
        there.insert(id, (workspace, contact));
        if app.presence.came(contact) {
            tell(app, workspace, contact, true);
        }
    }
}

fn tell(app: &App, workspace: WorkspaceId, contact_id: ContactId, online: bool) {
    app.publish_signal(workspace, None, &Signal::Presence { contact_id, online });
}

#[cfg(test)]
mod tests;

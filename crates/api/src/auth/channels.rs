//! Who may hear which channel: members all of their workspace, visitors their own conversation.

use crate::{
    auth::{Who, bearer},
    problem::Problem,
    realtime::{Channel, ChannelRights, Denied, Grant, Hub, Member, VisitorChange},
    state::Edge,
    widget::visiting::Visiting,
};
use axum::{extract::FromRequestParts, http::request::Parts};
use baton_app::App;
use baton_core::{
    id::{ContactId, ConversationId, UserId, WorkspaceId},
    role::Permission,
    signal::Signal,
};
use baton_db::DbError;
use baton_store::{conversations, people};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tokio::sync::broadcast;

/// The rights, as the store has them at each question.
#[derive(Debug, Clone)]
pub struct Rights {
    app: App,
}

/// Who asks; what they may is asked anew each time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Principal {
    /// A member of a workspace.
    Member {
        /// The tenant.
        workspace: WorkspaceId,
        /// Who.
        user: UserId,
    },
    /// The visitor of a conversation.
    Visitor {
        /// The tenant.
        workspace: WorkspaceId,
        /// The conversation.
        conversation: ConversationId,
    },
}

/// Whose rights ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// In this workspace.
    pub workspace: WorkspaceId,
    /// Of this member.
    pub user: UserId,
}

impl FromRequestParts<Edge> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, Problem> {
        // Tokens of programs begin with `btn_`; what else is borne is a visitor's.
        if bearer(&parts.headers).is_some_and(|token| !token.starts_with("btn_")) {
            let Visiting(visitor) = Visiting::from_request_parts(parts, edge).await?;
            let (workspace, conversation) = (visitor.workspace, visitor.conversation);
            return Ok(Self::Visitor {
                workspace,
                conversation,
            });
        }
        let Who(caller) = Who::from_request_parts(parts, edge).await?;
        Ok(Self::Member {
            workspace: caller.workspace,
            user: caller.person.id,
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
            } => self.visitor(workspace, conversation, channel).await,
            Principal::Member { workspace, user } => self.member(workspace, user, channel).await,
        };
        granted
            .inspect_err(|error| tracing::warn!(%error, "rights could not be read"))
            .map_err(|_error| Denied::Unavailable)?
            .ok_or(Denied::Refused)
    }

    fn ends(revocation: &Revocation, who: &Principal, _channel: Channel) -> bool {
        let Revocation { workspace, user } = *revocation;
        matches!(*who, Principal::Member { workspace: w, user: u } if (w, u) == (workspace, user))
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
        workspace: WorkspaceId,
        user: UserId,
        channel: Channel,
    ) -> Result<Option<Grant>, DbError> {
        let read = async move |conn: &mut baton_db::Conn<'_>| {
            let standing = people::standing(conn, workspace, user).await?;
            let Some(standing) = standing.filter(|s| s.role.can(Permission::ConversationRead))
            else {
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
            Ok(is_theirs.then_some(standing.name))
        };
        let name: Option<String> = self.app.db.read(read).await?;
        Ok(name.map(|name| {
            let user_id = user.to_string().into();
            Grant::Member(Member {
                user_id,
                name: name.into(),
            })
        }))
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

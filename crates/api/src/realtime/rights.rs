use super::channel::Channel;
use baton_bus::Stored;
use baton_core::id::WorkspaceId;
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Debug, hash::Hash, sync::Arc};

/// Who may hear which channel, as the rest of the product decides it.
///
/// A socket keeps who somebody is, never what they may: this is asked at the authorisation, again at the subscription, and
/// from time to time while somebody listens.
pub trait ChannelRights: Send + Sync + 'static {
    /// Who asks: a member, a visitor. It travels within the signed answer of the authorisation, so that any node can ask again.
    type Principal: Clone + Debug + Eq + Hash + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Whose rights ended, as told to every node.
    type Revocation: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Whether `who` may hear `channel` now, and as what.
    ///
    /// # Errors
    /// [`Denied::Refused`] for a channel that is foreign or does not exist, alike.
    fn authorise(
        &self,
        who: &Self::Principal,
        channel: Channel,
    ) -> impl Future<Output = Result<Grant, Denied>> + Send;

    /// Which of the members who listen lost all rights without a word: their session ran out, or the word was lost.
    ///
    /// # Errors
    /// [`Denied::Unavailable`] where it could not be found out.
    fn lapsed(
        &self,
        listeners: Vec<Self::Principal>,
    ) -> impl Future<Output = Result<Vec<Self::Principal>, Denied>> + Send;

    /// Whose channels somebody may hear.
    fn workspace(who: &Self::Principal) -> WorkspaceId;

    /// The place of the newest event of each of these workspaces.
    ///
    /// # Errors
    /// [`Denied::Unavailable`] where it could not be found out.
    fn newest(
        &self,
        workspaces: Vec<WorkspaceId>,
    ) -> impl Future<Output = Result<Vec<(WorkspaceId, i64)>, Denied>> + Send;

    /// Events of a workspace after a place in its stream, so many at most, in their order.
    ///
    /// # Errors
    /// [`Denied::Unavailable`] where they could not be read.
    fn missed(
        &self,
        workspace: WorkspaceId,
        after: (i64, i64),
    ) -> impl Future<Output = Result<Vec<Stored>, Denied>> + Send;

    /// Whether `revocation` ends what `who` hears on `channel`.
    fn ends(revocation: &Self::Revocation, who: &Self::Principal, channel: Channel) -> bool;
}

/// As what somebody is on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The visitor of the conversation.
    Visitor,
    /// A member of the workspace.
    Member(Member),
}

/// How a member is shown to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their user id.
    pub user_id: Arc<str>,
    /// Their name.
    pub name: Arc<str>,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// No right to it, or no such thing.
    #[error("not allowed")]
    Refused,
    /// It could not be found out now; asking again may help.
    #[error("not available")]
    Unavailable,
}

impl Denied {
    /// The status that tells a client whether to ask again.
    pub(super) const fn status(self) -> u16 {
        match self {
            Self::Refused => 403,
            Self::Unavailable => 503,
        }
    }
}

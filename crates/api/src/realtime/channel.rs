use baton_core::id::{ConversationId, WorkspaceId};
use std::{fmt, str::FromStr};

/// A channel of the product. There are no others: any other name is refused like a foreign one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// `private-conversation.{id}`: its visitor, and members.
    Conversation(ConversationId),
    /// `private-conversation.{id}.team`: members.
    Team(ConversationId),
    /// `private-workspace.{id}`: members.
    Workspace(WorkspaceId),
    /// `presence-workspace.{id}`: which members are online.
    WorkspacePresence(WorkspaceId),
    /// `presence-conversation.{id}`: which members look at it.
    ConversationPresence(ConversationId),
}

/// The name is none of ours.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such channel")]
pub struct UnknownChannel;

impl Channel {
    /// Whether its subscribers see each other.
    pub const fn is_presence(self) -> bool {
        matches!(
            self,
            Self::WorkspacePresence(_) | Self::ConversationPresence(_)
        )
    }

    /// The conversation that it is about, if it is about one.
    pub const fn conversation(self) -> Option<ConversationId> {
        match self {
            Self::Conversation(id) | Self::Team(id) | Self::ConversationPresence(id) => Some(id),
            Self::Workspace(_) | Self::WorkspacePresence(_) => None,
        }
    }

    /// Whether a visitor can ever be there.
    pub const fn is_for_visitors(self) -> bool {
        matches!(self, Self::Conversation(_))
    }

    /// Whether members may speak to each other there without the server, as in "Ana is typing".
    pub const fn takes_whispers(self) -> bool {
        !matches!(self, Self::Workspace(_))
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conversation(id) => write!(f, "private-conversation.{id}"),
            Self::Team(id) => write!(f, "private-conversation.{id}.team"),
            Self::Workspace(id) => write!(f, "private-workspace.{id}"),
            Self::WorkspacePresence(id) => write!(f, "presence-workspace.{id}"),
            Self::ConversationPresence(id) => write!(f, "presence-conversation.{id}"),
        }
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, UnknownChannel> {
        let (kind, rest) = name.split_once('.').ok_or(UnknownChannel)?;
        let channel = match (kind, rest.strip_suffix(".team")) {
            ("private-conversation", Some(id)) => Self::Team(parse(id)?),
            ("private-conversation", None) => Self::Conversation(parse(rest)?),
            ("private-workspace", None) => Self::Workspace(parse(rest)?),
            ("presence-workspace", None) => Self::WorkspacePresence(parse(rest)?),
            ("presence-conversation", None) => Self::ConversationPresence(parse(rest)?),
            _ => return Err(UnknownChannel),
        };
        Ok(channel)
    }
}

/// Only the one form that we write ourselves, so that a channel has one name.
fn parse<T: FromStr + fmt::Display>(text: &str) -> Result<T, UnknownChannel> {
    let id: T = text.parse().map_err(|_invalid| UnknownChannel)?;
    if id.to_string() == text {
        Ok(id)
    } else {
        Err(UnknownChannel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199b3a0-7c1e-7000-8000-00000000000a";

    #[test]
    fn names_round_trip() {
        for name in [
            format!("private-conversation.{ID}"),
            format!("private-conversation.{ID}.team"),
            format!("private-workspace.{ID}"),
            format!("presence-workspace.{ID}"),
            format!("presence-conversation.{ID}"),
        ] {
            assert_eq!(name.parse::<Channel>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn what_the_use_cases_publish_on_is_a_channel() {
        use baton_app::publish::{conversation_channel, team_channel, workspace_channel};
        let (conversation, workspace) = (ID.parse().unwrap(), ID.parse().unwrap());
        assert_eq!(
            conversation_channel(conversation),
            Channel::Conversation(conversation).to_string()
        );
        assert_eq!(
            team_channel(conversation),
            Channel::Team(conversation).to_string()
        );
        assert_eq!(
            workspace_channel(workspace),
            Channel::Workspace(workspace).to_string()
        );
    }

    #[test]
    fn other_names_are_unknown() {
        for name in [
            String::new(),
            "public".into(),
            "private-".into(),
            "private-conversation.1".into(),
            format!("private-conversation.{}", ID.to_uppercase()),
            format!("private-conversation.{}", ID.replace('-', "")),
            format!("private-conversation.{{{ID}}}"),
            format!("private-conversation.{ID}.notes"),
            format!("private-conversation.{ID}.team.team"),
            format!("private-workspace.{ID}.team"),
            format!("private-encrypted-conversation.{ID}"),
            format!("conversation.{ID}"),
            format!(" private-conversation.{ID}"),
        ] {
            assert_eq!(name.parse::<Channel>(), Err(UnknownChannel), "{name}");
        }
    }

    #[test]
    fn visitors_fit_in_one_kind_only() {
        let id = || ID.parse().unwrap();
        assert!(Channel::Conversation(id()).is_for_visitors());
        assert!(!Channel::Team(id()).is_for_visitors());
        assert!(!Channel::ConversationPresence(id()).is_for_visitors());
    }
}

//! What the log can be narrowed to.

use crate::conversations::search::Narrow;
use baton_core::{
    channel::Channel,
    conversation::Status,
    id::{AssistantId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Sql, sql};

/// Who holds it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The assistant.
    Assistant,
    /// Nobody: a visitor waits.
    Nobody,
    /// Some teammate.
    Person,
    /// This teammate.
    By(UserId),
    /// None any more: it is resolved.
    None,
}

/// Which conversations; all conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those whose visitor wrote something.
    pub engaged: bool,
    /// Of this channel.
    pub channel: Option<Channel>,
    /// Of this assistant.
    pub assistant: Option<AssistantId>,
    /// Held so.
    pub held: Option<Held>,
    /// A person was asked for, and it is not over.
    pub needs_human: bool,
    /// With this tag.
    pub tag: Option<String>,
    /// Begun then or later.
    pub from: Option<Timestamp>,
    /// Begun before.
    pub until: Option<Timestamp>,
}

impl Filter {
    /// Appends when they began, where that is looked up for each: the plus keeps it from being walked.
    pub(super) fn begun(&self, q: &mut Sql) {
        if let Some(from) = self.from {
            sql!(q; " AND c.created_at + 0 >= {}", from.ms());
        }
        if let Some(until) = self.until {
            sql!(q; " AND c.created_at + 0 < {}", until.ms());
        }
    }

    /// Appends when they began, as a part of the index of the log.
    pub(super) fn between(&self, q: &mut Sql) {
        if let Some(from) = self.from {
            sql!(q; " AND c.created_at >= {}", from.ms());
        }
        if let Some(until) = self.until {
            sql!(q; " AND c.created_at < {}", until.ms());
        }
    }

    /// Appends all other conditions on `c`.
    pub(super) fn narrow(&self, q: &mut Sql, workspace: WorkspaceId) {
        // Talks with a draft are no conversations of anybody.
        sql!(q; " AND c.status <> 'trial'");
        if self.engaged {
            sql!(q; " AND c.engaged");
        }
        if let Some(channel) = self.channel {
            sql!(q; " AND c.channel = {}", channel.as_str());
        } else {
            // Nor are those with a visitor who is played, unless they are asked for.
            sql!(q; " AND c.channel <> 'practice'");
        }
        if let Some(assistant) = self.assistant {
            sql!(q; " AND c.assistant_id = {}", assistant.uuid());
        }
        if let Some(held) = self.held {
            held.narrow(q);
        }
        if self.needs_human {
            sql!(q; " AND c.status = {} AND c.escalated_at IS NOT NULL", Status::Open.as_str());
        }
        if let Some(tag) = &self.tag {
            // A value, not a join, which PostgreSQL would make of EXISTS: a walk keeps its order.
            sql!(q; " AND (SELECT g.name FROM conversation_tags g WHERE g.workspace_id = {} AND g.conversation_id = c.id
                AND g.name = {} LIMIT 1) IS NOT NULL", workspace.uuid(), tag);
        }
    }
}

impl Held {
    fn narrow(self, q: &mut Sql) {
        let status = if self == Self::None {
            Status::Resolved
        } else {
            Status::Open
        };
        sql!(q; " AND c.status = {}", status.as_str());
        match self {
            Self::Assistant => {
                sql!(q; " AND c.claimed_by_user_id IS NULL AND c.escalated_at IS NULL")
            }
            Self::Nobody => {
                sql!(q; " AND c.claimed_by_user_id IS NULL AND c.escalated_at IS NOT NULL")
            }
            Self::Person => sql!(q; " AND c.claimed_by_user_id IS NOT NULL"),
            Self::By(user) => sql!(q; " AND c.claimed_by_user_id = {}", user.uuid()),
            Self::None => q,
        };
    }
}

impl Narrow for Filter {
    fn narrow_found(&self, q: &mut Sql, workspace: WorkspaceId) {
        self.begun(q);
        self.narrow(q, workspace);
    }
}

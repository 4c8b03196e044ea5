//! Who may do what: four roles and one decision function.

use Permission::{
    AssistantWrite, ContactWrite, ConversationDelete, ConversationRead, ConversationReleaseAny,
    ConversationReply, KnowledgeWrite, LeadWrite, MemberManage, TokenManage, WorkspaceManage,
};

crate::codes! {
    /// What a member is in a workspace.
    pub enum Role {
        /// Exactly one in each workspace; may do everything.
        Owner = "owner",
        /// Members, deletion, settings.
        Admin = "admin",
        /// Assistants, knowledge, replies.
        Editor = "editor",
        /// Reads only.
        Viewer = "viewer",
    }
}

crate::codes! {
    /// One thing that a role may allow.
    pub enum Permission {
        /// See conversations, contacts, leads.
        ConversationRead = "conversation.read",
        /// Claim, reply, hand back, escalate, resolve, tag.
        ConversationReply = "conversation.reply",
        /// Delete conversations.
        ConversationDelete = "conversation.delete",
        /// Release or take over what a teammate holds.
        ConversationReleaseAny = "conversation.release_any",
        /// Change leads.
        LeadWrite = "lead.write",
        /// Change contacts.
        ContactWrite = "contact.write",
        /// Import and delete knowledge.
        KnowledgeWrite = "knowledge.write",
        /// Change assistants.
        AssistantWrite = "assistant.write",
        /// Invite, change and remove members.
        MemberManage = "member.manage",
        /// Make and revoke API tokens.
        TokenManage = "token.manage",
        /// Change the workspace itself.
        WorkspaceManage = "workspace.manage",
    }
}

const EDITOR: &[Permission] = &[
    ConversationRead,
    ConversationReply,
    LeadWrite,
    ContactWrite,
    KnowledgeWrite,
    AssistantWrite,
];
const ADMIN: &[Permission] = &[
    ConversationRead,
    ConversationReply,
    LeadWrite,
    ContactWrite,
    KnowledgeWrite,
    AssistantWrite,
    ConversationDelete,
    ConversationReleaseAny,
    MemberManage,
    TokenManage,
    WorkspaceManage,
];

impl Role {
    /// The permissions of this role. The single decision that HTTP, sockets, jobs and tools ask.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Owner | Self::Admin => ADMIN,
            Self::Editor => EDITOR,
            Self::Viewer => &[ConversationRead],
        }
    }

    /// Whether this role allows `permission`.
    pub fn can(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }

    /// The lower of two roles: what a credential may do where `limit` is all that its maker may.
    #[must_use]
    pub fn at_most(self, limit: Self) -> Self {
        // Declared from the highest to the lowest.
        self.max(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_contains_the_one_below_it() {
        for (above, below) in [
            (Role::Owner, Role::Admin),
            (Role::Admin, Role::Editor),
            (Role::Editor, Role::Viewer),
        ] {
            assert!(
                below.permissions().iter().all(|p| above.can(*p)),
                "{above} lacks one of {below}"
            );
        }
    }

    #[test]
    fn a_limit_never_raises_a_role() {
        assert_eq!(Role::Admin.at_most(Role::Viewer), Role::Viewer);
        assert_eq!(Role::Viewer.at_most(Role::Owner), Role::Viewer);
        assert_eq!(Role::Editor.at_most(Role::Editor), Role::Editor);
    }

    #[test]
    fn viewers_only_read_and_editors_never_delete() {
        assert_eq!(Role::Viewer.permissions(), [ConversationRead]);
        assert!(!Role::Editor.can(ConversationDelete));
        assert!(!Role::Editor.can(ConversationReleaseAny));
        assert!(Role::Admin.can(ConversationDelete));
    }
}

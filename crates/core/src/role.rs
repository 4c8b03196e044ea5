//! Who may do what: four roles and one decision function.

use Permission::{
    AssistantWrite, AuditRead, ContactWrite, ConversationBulkDelete, ConversationDelete,
    ConversationExport, ConversationRead, ConversationReleaseAny, ConversationReply,
    KnowledgeWrite, LeadWrite, MemberManage, TokenManage, WebhookManage, WorkspaceManage,
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
        /// Delete one conversation.
        ConversationDelete = "conversation.delete",
        /// Delete many conversations at once: a selection, or all empty ones.
        ConversationBulkDelete = "conversation.bulk_delete",
        /// Take all conversations out as a file.
        ConversationExport = "conversation.export",
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
        /// Make, change and remove endpoints of webhooks.
        WebhookManage = "webhook.manage",
        /// Change the workspace itself.
        WorkspaceManage = "workspace.manage",
        /// Read and export the audit log.
        AuditRead = "audit.read",
        /// Offer the workspace to its next owner.
        WorkspaceTransfer = "workspace.transfer",
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
    ConversationBulkDelete,
    ConversationExport,
    ConversationReleaseAny,
    MemberManage,
    TokenManage,
    WebhookManage,
    WorkspaceManage,
    AuditRead,
];

impl Role {
    /// The permissions of this role. The single decision that HTTP, sockets, jobs and tools ask.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Owner => Permission::ALL,
            Self::Admin => ADMIN,
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
    use Permission::WorkspaceTransfer;

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

    /// R027, R090: who may do what, written out. A permission that is added has to be added here.
    #[test]
    fn the_matrix_of_roles() {
        let table = [
            (ConversationRead, "owner admin editor viewer"),
            (ConversationReply, "owner admin editor"),
            (ConversationDelete, "owner admin"),
            (ConversationBulkDelete, "owner admin"),
            (ConversationExport, "owner admin"),
            (ConversationReleaseAny, "owner admin"),
            (LeadWrite, "owner admin editor"),
            (ContactWrite, "owner admin editor"),
            (KnowledgeWrite, "owner admin editor"),
            (AssistantWrite, "owner admin editor"),
            (MemberManage, "owner admin"),
            (TokenManage, "owner admin"),
            (WebhookManage, "owner admin"),
            (WorkspaceManage, "owner admin"),
            (AuditRead, "owner admin"),
            (WorkspaceTransfer, "owner"),
        ];
        assert_eq!(
            table.map(|(permission, _)| permission),
            Permission::ALL,
            "every permission, in its order"
        );
        for (permission, roles) in table {
            let allowed: Vec<_> = Role::ALL
                .iter()
                .filter(|role| role.can(permission))
                .map(|role| role.as_str())
                .collect();
            assert_eq!(allowed.join(" "), roles, "{permission}");
        }
    }
}

//! What mails are about.

use baton_ai::language::Language;
use baton_core::{
    id::{AlertId, LeadId, UserId},
    role::Role,
    text::Email,
    time::Timestamp,
};
use baton_store::members::Member;
use serde::{Deserialize, Serialize};

/// A mail that is to be sent: kept in the queue until a server has taken it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Whom it is for.
    pub to: Recipient,
    /// What it says.
    pub content: Content,
}

impl Letter {
    /// As the queue keeps it.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Somebody who gets a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their address.
    pub email: String,
    /// Their name, where it is known.
    pub name: Option<String>,
}

impl Recipient {
    /// A member.
    pub fn member(member: &Member) -> Self {
        Self {
            email: member.email.clone(),
            name: Some(member.name.clone()),
        }
    }

    /// Somebody whose name is not known.
    pub fn at(email: &Email) -> Self {
        Self {
            email: email.as_str().to_owned(),
            name: None,
        }
    }
}

/// What a mail says. The name of each variant is the name of its templates.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Content {
    /// That mail works.
    Test,
    /// That a lead was captured (R081, R082).
    NewLeadCaptured {
        /// The lead.
        lead_id: LeadId,
        /// Whom it is told: owners and admins who have accepted (R085).
        member: UserId,
    },
    /// What happened in a day.
    Digest {
        /// Whom it is told.
        member: UserId,
        /// The end of the day.
        until: Timestamp,
    },
    /// A link for a new password, for whoever has this address.
    PasswordReset {
        /// When it was asked for.
        asked_at: Timestamp,
    },
    /// That somebody may join a workspace.
    Invitation {
        /// The name of the workspace.
        workspace: String,
        /// Who invites.
        inviter: String,
        /// As what.
        role: Role,
        /// Where to accept, below the configured public address.
        link: String,
    },
    /// That an endpoint of webhooks was turned off by itself.
    WebhookDisabled {
        /// The host of its address.
        host: String,
        /// Whether it said that it is gone; else it failed for days.
        is_gone: bool,
        /// Where to turn it on again, below the configured public address.
        link: String,
    },
    /// That somebody waits, and nobody of the team has looked yet.
    Alert {
        /// Whether it is a lead; else a visitor who asked for a person.
        is_lead: bool,
        /// Who it is about.
        name: String,
        /// Where the row is, below the configured public address.
        path: String,
    },
    /// To a teammate: they were mentioned, or made responsible.
    Told {
        /// What alerts them.
        alert_id: AlertId,
        /// Whom it is told.
        member: UserId,
    },
    /// To a teammate: somebody asked for a person, and nobody is there.
    Waiting {
        /// Their name, where it is known.
        contact: Option<String>,
        /// Why.
        reason: String,
        /// The last thing that was said.
        said: String,
        /// The conversation's page, below the configured public address.
        path: String,
    },
    /// To a visitor who is gone: what a teammate wrote meanwhile.
    Answer {
        /// Whom they wrote to.
        company: String,
        /// What was said, oldest first.
        lines: Vec<Line>,
        /// Where the conversation goes on: the page that the visitor wrote from, or ours.
        link: String,
        /// Our page of it, where the first link leads to another one.
        #[serde(default)]
        other: Option<String>,
        /// What they read; letters of older servers do not say.
        #[serde(default)]
        language: Language,
    },
}

/// Something that a teammate wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Their name, where visitors read names.
    pub who: Option<String>,
    /// What they wrote, as plain text.
    pub said: String,
}

/// Only the name: a link may let somebody in.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.template())
    }
}

impl Content {
    /// The name of its templates.
    pub const fn template(&self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::NewLeadCaptured { .. } => "new_lead_captured",
            Self::Digest { .. } => "digest",
            Self::PasswordReset { .. } => "password_reset",
            Self::Invitation { .. } => "invitation",
            Self::WebhookDisabled { .. } => "webhook_disabled",
            Self::Alert { .. } => "alert",
            Self::Told { .. } => "told",
            Self::Waiting { .. } => "waiting",
            Self::Answer { .. } => "answer",
        }
    }

    /// In which language it is written: the team's mails are in English.
    pub(super) const fn language(&self) -> Language {
        match self {
            Self::Answer { language, .. } => *language,
            _ => Language::English,
        }
    }
}

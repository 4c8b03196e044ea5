//! Contacts: the people who write.

use crate::id::ContactId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A contact in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactSummary {
    /// The contact.
    pub id: ContactId,
    /// Null: show "Unnamed".
    pub name: Option<String>,
    /// E-mail address, where known.
    pub email: Option<String>,
    /// Whether a socket of theirs is open right now.
    pub online: bool,
}

/// A contact with what is known about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// Null: show "Unnamed".
    pub name: Option<String>,
    /// E-mail address, where known.
    pub email: Option<String>,
    /// Phone number, where known.
    pub phone: Option<String>,
    /// Whether a socket of theirs is open right now.
    pub online: bool,
    /// The browser's language tag.
    pub locale: Option<String>,
    /// Browser and system in words.
    pub device: Option<String>,
    /// Where they came from at the first visit.
    pub referrer: Option<String>,
    /// The first page.
    pub landing_url: Option<String>,
    /// Campaign parameters of the first page.
    pub utm: BTreeMap<String, String>,
    /// How many conversations there are.
    pub conversation_count: i64,
    /// The first visit.
    pub first_seen_at: Timestamp,
    /// The last sign of life.
    pub last_seen_at: Timestamp,
}

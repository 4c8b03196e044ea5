//! A workspace passes to another owner, in two steps.

pub(crate) mod accept;
pub(crate) mod create;
pub(crate) mod decline;
pub(crate) mod show;

use baton_core::{actor::Person, time::Timestamp};
use baton_store::members::owner_offers;
use serde::Serialize;
use utoipa::ToSchema;

/// A workspace that is on offer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkspaceOffer {
    /// The owner who offers it.
    from: Person,
    /// The member who may accept.
    to: Person,
    /// Until when.
    expires_at: Timestamp,
}

impl From<owner_offers::Offer> for WorkspaceOffer {
    fn from(offer: owner_offers::Offer) -> Self {
        Self {
            from: Person {
                id: offer.from,
                name: offer.from_name,
            },
            to: Person {
                id: offer.to,
                name: offer.to_name,
            },
            expires_at: offer.expires_at,
        }
    }
}

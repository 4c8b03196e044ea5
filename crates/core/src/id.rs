//! Typed ids: UUIDv7, shown lower case with hyphens, and the one source that makes them.

use crate::time::Clock;
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The bare UUID, as the database stores it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                "Id".into()
            }
        }
    )* };
}

ids! {
    /// A tenant: one company's inbox.
    WorkspaceId,
    /// A person who can sign in.
    UserId,
    /// A sign-in of a person on one browser.
    SessionId,
    /// A credential for programs.
    ApiTokenId,
    /// An AI persona that answers.
    AssistantId,
    /// A customer, known or anonymous.
    ContactId,
    /// One thread with one contact on one channel.
    ConversationId,
    /// One message of a conversation.
    MessageId,
    /// One file of a message.
    AttachmentId,
    /// One visit of a page.
    PageViewId,
    /// One internal note.
    NoteId,
    /// One saved view.
    SavedViewId,
    /// One canned reply.
    CannedReplyId,
    /// One standing order.
    StandingOrderId,
    /// One whisper.
    WhisperId,
    /// One held answer.
    HeldAnswerId,
    /// One request for the baton.
    BatonRequestId,
    /// One scheduled reply.
    ScheduledReplyId,
    /// One stored event.
    EventId,
    /// One captured lead.
    LeadId,
    /// One attempt of the assistant to answer.
    TurnId,
    /// Where knowledge comes from: a file, a page, a text.
    SourceId,
    /// One document of a knowledge source.
    DocumentId,
    /// One passage of a document, the unit of retrieval.
    ChunkId,
    /// One unit of work in the queue.
    JobId,
    /// One line of the audit log.
    AuditId,
    /// One open invitation.
    InvitationId,
    /// A receiver of webhooks.
    EndpointId,
    /// Something that somebody has to see.
    AlertId,
    /// A behaviour rule of an assistant.
    RuleId,
    /// A picture of an assistant.
    AvatarId,
}

/// The version that the id of a trial has instead of 7.
const TRIAL: u8 = 8;
/// The same for practice: another version whose ids sort by time, and which is made nowhere else.
const PRACTICE: u8 = 6;

impl ConversationId {
    /// The id of a trial: a conversation with a draft, from the console. That it is one is told by the id alone, so that
    /// nobody who handles it needs to look: nothing of a trial is told to the team, counted, or kept for long.
    #[must_use]
    pub fn trial(self) -> Self {
        self.versioned(TRIAL)
    }

    /// Whether it is a trial.
    pub fn is_trial(self) -> bool {
        self.0.get_version_num() == usize::from(TRIAL)
    }

    /// The id of practice: a conversation with a visitor whom the server plays. Members see and handle it like any other, but
    /// nobody is alerted, and it counts nowhere.
    #[must_use]
    pub fn practice(self) -> Self {
        self.versioned(PRACTICE)
    }

    /// Whether it is practice.
    pub fn is_practice(self) -> bool {
        self.0.get_version_num() == usize::from(PRACTICE)
    }

    /// Whether a real visitor is in it: it is counted, and told of.
    pub fn is_real(self) -> bool {
        !self.is_trial() && !self.is_practice()
    }

    fn versioned(self, number: u8) -> Self {
        let mut bytes = self.0.into_bytes();
        let [.., version, _, _, _, _, _, _, _, _, _] = &mut bytes;
        *version = (*version & 0x0f) | (number << 4);
        Self(Uuid::from_bytes(bytes))
    }
}

/// The source of ids and random bytes. Seeded in tests, so that a run can be repeated.
#[derive(Clone)]
pub struct Ids {
    clock: Clock,
    // Held for the microsecond that one draw takes, never across an await.
    rng: Arc<Mutex<StdRng>>,
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

impl Ids {
    /// Ids from the operating system's randomness.
    pub fn system(clock: Clock) -> Self {
        Self {
            clock,
            rng: Arc::new(Mutex::new(rand::make_rng())),
        }
    }

    /// The same ids for the same seed and times.
    pub fn seeded(clock: Clock, seed: u64) -> Self {
        Self {
            clock,
            rng: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))),
        }
    }

    /// A new id: UUIDv7 of the clock's time.
    pub fn next<T: From<Uuid>>(&self) -> T {
        let millis = u64::try_from(self.clock.now().ms()).unwrap_or_default();
        let random: [u8; 10] = self.bytes();
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Random bytes, for secrets and tokens.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.rng
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    #[test]
    fn seeded_ids_repeat_and_sort_by_time() {
        let clock = Clock::fixed(Timestamp::from_ms(1_000));
        let (a, b) = (Ids::seeded(clock.clone(), 7), Ids::seeded(clock.clone(), 7));
        let first: MessageId = a.next();
        assert_eq!(first, b.next());
        clock.advance_ms(1);
        assert!(first < a.next());
    }

    #[test]
    fn trials_are_known_by_their_id() {
        let id: ConversationId =
            Ids::seeded(Clock::fixed(Timestamp::from_ms(1_700_000_000_000)), 1).next();
        assert!(!id.is_trial() && id.trial().is_trial());
        assert_eq!(
            id.trial().to_string().replacen("-8", "-7", 1),
            id.to_string()
        );
    }

    #[test]
    fn practice_is_known_by_its_id_and_is_no_trial() {
        let id: ConversationId =
            Ids::seeded(Clock::fixed(Timestamp::from_ms(1_700_000_000_000)), 1).next();
        assert!(id.is_real() && !id.is_practice());
        assert!(id.practice().is_practice() && !id.practice().is_trial());
        assert!(!id.practice().is_real() && !id.trial().is_real());
    }

    #[test]
    fn text_form_round_trips() {
        let id: ConversationId = Ids::seeded(Clock::fixed(Timestamp::from_ms(5)), 1).next();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
    }
}

//! The audit log: lines that are chained, so that none can be changed, moved or taken out without it being seen.

use crate::actor::Actor;
use crate::id::{AuditId, WorkspaceId};
use crate::time::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

crate::codes! {
    /// How a privileged act ended.
    pub enum AuditOutcome {
        /// It was done.
        Accepted = "accepted",
        /// The role did not allow it.
        Refused = "refused",
    }
}

/// How a privileged act ended, where no turn is spoken of.
pub type Outcome = AuditOutcome;

/// What a line covers of the lines before it.
pub type Hash = [u8; 32];

/// One line: who did what to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Line {
    /// The line.
    pub id: AuditId,
    /// Its number in the workspace, from 1; null in lines of older programs, which are no part of the chain.
    pub seq: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What, like `conversation.claim`.
    pub action: String,
    /// To what kind of thing.
    pub target_kind: String,
    /// To which one.
    pub target_id: Option<Uuid>,
    /// Whether it was done.
    pub outcome: Outcome,
    /// What else matters, as JSON.
    pub detail: Option<String>,
    /// The client's address; null for the server itself and its command line.
    pub address: Option<String>,
}

impl Line {
    /// The hash of this line after one with the hash `before`: of both, each field with its length, so that no two lines
    /// write the same bytes.
    pub fn hash(&self, workspace: WorkspaceId, before: &[u8]) -> Hash {
        let mut all = Canonical(Sha256::new());
        all.0.update(b"baton.audit.1");
        all.bytes(Some(before));
        all.bytes(Some(workspace.uuid().as_bytes()));
        all.bytes(Some(self.id.uuid().as_bytes()));
        all.bytes(self.seq.map(i64::to_be_bytes).as_ref().map(<_>::as_ref));
        all.bytes(Some(&self.at.ms().to_be_bytes()));
        all.bytes(Some(self.actor.kind.as_str().as_bytes()));
        all.bytes(self.actor.id.as_ref().map(|id| id.as_bytes().as_slice()));
        all.text(self.actor.name.as_deref());
        all.text(Some(&self.action));
        all.text(Some(&self.target_kind));
        all.bytes(self.target_id.as_ref().map(|id| id.as_bytes().as_slice()));
        all.text(Some(self.outcome.as_str()));
        all.text(self.detail.as_deref());
        all.text(self.address.as_deref());
        all.0.finalize().into()
    }
}

/// Fields on their way into a hash.
struct Canonical(Sha256);

impl Canonical {
    fn text(&mut self, text: Option<&str>) {
        self.bytes(text.map(str::as_bytes));
    }

    fn bytes(&mut self, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else {
            return self.0.update([0]);
        };
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update([1]);
        self.0.update(len.to_be_bytes());
        self.0.update(bytes);
    }
}

/// A hash as people compare it.
pub fn in_hex(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::new(), |mut out, byte| {
        // A text takes whatever is written.
        let _written = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Ids;
    use crate::time::Clock;

    fn line() -> (WorkspaceId, Line) {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(5)), 1);
        let line = Line {
            id: ids.next(),
            seq: Some(1),
            at: Timestamp::from_ms(5),
            actor: Actor::system(),
            action: "conversation.delete".to_owned(),
            target_kind: "conversation".to_owned(),
            target_id: Some(ids.next()),
            outcome: Outcome::Accepted,
            detail: None,
            address: Some("192.0.2.7".to_owned()),
        };
        (ids.next(), line)
    }

    #[test]
    fn whatever_is_changed_changes_the_hash() {
        let (workspace, line) = line();
        let whole = line.hash(workspace, &[0; 32]);
        let other = |change: fn(&mut Line)| {
            let mut line = line.clone();
            change(&mut line);
            line.hash(workspace, &[0; 32])
        };
        let all = [
            whole,
            line.hash(workspace, &[1; 32]),
            line.hash(Ids::seeded(Clock::system(), 9).next(), &[0; 32]),
            other(|l| l.seq = Some(2)),
            other(|l| l.at = l.at.plus_ms(1)),
            other(|l| l.actor.kind = crate::actor::ActorKind::User),
            other(|l| l.actor.id = Some(Uuid::nil())),
            other(|l| l.actor.name = Some(String::new())),
            other(|l| l.action.push('s')),
            // What one field loses and the next gains.
            other(|l| {
                l.action.pop();
                l.target_kind.insert(0, 'e');
            }),
            other(|l| l.target_id = None),
            other(|l| l.outcome = Outcome::Refused),
            other(|l| l.detail = Some("{}".to_owned())),
            other(|l| l.detail = Some(String::new())),
            other(|l| l.address = None),
        ];
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        assert_eq!(
            line.hash(workspace, &[0; 32]),
            whole,
            "and nothing else does"
        );
        assert_eq!(in_hex(&[0, 255, 16]), "00ff10");
    }
}

//! The handover brief of a conversation, put together on demand from what is stored. Where there is a model, it puts the
//! brief into words once the conversation waits.

pub(crate) mod write;

use super::no_trial;
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_ai::brief::{Material, assemble, is_read, put};
use baton_core::{
    conversation::{HolderKind, brief::Brief},
    id::{ConversationId, WorkspaceId},
    message::{Message, MessageKind},
    role::Permission,
    time::Timestamp,
    trace::Trace,
};
use baton_db::Conn;
use baton_store::{
    contacts,
    conversations::{
        self, Conversation,
        briefs::{self, StoredBrief},
    },
    events::{Pass, passes},
    leads,
    messages::{self, Part, ratings},
    turns,
};

/// As many of the last messages are looked through.
const LOOKED_AT: i64 = 100;
/// So long after it was called for, a model's brief may still come.
const WRITTEN_WITHIN_MS: i64 = 60_000;

impl App {
    /// What whoever takes a conversation over reads: of the stretch from when the assistant got it until a person did, or
    /// until now.
    pub async fn brief(&self, caller: &Caller, id: ConversationId) -> Result<Brief> {
        no_trial(id)?;
        let workspace = caller.workspace;
        let may_read = caller.require(Permission::ConversationRead);
        let (gathered, cleared, stored) = self
            .db
            .read(async move |conn| {
                let found = conversations::find(conn, workspace, id).await?;
                let conversation = found.ok_or(AppError::NotFound)?;
                may_read?;
                let gathered = gather(conn, workspace, &conversation).await?;
                let stored = briefs::find(conn, workspace, id).await?;
                Ok::<_, AppError>((gathered, conversation.cleared_seq, stored))
            })
            .await?;
        let Gathered {
            material,
            stretch_at,
        } = gathered;
        let mut brief = assemble(&material);
        let is_of_this = |stored: &StoredBrief| stored.stretch_at == stretch_at;
        let stored = stored.filter(is_of_this);
        let since = brief.escalated_at.map(|at| at.plus_ms(WRITTEN_WITHIN_MS));
        let is_told = material
            .messages
            .iter()
            .any(|m| is_read(m) && m.seq > cleared);
        let is_awaited =
            id.is_real() && is_told && since.is_some_and(|until| self.clock.now() < until);
        brief.is_being_written = stored.is_none() && is_awaited && self.has_writer();
        // What the visitor has cleared since is in what was written, too.
        let shown = stored.filter(|stored| stored.read.0 > cleared);
        if let Some((written, (_, last))) = shown.and_then(|s| Some((s.written?, s.read))) {
            put(&mut brief, written, (&material, last));
        }
        Ok(brief)
    }
}

/// What a brief is made from, and since when the assistant held what it is about.
struct Gathered {
    material: Material,
    stretch_at: Timestamp,
}

async fn gather(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: &Conversation,
) -> Result<Gathered> {
    let id = conversation.id;
    let (from, until) = stretch(&passes(conn, workspace, &[id]).await?);
    let mut said = messages::said(conn, workspace, id, Part::Newest, LOOKED_AT).await?;
    said.retain(|message| {
        let at = message.created_at;
        from.is_none_or(|from| from <= at) && until.is_none_or(|until| at <= until)
    });
    let lead = leads::of_conversation(conn, workspace, id).await?;
    let page = conversation.page_url.clone();
    let material = Material {
        assistant: conversation.assistant_name.clone(),
        escalated: conversation.state().escalated,
        ratings: ratings::of_conversation(conn, workspace, id).await?,
        traces: traces(conn, workspace, &said).await?,
        contact: contacts::find(conn, workspace, conversation.contact_id).await?,
        page: page.map(|url| (url, conversation.page_title.clone())),
        lead: lead.map(|lead| (lead.facts(), lead.wants)),
        messages: said,
    };
    Ok(Gathered {
        material,
        stretch_at: from.unwrap_or(Timestamp::from_ms(0)),
    })
}

/// From when the assistant got the baton last until a person did; what is not there has no bound.
fn stretch(passes: &[Pass]) -> (Option<Timestamp>, Option<Timestamp>) {
    let is_ours = |pass: &Pass| matches!(pass.to, HolderKind::Assistant | HolderKind::None);
    let begins = passes.iter().rposition(is_ours);
    let after = passes.get(begins.map_or(0, |at| at + 1)..);
    let ends = after
        .unwrap_or_default()
        .iter()
        .find(|pass| pass.to == HolderKind::Person);
    let from = begins.and_then(|at| passes.get(at));
    (from.map(|pass| pass.at), ends.map(|pass| pass.at))
}

/// The records of the turns in which the assistant let go.
async fn traces(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    said: &[Message],
) -> Result<Vec<Trace>> {
    let mut traces = Vec::new();
    let last_words = said
        .iter()
        .filter(|message| message.kind == Some(MessageKind::Handover));
    for message in last_words {
        let Some(turn) = message.turn_id else {
            continue;
        };
        traces.extend(turns::trace(conn, workspace, message.conversation_id, turn).await?);
    }
    Ok(traces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use HolderKind::{Assistant, Nobody, None as Closed, Person};
    use baton_core::{id::Ids, time::Clock};

    fn bounds(passed: &[(i64, HolderKind)]) -> (Option<i64>, Option<i64>) {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let conversation = ids.next();
        let of = |(at, to): &(i64, HolderKind)| Pass {
            conversation,
            at: Timestamp::from_ms(*at),
            to: *to,
        };
        let passed: Vec<Pass> = passed.iter().map(of).collect();
        let (from, until) = stretch(&passed);
        (from.map(Timestamp::ms), until.map(Timestamp::ms))
    }

    #[test]
    fn a_brief_is_about_what_the_assistant_held_last() {
        assert_eq!(bounds(&[]), (None, None));
        assert_eq!(bounds(&[(5, Nobody)]), (None, None));
        assert_eq!(bounds(&[(5, Nobody), (9, Person)]), (None, Some(9)));
        let relay = [
            (5, Person),
            (9, Assistant),
            (12, Nobody),
            (15, Person),
            (18, Person),
        ];
        assert_eq!(bounds(&relay), (Some(9), Some(15)));
        assert_eq!(bounds(&relay[..3]), (Some(9), None));
        assert_eq!(bounds(&[(5, Person), (9, Closed)]), (Some(9), None));
    }
}

//! Whoever holds the baton and is gone loses it while the visitor waits for an answer: the conversation waits for somebody else.

use crate::{
    App,
    conversations::{
        escalate::told,
        pass::{Passed, decide},
    },
    error::{AppError, Result},
    members::staffing::staffed,
    unit::Unit,
};
use baton_core::{
    actor::Actor,
    conversation::{Reason, ReasonCode, WaitMode},
    id::{ConversationId, UserId},
    team::wait::Staffing,
    time::Timestamp,
};
use baton_db::Conn;
use baton_store::{
    conversations::{
        self, Conversation,
        lapses::{self, Gone},
    },
    leads::alerts,
    settings,
};
use std::time::Duration;

/// How often the nodes write down who is there: on whatever node they are, twice within the silence of a request for the baton.
const NOTED: Duration = Duration::from_secs(10);
/// What was written down less long ago is not written again.
const FRESH_MS: i64 = 5_000;
/// Whoever is there was written down less long ago than this.
const SEEN_MS: i64 = 30_000;
/// So many people are written down in one transaction.
const AT_ONCE: usize = 200;
/// So many conversations are looked at in one sweep.
const MOST: i64 = 200;
/// Longer without a look, and nobody can be said to have been gone meanwhile: the server was.
const UNWATCHED_MS: i64 = 150_000;
/// What stands before the reason of before.
const BEFORE: &str = ". Before: ";
/// Since when it has been looked without a break, and when it was looked last.
const WATCH: &str = "lapse.watch";

impl App {
    /// Writes down, until the server stops, which teammates have their console open: other nodes do not see their sockets.
    pub(crate) async fn keep_noting_presence(self) {
        let pause = || self.stop.run_until_cancelled(tokio::time::sleep(NOTED));
        while pause().await.is_some() {
            if let Err(error) = self.note_presence().await {
                tracing::warn!(%error, "who is there could not be written down");
            }
        }
    }

    /// Writes down which teammates have their console open.
    pub async fn note_presence(&self) -> Result<()> {
        let now = self.clock.now();
        let times = (now.plus_ms(-FRESH_MS), now);
        for some in self.presence.everybody().chunks(AT_ONCE) {
            let some = some.to_vec();
            self.db
                .write(async move |conn| {
                    for (workspace, user) in some {
                        alerts::heard_from(conn, workspace, user, times).await?;
                    }
                    Ok::<_, AppError>(())
                })
                .await?;
        }
        Ok(())
    }

    /// Takes the baton from all who are gone for longer than the grace of their workspace while a visitor waits for them.
    /// Answers from how many.
    pub async fn sweep_leases(&self) -> Result<usize> {
        self.note_presence().await?;
        let now = self.clock.now();
        let watched_since = self
            .db
            .write(async move |conn| watch(conn, now).await)
            .await?;
        let gone = Gone {
            // They may have left right after they were written down.
            before: now.plus_ms(-SEEN_MS),
            watched_since,
        };
        let overdue = self
            .db
            .read(async move |conn| lapses::all(conn, gone, MOST).await)
            .await?;
        let mut lapsed = 0;
        for (workspace, id) in overdue {
            let online = self.presence.teammates(workspace);
            let done = self
                .carry_out(workspace, async move |unit| {
                    lapse(unit, id, (gone, &online)).await
                })
                .await;
            match done {
                Ok(done) => lapsed += usize::from(done),
                // The next sweep looks again.
                Err(error) => tracing::warn!(%error, conversation = %id, "a lease could not lapse"),
            }
        }
        Ok(lapsed)
    }
}

/// Since when it has been looked without a break who is there.
async fn watch(conn: &mut Conn<'_>, now: Timestamp) -> Result<Timestamp> {
    let kept = settings::get(conn, WATCH).await?;
    let times = kept.as_deref().and_then(|text| text.split_once(' '));
    let times = times.and_then(|(since, last)| Some((since.parse().ok()?, last.parse().ok()?)));
    let since = match times {
        Some((since, last)) if now.since_ms(Timestamp::from_ms(last)) <= UNWATCHED_MS => since,
        _ => now.ms(),
    };
    settings::set(conn, WATCH, &format!("{since} {}", now.ms())).await?;
    Ok(Timestamp::from_ms(since))
}

async fn lapse(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (gone, online): (Gone, &[UserId]),
) -> Result<bool> {
    let workspace = unit.workspace;
    let Some(before) = conversations::find(unit.conn, workspace, id).await? else {
        return Ok(false);
    };
    // An answer that is being stored comes before this, or after it and finds the epoch moved.
    let stands = conversations::hold(unit.conn, workspace, id, before.epoch()).await?;
    if !stands || !lapses::is_overdue(unit.conn, workspace, id, gone).await? {
        return Ok(false);
    }
    let Some(holder) = before
        .claimant()
        .filter(|holder| !online.contains(&holder.id))
    else {
        return Ok(false);
    };
    let since = lapses::waits_since(unit.conn, workspace, id).await?;
    let since = since.unwrap_or(unit.now);
    let (waits, is_unattended) = staffing(unit, &before, online).await?;
    let passed = decide(unit, id, |conversation| {
        let reason = reason(&before, &holder.name);
        Ok(conversation
            .state()
            .lapse(holder.id, (since, reason), waits))
    })
    .await?;
    let Passed::From(_, conversation) = passed else {
        return Ok(false);
    };
    let target = ("conversation", id.uuid());
    let detail = serde_json::json!({ "holder": holder.name });
    unit.audit_with(&Actor::system(), "conversation.lapse", target, &detail)?;
    told(unit, &conversation, (Actor::system(), is_unattended)).await?;
    Ok(true)
}

/// How the visitor of a conversation waits that is put back, and whether nobody is there: as for whoever asks for a person now.
pub(super) async fn staffing(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    online: &[UserId],
) -> Result<(WaitMode, bool)> {
    Ok(match staffed(unit, conversation, online).await?.staffing {
        Staffing::Available => (WaitMode::Live, false),
        Staffing::Unattended => (WaitMode::Live, true),
        Staffing::Closed => (WaitMode::Assisted, false),
    })
}

/// Who is gone, and what a person was needed for before, where one was asked for.
fn reason(before: &Conversation, holder: &str) -> Reason {
    let reason = before.baton().reason;
    let known = reason.as_ref().and_then(|reason| match reason.code {
        // Somebody was gone before: what it was about then is what it is about.
        ReasonCode::HolderGone => reason.text.split_once(BEFORE).map(|(_, known)| known),
        _ => Some(reason.text.as_str()),
    });
    let text = match known {
        Some(known) => format!("{holder} is gone{BEFORE}{known}"),
        None => format!("{holder} is gone"),
    };
    Reason::new(ReasonCode::HolderGone, Some(&text))
}

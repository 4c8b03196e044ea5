//! What is new, for whoever asks every thirty seconds.

use crate::{auth::Who, extract::Params, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::Caller;
use baton_core::{
    conversation::{HolderKind, Reason},
    event::{Envelope, Event},
    id::ConversationId,
    lead::LeadFacts,
    role::Permission,
    time::Timestamp,
};
use baton_db::DbError;
use baton_store::{conversations, events, leads};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

/// How many there are in one answer.
const MOST: i64 = 50;
const DAY_MS: i64 = 86_400_000;

/// Since when.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// The cursor of the answer before. Without one nothing is new: the answer tells where to begin.
    #[param(minimum = 0)]
    cursor: Option<i64>,
}

/// A lead that came in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewLeadNotice {
    /// Its event.
    seq: i64,
    /// When.
    at: Timestamp,
    /// The lead as it was captured.
    lead: LeadFacts,
}

/// A visitor who waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HandoffNotice {
    /// Its event.
    seq: i64,
    /// When.
    at: Timestamp,
    /// Where.
    conversation_id: ConversationId,
    /// Who waits, where known.
    name: Option<String>,
    /// Why.
    reason: Option<Reason>,
}

/// What is new.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Feed {
    /// Leads, oldest first.
    leads: Vec<NewLeadNotice>,
    /// Visitors who asked for a person and still wait, oldest first.
    handoffs: Vec<HandoffNotice>,
    /// How many leads came in within the last 24 hours; 10,000 stands for that many or more.
    leads_24h: i64,
    /// The time of the server.
    now: Timestamp,
    /// Where the next question begins: the newest event of the workspace, as in the stream.
    cursor: i64,
}

/// Tells what is new since the cursor: leads, and visitors who wait for a person.
#[utoipa::path(get, path = "/api/v1/leads/feed", operation_id = "leads_feed", tag = "Leads",
    params(Since),
    responses((status = 200, body = Feed), (status = "default", body = Problem)))]
pub(crate) async fn feed(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(since): Params<Since>,
) -> Result<Json<Feed>, Problem> {
    caller.require(Permission::ConversationRead)?;
    edge.hear(&caller);
    let (workspace, now) = (caller.workspace, edge.app.clock.now());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let latest = events::latest_seq(conn, workspace).await?;
        let after = since.cursor.unwrap_or(latest).min(latest);
        let told = if after < latest {
            events::feed(conn, workspace, after, MOST).await?
        } else {
            Vec::new()
        };
        let leads_24h = leads::since(conn, workspace, now.plus_ms(-DAY_MS)).await?;
        let waits: Vec<_> = told.iter().filter(|e| is_handoff(&e.event)).collect();
        let ids: Vec<_> = waits.iter().filter_map(|e| e.conversation_id).collect();
        let talks = conversations::find_many(conn, workspace, &ids).await?;
        let talks: HashMap<_, _> = talks.into_iter().map(|talk| (talk.id, talk)).collect();
        let waiting = waits.into_iter().filter_map(|told| notice(told, &talks));
        Ok::<_, DbError>(Feed {
            handoffs: waiting.collect(),
            leads: told.iter().filter_map(new_lead).collect(),
            leads_24h,
            now,
            cursor: latest,
        })
    };
    Ok(edge.reader.read(read).await.map(Json)?)
}

impl Edge {
    /// Notes that a console is open, while its question is answered.
    fn hear(&self, caller: &Caller) {
        let (app, caller) = (self.app.clone(), caller.clone());
        self.app.tasks.spawn(async move {
            if let Err(error) = app.hear_from_console(&caller).await {
                tracing::debug!(%error, "a console was not noted");
            }
        });
    }
}

const fn is_handoff(event: &Event) -> bool {
    matches!(event, Event::ConversationEscalated { .. })
}

fn new_lead(told: &Envelope) -> Option<NewLeadNotice> {
    let Event::LeadCaptured { lead } = &told.event else {
        return None;
    };
    Some(NewLeadNotice {
        seq: told.seq,
        at: told.at,
        lead: lead.clone(),
    })
}

/// Whoever was answered meanwhile waits no more.
fn notice(
    told: &Envelope,
    talks: &HashMap<ConversationId, conversations::Conversation>,
) -> Option<HandoffNotice> {
    let talk = talks.get(&told.conversation_id?)?;
    let baton = talk.baton();
    let waits = baton.holder == HolderKind::Nobody;
    waits.then(|| HandoffNotice {
        seq: told.seq,
        at: told.at,
        conversation_id: talk.id,
        name: talk.contact_name.clone(),
        reason: baton.reason,
    })
}

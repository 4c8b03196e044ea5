//! The job that takes the words of a message that was taken back out of the stream of events. From the newest backwards, in
//! steps: whoever writes meanwhile waits for one of them at most.

use super::{handler, payload, retry, workspace_of};
use crate::{App, error::Result, unit::Unit};
use baton_core::{
    id::ConversationId, message::Message, message::amend::WINDOW_MS, time::Timestamp,
};
use baton_jobs::{Failure, Kind, Leased};
use baton_store::events::unsay;
use serde::{Deserialize, Serialize};

pub(super) const KIND: &str = "message.unsay";

/// Events that one step looks at.
const STEP: i64 = 2_000;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    conversation_id: ConversationId,
    seq: i64,
    said_at: Timestamp,
}

/// Has the words of a message erased wherever the stream tells them.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, message: &Message) -> Result<()> {
    let payload = Payload {
        conversation_id: message.conversation_id,
        seq: message.seq,
        said_at: message.created_at,
    };
    unit.enqueue(KIND, None, &payload)
}

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: 30_000,
        // What was taken back has to go: it is tried until it is gone.
        max_attempts: i64::MAX,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload {
        conversation_id,
        seq,
        said_at,
    } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    // Clocks of several nodes may differ a little.
    let since = said_at.plus_ms(-WINDOW_MS);
    let mut below = None;
    loop {
        let place = (conversation_id, seq);
        let step = (below, STEP);
        let next = app
            .db
            .write(async move |conn| unsay::step(conn, workspace, place, (since, step)).await)
            .await
            .map_err(retry)?;
        match next {
            Some(next) => below = Some(next),
            None => return Ok(()),
        }
    }
}

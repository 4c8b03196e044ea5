//! The job that takes what was said in deleted conversations out of the stream of events. In steps: whoever writes meanwhile
//! waits for one of them at most.

use super::{handler, payload, retry, workspace_of};
use crate::{App, error::Result, unit::Unit};
use baton_core::id::ConversationId;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::events::erase::{self, Told};
use serde::{Deserialize, Serialize};

pub(super) const KIND: &str = "events.erase";

/// Events that one step looks at.
const STEP: i64 = 2_000;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    conversation_ids: Vec<ConversationId>,
    first: i64,
    last: i64,
}

/// Has what was said in these conversations erased.
pub(crate) fn enqueue(
    unit: &mut Unit<'_, '_>,
    conversation_ids: Vec<ConversationId>,
    stretch: Told,
) -> Result<()> {
    let Told { first, last } = stretch;
    let payload = Payload {
        conversation_ids,
        first,
        last,
    };
    unit.enqueue(KIND, None, &payload)
}

pub(super) fn kind(app: &App) -> Kind {
    Kind {
        name: KIND,
        concurrency: 1,
        lease_ms: 30_000,
        // What was deleted has to go: it is tried until it is gone.
        max_attempts: i64::MAX,
        run: handler(app, run),
    }
}

async fn run(app: App, job: Leased) -> Result<(), Failure> {
    let Payload {
        conversation_ids,
        first,
        last,
    } = payload(&job)?;
    let workspace = workspace_of(&job)?;
    let mut from = first;
    while from <= last {
        let stretch = Told {
            first: from,
            last: last.min(from + STEP - 1),
        };
        let ids = conversation_ids.clone();
        app.db
            .write(async move |conn| erase::erase_said(conn, workspace, &ids, stretch).await)
            .await
            .map_err(retry)?;
        from = stretch.last + 1;
    }
    Ok(())
}

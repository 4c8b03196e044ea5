//! Which teammates look at which conversation, in step with the sockets of all nodes.

use super::channels::Rights;
use crate::realtime::{Hub, ViewerChange};
use baton_app::App;
use baton_core::{
    actor::Person,
    id::{ConversationId, UserId, WorkspaceId},
    signal::Signal,
};
use baton_db::DbError;
use baton_store::conversations;
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::broadcast;

/// Keeps what the product knows of who looks at what in step with the sockets, until the server stops.
pub(crate) async fn follow_viewers(app: App, hub: Hub<Rights>) {
    let mut changes = hub.viewer_changes();
    let mut there = There::new();
    count_anew(&app, &hub, &mut there).await;
    while let Some(change) = app.stop.run_until_cancelled(changes.recv()).await {
        match change {
            Ok(ViewerChange {
                conversation,
                user,
                came: Some(name),
            }) => came(&app, &mut there, ((conversation, user), name)).await,
            Ok(ViewerChange {
                conversation,
                user,
                came: None,
            }) => left(&app, &mut there, &(conversation, user)),
            Err(broadcast::error::RecvError::Closed) => return,
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                tracing::info!(
                    missed,
                    "many conversations were opened or left at once; counting them"
                );
                count_anew(&app, &hub, &mut there).await;
            }
        }
    }
}

type Place = (ConversationId, Arc<str>);

/// Who looks at what, with the workspace in which they do.
type There = BTreeMap<Place, (WorkspaceId, Person)>;

/// What was missed is found by looking who is there.
async fn count_anew(app: &App, hub: &Hub<Rights>, there: &mut There) {
    let now = hub.viewers();
    let mut gone: Vec<_> = there.keys().cloned().collect();
    gone.retain(|place| !now.contains_key(place));
    for place in gone {
        left(app, there, &place);
    }
    for seen in now {
        came(app, there, seen).await;
    }
}

async fn came(app: &App, there: &mut There, (place, name): (Place, String)) {
    if there.contains_key(&place) {
        return;
    }
    let (id, user) = (place.0, place.1.parse::<UserId>());
    let owner = app
        .db
        .read(async move |conn| conversations::owner(conn, id).await);
    let owner: Result<_, DbError> = owner.await;
    // Ids of users are all that members are known by; anything else is none of ours.
    if let (Ok(Some((workspace, _))), Ok(id)) = (owner, user) {
        let person = Person { id, name };
        tell(app, workspace, (place.0, &person), true);
        there.insert(place, (workspace, person));
    }
}

fn left(app: &App, there: &mut There, place: &Place) {
    if let Some((workspace, person)) = there.remove(place) {
        tell(app, workspace, (place.0, &person), false);
    }
}

fn tell(app: &App, workspace: WorkspaceId, (id, person): (ConversationId, &Person), on: bool) {
    if !app.presence.set_viewing((workspace, person.id), id, on) {
        return;
    }
    let signal = Signal::Viewing {
        conversation_id: id,
        by: person.clone(),
        on,
    };
    app.publish_signal(workspace, None, &signal);
}

//! Which teammates have their console open, in step with the sockets of all nodes.

use super::channels::Rights;
use crate::realtime::{Hub, TeammateChange};
use baton_app::App;
use baton_core::id::{UserId, WorkspaceId};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::broadcast;

/// Keeps what the product knows of teammates' presence in step with the sockets, until the server stops.
pub(crate) async fn follow_teammates(app: App, hub: Hub<Rights>) {
    let mut changes = hub.teammate_changes();
    let mut there = BTreeSet::new();
    count_anew(&app, &hub, &mut there);
    while let Some(change) = app.stop.run_until_cancelled(changes.recv()).await {
        match change {
            Ok(TeammateChange {
                workspace,
                user,
                online,
            }) => {
                let who = (workspace, user);
                note(&app, &who, online);
                if online {
                    there.insert(who);
                } else {
                    there.remove(&who);
                }
            }
            Err(broadcast::error::RecvError::Closed) => return,
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                tracing::info!(missed, "many teammates came or went at once; counting them");
                count_anew(&app, &hub, &mut there);
            }
        }
    }
}

type There = BTreeSet<(WorkspaceId, Arc<str>)>;

/// What was missed is found by looking who is there.
fn count_anew(app: &App, hub: &Hub<Rights>, there: &mut There) {
    let now = hub.teammates_online();
    for who in there.difference(&now) {
        note(app, who, false);
    }
    for who in now.difference(there) {
        note(app, who, true);
    }
    *there = now;
}

fn note(app: &App, (workspace, user): &(WorkspaceId, Arc<str>), online: bool) {
    // Ids of users are all that members are known by; anything else is none of ours.
    let Ok(user) = user.parse::<UserId>() else {
        return;
    };
    if app.presence.set_teammate(*workspace, user, online) {
        app.tell_of_teammate(*workspace, user);
    }
}

//! What visitors write at the same time, while others act on their conversations.

use baton_app::{App, AppError, Visitor};
use baton_core::{id::WorkspaceId, message::Message};
use baton_store::{
    events,
    messages::{self, Part},
};
use baton_testkit::{TestApp, TestDb, both_databases};
use futures_util::future::join_all;

async fn transcript(app: &App, visitor: Visitor) -> Vec<Message> {
    let read = app.db.read(async move |conn| {
        let (workspace, id) = (visitor.workspace, visitor.conversation);
        messages::list(conn, workspace, id, Part::After(0), 1_000).await
    });
    read.await.unwrap()
}

async fn event_seqs(app: &App, workspace: WorkspaceId) -> Vec<i64> {
    let read = app
        .db
        .read(async move |conn| events::after(conn, workspace, 0, 10_000).await);
    read.await.unwrap().iter().map(|event| event.seq).collect()
}

both_databases! {
    /// Everyone at once, some twice: each message is there once, in a seq without gaps, and so are the events.
    async fn a_crowd_is_stored_once_and_in_order(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenants = [app.tenant("Ours").await, app.tenant("Theirs").await];
        let mut visitors = Vec::new();
        for n in 0..24 {
            visitors.push(tenants[n % 2].visitor(&app).await);
        }
        let claimed = visitors[0];
        let writes = visitors.iter().flat_map(|visitor| {
            // Two of them are the same message, which a browser sent again before it was answered.
            ["1", "2", "3", "2"].map(|id| app.receive(*visitor, id, "Where is my parcel?"))
        });
        let claim = app.claim(&tenants[0].maya, claimed.conversation, false);
        let (posted, claim) = tokio::join!(join_all(writes), claim);
        claim.unwrap();
        let repeated = posted.into_iter().filter(|posted| posted.as_ref().unwrap().repeated);
        assert_eq!(repeated.count(), visitors.len());
        for visitor in &visitors {
            let said = transcript(&app, *visitor).await;
            let mut ids: Vec<_> = said.iter().filter_map(|m| m.client_id.as_deref()).collect();
            ids.sort_unstable();
            assert_eq!(ids, ["1", "2", "3"]);
            let seqs: Vec<_> = said.iter().map(|m| m.seq).collect();
            assert_eq!(seqs, (1..).take(seqs.len()).collect::<Vec<i64>>());
        }
        for tenant in &tenants {
            let seqs = event_seqs(&app, tenant.workspace).await;
            assert_eq!(seqs, (1..).take(seqs.len()).collect::<Vec<i64>>());
        }
    }

    /// One that cannot be stored takes none of the others with it.
    async fn one_that_is_refused_harms_no_other(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (known, stranger) = (ours.visitor(&app).await, theirs.visitor(&app).await);
        let gone = Visitor { workspace: ours.workspace, ..stranger };
        let writes = (0..20).map(|n| {
            let visitor = if n % 2 == 0 { known } else { gone };
            let app = &app;
            async move { (n, app.receive(visitor, &n.to_string(), "Hello").await) }
        });
        for (n, posted) in join_all(writes).await {
            match posted {
                Ok(_) => assert_eq!(n % 2, 0),
                Err(error) => assert!(n % 2 == 1 && matches!(error, AppError::Unauthorized), "{n}: {error}"),
            }
        }
        assert_eq!(transcript(&app, known).await.iter().filter(|m| m.client_id.is_some()).count(), 10);
    }
}

/// Who hangs up after it was sent finds it stored when they come back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gathered_message_outlives_the_call_that_brought_it() {
    let Some(db) = TestDb::postgres().await else {
        return;
    };
    let app = TestApp::new(db).await;
    let ours = app.tenant("Ours").await;
    let visitor = ours.visitor(&app).await;
    let mut sent = Box::pin(app.receive(visitor, "1", "Hello"));
    // Polled once, which sends it, and then dropped.
    assert!(futures_util::poll!(&mut sent).is_pending());
    drop(sent);
    let after = ours.visitor(&app).await;
    app.receive(after, "1", "And I").await.unwrap();
    let mut stored = 0;
    for _ in 0..200 {
        stored = transcript(&app, visitor).await.len();
        if stored > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert!(stored > 0);
    assert!(app.receive(visitor, "1", "Hello").await.unwrap().repeated);
}

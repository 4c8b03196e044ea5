//! Conversations that are put away until a time, and the target of those who wait.

use baton_core::{
    conversation::{Reason, ReasonCode},
    id::{ConversationId, WorkspaceId},
    page::Limit,
    team::target::Target,
    time::Timestamp,
};
use baton_store::conversations::{self, Filter, Sort, StatusFilter, View, queue::target, snooze};
use baton_testkit::{TestApp, TestDb};

const ALL_THAT_WAS_SAID: i64 = i64::MAX;

async fn put(app: &TestApp, workspace: WorkspaceId, id: ConversationId, seen: i64) -> bool {
    let until = until(app);
    let write = app
        .db
        .write(async move |conn| snooze::put(conn, workspace, id, (until, seen)).await);
    write.await.unwrap()
}

fn until(app: &TestApp) -> Timestamp {
    app.clock.now().plus_ms(3_600_000)
}

async fn listed(app: &TestApp, workspace: WorkspaceId, filter: Filter) -> Vec<ConversationId> {
    let read = app.db.read(async move |conn| {
        let order = (Sort::Newest, None);
        conversations::list(conn, workspace, &filter, order, Limit::new(None)).await
    });
    read.await.unwrap().items.iter().map(|c| c.id).collect()
}

fn viewed(view: View, status: Option<StatusFilter>) -> Filter {
    Filter {
        view,
        status,
        engaged: true,
        ..Filter::default()
    }
}

baton_testkit::both_databases! {
    /// R047: what is put away is in one list only, and counts in none; what is searched is found all the same.
    async fn what_is_put_away_leaves_every_view_but_its_own(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let (a, b) = (tenant.visitor(&app).await, tenant.visitor(&app).await);
        app.receive(a, "1", "Where are my boots?").await.unwrap();
        app.clock.advance_ms(1_000);
        app.receive(b, "1", "And my poles?").await.unwrap();
        app.request_human(a, Reason::new(ReasonCode::VisitorAsked, None)).await.unwrap();
        let (a, b) = (a.conversation, b.conversation);
        assert!(put(&app, w, a, ALL_THAT_WAS_SAID).await);
        let snoozed = Some(StatusFilter::Snoozed);
        assert_eq!(listed(&app, w, viewed(View::All, None)).await, [b]);
        assert_eq!(listed(&app, w, viewed(View::All, Some(StatusFilter::Open))).await, [b]);
        assert!(listed(&app, w, viewed(View::Waiting, None)).await.is_empty());
        assert_eq!(listed(&app, w, viewed(View::All, snoozed)).await, [a]);
        assert_eq!(listed(&app, w, viewed(View::Waiting, snoozed)).await, [a]);
        let maya = tenant.maya.person.id;
        let found = app.db.read(async move |conn| {
            let counts = conversations::counts(conn, w, maya).await?;
            let filter = viewed(View::All, None);
            let found = conversations::search(conn, w, (&filter, "boots"), None, Limit::new(None)).await?;
            Ok::<_, baton_db::DbError>((counts, found.items.len()))
        });
        let (counts, found) = found.await.unwrap();
        assert_eq!((counts.all, counts.waiting, found), (1, 0, 1));
        let foreign = app.tenant("Other").await.workspace;
        assert!(listed(&app, foreign, viewed(View::All, snoozed)).await.is_empty());
        assert!(!put(&app, foreign, a, ALL_THAT_WAS_SAID).await, "a wall");
    }

    /// R047: a visitor's message is never hidden: it ends what puts it away, and what was not read is not put away.
    async fn what_a_visitor_writes_is_never_hidden(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "Hello?").await.unwrap();
        assert!(put(&app, w, id, ALL_THAT_WAS_SAID).await);
        let stored = app.receive(visitor, "2", "Still there?").await.unwrap();
        assert_eq!(listed(&app, w, viewed(View::All, None)).await, [id]);
        assert!(!put(&app, w, id, stored.message.seq - 1).await, "the last one was not read");
        assert!(put(&app, w, id, stored.message.seq).await);
        // Whoever takes it has it before them.
        app.claim(&tenant.maya, id, false).await.unwrap();
        assert_eq!(listed(&app, w, viewed(View::All, None)).await, [id]);
    }

    /// R047: of two who bring it back at once one does, and only for the time until which it is put away now.
    async fn it_comes_back_once_and_at_the_time_that_holds(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "Hello?").await.unwrap();
        let earlier = until(&app);
        assert!(put(&app, w, id, ALL_THAT_WAS_SAID).await);
        app.clock.advance_ms(60_000);
        assert!(put(&app, w, id, ALL_THAT_WAS_SAID).await, "put away anew, for longer");
        let later = until(&app);
        let wake = |until: Timestamp| app.db.write(async move |conn| snooze::wake(conn, w, id, (until, until)).await);
        assert!(!wake(earlier).await.unwrap());
        let (one, other) = tokio::join!(wake(later), wake(later));
        assert_eq!(u8::from(one.unwrap()) + u8::from(other.unwrap()), 1);
        let read = app.db.read(async move |conn| conversations::find(conn, w, id).await);
        let conversation = read.await.unwrap().unwrap();
        assert_eq!((conversation.snoozed_until, conversation.last_activity_at), (None, later), "on top of the list");
        let end = app.db.write(async move |conn| snooze::end(conn, w, id).await);
        assert!(!end.await.unwrap());
    }

    /// R051: five minutes unless a workspace sets another target for itself.
    async fn each_workspace_has_a_target_of_its_own(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Larch").await.workspace, app.tenant("Other").await.workspace);
        for minutes in [10, 20] {
            let (wanted, now) = (Target::parse(minutes).unwrap(), app.clock.now());
            app.db.write(async move |conn| target::put(conn, ours, wanted, now).await).await.unwrap();
            let kept = app.db.read(async move |conn| target::find(conn, ours).await);
            assert_eq!(kept.await.unwrap(), wanted);
        }
        let kept = app.db.read(async move |conn| target::find(conn, theirs).await);
        assert_eq!(kept.await.unwrap(), Target::default());
    }
}

//! The tags of a workspace as a whole.

use baton_core::{
    id::{ConversationId, WorkspaceId},
    team::tag::TagColour,
    time::Timestamp,
};
use baton_store::conversations::tags::{
    self,
    manage::{self, Mark},
};
use baton_testkit::{TestApp, TestDb};

async fn tagged(app: &TestApp, workspace: WorkspaceId, id: ConversationId, names: &[&'static str]) {
    let now = app.clock.now();
    for name in names.iter().copied() {
        let add = async move |conn: &mut baton_db::Conn<'_>| {
            tags::add(conn, workspace, id, name, now).await
        };
        app.db.write(add).await.unwrap();
    }
}

async fn used(
    app: &TestApp,
    workspace: WorkspaceId,
    from: (&'static str, &'static str),
) -> Vec<(String, i64)> {
    let read = app
        .db
        .read(async move |conn| manage::used(conn, workspace, from, 2).await);
    read.await.unwrap()
}

fn pairs(all: &[(&str, i64)]) -> Vec<(String, i64)> {
    all.iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect()
}

fn mark(name: &str, becomes: Option<&str>, at: Timestamp) -> Mark {
    Mark {
        name: name.to_owned(),
        colour: becomes.is_none().then_some(TagColour::Teal),
        becomes: becomes.map(str::to_owned),
        gone: false,
        changed_at: at,
    }
}

async fn carry(app: &TestApp, workspace: WorkspaceId, mark: Mark) -> usize {
    let write = app
        .db
        .write(async move |conn| manage::carry(conn, workspace, &mark, 2).await);
    write.await.unwrap()
}

baton_testkit::both_databases! {
    /// R062: the tags of a workspace are counted page by page, and found by a part of their names.
    async fn tags_are_counted_in_pages_and_found_by_a_part(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Larch").await, app.tenant("Other").await);
        let w = ours.workspace;
        let [a, b] = [ours.visitor(&app).await.conversation, ours.visitor(&app).await.conversation];
        tagged(&app, w, a, &["boots", "100% wool", "size"]).await;
        tagged(&app, w, b, &["size"]).await;
        tagged(&app, theirs.workspace, theirs.visitor(&app).await.conversation, &["size", "zebra"]).await;
        assert_eq!(used(&app, w, ("", "")).await, pairs(&[("100% wool", 1), ("boots", 1)]));
        assert_eq!(used(&app, w, ("", "boots")).await, pairs(&[("size", 2)]));
        assert_eq!(used(&app, w, ("O", "")).await, pairs(&[("100% wool", 1), ("boots", 1)]));
        assert_eq!(used(&app, w, ("0%", "")).await, pairs(&[("100% wool", 1)]), "a sign is a sign");
        assert_eq!(used(&app, w, ("zebra", "")).await, pairs(&[]), "a wall");
        let count = app.db.read(async move |conn| manage::count(conn, w, "size").await);
        assert_eq!(count.await.unwrap(), 2);
    }

    /// R062: what is decided about a tag is carried to all that had it then, a few at a time, once each, and to no other workspace.
    async fn a_decision_about_a_tag_is_carried_step_by_step(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Larch").await, app.tenant("Other").await);
        let (w, other) = (ours.workspace, theirs.workspace);
        let mut all = Vec::new();
        for _ in 0..3 {
            all.push(ours.visitor(&app).await.conversation);
            tagged(&app, w, all[all.len() - 1], &["size"]).await;
        }
        tagged(&app, w, all[0], &["fit"]).await;
        tagged(&app, other, theirs.visitor(&app).await.conversation, &["size"]).await;
        let becomes = mark("size", Some("fit"), app.clock.now());
        assert_eq!(carry(&app, w, becomes.clone()).await, 2);
        assert_eq!(carry(&app, w, becomes.clone()).await, 1);
        assert_eq!(carry(&app, w, becomes.clone()).await, 0);
        // Tagged so while it was decided: by whom did not know.
        app.clock.advance_ms(1_000);
        let late = ours.visitor(&app).await.conversation;
        tagged(&app, w, late, &["size"]).await;
        assert_eq!(carry(&app, w, becomes).await, 1);
        assert_eq!(used(&app, w, ("", "")).await, pairs(&[("fit", 4)]));
        let gone = Mark { gone: true, ..mark("fit", None, app.clock.now()) };
        assert_eq!(carry(&app, w, gone.clone()).await + carry(&app, w, gone).await, 4);
        assert_eq!(used(&app, w, ("", "")).await, pairs(&[]));
        assert_eq!(used(&app, other, ("", "")).await, pairs(&[("size", 1)]), "a wall");
    }

    /// What went by a name goes by its next one, or by none with it.
    async fn decisions_about_tags_follow_each_other(db: TestDb) {
        let app = TestApp::new(db).await;
        let (w, other) = (app.tenant("Larch").await.workspace, app.tenant("Other").await.workspace);
        let now = app.clock.now();
        let decided = |workspace: WorkspaceId, one: Mark| {
            app.db.write(async move |conn| manage::decide(conn, workspace, &one).await)
        };
        for (workspace, one) in [
            (w, mark("size", Some("fit"), now)), (w, mark("fit", None, now)), (other, mark("size", Some("fit"), now)),
        ] {
            decided(workspace, one).await.unwrap();
        }
        let find = async |workspace: WorkspaceId, name: &'static str| {
            app.db.read(async move |conn| manage::mark(conn, workspace, name).await).await.unwrap()
        };
        assert_eq!(find(w, "fit").await.unwrap().colour, Some(TagColour::Teal));
        assert!(find(w, "boots").await.is_none() && find(other, "fit").await.is_none());
        let redirect = async |to: Option<&'static str>, from: &'static str| {
            app.db.write(async move |conn| manage::redirect(conn, w, (from, to)).await).await.unwrap();
        };
        redirect(Some("shape"), "fit").await;
        assert_eq!(find(w, "size").await.unwrap().becomes.as_deref(), Some("shape"));
        redirect(None, "shape").await;
        let (size, theirs) = (find(w, "size").await.unwrap(), find(other, "size").await.unwrap());
        assert!(size.gone && size.becomes.is_none() && theirs.becomes.as_deref() == Some("fit"));
        let names = ["fit", "size", "boots"].map(str::to_owned);
        let marks = app.db.read(async move |conn| manage::marks(conn, w, &names).await);
        assert_eq!(marks.await.unwrap().iter().map(|mark| &*mark.name).collect::<Vec<_>>(), ["fit", "size"]);
        let renamed = app.db.read(async move |conn| manage::renamed(conn, other).await);
        assert_eq!(renamed.await.unwrap().iter().map(|mark| &*mark.name).collect::<Vec<_>>(), ["size"]);
    }
}

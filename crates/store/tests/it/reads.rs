//! What a teammate has not seen, as it stands beside a row.

use baton_core::id::{ConversationId, WorkspaceId};
use baton_store::conversations::{self, Conversation, reads};
use baton_testkit::{TestApp, TestDb, fixtures::Tenant};

async fn row(app: &TestApp, workspace: WorkspaceId, id: ConversationId) -> Conversation {
    let read = app
        .db
        .read(async move |conn| conversations::find(conn, workspace, id).await);
    read.await.unwrap().unwrap()
}

/// What Maya has not seen of each of `rows`.
async fn unread(app: &TestApp, tenant: &Tenant, rows: &[&Conversation]) -> Vec<Option<i64>> {
    let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
    let rows: Vec<Conversation> = rows.iter().map(|row| (*row).clone()).collect();
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let read = app
        .db
        .read(async move |conn| conversations::around(conn, workspace, maya, &rows).await);
    let around = read.await.unwrap();
    ids.iter()
        .map(|id| around.unread.get(id).copied())
        .collect()
}

baton_testkit::both_databases! {
    /// R103: a message that comes between the row and its count is told of by its event, and counted then; not twice.
    async fn a_count_reaches_as_far_as_its_row(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let (ada, bea) = (tenant.visitor(&app).await, tenant.visitor(&app).await);
        app.receive(ada, "1", "Where are my boots?").await.unwrap();
        app.receive(bea, "1", "And my poles?").await.unwrap();
        let w = tenant.workspace;
        let (before, other) = (row(&app, w, ada.conversation).await, row(&app, w, bea.conversation).await);
        app.receive(ada, "2", "Hello?").await.unwrap();
        assert_eq!(unread(&app, &tenant, &[&before, &other]).await, [Some(1), Some(1)]);
        let after = row(&app, w, ada.conversation).await;
        assert_eq!(unread(&app, &tenant, &[&other, &after]).await, [Some(1), Some(2)]);
        let (maya, seen) = (tenant.maya.person.id, before.last_seq);
        let write = app.db.write(async move |conn| reads::set(conn, w, ada.conversation, maya, seen).await);
        write.await.unwrap();
        assert_eq!(unread(&app, &tenant, &[&before, &other]).await, [None, Some(1)]);
        assert_eq!(unread(&app, &tenant, &[&after]).await, [Some(1)]);
        assert!(unread(&app, &tenant, &[]).await.is_empty());
    }
}

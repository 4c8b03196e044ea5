//! What a model wrote for whoever takes over: one brief of a conversation, of its workspace alone.

use baton_core::{
    conversation::brief::{Quote, WrittenBrief},
    id::{ConversationId, WorkspaceId},
};
use baton_store::conversations::briefs::{self, StoredBrief};
use baton_testkit::{TestApp, TestDb};

async fn set(app: &TestApp, of: (WorkspaceId, ConversationId), brief: &StoredBrief) -> bool {
    let (brief, now) = (brief.clone(), app.clock.now());
    let write = app
        .db
        .write(async move |conn| briefs::set(conn, of.0, of.1, (&brief, now)).await);
    write.await.unwrap()
}

async fn find(app: &TestApp, of: (WorkspaceId, ConversationId)) -> Option<StoredBrief> {
    let read = app
        .db
        .read(async move |conn| briefs::find(conn, of.0, of.1).await);
    read.await.unwrap()
}

fn written(wants: &str) -> WrittenBrief {
    let wants = Quote {
        seq: 5,
        text: wants.into(),
    };
    WrittenBrief {
        wants: vec![wants],
        ..WrittenBrief::default()
    }
}

baton_testkit::both_databases! {
    /// What is written takes the place of what was; that a model failed is kept as well, so that it is not asked again.
    async fn a_brief_is_kept_once_and_replaced(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let of = (tenant.workspace, tenant.visitor(&app).await.conversation);
        assert_eq!(find(&app, of).await, None);
        let failed = StoredBrief { stretch_at: app.clock.now(), read: (1, 4), written: None };
        assert!(set(&app, of, &failed).await);
        assert_eq!(find(&app, of).await, Some(failed));
        app.clock.advance_ms(60_000);
        let later = StoredBrief {
            stretch_at: app.clock.now(),
            read: (5, 9),
            written: Some(written("Boots that never came")),
        };
        assert!(set(&app, of, &later).await);
        assert_eq!(find(&app, of).await, Some(later));
    }

    /// A brief of a conversation that is gone, or a neighbour's, is not kept; a neighbour finds none.
    async fn a_brief_belongs_to_a_conversation_of_its_workspace(db: TestDb) {
        let app = TestApp::new(db).await;
        let (larch, alder) = (app.tenant("Larch").await, app.tenant("Alder").await);
        let id = larch.visitor(&app).await.conversation;
        let brief = StoredBrief { stretch_at: app.clock.now(), read: (1, 2), written: Some(written("Boots")) };
        assert!(!set(&app, (larch.workspace, larch.workspace.uuid().into()), &brief).await);
        assert!(!set(&app, (alder.workspace, id), &brief).await);
        assert!(set(&app, (larch.workspace, id), &brief).await);
        assert_eq!(find(&app, (alder.workspace, id)).await, None);
        assert_eq!(find(&app, (larch.workspace, id)).await, Some(brief));
    }
}

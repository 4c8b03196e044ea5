//! Two companies that do the same: each lists and counts what is its own. What the layers above look up again in their
//! workspace, and would drop there, must not be found here either.

use baton_core::{
    conversation::{Reason, ReasonCode},
    id::LeadId,
    page::Limit,
};
use baton_db::DbError;
use baton_store::{
    conversations::{self, Filter, View},
    leads::{self, Lead, Order},
};
use baton_testkit::{TestApp, TestDb, fixtures::Tenant};

/// Somebody writes, leaves their details and asks for a person.
async fn visit(app: &TestApp, tenant: &Tenant, email: &str) -> LeadId {
    app.clock.advance_ms(60_000);
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", "tents for twelve").await.unwrap();
    let lead = tenant.lead(app, visitor, email).await.id;
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.request_human(visitor, reason).await.unwrap();
    lead
}

baton_testkit::both_databases! {
    /// R092: lists, searches and counts are of one workspace.
    async fn what_is_listed_and_counted_is_ones_own(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let lead = visit(&app, &ours, "d@ours.example").await;
        visit(&app, &theirs, "d@theirs.example").await;
        visit(&app, &theirs, "e@theirs.example").await;
        let (workspace, maya) = (ours.workspace, ours.maya.person.id);
        let read = app.db.read(async move |conn| {
            let tents = leads::Filter { text: Some("tents".to_owned()), ..leads::Filter::default() };
            let listed = leads::list(conn, workspace, &tents, (Order::Newest, None), Limit::new(None)).await?;
            let leads = leads::counts(conn, workspace, &tents).await?;
            let waiting = Filter { view: View::Waiting, ..Filter::default() };
            let found = conversations::search(conn, workspace, (&waiting, "tents"), None, Limit::new(None)).await?;
            let counts = conversations::counts(conn, workspace, maya).await?;
            Ok::<_, DbError>((listed.items, leads.values().sum::<i64>(), found.items.len(), counts))
        });
        let (listed, leads, found, counts) = read.await.unwrap();
        let listed: Vec<_> = listed.iter().map(|lead: &Lead| lead.id).collect();
        assert_eq!((listed, leads, found), (vec![lead], 1, 1));
        assert_eq!((counts.waiting, counts.mine), (1, 0), "{counts:?}");
    }
}

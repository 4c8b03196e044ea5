//! Lists, search and counts of the inbox.

use baton_core::{
    conversation::{Reason, ReasonCode},
    id::{ConversationId, WorkspaceId},
    page::{Cursor, Limit},
};
use baton_store::conversations::{self, Filter, Responsible, Sort, StatusFilter, View};
use baton_testkit::{Caller, NewNote, TestApp, TestDb, Visitor, fixtures::Tenant};

/// A visitor who wrote, a minute after the one before.
async fn wrote(app: &TestApp, tenant: &Tenant, body: &str) -> Visitor {
    app.clock.advance_ms(60_000);
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", body).await.unwrap();
    visitor
}

async fn escalate(app: &TestApp, visitor: Visitor, text: &str) {
    app.clock.advance_ms(60_000);
    let reason = Reason::new(ReasonCode::VisitorAsked, Some(text));
    app.request_human(visitor, reason).await.unwrap();
}

async fn listed(
    app: &TestApp,
    workspace: WorkspaceId,
    filter: Filter,
    sort: Sort,
) -> Vec<ConversationId> {
    let (mut all, mut after): (Vec<ConversationId>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let read = app.db.read(async move |conn| {
            conversations::list(conn, workspace, &filter, (sort, after), Limit::new(Some(2))).await
        });
        let page = read.await.unwrap();
        all.extend(page.items.iter().map(|c| c.id));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

async fn found(
    app: &TestApp,
    workspace: WorkspaceId,
    text: &'static str,
) -> Vec<(ConversationId, Option<String>)> {
    found_in(app, workspace, View::All, text).await
}

async fn found_in(
    app: &TestApp,
    workspace: WorkspaceId,
    view: View,
    text: &'static str,
) -> Vec<(ConversationId, Option<String>)> {
    let filter = Filter {
        view,
        engaged: true,
        ..Filter::default()
    };
    let read = app.db.read(async move |conn| {
        conversations::search(conn, workspace, (&filter, text), None, Limit::new(None)).await
    });
    let page = read.await.unwrap();
    page.items
        .into_iter()
        .map(|f| (f.conversation.id, f.hit.map(|hit| hit.snippet)))
        .collect()
}

fn viewed(view: View) -> Filter {
    Filter {
        view,
        engaged: true,
        ..Filter::default()
    }
}

baton_testkit::both_databases! {
    /// R050, R051, R052: everybody's, nobody's in the order of their wait, and one's own.
    async fn each_view_shows_its_own_in_its_own_order(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let [a, b, c] = [wrote(&app, &tenant, "one").await, wrote(&app, &tenant, "two").await, wrote(&app, &tenant, "three").await];
        let drive_by = tenant.visitor(&app).await;
        escalate(&app, b, "first in the queue").await;
        escalate(&app, a, "second").await;
        app.claim(&tenant.maya, c.conversation, false).await.unwrap();

        let [a, b, c, d] = [a, b, c, drive_by].map(|v| v.conversation);
        let mine = |who: &Caller| viewed(View::Mine(who.person.id));
        assert_eq!(listed(&app, w, viewed(View::All), Sort::Newest).await, [c, a, b]);
        assert_eq!(listed(&app, w, Filter::default(), Sort::Newest).await, [c, a, b, d]);
        assert_eq!(listed(&app, w, viewed(View::Waiting), Sort::LongestWait).await, [b, a]);
        assert_eq!(listed(&app, w, viewed(View::Waiting), Sort::Newest).await, [a, b]);
        assert_eq!(listed(&app, w, mine(&tenant.maya), Sort::Newest).await, [c]);
        assert!(listed(&app, w, mine(&tenant.tomas), Sort::Newest).await.is_empty());
        assert_eq!(listed(&app, w, viewed(View::All), Sort::LongestWait).await, [b, a, c]);
        let foreign = app.tenant("Other").await;
        assert!(listed(&app, foreign.workspace, Filter::default(), Sort::Newest).await.is_empty());
    }

    /// R106, R107: whose responsibility narrows every view, in the order of the list.
    async fn responsibility_narrows_every_view(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let [a, b, c] = [wrote(&app, &tenant, "one").await, wrote(&app, &tenant, "two").await, wrote(&app, &tenant, "three").await];
        let (a, b, c, tomas) = (a.conversation, b.conversation, c.conversation, tenant.tomas.person.id);
        app.assign(&tenant.maya, a, Some(tomas)).await.unwrap();
        app.assign(&tenant.maya, c, Some(tomas)).await.unwrap();
        // Claiming makes responsible where nobody is, and handing back keeps that.
        app.claim(&tenant.maya, b, false).await.unwrap();
        app.release(&tenant.maya, b).await.unwrap();
        let whose = |responsible| Filter { responsible: Some(responsible), ..viewed(View::All) };
        let his = whose(Responsible::Is(tomas));
        assert_eq!(listed(&app, w, his, Sort::Newest).await, [c, a]);
        assert_eq!(listed(&app, w, his, Sort::LongestWait).await, [a, c]);
        assert_eq!(listed(&app, w, whose(Responsible::Is(tenant.maya.person.id)), Sort::Newest).await, [b]);
        assert!(listed(&app, w, whose(Responsible::Nobody), Sort::Newest).await.is_empty());
        app.resolve(&tenant.maya, c).await.unwrap();
        assert_eq!(listed(&app, w, Filter { status: Some(StatusFilter::Open), ..his }, Sort::Newest).await, [a]);
        let mine = Filter { view: View::Mine(tomas), ..his };
        assert!(listed(&app, w, mine, Sort::Newest).await.is_empty(), "he holds none of them");
    }

    async fn states_narrow_every_view(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let w = tenant.workspace;
        let [a, b] = [wrote(&app, &tenant, "one").await, wrote(&app, &tenant, "two").await];
        let (a, b, maya) = (a.conversation, b.conversation, tenant.maya.person.id);
        app.read(&tenant.maya, a, 1).await.unwrap();
        app.resolve(&tenant.maya, b).await.unwrap();
        let status = |status| Filter { status: Some(status), ..viewed(View::All) };
        assert_eq!(listed(&app, w, status(StatusFilter::Open), Sort::Newest).await, [a]);
        assert_eq!(listed(&app, w, status(StatusFilter::Resolved), Sort::Newest).await, [b]);
        assert_eq!(listed(&app, w, status(StatusFilter::Unread(maya)), Sort::Newest).await, [b]);
        assert!(listed(&app, w, Filter { has_lead: true, ..viewed(View::All) }, Sort::Newest).await.is_empty());
        let foreign = Filter { assistant: Some(app.ids.next()), ..viewed(View::All) };
        assert!(listed(&app, w, foreign, Sort::Newest).await.is_empty());
    }

    /// R049: found by what was said, by why a person is needed, by who wrote, and by what the team noted.
    async fn search_looks_into_words_reasons_and_contacts(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let other = app.tenant("Other").await;
        let w = tenant.workspace;
        let boots = wrote(&app, &tenant, "Can I return the winter boots?").await;
        let tent = wrote(&app, &tenant, "My tent pole broke").await;
        wrote(&app, &other, "boots in another shop").await;
        escalate(&app, tent, "Warranty case").await;
        let details = baton_store::contacts::Details { name: Some("Ana Boots".to_owned()), ..Default::default() };
        let set = app.db.write(async move |conn| {
            baton_store::contacts::fill(conn, w, tent.contact, &details).await
        });
        set.await.unwrap();

        let (boots, tent) = (boots.conversation, tent.conversation);
        let hit = |text: &str| Some(text.to_owned());
        assert_eq!(found(&app, w, "BOOT").await, [(tent, None), (boots, hit("Can I return the winter <<boots>>?"))]);
        assert_eq!(found(&app, w, "return winter").await.len(), 1);
        assert_eq!(found(&app, w, "warranty").await, [(tent, hit("<<Warranty>> case"))]);
        let note = NewNote {
            client_id: "n".to_owned(),
            body: "Ask the **workshop** in Bergen".to_owned(),
            mentions: Vec::new(),
        };
        app.add_note(&tenant.maya, boots, note).await.unwrap();
        assert_eq!(found(&app, w, "bergen worksh").await, [(boots, hit("Ask the **<<workshop>>** in <<Bergen>>"))]);
        let foreign = other.workspace;
        assert!(found(&app, foreign, "workshop").await.is_empty());
        assert!(found(&app, w, "100%").await.is_empty());
        assert!(found(&app, w, "\"' OR 1=1 --").await.is_empty());
    }

    /// A word that somebody said elsewhere does not hide those that begin so among the reader's own.
    async fn beginnings_are_found_where_nobody_said_the_word(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let (w, mine) = (tenant.workspace, View::Mine(tenant.maya.person.id));
        wrote(&app, &tenant, "My left boot is wet").await;
        let held = wrote(&app, &tenant, "Both boots are wet").await.conversation;
        app.claim(&tenant.maya, held, false).await.unwrap();
        assert_eq!(found_in(&app, w, mine, "boot").await, [(held, Some("Both <<boots>> are wet".to_owned()))]);
        assert_eq!(found(&app, w, "boot").await.len(), 1, "the word itself comes first");
    }

    /// What is suggested finds something here; what another workspace says is no word of this one.
    async fn a_better_spelling_is_one_that_finds_something(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Larch").await, app.tenant("Other").await);
        let w = tenant.workspace;
        let gaiter = wrote(&app, &tenant, "My gaiter tore").await;
        let trial = wrote(&app, &tenant, "Is the gaiter waterproof?").await;
        wrote(&app, &other, "A compass, please. And a gaitors bag.").await;
        escalate(&app, trial, "Warranty case").await;
        let named = baton_store::contacts::Details { name: Some("Marguerite".to_owned()), ..Default::default() };
        app.db.write(async move |conn| {
            baton_store::contacts::fill(conn, w, gaiter.contact, &named).await
        }).await.unwrap();
        let meant = async |workspace, view, text: &'static str| {
            app.db.read(async move |conn| conversations::meant(conn, workspace, (&viewed(view), text)).await).await.unwrap()
        };
        assert_eq!(meant(w, View::All, "gaitor").await.as_deref(), Some("gaiter"));
        assert_eq!(meant(w, View::All, "lost gaitor tore").await, None, "nobody said all three");
        assert_eq!(meant(w, View::All, "tore gaitor").await.as_deref(), Some("tore gaiter"));
        assert_eq!(meant(w, View::All, "warrenty").await.as_deref(), Some("warranty"));
        assert_eq!(meant(w, View::All, "margeurite").await.as_deref(), Some("marguerite"));
        // Under a filter that hides them it would find nothing.
        assert_eq!(meant(w, View::Mine(tenant.maya.person.id), "gaitor").await, None);
        for foreign in ["compas", "compsas", "xylophone", "  "] {
            assert_eq!(meant(w, View::All, foreign).await, None, "{foreign}");
        }
        assert_eq!(meant(other.workspace, View::All, "compsas").await.as_deref(), Some("compass"));
        assert_eq!(meant(other.workspace, View::All, "warrenty").await, None);
    }

    async fn counts_stop_at_what_is_shown(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch").await;
        let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
        let held = wrote(&app, &tenant, "one").await;
        let waits = wrote(&app, &tenant, "two").await;
        tenant.visitor(&app).await;
        escalate(&app, waits, "please").await;
        app.claim(&tenant.maya, held.conversation, false).await.unwrap();
        let counted = app.db.read(async move |conn| conversations::counts(conn, workspace, maya).await);
        let counts = counted.await.unwrap();
        assert_eq!((counts.all, counts.waiting, counts.mine, counts.leads_new), (2, 1, 1, 0));
    }
}

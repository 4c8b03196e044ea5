//! Asking the one who holds the baton for it.

use baton_app::AppError;
use baton_core::{
    conversation::HolderKind,
    event::Event,
    id::ConversationId,
    team::request::{BatonRequest, SILENCE_MS},
};
use baton_db::sql;
use baton_store::{conversations::requests, events};
use baton_testkit::{Caller, TestApp, TestDb, both_databases, fixtures::Tenant};

/// A conversation that Maya holds.
async fn held(app: &TestApp, tenant: &Tenant) -> ConversationId {
    let id = tenant.visitor(app).await.conversation;
    app.claim(&tenant.maya, id, false).await.unwrap();
    id
}

async fn ask(app: &TestApp, who: &Caller, id: ConversationId) -> BatonRequest {
    let epoch = epoch(app, who, id).await;
    app.ask_for_baton(who, id, (epoch, None)).await.unwrap()
}

async fn epoch(app: &TestApp, who: &Caller, id: ConversationId) -> i64 {
    app.conversation(who.workspace, id).await.epoch()
}

async fn told(app: &TestApp, tenant: &Tenant, id: ConversationId) -> Vec<&'static str> {
    let workspace = tenant.workspace;
    let read = app
        .db
        .read(async move |conn| events::timeline(conn, workspace, id, 0, 100).await);
    let told = read.await.unwrap().into_iter();
    told.map(|envelope| envelope.event.wire_name()).collect()
}

async fn audited(app: &TestApp, tenant: &Tenant) -> Vec<String> {
    let workspace = tenant.workspace;
    let q = sql!(
        "SELECT action FROM audit_logs WHERE workspace_id = {} ORDER BY seq",
        workspace.uuid()
    );
    let read = app.db.read(async move |conn| conn.fetch_all(q).await);
    read.await.unwrap()
}

both_databases! {
    /// The one who is asked hands over: the baton passes in one step, with its audit lines, event and word.
    async fn whoever_is_asked_hands_over(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = held(&app, &tenant).await;
        let word = Some("  I know\nthis customer ".to_owned());
        let request = app.ask_for_baton(&tenant.tomas, id, (1, word)).await.unwrap();
        assert_eq!((&*request.asker.name, &*request.holder.name, request.epoch), ("Tomás", "Maya", 1));
        assert_eq!(request.note.as_deref(), Some("I know this customer"));
        assert_eq!(request.lapses_at.since_ms(request.asked_at), SILENCE_MS);
        // The answer was lost, and the request is made again: it is the same one, told once.
        let again = ask(&app, &tenant.tomas, id).await;
        assert_eq!(again, request);

        let word = Some("All yours".to_owned());
        let passed = app.hand_over_baton(&tenant.maya, (id, request.id), word).await.unwrap();
        assert_eq!((passed.claimant().unwrap().name.as_str(), passed.epoch()), ("Tomás", 2));
        assert_eq!(passed.agent().unwrap().name, "Tomás");
        let last = ["baton.requested", "note.created", "conversation.claimed", "conversation.assigned"];
        assert_eq!(told(&app, &tenant, id).await[2..], last);
        assert_eq!(audited(&app, &tenant).await, ["conversation.claim", "conversation.ask", "conversation.hand_over"]);
        let refused = app.reply(&tenant.maya, id, "c", "Hello?").await;
        assert!(matches!(refused, Err(AppError::MustClaimFirst(Some(_)))));
    }

    /// Kept, it stays where it is, and whoever asked reads why; the request cannot be answered again.
    async fn whoever_is_asked_keeps_it(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = held(&app, &tenant).await;
        let request = ask(&app, &tenant.tomas, id).await;
        let answer = (id, request.id);
        app.keep_baton(&tenant.maya, answer, Some("Nearly done".to_owned())).await.unwrap();
        let workspace = tenant.workspace;
        let read = app.db.read(async move |conn| events::timeline(conn, workspace, id, 0, 100).await);
        let kept = read.await.unwrap().pop().unwrap().event;
        assert!(matches!(kept, Event::BatonKept { note: Some(note), .. } if note == "Nearly done"));
        assert!(matches!(app.keep_baton(&tenant.maya, answer, None).await, Err(AppError::Conflict(_))));
        assert!(matches!(app.hand_over_baton(&tenant.maya, answer, None).await, Err(AppError::Conflict(_))));
        // Answered, it is no silence, however long ago; asked once more it is another request.
        app.clock.advance_ms(SILENCE_MS);
        assert!(matches!(app.claim(&tenant.tomas, id, true).await, Err(AppError::AlreadyClaimed(_))));
        assert_ne!(ask(&app, &tenant.tomas, id).await.id, request.id);
    }

    /// A request of an older epoch is void, whoever holds the baton now.
    async fn once_the_baton_has_moved_a_request_is_void(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = held(&app, &tenant).await;
        let request = ask(&app, &tenant.tomas, id).await;
        app.release(&tenant.maya, id).await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        for refused in [
            app.hand_over_baton(&tenant.maya, (id, request.id), None).await.map(drop),
            app.keep_baton(&tenant.maya, (id, request.id), None).await,
            app.ask_for_baton(&tenant.tomas, id, (1, None)).await.map(drop),
        ] {
            assert!(matches!(refused, Err(AppError::Conflict(says)) if says.contains("has moved")), "{refused:?}");
        }
        app.clock.advance_ms(SILENCE_MS);
        assert!(matches!(app.claim(&tenant.tomas, id, true).await, Err(AppError::AlreadyClaimed(_))));
        let held = epoch(&app, &tenant.maya, id).await;
        assert_eq!(held, 3);
    }

    /// Thirty seconds of silence from somebody who is gone, and whoever asked may take it; not while they are there.
    async fn the_silence_of_who_is_gone_lets_it_be_taken(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = held(&app, &tenant).await;
        let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
        let refused = async |who: &Caller| matches!(app.claim(who, id, true).await, Err(AppError::AlreadyClaimed(_)));
        ask(&app, &tenant.tomas, id).await;
        app.clock.advance_ms(SILENCE_MS - 1);
        assert!(refused(&tenant.tomas).await);
        app.clock.advance_ms(1);
        app.presence.set_teammate(workspace, maya, true);
        assert!(refused(&tenant.tomas).await, "a socket of hers is open");
        app.presence.set_teammate(workspace, maya, false);
        app.hear_from_console(&tenant.maya).await.unwrap();
        assert!(refused(&tenant.tomas).await, "a console of hers has been heard from since");

        ask(&app, &tenant.tomas, id).await;
        app.clock.advance_ms(SILENCE_MS);
        ask(&app, &tenant.tomas, id).await;
        app.clock.advance_ms(SILENCE_MS);
        let taken = app.claim(&tenant.tomas, id, true).await.unwrap();
        assert_eq!(taken.claimant().unwrap().name, "Tomás");
    }

    /// Of several only one asks at once; who holds nothing to ask for, only reads, or is a stranger, asks for nothing.
    async fn who_may_ask_and_who_may_answer(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let id = held(&app, &tenant).await;
        let asks = async |who: &Caller| app.ask_for_baton(who, id, (1, None)).await;
        assert!(matches!(asks(&tenant.maya).await, Err(AppError::Conflict(_))));
        assert!(matches!(asks(&tenant.viewer).await, Err(AppError::Forbidden)));
        assert!(matches!(asks(&theirs.owner).await, Err(AppError::NotFound)));
        let long = app.ask_for_baton(&tenant.tomas, id, (1, Some("x".repeat(301)))).await;
        assert!(matches!(long, Err(AppError::Invalid(_))));

        let request = asks(&tenant.tomas).await.unwrap().id;
        assert!(matches!(asks(&tenant.owner).await, Err(AppError::Conflict(says)) if says.contains("asking for it already")));
        for who in [&tenant.tomas, &tenant.owner] {
            let refused = app.hand_over_baton(who, (id, request), None).await;
            assert!(matches!(refused, Err(AppError::MustClaimFirst(Some(_)))), "{refused:?}");
        }
        assert!(matches!(app.keep_baton(&tenant.viewer, (id, request), None).await, Err(AppError::Forbidden)));
        assert!(matches!(app.keep_baton(&theirs.owner, (id, request), None).await, Err(AppError::NotFound)));
        let unknown = app.keep_baton(&tenant.maya, (id, app.ids.next()), None).await;
        assert!(matches!(unknown, Err(AppError::NotFound)));

        // Met with silence, another may ask in their place; an owner takes it at once.
        app.clock.advance_ms(SILENCE_MS);
        assert_ne!(asks(&tenant.owner).await.unwrap().id, request);
        assert_eq!(app.claim(&tenant.owner, id, true).await.unwrap().holder(), HolderKind::Person);
        let free = tenant.visitor(&app).await.conversation;
        let nobody = app.ask_for_baton(&tenant.tomas, free, (0, None)).await;
        assert!(matches!(nobody, Err(AppError::Conflict(says)) if says.contains("Claim it")));
    }

    /// Handing over and taking at the same moment: one of them wins, and the epoch moves once.
    async fn handing_over_races_with_a_take_over(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        for _ in 0..10 {
            let id = held(&app, &tenant).await;
            let request = ask(&app, &tenant.tomas, id).await.id;
            let (handed, taken) = tokio::join!(
                app.hand_over_baton(&tenant.maya, (id, request), None),
                app.claim(&tenant.owner, id, true),
            );
            // An owner may take it from whoever has it, so that theirs always succeeds; what was handed over before is then
            // taken from Tomás.
            assert_eq!(taken.unwrap().claimant().unwrap().name, "Olga");
            let moves = epoch(&app, &tenant.maya, id).await;
            match handed {
                Ok(passed) => assert_eq!((passed.epoch(), moves), (2, 3)),
                Err(AppError::Conflict(_) | AppError::Contended) => assert_eq!(moves, 2),
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    /// The store: a request that is open is not replaced, and is answered once.
    async fn the_newest_request_is_kept(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let id = held(&app, &tenant).await;
        let first = ask(&app, &tenant.tomas, id).await;
        let (workspace, other, now) = (tenant.workspace, theirs.workspace, app.clock.now());
        let next = BatonRequest { id: app.ids.next(), asker: tenant.owner.person.clone(), ..first.clone() };
        let done = app.db.write(async move |conn| {
            let replaced = requests::put(conn, workspace, &next).await?;
            let foreign = requests::find(conn, other, id).await?.is_some();
            let elsewhere = requests::answer(conn, other, (id, first.id), now).await?;
            let answered = requests::answer(conn, workspace, (id, first.id), now).await?;
            let twice = requests::answer(conn, workspace, (id, first.id), now).await?;
            let after = requests::put(conn, workspace, &next).await?;
            let kept = requests::find(conn, workspace, id).await?.unwrap();
            Ok::<_, baton_db::DbError>(([replaced, foreign, elsewhere, answered, twice, after], kept.request == next))
        });
        assert_eq!(done.await.unwrap(), ([false, false, false, true, false, true], true));
    }
}

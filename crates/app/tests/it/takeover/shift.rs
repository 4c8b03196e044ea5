//! The end of a shift.

use baton_app::{
    AppError,
    conversations::{inbox::shift::Parting, order::NewOrder},
};
use baton_core::{
    conversation::{HolderKind, Reason, ReasonCode, WaitMode},
    id::ConversationId,
};
use baton_db::{DbError, sql};
use baton_store::{
    conversations::{Conversation, orders},
    members::teammates,
};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};

async fn now(app: &TestApp, tenant: &Tenant, id: ConversationId) -> Conversation {
    app.conversation(tenant.workspace, id).await
}

both_databases! {
    /// R040: each conversation goes where its holder says; what is refused stays, and stops nothing else.
    async fn each_conversation_goes_where_its_holder_says(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let maya = &tenant.maya;
        let mut held = Vec::new();
        for n in 0..4 {
            let visitor = tenant.visitor(&app).await;
            app.receive(visitor, "1", &format!("Question {n}")).await.unwrap();
            if n == 2 {
                let asked = Reason::new(ReasonCode::Sensitive, Some("Refund over limit"));
                app.request_human(visitor, asked).await.unwrap();
            }
            app.clock.advance_ms(1_000);
            app.claim(maya, visitor.conversation, false).await.unwrap();
            held.push(visitor.conversation);
        }
        let asked_at = now(&app, &tenant, held[2]).await.baton().escalated_at;
        let order = NewOrder { body: "No discounts".to_owned(), expires_at: None };
        let wish = vec![
            (held[0], Parting::Assistant(Some(order))),
            (held[1], Parting::Colleague(tenant.tomas.person.id, Some("Wants boots".to_owned()))),
            (held[2], Parting::Park),
            (held[3], Parting::Colleague(tenant.viewer.person.id, None)),
        ];
        let ended = app.end_shift(maya, wish.clone()).await.unwrap();
        let ids: Vec<_> = ended.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, held);
        let fine: Vec<_> = ended.iter().map(|(_, done)| done.is_ok()).collect();
        assert_eq!(fine, [true, true, true, false]);
        assert!(matches!(&ended[3].1, Err(AppError::Invalid(_))));

        let [one, two, three, four] = [held[0], held[1], held[2], held[3]];
        assert_eq!(now(&app, &tenant, one).await.holder(), HolderKind::Assistant);
        assert_eq!(now(&app, &tenant, two).await.claimant().unwrap().name, "Tomás");
        let parked = now(&app, &tenant, three).await.baton();
        assert_eq!((parked.holder, parked.waits, parked.escalated_at), (HolderKind::Nobody, Some(WaitMode::Live), asked_at));
        assert_eq!(parked.reason.unwrap().text, "Refund over limit");
        assert_eq!(now(&app, &tenant, four).await.claimant().unwrap().name, "Maya");

        let (workspace, user, at) = (tenant.workspace, maya.person.id, app.clock.now());
        let read = app.db.read(async move |conn| {
            let left = orders::in_force(conn, workspace, one, at).await?;
            let away = teammates::find(conn, workspace, user).await?.unwrap().away_at;
            let q = sql!("SELECT action FROM audit_logs WHERE workspace_id = {} ORDER BY seq", workspace.uuid());
            Ok::<_, DbError>((left, away, conn.fetch_all::<String>(q).await?))
        });
        let (left, away, lines) = read.await.unwrap();
        assert_eq!((left[0].body.as_str(), away), ("No discounts", Some(at)));
        let mine: Vec<_> = lines.iter().skip_while(|act| *act == "conversation.claim").map(String::as_str).collect();
        let wanted = [
            "conversation.release", "standing_order.leave", "conversation.transfer", "conversation.park", "shift.end",
        ];
        assert_eq!(mine, wanted);

        // The answer was lost, and the request is made again: what went is where it went.
        let again = app.end_shift(maya, wish).await.unwrap();
        let fine: Vec<_> = again.iter().map(|(_, done)| done.is_ok()).collect();
        assert_eq!(fine, [true, false, true, false]);
        assert_eq!(now(&app, &tenant, two).await.epoch(), 2);
    }

    /// Nobody ends the shift of somebody else, in no workspace; who only reads has none.
    async fn a_shift_is_ones_own(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let id = tenant.visitor(&app).await.conversation;
        app.claim(&tenant.maya, id, false).await.unwrap();
        let refused = async |who| {
            let ended = app.end_shift(who, vec![(id, Parting::Park)]).await;
            ended.map(|mut rows| rows.remove(0).1.map(drop))
        };
        assert!(matches!(refused(&tenant.tomas).await, Ok(Err(AppError::MustClaimFirst(Some(_))))));
        assert!(matches!(refused(&theirs.maya).await, Ok(Err(AppError::NotFound))));
        assert!(matches!(refused(&tenant.viewer).await, Err(AppError::Forbidden)));
        // Who may release any lets go of their own alone: a colleague may have taken it meanwhile.
        let owner = &tenant.owner;
        app.set_availability(&tenant.tomas, true).await.unwrap();
        for parting in [Parting::Park, Parting::Assistant(None), Parting::Colleague(tenant.tomas.person.id, None)] {
            let mut ended = app.end_shift(owner, vec![(id, parting)]).await.unwrap();
            assert!(matches!(ended.remove(0).1, Err(AppError::MustClaimFirst(Some(_)))));
        }
        assert_eq!(now(&app, &tenant, id).await.claimant().unwrap().name, "Maya");
        // Out of the queue nothing is taken that was not asked for: without a reason it says who put it there.
        app.end_shift(&tenant.maya, vec![(id, Parting::Park)]).await.unwrap();
        let parked = now(&app, &tenant, id).await.baton();
        assert_eq!(parked.reason.unwrap().code, ReasonCode::Teammate);
        // Whoever waits by now is not sent back to the assistant, and what the assistant has gets no order.
        let order = || Some(NewOrder { body: "No discounts".to_owned(), expires_at: None });
        let mut ended = app.end_shift(&tenant.maya, vec![(id, Parting::Assistant(order()))]).await.unwrap();
        assert!(matches!(ended.remove(0).1, Err(AppError::MustClaimFirst(None))));
        assert_eq!(now(&app, &tenant, id).await.holder(), HolderKind::Nobody);
        app.release(owner, id).await.unwrap();
        app.end_shift(&tenant.maya, vec![(id, Parting::Assistant(order()))]).await.unwrap();
        let workspace = tenant.workspace;
        let left = app.db.read(async move |conn| orders::in_force(conn, workspace, id, baton_core::time::Timestamp::from_ms(0)).await);
        assert!(left.await.unwrap().is_empty());
    }
    /// R040: what was taken back was no answer: whoever is put back into the queue keeps their place.
    async fn whose_answer_was_unsent_keeps_their_place(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "1", "When will it come?").await.unwrap();
        let asked_at = app.clock.now();
        app.clock.advance_ms(1_000);
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        let said = app.reply(&tenant.maya, visitor.conversation, "r1", "Never").await.unwrap().message;
        app.clock.advance_ms(1_000);
        app.unsend_message(&tenant.maya, (visitor.conversation, said.seq)).await.unwrap();
        app.end_shift(&tenant.maya, vec![(visitor.conversation, Parting::Park)]).await.unwrap();
        let parked = now(&app, &tenant, visitor.conversation).await.baton();
        assert_eq!(parked.escalated_at, Some(asked_at));
    }
}

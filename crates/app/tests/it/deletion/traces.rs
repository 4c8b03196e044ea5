//! What is erased is nowhere: after it, every text of every table is looked through for what was said.

use super::{
    audited, number,
    steeped::{
        CANARY, OTHER, arrival, from_outside, is_everywhere, made, searched, speak, steeped, traces,
    },
    well,
};
use baton_app::{
    AppError, contacts::update::Changes, conversations::erase::Erased, revocation::REVOKED,
    webhooks::create::NewEndpoint,
};
use baton_bus::Notice;
use baton_core::{event::Event, id::ConversationId, patch::Patch};
use baton_db::sql;
use baton_store::events;
use baton_testkit::{
    TestApp, TestDb, both_databases,
    fixtures::Tenant,
    receiver::{Receiver, Reply},
};
use std::{collections::BTreeMap, time::Duration};

async fn told(app: &TestApp, tenant: &Tenant) -> Vec<Event> {
    let workspace = tenant.workspace;
    let all = app
        .db
        .read(async move |conn| events::after(conn, workspace, 0, 1_000).await);
    all.await
        .unwrap()
        .into_iter()
        .map(|envelope| envelope.event)
        .collect()
}

fn deleted(events: &[Event]) -> Vec<ConversationId> {
    let ids = events.iter().filter_map(|event| match event {
        Event::ConversationDeleted { conversation_ids } => Some(conversation_ids.clone()),
        _ => None,
    });
    ids.flatten().collect()
}

both_databases! {
    /// R021, X1: who has themselves forgotten is nowhere, and consoles learn of it; nothing of anybody else is touched.
    async fn a_forgotten_visitor_leaves_no_traces(db: TestDb) {
        let (app, tenant) = made(db).await;
        let gone = steeped(&app, &tenant, CANARY).await;
        steeped(&app, &tenant, OTHER).await;
        is_everywhere(&traces(&app, CANARY).await);
        let others = (traces(&app, OTHER).await, searched(&app, OTHER).await);
        let mut heard = app.bus.subscribe();

        app.forget_visitor(gone).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!((traces(&app, CANARY).await, searched(&app, CANARY).await), (BTreeMap::new(), 0));
        assert_eq!((traces(&app, OTHER).await, searched(&app, OTHER).await), others);
        assert!(deleted(&told(&app, &tenant).await).contains(&gone.conversation));
        let (mut is_told, mut is_revoked) = (false, false);
        let team = format!("private-conversation.{}.team", gone.conversation);
        while let Ok(Some(notice)) = tokio::time::timeout(Duration::from_millis(10), heard.next()).await {
            is_told |= notice.published().iter().any(|said| *said.channel == team && &*said.event == "conversation.deleted");
            if let Notice::Control(control) = &*notice {
                is_revoked |= &*control.topic == REVOKED && String::from_utf8_lossy(&control.payload).contains(&gone.contact.to_string());
            }
        }
        assert!(is_told && is_revoked, "who has it open learns of it, and the visitor hears no more");
        assert_eq!(audited(&app, &tenant).await.last().unwrap().0, "contact.forget");
        assert!(matches!(app.receive(gone, "2", "Hello?").await, Err(AppError::Unauthorized)));
        // Asked once more, they are forgotten.
        app.forget_visitor(gone).await.unwrap();
        well(&app).await;
    }

    /// A teammate who may delete conversations erases a contact, and gets a receipt; whoever may not leaves a line.
    async fn a_contact_is_erased_with_a_receipt(db: TestDb) {
        let (app, tenant) = made(db).await;
        let other = app.tenant("Theirs").await;
        let gone = steeped(&app, &tenant, CANARY).await;
        for n in 0..501 {
            app.receive(gone, &format!("long{n}"), "On and on").await.unwrap();
        }
        for who in [&tenant.maya, &tenant.viewer] {
            assert!(matches!(app.erase_contact(who, gone.contact).await, Err(AppError::Forbidden)));
        }
        assert!(matches!(app.erase_contact(&other.owner, gone.contact).await, Err(AppError::NotFound)));
        let written = audited(&app, &tenant).await;
        let refused = ("contact.erase".to_owned(), "refused".to_owned());
        assert_eq!(written.iter().filter(|line| **line == refused).count(), 2);
        let said = number(&app, sql!("SELECT count(*) FROM messages WHERE workspace_id = {}", tenant.workspace.uuid())).await;
        let mails = number(&app, sql!("SELECT count(*) FROM jobs WHERE workspace_id = {} AND about IS NOT NULL", tenant.workspace.uuid())).await;
        assert!(mails > 2, "{mails}");

        let receipt = app.erase_contact(&tenant.owner, gone.contact).await.unwrap();
        let all = Erased { conversations: 2, messages: said, leads: 1, mails };
        assert_eq!((receipt.contact_id, receipt.erased_at, receipt.erased), (gone.contact, app.clock.now(), all));
        app.drain_jobs().await.unwrap();
        assert_eq!((traces(&app, CANARY).await, searched(&app, CANARY).await), (BTreeMap::new(), 0));
        assert_eq!(deleted(&told(&app, &tenant).await).len(), 2);
        assert_eq!(audited(&app, &tenant).await.last().unwrap().0, "contact.erase");
        assert!(matches!(app.erase_contact(&tenant.owner, gone.contact).await, Err(AppError::NotFound)));
        well(&app).await;
    }

    /// What is told of a contact without a conversation, or of their lead, goes as well.
    async fn what_was_told_beside_conversations_goes_with_the_contact(db: TestDb) {
        let (app, tenant) = made(db).await;
        let gone = from_outside(&app, &tenant, CANARY).await;
        from_outside(&app, &tenant, OTHER).await;
        let before = traces(&app, CANARY).await;
        for place in ["events.data", "leads.email", "jobs.payload", "webhook_attempts.response"] {
            assert!(before.contains_key(place), "{place} is not tried: {before:#?}");
        }
        let others = traces(&app, OTHER).await;
        let receipt = app.erase_contact(&tenant.owner, gone).await.unwrap();
        assert_eq!((receipt.erased.conversations, receipt.erased.leads), (0, 1));
        assert!(receipt.erased.mails > 0);
        app.drain_jobs().await.unwrap();
        assert_eq!(traces(&app, CANARY).await, BTreeMap::new());
        assert_eq!(traces(&app, OTHER).await, others);
    }

    /// R021, R028: a deleted conversation is nowhere either; what is known of its contact stays.
    async fn a_deleted_conversation_leaves_no_traces_but_its_contact(db: TestDb) {
        let (app, tenant) = made(db).await;
        let started = app.start_visit(arrival(&tenant, CANARY, None)).await.unwrap();
        speak(&app, &tenant, CANARY, started.visitor).await;
        app.delete_conversation(&tenant.owner, started.visitor.conversation).await.unwrap();
        app.drain_jobs().await.unwrap();
        let left = traces(&app, CANARY).await;
        assert!(left.contains_key("contacts.name"), "{left:#?}");
        assert!(left.keys().all(|place| place.starts_with("contacts.")), "{left:#?}");
    }

    /// An assistant goes with its conversations, in the same way.
    async fn an_assistant_takes_what_was_said_to_it(db: TestDb) {
        let (app, tenant) = made(db).await;
        let started = app.start_visit(arrival(&tenant, CANARY, None)).await.unwrap();
        speak(&app, &tenant, CANARY, started.visitor).await;
        app.create_assistant(&tenant.owner, "Mender").await.unwrap();
        app.archive_assistant(&tenant.owner, tenant.assistant.id, true).await.unwrap();
        app.delete_assistant(&tenant.owner, tenant.assistant.id).await.unwrap();
        app.drain_jobs().await.unwrap();
        let left = traces(&app, CANARY).await;
        assert!(left.keys().all(|place| place.starts_with("contacts.")), "{left:#?}");
        assert_eq!(deleted(&told(&app, &tenant).await), [started.visitor.conversation]);
    }

    /// What was on its way to a receiver when it was erased is not kept by what comes back, and is not sent again.
    async fn an_answer_that_comes_after_the_erasure_is_not_kept(db: TestDb) {
        let (app, tenant) = made(db).await;
        let receiver = Receiver::answering(Reply::status(500).repeating().after(Duration::from_millis(300))).await;
        let new = NewEndpoint { url: receiver.url.clone(), description: "Slow".to_owned(), event_types: vec!["message.created".to_owned()] };
        app.create_endpoint(&tenant.owner, new).await.unwrap();
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "1", CANARY).await.unwrap();
        let erasing = async {
            receiver.wait_for(1).await;
            app.forget_visitor(visitor).await.unwrap();
            app.drain_jobs().await.unwrap();
        };
        let (sent, ()) = tokio::join!(app.drain_jobs(), erasing);
        sent.unwrap();
        assert_eq!(traces(&app, CANARY).await, BTreeMap::new());
        let before = receiver.received().len();
        app.clock.advance_ms(24 * 3_600_000);
        app.drain_jobs().await.unwrap();
        let after = receiver.received();
        assert!(after.iter().skip(before).all(|one| !one.body.contains(CANARY) && one.json()["type"] != "message.created"), "{after:#?}");
    }

    /// What a teammate corrects is told in the conversation that is open, so that its thread shows who did it.
    async fn a_corrected_contact_is_told_in_their_conversation(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let name = Changes { name: Patch::Set("Ana".to_owned()), ..Changes::default() };
        app.update_contact(&tenant.maya, visitor.contact, name).await.unwrap();
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        let timeline = app.db.read(async move |conn| events::timeline(conn, workspace, id, 0, 100).await).await.unwrap();
        let told = timeline.iter().find(|envelope| matches!(envelope.event, Event::ContactUpdated { .. })).unwrap();
        assert_eq!(told.actor.name.as_deref(), Some(tenant.maya.person.name.as_str()));
    }
}

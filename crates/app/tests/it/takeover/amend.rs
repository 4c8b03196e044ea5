//! Editing and unsending what was just said.

use baton_app::{AppError, Caller, conversations::reply::amend::Edit};
use baton_core::{
    event::Event,
    id::ConversationId,
    message::{Message, MessageRole, MessageState},
    page::Limit,
};
use baton_db::sql;
use baton_store::{
    conversations::{self, Conversation, Filter},
    events,
    messages::{self, Part},
};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};

async fn found(app: &TestApp, tenant: &Tenant, text: &str) -> usize {
    let (workspace, text) = (tenant.workspace, text.to_owned());
    let read = app.db.read(async move |conn| {
        let asked = (&Filter::default(), text.as_str());
        conversations::search(conn, workspace, asked, None, Limit::new(None)).await
    });
    read.await
        .unwrap()
        .items
        .iter()
        .filter(|found| found.hit.is_some())
        .count()
}

async fn shown(app: &TestApp, tenant: &Tenant, id: ConversationId) -> Conversation {
    let workspace = tenant.workspace;
    let read = app
        .db
        .read(async move |conn| conversations::find(conn, workspace, id).await);
    read.await.unwrap().unwrap()
}

async fn edit(
    app: &TestApp,
    who: &Caller,
    said: &Message,
    body: &str,
) -> Result<Message, AppError> {
    let edit = Edit {
        body,
        was: said.edited_at,
    };
    app.edit_message(who, (said.conversation_id, said.seq), edit)
        .await
}

async fn unsend(app: &TestApp, who: &Caller, said: &Message) -> Result<Message, AppError> {
    app.unsend_message(who, (said.conversation_id, said.seq))
        .await
}

/// All that the stream and webhooks could still tell of a workspace.
async fn told(app: &TestApp, tenant: &Tenant) -> Vec<Event> {
    let workspace = tenant.workspace;
    let read = app
        .db
        .read(async move |conn| events::after(conn, workspace, 0, 100).await);
    read.await
        .unwrap()
        .into_iter()
        .map(|told| told.event)
        .collect()
}

fn refusal(outcome: Result<Message, AppError>) -> &'static str {
    match outcome {
        Err(AppError::Conflict(why)) => why,
        other => panic!("{other:?}"),
    }
}

both_databases! {
    async fn what_was_edited_reads_anew_everywhere(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "When will it come?").await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        app.clock.advance_ms(1);
        let said = app.reply(&tenant.maya, id, "r1", "It arrives on thursday").await.unwrap().message;
        app.clock.advance_ms(30_000);
        let edited = edit(&app, &tenant.maya, &said, "It arrives on friday").await.unwrap();
        assert_eq!(edited.edited_at, Some(app.clock.now()));
        assert_eq!((edited.body.as_str(), edited.seq, edited.id), ("It arrives on friday", said.seq, said.id));
        assert_eq!(shown(&app, &tenant, id).await.last_preview.as_deref(), Some("It arrives on friday"));
        assert_eq!((found(&app, &tenant, "thursday").await, found(&app, &tenant, "friday").await), (0, 1));
        let told = told(&app, &tenant).await;
        let Some(Event::MessageEdited { message, before }) = told.last() else { panic!("{told:?}") };
        assert_eq!((message, before.as_str()), (&edited, "It arrives on thursday"));
        // Who was away is told of it with what they missed; who has not seen it yet has it in its place.
        let missed = app.visitor_catch_up(visitor, said.seq).await.unwrap();
        assert_eq!((missed.messages.len(), missed.changed.as_slice()), (0, &[edited.clone()][..]));
        assert_eq!(app.visitor_catch_up(visitor, 1).await.unwrap().messages, std::slice::from_ref(&edited));
        // A repeat is the same edit, and no second event; an edit of what was read before is refused.
        assert_eq!(edit(&app, &tenant.maya, &said, "It arrives on friday").await.unwrap(), edited);
        assert!(refusal(edit(&app, &tenant.maya, &said, "Never").await).contains("edited meanwhile"));
        assert!(matches!(edit(&app, &tenant.maya, &edited, " ").await, Err(AppError::Invalid(_))));
        let again = edit(&app, &tenant.maya, &edited, "On friday").await.unwrap();
        assert!(again.edited_at > edited.edited_at, "two edits of one moment are told apart");
    }

    async fn what_was_unsent_is_gone_and_its_place_stays(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "When will it come?").await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        let said = app.reply(&tenant.maya, id, "r1", "The password is swordfish").await.unwrap().message;
        let edited = edit(&app, &tenant.maya, &said, "The password is Swordfish1").await.unwrap();
        let unsent = unsend(&app, &tenant.maya, &edited).await.unwrap();
        assert_eq!((unsent.body.as_str(), unsent.state, unsent.seq), ("", MessageState::Unsent, said.seq));
        assert_eq!(unsend(&app, &tenant.maya, &edited).await.unwrap(), unsent, "a repeat answers the first");
        assert!(refusal(edit(&app, &tenant.maya, &unsent, "Back").await).contains("unsent"));
        let last = shown(&app, &tenant, id).await;
        assert_eq!(last.last_preview.as_deref(), Some("When will it come?"));
        assert_eq!(last.last_role, Some(MessageRole::User), "they wait for an answer again");
        assert_eq!(found(&app, &tenant, "password").await, 0);
        app.drain_jobs().await.unwrap();
        let told = told(&app, &tenant).await;
        assert!(!format!("{told:?}").to_lowercase().contains("swordfish"), "{told:?}");
        let kinds: Vec<_> = told.iter().map(Event::wire_name).filter(|kind| kind.starts_with("message.")).collect();
        assert_eq!(kinds, ["message.created", "message.created", "message.edited", "message.unsent"]);
        let workspace = tenant.workspace;
        let said = app.db.read(async move |conn| messages::said(conn, workspace, id, Part::Newest, 9).await);
        assert_eq!(said.await.unwrap().len(), 1, "no model reads it");
        assert_eq!(app.visitor_catch_up(visitor, 2).await.unwrap().changed, [unsent]);
    }

    async fn the_server_keeps_the_minute_the_author_and_the_channel(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "Hello").await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        let said = app.reply(&tenant.maya, id, "r1", "One").await.unwrap().message;
        assert!(refusal(edit(&app, &tenant.tomas, &said, "Two").await).contains("Only who wrote"));
        assert!(refusal(unsend(&app, &tenant.owner, &said).await).contains("Only who wrote"));
        assert!(refusal(app.unsend_message(&tenant.maya, (id, 1)).await).contains("Only who wrote"));
        assert!(matches!(app.unsend_message(&tenant.maya, (id, 9)).await, Err(AppError::NotFound)));
        assert!(matches!(unsend(&app, &theirs.owner, &said).await, Err(AppError::NotFound)));
        assert!(matches!(unsend(&app, &tenant.viewer, &said).await, Err(AppError::Forbidden)));
        app.clock.advance_ms(59_999);
        let edited = edit(&app, &tenant.maya, &said, "Two").await.unwrap();
        app.clock.advance_ms(1);
        assert!(refusal(edit(&app, &tenant.maya, &edited, "Three").await).contains("for a minute"));
        assert!(refusal(unsend(&app, &tenant.maya, &edited).await).contains("for a minute"));
        assert_eq!(edit(&app, &tenant.maya, &edited, "Two").await.unwrap(), edited, "a late repeat");
        let (workspace, said) = (tenant.workspace, app.reply(&tenant.maya, id, "r2", "Four").await.unwrap().message);
        let change = async |mailed_seq: i64, channel: &'static str| {
            app.db.write(async move |conn| {
                conn.execute(sql!(
                    "UPDATE conversations SET mailed_seq = {}, channel = {} WHERE workspace_id = {} AND id = {}",
                    mailed_seq, channel, workspace.uuid(), id.uuid()
                )).await
            }).await.unwrap()
        };
        change(99, "widget").await;
        assert!(refusal(unsend(&app, &tenant.maya, &said).await).contains("by e-mail"));
        change(0, "email").await;
        assert!(refusal(edit(&app, &tenant.maya, &said, "Five").await).contains("on this channel"));
    }

    /// Of an edit and an unsend at once one is first; whichever it is, what was unsent stays unsent.
    async fn an_edit_against_an_unsend(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "1", "Hello").await.unwrap();
        app.claim(&tenant.maya, id, false).await.unwrap();
        for n in 0..8 {
            app.clock.advance_ms(1);
            let said = app.reply(&tenant.maya, id, &format!("r{n}"), "One").await.unwrap().message;
            let (edited, unsent) = tokio::join!(
                edit(&app, &tenant.maya, &said, "Two"),
                unsend(&app, &tenant.maya, &said),
            );
            assert!(edited.is_ok() || unsent.is_ok(), "{edited:?} {unsent:?}");
            let workspace = tenant.workspace;
            let now = app.db.read(async move |conn| messages::amend::at(conn, workspace, (id, said.seq)).await);
            let now = now.await.unwrap().unwrap();
            let (state, body) = if unsent.is_ok() { (MessageState::Unsent, "") } else { (MessageState::Complete, "Two") };
            assert_eq!((now.state, now.body.as_str()), (state, body));
            app.drain_jobs().await.unwrap();
        }
        let created: Vec<_> = told(&app, &tenant).await;
        let of_unsent = created.iter().filter(|told| matches!(told, Event::MessageUnsent { message } if !message.body.is_empty()));
        assert_eq!(of_unsent.count(), 0);
    }
}

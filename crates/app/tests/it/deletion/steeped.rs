//! Somebody who left a word wherever one can, and where it stands.

use super::number;
use baton_app::{
    Visitor,
    assistant::capture::{Filled, Given},
    contacts::update::Changes,
    conversations::note::NewNote,
    inbound::{
        count::Counted,
        start::{Arrival, PageVisit},
    },
    leads::add::NewLead,
    webhooks::create::NewEndpoint,
};
use baton_core::{
    conversation::{Reason, ReasonCode},
    id::ContactId,
    lead::LeadSource,
    message::{
        MessageRole,
        rating::{Rating, Thumb},
    },
    patch::Patch,
};
use baton_db::{Dialect, sql};
use baton_outbound::mail::{MailSettings, Mailer};
use baton_store::messages;
use baton_testkit::{
    TestApp, TestDb,
    app::Made,
    canary::columns,
    fixtures::Tenant,
    receiver::{Receiver, Reply},
};
use std::{collections::BTreeMap, time::Duration};

/// Occurs nowhere but where the visitor brought it.
pub(super) const CANARY: &str = "zanderkraut";
/// The same of somebody else, who stays.
pub(super) const OTHER: &str = "quittenmus";

/// Where a word stands, and in how many rows.
pub(super) async fn traces(app: &TestApp, word: &str) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for column in columns(&app.db).await {
        if !column.kind.contains("TEXT") {
            continue;
        }
        let mut q = sql!(global; "SELECT count(*) FROM ");
        q.name(Box::leak(column.table.clone().into_boxed_str()));
        sql!(q; " WHERE lower(");
        q.name(Box::leak(column.name.clone().into_boxed_str()));
        sql!(q; ") LIKE {}", format!("%{word}%"));
        let rows = number(app, q).await;
        if rows > 0 {
            found.insert(format!("{}.{}", column.table, column.name), rows);
        }
    }
    found
}

/// What the search has of a word; on PostgreSQL it is the messages themselves.
pub(super) async fn searched(app: &TestApp, word: &str) -> i64 {
    if app.db.dialect() == Dialect::Postgres {
        return 0;
    }
    let said = sql!(global; "SELECT count(*) FROM messages_fts WHERE messages_fts MATCH {}", format!("body:{word}"));
    let named = sql!(global; "SELECT count(*) FROM contacts_fts WHERE contacts_fts MATCH {}", format!("words:\"{word}\""));
    number(app, said).await + number(app, named).await
}

/// An installation whose mails wait, as the server that takes them is down, and whose receiver repeats what it is told.
pub(super) async fn made(db: TestDb) -> (TestApp, Tenant) {
    let down = MailSettings {
        url: "smtp://127.0.0.1:1".to_owned(),
        from: "Baton <baton@chat.example>".to_owned(),
        patience: Duration::from_millis(200),
        ..MailSettings::default()
    };
    let made = Made {
        mailer: Mailer::new(&down).unwrap(),
        ..Made::default()
    };
    let app = TestApp::made(db, made).await;
    let tenant = app.tenant("Ours").await;
    let receiver = Receiver::answering(Reply::status(200).repeating()).await;
    let new = NewEndpoint {
        url: receiver.url,
        description: "CRM".to_owned(),
        event_types: Vec::new(),
    };
    app.create_endpoint(&tenant.owner, new).await.unwrap();
    (app, tenant)
}

pub(super) fn arrival(tenant: &Tenant, word: &str, proof: Option<String>) -> Arrival {
    Arrival {
        assistant: tenant.assistant.id,
        origin: Some("https://shop.example".to_owned()),
        visitor: proof,
        resume: None,
        page: PageVisit {
            url: format!("https://shop.example/?utm_source={word}"),
            title: Some(word.to_owned()),
            referrer: Some(format!("https://{word}.example/")),
        },
        locale: Some("en".to_owned()),
        user_agent: Some(word.to_owned()),
    }
}

/// Somebody who brought this word wherever one can, and a team that repeated it.
pub(super) async fn steeped(app: &TestApp, tenant: &Tenant, word: &str) -> Visitor {
    let started = app.start_visit(arrival(tenant, word, None)).await.unwrap();
    speak(app, tenant, word, started.visitor).await;
    // Years later they come again, to another conversation.
    app.clock.advance_ms(400 * 24 * 3_600_000);
    let again = app
        .start_visit(arrival(tenant, word, started.proof))
        .await
        .unwrap();
    assert_ne!(again.visitor.conversation, started.visitor.conversation);
    speak(app, tenant, word, again.visitor).await;
    again.visitor
}

pub(super) async fn speak(app: &TestApp, tenant: &Tenant, word: &str, visitor: Visitor) {
    let (id, workspace) = (visitor.conversation, visitor.workspace);
    app.receive(visitor, "1", word).await.unwrap();
    app.drain_jobs().await.unwrap();
    let said = app.db.read(async move |conn| {
        messages::list(conn, workspace, id, messages::Part::Newest, 10).await
    });
    let answer = said
        .await
        .unwrap()
        .into_iter()
        .find(|m| m.role == MessageRole::Assistant)
        .unwrap();
    let rating = Rating::parse(Thumb::Down, Some(word)).unwrap();
    app.rate_answer(visitor, answer.seq, Some(rating))
        .await
        .unwrap();
    app.visit_page(visitor, &format!("https://shop.example/{word}"), Some(word))
        .await
        .unwrap();
    let counted = Counted {
        name: "cart".to_owned(),
        data: serde_json::json!({"of": word}),
    };
    app.count_for_visitor(visitor, vec![counted]).await.unwrap();
    app.request_human(visitor, Reason::new(ReasonCode::VisitorAsked, Some(word)))
        .await
        .unwrap();
    let given = Given {
        name: Some(word.to_owned()),
        email: Some(format!("{word}@example.com")),
        wants: Some(word.to_owned()),
        ..Given::default()
    };
    app.submit_lead(visitor, Filled::new(LeadSource::Request, given, true))
        .await
        .unwrap();
    // Nobody looks: the alerts go on to mails.
    for _ in 0..10 {
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(60_000);
    }
    app.claim(&tenant.maya, id, false).await.unwrap();
    let note = NewNote {
        client_id: "n".to_owned(),
        body: word.to_owned(),
        mentions: Vec::new(),
    };
    app.add_note(&tenant.maya, id, note).await.unwrap();
    app.tag(&tenant.maya, id, word).await.unwrap();
    app.reply(&tenant.maya, id, "r", word).await.unwrap();
    let phone = Changes {
        name: Patch::Set(format!("{word} of {id}")),
        ..Changes::default()
    };
    app.update_contact(&tenant.maya, visitor.contact, phone)
        .await
        .unwrap();
    app.clock.advance_ms(60_000);
    app.drain_jobs().await.unwrap();
}

/// A contact whom a program made, with a lead and no conversation.
pub(super) async fn from_outside(app: &TestApp, tenant: &Tenant, word: &str) -> ContactId {
    let given = Given {
        name: Some(word.to_owned()),
        email: Some(format!("{word}@elsewhere.example")),
        ..Given::default()
    };
    let new = NewLead {
        assistant: tenant.assistant.id,
        conversation: None,
        given,
        status: None,
        source: LeadSource::Api,
        request: None,
    };
    let lead = app.add_lead(&tenant.owner, new).await.unwrap().lead;
    let phone = Changes {
        phone: Patch::Set("+49 30 1234567".to_owned()),
        ..Changes::default()
    };
    app.update_contact(&tenant.maya, lead.contact_id, phone)
        .await
        .unwrap();
    for _ in 0..10 {
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(60_000);
    }
    lead.contact_id
}

/// Everything that has a place for the word has it: a table that is missing here is not tested.
pub(super) fn is_everywhere(traces: &BTreeMap<String, i64>) {
    for place in [
        "contacts.name",
        "contacts.email",
        "contacts.referrer",
        "contacts.landing_url",
        "contacts.utm",
        "messages.body",
        "conversations.last_preview",
        "conversations.reason_text",
        "conversations.mail_to",
        "conversations.page_title",
        "turns.trace",
        "events.data",
        "events.actor",
        "leads.name",
        "leads.email",
        "lead_captures.added",
        "ratings.comment",
        "page_views.url",
        "notes.body",
        "conversation_tags.name",
        "jobs.payload",
        "webhook_attempts.response",
        "analytics_events.data",
    ] {
        assert!(
            traces.contains_key(place),
            "{place} is not tried: {traces:#?}"
        );
    }
}

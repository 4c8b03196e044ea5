//! What is written for teammates on request: drafts with their sources, the same in another way, summaries.

use baton_app::{
    AppError,
    assistant::copilot::{Pieces, revise::Revised},
    knowledge::add::Material,
};
use baton_core::{
    assistant::{
        SpokenLanguage,
        copilot::{Ended, Piece, RevisionKind, Written},
    },
    trace::AnswererKind,
};
use baton_testkit::{
    TestApp, TestDb, Visitor,
    app::Made,
    both_databases,
    fake_model::{Behaviour, FakeModel, Pace},
    fixtures::Tenant,
};
use std::time::Duration;

const QUESTION: &str = "How long does shipping to Bergen take?";

/// A tenant whose assistant knows about shipping, and a visitor who asked; Maya holds the conversation.
async fn asked(app: &TestApp) -> (Tenant, Visitor) {
    let tenant = app.tenant("Ours").await;
    let text = "# Shipping\n\nShipping to Bergen takes two days and costs 4 euros.".to_owned();
    let title = "Shipping".to_owned();
    let material = vec![Material::Text { title, text }];
    app.add_knowledge(&tenant.owner, tenant.assistant.id, material)
        .await
        .unwrap();
    app.drain_jobs().await.unwrap();
    let visitor = tenant.visitor(app).await;
    app.claim(&tenant.maya, visitor.conversation, false)
        .await
        .unwrap();
    app.receive(visitor, "1", QUESTION).await.unwrap();
    (tenant, visitor)
}

/// Everything that was said while it was written, and its last piece.
async fn read(mut pieces: Pieces) -> (String, Piece) {
    let mut said = String::new();
    loop {
        match pieces.recv().await.expect("a last piece") {
            Piece::Delta { text } => said.push_str(&text),
            last => return (said, last),
        }
    }
}

fn done(piece: Piece) -> Written {
    match piece {
        Piece::Done(written) => written,
        other => panic!("{other:?}"),
    }
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{what}");
}

fn revised(draft: &Written, how: RevisionKind) -> Revised {
    Revised {
        text: draft.text.clone(),
        sources: draft.sources.iter().map(|source| source.chunk_id).collect(),
        how,
        language: None,
    }
}

both_databases! {
    /// A model drafts for the holder from the knowledge; no visitor reads it and no message is stored.
    async fn a_draft_rests_on_sources_and_is_nobody_elses(db: TestDb) {
        let model = FakeModel::start().await;
        model.set(Behaviour::Says("Two days to Bergen. [1] It is 4 euros. [1] And more. [7]".into()));
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        let before = app.visitor_catch_up(visitor, 0).await.unwrap().messages.len();
        let (said, last) = read(app.draft(&tenant.maya, visitor.conversation, None).await.unwrap()).await;
        let draft = done(last);
        assert!(said.starts_with("Two days to Bergen. [1]"), "{said}");
        assert_eq!(draft.text, "Two days to Bergen. [1] It is 4 euros. [1] And more.");
        assert_eq!(draft.sources.len(), 1);
        assert_eq!((&*draft.sources[0].title, draft.sources[0].n), ("Shipping", 1));
        assert!(draft.sources[0].quote.contains("two days"), "{draft:?}");
        assert_eq!((draft.answerer, draft.model.as_deref()), (AnswererKind::Model, Some("fake")));
        let after = app.visitor_catch_up(visitor, 0).await.unwrap().messages.len();
        assert_eq!(before, after, "nothing was stored");
        assert_eq!(app.meters().written(Ended::Written).get(), 1);

        let request = model.requests().pop().unwrap();
        assert!(request.body.get("tools").is_none(), "a draft calls nothing");
        let told = request.text();
        assert!(told.contains("Maya, a person of the team, has taken this conversation over"), "{told}");
        assert!(!told.contains("request_human"), "{told}");

        // Another one: the model reads what it wrote, and what Maya has said since.
        app.reply(&tenant.maya, visitor.conversation, "r1", "One moment, please.").await.unwrap();
        let again = app.draft(&tenant.maya, visitor.conversation, Some(draft.text)).await.unwrap();
        done(read(again).await.1);
        let told = model.requests().pop().unwrap().text();
        assert!(told.contains("<earlier_draft>\nTwo days to Bergen."), "{told}");
        assert!(told.contains("<said_since>\nOne moment, please."), "{told}");
    }

    /// Without a source there is no draft: where the knowledge has none no model is asked, and what cites nothing is void.
    async fn without_a_source_there_is_no_draft(db: TestDb) {
        let model = FakeModel::start().await;
        model.set(Behaviour::Says("NONE".into()));
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        let drafted = app.draft(&tenant.maya, visitor.conversation, None).await.unwrap();
        assert_eq!(read(drafted).await.1, Piece::Nothing);
        assert_eq!(model.requests().len(), 1);
        app.receive(visitor, "2", "Which volcano is the tallest on Jupiter?").await.unwrap();
        let drafted = app.draft(&tenant.maya, visitor.conversation, None).await.unwrap();
        assert_eq!(read(drafted).await.1, Piece::Nothing);
        assert_eq!(model.requests().len(), 1, "it was not asked");
        assert_eq!(app.meters().written(Ended::Nothing).get(), 2);
    }

    /// Only who holds the baton drafts; what is not theirs does not exist.
    async fn only_the_holder_drafts(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = asked(&app).await;
        let id = visitor.conversation;
        let other = app.draft(&tenant.tomas, id, None).await.unwrap_err();
        assert!(matches!(other, AppError::MustClaimFirst(Some(ref maya)) if maya.name == "Maya"), "{other:?}");
        assert!(matches!(app.draft(&tenant.viewer, id, None).await, Err(AppError::Forbidden)));
        let theirs = app.tenant("Theirs").await;
        assert!(matches!(app.draft(&theirs.maya, id, None).await, Err(AppError::NotFound)));
        assert!(matches!(app.summarise(&theirs.maya, id, SpokenLanguage::English).await, Err(AppError::NotFound)));
        app.release(&tenant.maya, id).await.unwrap();
        assert!(matches!(app.draft(&tenant.maya, id, None).await, Err(AppError::MustClaimFirst(None))));
    }

    /// Without a model a draft is what the knowledge says; what only a model can do is refused with what to do.
    async fn the_built_in_answerer_drafts_by_quoting(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, visitor) = asked(&app).await;
        let drafted = app.draft(&tenant.maya, visitor.conversation, None).await.unwrap();
        let draft = done(read(drafted).await.1);
        assert!(draft.text.contains("takes two days") && draft.text.contains("[1]"), "{draft:?}");
        assert_eq!((draft.answerer, draft.model.as_deref()), (AnswererKind::Extractive, None));
        assert!(!app.has_writer());
        let shorter = app.revise(&tenant.maya, visitor.conversation, revised(&draft, RevisionKind::Shorter)).await;
        assert!(matches!(shorter, Err(AppError::Conflict(why)) if why.contains("BATON_LLM_URL")));
        let summary = app.summarise(&tenant.maya, visitor.conversation, SpokenLanguage::English).await;
        assert!(matches!(summary, Err(AppError::Conflict(_))));
    }

    /// In another way a draft keeps its sources, or it stays as it was.
    async fn a_draft_in_another_way_keeps_its_sources(db: TestDb) {
        let model = FakeModel::start().await;
        model.next([
            Behaviour::Says("Two days to Bergen. [1]".into()),
            Behaviour::Says("2 days. [1]".into()),
            Behaviour::Says("2 Tage. [1]".into()),
            Behaviour::Says("Soon.".into()),
        ]);
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        let draft = done(read(app.draft(maya, id, None).await.unwrap()).await.1);
        let shorter = app.revise(maya, id, revised(&draft, RevisionKind::Shorter)).await.unwrap();
        let shorter = done(read(shorter).await.1);
        assert_eq!(shorter.text, "2 days. [1]");
        assert_eq!(shorter.sources[0].chunk_id, draft.sources[0].chunk_id);
        let told = model.requests().pop().unwrap().text();
        assert!(told.contains("<reply>\nTwo days to Bergen. [1]\n</reply>"), "{told}");
        assert!(told.contains("[1] ") && told.contains("costs 4 euros"), "{told}");

        let none = app.revise(maya, id, revised(&draft, RevisionKind::Translated)).await.unwrap_err();
        assert!(format!("{none:?}").contains("language"), "{none:?}");
        let german = Revised { language: Some(SpokenLanguage::German), ..revised(&draft, RevisionKind::Translated) };
        let german = done(read(app.revise(maya, id, german).await.unwrap()).await.1);
        assert_eq!(german.text, "2 Tage. [1]");
        assert!(model.requests().pop().unwrap().text().contains("Translate it into German."));

        let lost = app.revise(maya, id, revised(&draft, RevisionKind::Friendlier)).await.unwrap();
        assert!(matches!(read(lost).await.1, Piece::Failed { detail } if detail.contains("stays as it was")));

        // A passage of another workspace is no source here.
        let theirs = app.tenant("Theirs").await;
        let other = theirs.visitor(&app).await;
        app.claim(&theirs.maya, other.conversation, false).await.unwrap();
        let foreign = app.revise(&theirs.maya, other.conversation, revised(&draft, RevisionKind::Formal)).await;
        assert!(matches!(foreign, Err(AppError::Conflict(_))));
        assert_eq!(model.requests().len(), 4);
    }

    /// Whoever stops reading stops the model, also before its first word.
    async fn nobody_writes_for_nobody(db: TestDb) {
        let model = FakeModel::start().await;
        model.next([Behaviour::HangsBeforeFirstByte, Behaviour::HangsMidStream]);
        model.pace(Pace { between_words: Duration::from_millis(5), byte_by_byte: false });
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        for stopped in 1..=2 {
            let pieces = app.draft(&tenant.maya, visitor.conversation, None).await.unwrap();
            until("the model was asked", || model.requests().len() == stopped).await;
            drop(pieces);
            let count = || app.meters().written(Ended::Stopped).get();
            until("it has stopped", || usize::try_from(count()).unwrap() == stopped).await;
        }
    }

    /// A model that fails leaves no draft, and says why.
    async fn a_broken_draft_says_why(db: TestDb) {
        let model = FakeModel::start().await;
        model.set(Behaviour::Unauthorized);
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        let (_, last) = read(app.draft(&tenant.maya, visitor.conversation, None).await.unwrap()).await;
        assert!(matches!(last, Piece::Failed { detail } if detail.contains("does not accept the key")));
        assert_eq!(app.meters().written(Ended::Failed).get(), 1);
    }

    /// A summary is made of what was said, for whoever may answer, whether or not they hold the conversation.
    async fn a_summary_says_where_a_conversation_stands(db: TestDb) {
        let model = FakeModel::start().await;
        model.set(Behaviour::Says("- Wants to know how long shipping takes.".into()));
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = asked(&app).await;
        app.reply(&tenant.maya, visitor.conversation, "r1", "I look it up.").await.unwrap();
        let summary = app.summarise(&tenant.tomas, visitor.conversation, SpokenLanguage::French).await.unwrap();
        let summary = done(read(summary).await.1);
        assert_eq!((&*summary.text, summary.sources.len()), ("- Wants to know how long shipping takes.", 0));
        let told = model.requests().pop().unwrap().text();
        assert!(told.contains("Write in French.") && told.contains(&format!("Visitor: {QUESTION}\nTeam: I look it up.")), "{told}");
        assert!(matches!(
            app.summarise(&tenant.viewer, visitor.conversation, SpokenLanguage::English).await,
            Err(AppError::Forbidden)
        ));
    }
}

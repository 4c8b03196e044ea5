//! The radar: which conversations of the assistant need a person most, and why.

use super::{HOLD_MS, ask, holding, said, told};
use baton_app::assistants::settings::Settings;
use baton_core::{
    assistant::{LeadPrompt, LeadPromptMode, Unseen},
    conversation::struggle::{Struggle, StruggleSign},
    event::Event,
    id::ConversationId,
    message::MessageKind,
    page::Limit,
};
use baton_store::conversations::{self, Filter, Sort};
use baton_testkit::{TestApp, TestDb, Visitor, both_databases, fixtures::Tenant};

const UNKNOWN: &str = "Do you sell canoes for the Amazon river?";

async fn struggle(app: &TestApp, visitor: Visitor) -> Option<Struggle> {
    app.visitor_catch_up(visitor, 0)
        .await
        .unwrap()
        .conversation
        .struggle()
}

/// The list as it is ranked by need, in pages of one.
async fn ranked(app: &TestApp, tenant: &Tenant) -> Vec<ConversationId> {
    let (workspace, mut after, mut found) = (tenant.workspace, None, Vec::new());
    loop {
        let filter = Filter {
            engaged: true,
            ..Filter::default()
        };
        let order = (Sort::Need, after);
        let page = app.db.read(async move |conn| {
            conversations::list(conn, workspace, &filter, order, Limit::new(Some(1))).await
        });
        let page = page.await.unwrap();
        found.extend(page.items.iter().map(|c| c.id));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

both_databases! {
    /// Refusals, the same question again and an unhappy tone are counted with every answer; each is a reason, and is told once.
    async fn who_struggles_is_ranked_by_need_with_the_reasons(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (calm, lost, upset) = (
            tenant.visitor(&app).await, tenant.visitor(&app).await, tenant.visitor(&app).await
        );
        ask(&app, calm, "1", "Hello!").await;
        assert_eq!(struggle(&app, calm).await, None);
        ask(&app, lost, "1", UNKNOWN).await;
        let once = struggle(&app, lost).await.unwrap();
        assert_eq!(once.signs[0], StruggleSign::Refused);
        ask(&app, upset, "1", UNKNOWN).await;
        ask(&app, upset, "2", "I asked whether you sell canoes for the Amazon river. This is useless!").await;
        let twice = struggle(&app, upset).await.unwrap();
        for sign in [StruggleSign::Refused, StruggleSign::Rephrased, StruggleSign::Negative] {
            assert!(twice.signs.contains(&sign), "{twice:?}");
        }
        assert!(twice.need > once.need, "{twice:?} {once:?}");
        assert_eq!(ranked(&app, &tenant).await, [upset.conversation, lost.conversation]);
        assert!(ranked(&app, &other).await.is_empty());
        let news: Vec<_> = told(&app, upset).await.into_iter().filter_map(|event| match event {
            Event::NeedChanged { struggle } => struggle.map(|s| s.need),
            _ => None,
        }).collect();
        assert_eq!(news, [once.need, twice.need]);

        // Whoever takes it over ends it, and it begins anew with what the assistant gets back.
        app.claim(&tenant.maya, upset.conversation, false).await.unwrap();
        assert_eq!(struggle(&app, upset).await, None);
        assert_eq!(ranked(&app, &tenant).await, [lost.conversation]);
        app.reply(&tenant.maya, upset.conversation, "r1", "We do not, sorry.").await.unwrap();
        app.release(&tenant.maya, upset.conversation).await.unwrap();
        ask(&app, upset, "3", "Hello!").await;
        assert_eq!(struggle(&app, upset).await, None);
    }

    /// An answer that is held is weighed when it goes out, and silence after it counts from then on.
    async fn what_was_held_is_weighed_when_it_goes_out(db: TestDb) {
        let app = TestApp::new(db).await;
        let (_, visitor) = holding(&app, Unseen::Send).await;
        ask(&app, visitor, "1", UNKNOWN).await;
        let refused = async || struggle(&app, visitor).await.is_some_and(|s| s.signs.contains(&StruggleSign::Refused));
        assert!(!refused().await, "nobody has read it");
        app.clock.advance_ms(HOLD_MS);
        app.drain_jobs().await.unwrap();
        assert!(refused().await);
        app.clock.advance_ms(5 * 60_000);
        app.drain_jobs().await.unwrap();
        assert!(struggle(&app, visitor).await.unwrap().signs.contains(&StruggleSign::Silent));
    }

    /// The form for contact details below a question without an answer is no answer either.
    async fn silence_below_the_form_is_a_sign_too(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let lead_prompt = Some(LeadPrompt { mode: LeadPromptMode::AfterTurns, turns: 1 });
        let settings = Settings { lead_prompt, ..Settings::default() };
        app.update_assistant(&tenant.owner, tenant.assistant.id, settings).await.unwrap();
        let visitor = tenant.visitor(&app).await;
        ask(&app, visitor, "1", UNKNOWN).await;
        let last = said(&app, visitor).await.pop().unwrap();
        assert_eq!(last.kind, Some(MessageKind::LeadForm));
        app.clock.advance_ms(5 * 60_000);
        app.drain_jobs().await.unwrap();
        assert!(struggle(&app, visitor).await.unwrap().signs.contains(&StruggleSign::Silent));
    }

    /// Silence after a question without an answer weighs more after five minutes, and not where they wrote again.
    async fn silence_after_a_question_without_an_answer_is_a_sign(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (gone, back) = (tenant.visitor(&app).await, tenant.visitor(&app).await);
        for visitor in [gone, back] {
            ask(&app, visitor, "1", UNKNOWN).await;
        }
        let before = struggle(&app, gone).await.unwrap();
        assert!(!before.signs.contains(&StruggleSign::Silent));
        ask(&app, back, "2", "Hello!").await;
        app.clock.advance_ms(5 * 60_000);
        app.drain_jobs().await.unwrap();
        let after = struggle(&app, gone).await.unwrap();
        assert!(after.signs.contains(&StruggleSign::Silent) && after.need > before.need, "{after:?}");
        let answered = struggle(&app, back).await;
        assert!(answered.is_none_or(|s| !s.signs.contains(&StruggleSign::Silent)));
    }
}

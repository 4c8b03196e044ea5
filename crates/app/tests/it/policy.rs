//! What an assistant does by itself, as its settings say: guardrails, hand-over, asking for contact details.

use baton_ai::answer::Answerer;
use baton_app::{Visitor, assistants::settings::Settings};
use baton_core::{
    assistant::{Guardrails, Handover, LeadPrompt, LeadPromptMode, Tone, Unsure},
    conversation::HolderKind,
    message::{Message, MessageKind},
};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant, scripted::Scripted};
use std::sync::Arc;

struct Chat {
    app: TestApp,
    tenant: Tenant,
    visitor: Visitor,
    said: usize,
}

impl Chat {
    async fn begin(db: TestDb, settings: Settings) -> Self {
        Self::with(TestApp::new(db).await, settings).await
    }

    async fn with(app: TestApp, settings: Settings) -> Self {
        let tenant = app.tenant("Ours").await;
        let id = tenant.assistant.id;
        app.update_assistant(&tenant.maya, id, settings)
            .await
            .unwrap();
        let visitor = tenant.visitor(&app).await;
        Self {
            app,
            tenant,
            visitor,
            said: 0,
        }
    }

    /// Says something; answers all that was said after it.
    async fn say(&mut self, body: &str) -> Vec<Message> {
        self.said += 1;
        let said = self
            .app
            .receive(self.visitor, &self.said.to_string(), body)
            .await
            .unwrap();
        self.app.drain_jobs().await.unwrap();
        let seq = said.message.seq;
        self.app
            .visitor_catch_up(self.visitor, seq)
            .await
            .unwrap()
            .messages
    }

    async fn holder(&self) -> HolderKind {
        self.app
            .visitor_catch_up(self.visitor, 0)
            .await
            .unwrap()
            .conversation
            .holder()
    }
}

fn kinds(said: &[Message]) -> Vec<MessageKind> {
    said.iter().filter_map(|m| m.kind).collect()
}

both_databases! {
    /// R069: a form by strategy: after so many messages, once, and not of who left their details.
    async fn details_are_asked_for_after_some_messages(db: TestDb) {
        let prompt = LeadPrompt { mode: LeadPromptMode::AfterTurns, turns: 2 };
        let mut chat = Chat::begin(db, Settings { lead_prompt: Some(prompt), ..Settings::default() }).await;
        assert_eq!(kinds(&chat.say("What do tents weigh?").await), [MessageKind::Decline]);
        assert_eq!(kinds(&chat.say("And boots?").await), [MessageKind::Decline, MessageKind::LeadForm]);
        assert_eq!(kinds(&chat.say("And shells?").await), [MessageKind::Decline]);
        chat.visitor = chat.tenant.visitor(&chat.app).await;
        chat.tenant.lead(&chat.app, chat.visitor, "ana@example.com").await;
        chat.say("One").await;
        assert_eq!(kinds(&chat.say("Two").await), [MessageKind::Decline]);
    }

    /// R069: a form by intent; turned off, only who asks to be contacted gets it.
    async fn details_are_asked_for_on_intent_or_never(db: TestDb) {
        let prompt = LeadPrompt { mode: LeadPromptMode::OnIntent, turns: 1 };
        let mut chat = Chat::begin(db, Settings { lead_prompt: Some(prompt), ..Settings::default() }).await;
        assert_eq!(kinds(&chat.say("What do tents weigh?").await), [MessageKind::Decline]);
        assert_eq!(kinds(&chat.say("Do you take a group order of tents?").await), [MessageKind::Decline, MessageKind::LeadForm]);
        let off = Settings { lead_prompt: Some(LeadPrompt::OFF), ..Settings::default() };
        let id = chat.tenant.assistant.id;
        chat.app.update_assistant(&chat.tenant.maya, id, off).await.unwrap();
        chat.visitor = chat.tenant.visitor(&chat.app).await;
        assert_eq!(kinds(&chat.say("Do you take a group order of tents?").await), [MessageKind::Decline]);
        assert_eq!(kinds(&chat.say("Please call me back").await), [MessageKind::LeadForm]);
    }

    async fn the_baton_is_let_go_at_once_or_after_some(db: TestDb) {
        let pass = Handover { unsure: Unsure::Pass, after_declines: 0 };
        let mut chat = Chat::begin(db, Settings { handover: Some(pass), ..Settings::default() }).await;
        let said = chat.say("What do tents weigh?").await;
        assert!(said[0].body.contains("a person takes over"), "{}", said[0].body);
        assert_eq!((kinds(&said), chat.holder().await), (vec![MessageKind::Handover], HolderKind::Nobody));
        let second = Handover { unsure: Unsure::Offer, after_declines: 2 };
        let settings = Settings { handover: Some(second), ..Settings::default() };
        let id = chat.tenant.assistant.id;
        chat.app.update_assistant(&chat.tenant.maya, id, settings).await.unwrap();
        chat.visitor = chat.tenant.visitor(&chat.app).await;
        assert_eq!(kinds(&chat.say("What do tents weigh?").await), [MessageKind::Decline]);
        assert_eq!((chat.holder().await, kinds(&chat.say("And boots?").await)), (HolderKind::Assistant, vec![MessageKind::Handover]));
        assert_eq!(chat.holder().await, HolderKind::Nobody);
    }

    /// R047: a phrase that asks for a person escalates at once, in every language shipped, and no model is asked.
    async fn who_asks_for_a_person_gets_one_without_a_model(db: TestDb) {
        let scripted = Arc::new(Scripted::default());
        let model: Arc<dyn Answerer> = Arc::<Scripted>::clone(&scripted);
        let mut chat = Chat::with(TestApp::with_model(db, Some(model)).await, Settings::default()).await;
        for asks in [
            "can i talk to an actual person please", "Ich möchte mit einem Menschen sprechen", "Quiero hablar con una persona",
            "Je veux parler à une personne", "Quero falar com uma pessoa", "أريد التحدث مع شخص",
        ] {
            chat.visitor = chat.tenant.visitor(&chat.app).await;
            assert_eq!(kinds(&chat.say(asks).await), [MessageKind::Handover], "{asks}");
            assert_eq!(chat.holder().await, HolderKind::Nobody, "{asks}");
        }
        assert_eq!(scripted.turns().len(), 0);
    }

    /// Guardrails hold for a model, too: it is not asked about a topic to avoid, and what it says ends in time.
    async fn guardrails_hold_for_a_model(db: TestDb) {
        let scripted = Arc::new(Scripted::default());
        let model: Arc<dyn Answerer> = Arc::<Scripted>::clone(&scripted);
        let app = TestApp::with_model(db, Some(model)).await;
        let rails = Guardrails { avoid: vec!["medical advice".into()], max_words: 20 };
        let settings = Settings { guardrails: Some(rails), tone: Some(Tone::Factual),
            languages: Some(vec!["no".into(), "en".into()]), ..Settings::default() };
        let mut chat = Chat::with(app, settings).await;
        let said = chat.say("Do you give medical advice?").await;
        assert!(said[0].body.contains("can't talk about that"), "{}", said[0].body);
        assert_eq!(scripted.turns().len(), 0);
        chat.say("hello there boots").await;
        let turn = scripted.turns().pop().unwrap();
        assert!(turn.assistant.tone.contains("factual"), "its tone");
        let spoken: Vec<_> = turn.assistant.languages.iter().map(|one| (one.tag, &*one.name)).collect();
        assert_eq!(spoken, [("no", "Norwegian"), ("en", "English")], "its languages");
        assert_eq!((turn.assistant.max_words, turn.assistant.avoid), (20, vec!["medical advice".to_owned()]));
    }
}

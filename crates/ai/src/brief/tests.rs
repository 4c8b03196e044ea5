//! What a brief holds, by example; [`occurs`] has what holds for every conversation.

mod occurs;
mod written;

use super::{Material, assemble};
use baton_core::{
    contact::Contact,
    conversation::{Reason, ReasonCode, brief::FailedHow},
    id::{Ids, TurnId},
    lead::{LeadFacts, LeadSource, LeadStatus},
    message::{
        Citation, Message, MessageKind, MessageRole, MessageState,
        rating::{Rating, Thumb},
    },
    time::{Clock, Timestamp},
    trace::{AnswererKind, Outcome, Trace, TraceTool},
};
use std::collections::BTreeMap;

fn ids() -> Ids {
    Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1)
}

fn message(seq: i64, role: MessageRole, body: &str) -> Message {
    let ids = ids();
    Message {
        id: ids.next(),
        conversation_id: ids.next(),
        seq,
        role,
        author: None,
        body: body.to_owned(),
        client_id: None,
        state: MessageState::Complete,
        kind: None,
        citations: Vec::new(),
        turn_id: None,
        created_at: Timestamp::from_ms(seq),
        edited_at: None,
        attachments: Vec::new(),
    }
}

fn visitor(seq: i64, body: &str) -> Message {
    message(seq, MessageRole::User, body)
}

fn assistant(seq: i64, kind: MessageKind, body: &str) -> Message {
    Message {
        kind: Some(kind),
        ..message(seq, MessageRole::Assistant, body)
    }
}

fn cites(title: &str, message: Message) -> Message {
    let citation = Citation {
        n: 1,
        document_id: ids().next(),
        title: title.to_owned(),
        url: None,
        quote: title.to_owned(),
    };
    Message {
        citations: vec![citation.clone(), citation],
        ..message
    }
}

fn contact(name: Option<&str>) -> Contact {
    Contact {
        id: ids().next(),
        name: name.map(str::to_owned),
        email: Some("hannah.b@example.com".to_owned()),
        phone: None,
        online: true,
        locale: Some("en-GB".to_owned()),
        device: None,
        referrer: None,
        landing_url: None,
        utm: BTreeMap::new(),
        conversation_count: 1,
        first_seen_at: Timestamp::from_ms(1),
        last_seen_at: Timestamp::from_ms(1),
    }
}

fn lead() -> LeadFacts {
    let ids = ids();
    LeadFacts {
        lead_id: ids.next(),
        assistant_id: ids.next(),
        conversation_id: None,
        name: None,
        email: Some("hannah.b@example.com".to_owned()),
        phone: None,
        fields: BTreeMap::from([("company".to_owned(), "Larch".to_owned())]),
        status: LeadStatus::New,
        source: LeadSource::Form,
        score: 0,
    }
}

fn trace(turn_id: TurnId, outcome: Outcome) -> Trace {
    Trace {
        turn_id,
        conversation_id: ids().next(),
        outcome,
        understood_as: String::new(),
        language: None,
        passages: Vec::new(),
        confidence: 0.0,
        threshold: 0.5,
        answerer: AnswererKind::Model,
        model: None,
        prompt_tokens: None,
        completion_tokens: None,
        tools: Vec::new(),
        whispers: Vec::new(),
        error: None,
        retrieve_ms: 0,
        first_token_ms: None,
        total_ms: 0,
        started_at: Timestamp::from_ms(1),
    }
}

fn material(messages: Vec<Message>) -> Material {
    Material {
        assistant: "Scout".to_owned(),
        messages,
        contact: Some(contact(Some("Hannah Brooks"))),
        ..Material::default()
    }
}

/// The conversation of screen 03.
fn hannah() -> Material {
    let answer = "Sorry about the **wrong fit**. I can send a return label [1].";
    Material {
        escalated: Some((
            Timestamp::from_ms(6),
            Reason::new(ReasonCode::VisitorAsked, None),
        )),
        page: Some((
            "https://shop.example/shell".to_owned(),
            Some("Storm Shell".to_owned()),
        )),
        lead: Some((lead(), None)),
        ..material(vec![
            visitor(
                1,
                "hey, my storm shell is too small and i need L before saturday",
            ),
            cites("Returns", assistant(2, MessageKind::Answer, answer)),
            visitor(
                3,
                "do any of the shops have a navy shell? mail hannah.b@example.com",
            ),
            assistant(4, MessageKind::Decline, "I'm not sure about that."),
            visitor(5, "can i talk to an actual person please"),
            assistant(6, MessageKind::Handover, "I called the team."),
        ])
    }
}

#[test]
fn a_brief_says_what_is_wanted_known_tried_and_what_failed() {
    let brief = assemble(&hannah());
    let wants: Vec<i64> = brief.wants.iter().map(|quote| quote.seq).collect();
    assert_eq!(
        wants,
        [1, 3],
        "who only asks for a person wants something else"
    );
    assert_eq!(brief.topic.as_deref(), Some("storm shell"));
    let known: Vec<(&str, &str)> = brief.known.iter().map(|f| (&*f.label, &*f.value)).collect();
    assert_eq!(
        known,
        [
            ("name", "Hannah Brooks"),
            ("page", "Storm Shell"),
            ("language", "en-GB")
        ]
    );
    let collected: Vec<_> = brief.collected.iter().map(|f| (&*f.label, f.seq)).collect();
    assert_eq!(collected, [("email", Some(3)), ("company", None)]);
    let [tried] = &*brief.tried else {
        panic!("{:?}", brief.tried)
    };
    assert_eq!(
        tried.text,
        "Sorry about the wrong fit. I can send a return label ."
    );
    assert_eq!(tried.sources.len(), 1, "each source once");
    let [failed] = &*brief.failed else {
        panic!("{:?}", brief.failed)
    };
    assert_eq!((failed.how, failed.seq), (FailedHow::Declined, 3));
    assert_eq!(
        brief.first_line.text,
        "Hi Hannah. I can see that you asked about “storm shell”. You have already been shown “Returns”. I will take it from here."
    );
}

#[test]
fn an_answer_that_was_rated_down_failed_and_is_not_tried() {
    let mut material = hannah();
    let rating = Rating {
        thumb: Thumb::Down,
        comment: Some("wrong size".to_owned()),
    };
    material.ratings = vec![(2, rating)];
    let brief = assemble(&material);
    assert!(brief.tried.is_empty());
    let failed = &brief.failed[0];
    assert_eq!((failed.how, failed.seq), (FailedHow::RatedDown, 2));
    assert_eq!(failed.detail.as_deref(), Some("wrong size"));
    assert!(
        brief
            .first_line
            .text
            .contains("Scout had no answer for you.")
    );
}

#[test]
fn what_went_wrong_and_what_a_model_said_come_from_its_turns() {
    let ids = ids();
    let (broken, called): (TurnId, TurnId) = (ids.next(), ids.next());
    let mut one = assistant(2, MessageKind::Handover, "Something went wrong.");
    one.turn_id = Some(broken);
    let mut two = assistant(4, MessageKind::Handover, "A person takes over.");
    two.turn_id = Some(called);
    let call = TraceTool {
        name: "request_human".to_owned(),
        arguments: r#"{"reason": "sensitive", "summary": "Wants a refund of 40 EUR."}"#.to_owned(),
        result: String::new(),
    };
    let material = Material {
        traces: vec![
            Trace {
                error: Some("the model server failed with status 500".to_owned()),
                ..trace(broken, Outcome::Failed)
            },
            Trace {
                tools: vec![call],
                ..trace(called, Outcome::Escalated)
            },
        ],
        ..material(vec![
            visitor(1, "My refund?"),
            one,
            visitor(3, "Hello?"),
            two,
        ])
    };
    let brief = assemble(&material);
    let failed = &brief.failed[0];
    assert_eq!((failed.how, failed.seq), (FailedHow::Unreachable, 1));
    assert_eq!(
        failed.detail.as_deref(),
        Some("the model server failed with status 500")
    );
    let summary = brief.summary.unwrap();
    assert_eq!(
        (summary.seq, &*summary.text),
        (4, "Wants a refund of 40 EUR.")
    );
}

#[test]
fn who_says_little_is_quoted_all_the_same() {
    for (said, wants) in [
        (
            &["hi", "a person please", "thanks"][..],
            Some("a person please"),
        ),
        (
            &["hi", "你们卖靴子吗", "human please"],
            Some("你们卖靴子吗"),
        ),
        (&["hi", "thanks!"], None),
        (&[], None),
    ] {
        let messages = said.iter().zip(1..).map(|(said, seq)| visitor(seq, said));
        let brief = assemble(&material(messages.collect()));
        let last = brief.wants.first().map(|quote| quote.text.as_str());
        assert_eq!(last, wants, "{said:?}");
        assert!(brief.wants.len() < 2 && brief.topic.is_none(), "{said:?}");
    }
}

#[test]
fn the_first_line_is_in_the_language_of_the_visitor() {
    for (said, code, hello) in [
        (
            "Wie lange dauert der Versand nach Österreich?",
            "de",
            "Hallo Hannah.",
        ),
        (
            "Où est ma commande, s'il vous plaît ?",
            "fr",
            "Bonjour Hannah.",
        ),
        ("¿Dónde está mi pedido de botas?", "es", "Hola, Hannah."),
        (
            "Onde está a minha encomenda de botas?",
            "pt",
            "Olá, Hannah.",
        ),
        (
            "أين طلبي الذي اشتريته الأسبوع الماضي؟",
            "ar",
            "مرحبًا Hannah.",
        ),
        (
            "Gdzie jest moje zamówienie na buty trekkingowe?",
            "en",
            "Hi Hannah.",
        ),
    ] {
        let line = assemble(&material(vec![visitor(1, said)])).first_line;
        assert_eq!(line.language, code, "{said}");
        assert!(line.text.starts_with(hello), "{}", line.text);
    }
    // Too little to tell: what their browser says.
    let mut unnamed = material(vec![visitor(1, "42")]);
    unnamed.contact = Some(Contact {
        locale: Some("de-AT".to_owned()),
        ..contact(None)
    });
    let line = assemble(&unnamed).first_line;
    assert_eq!(
        line.text,
        "Hallo. Ich sehe das bisherige Gespräch mit Scout. Ab hier übernehme ich."
    );
}

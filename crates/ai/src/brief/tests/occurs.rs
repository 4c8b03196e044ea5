//! R059: nothing in a brief is invented, whatever was said.

use super::{cites, contact, lead, material, message, trace};
use crate::brief::{Material, assemble, first_line::sentences, language};
use baton_core::{
    conversation::brief::Brief,
    id::TurnId,
    message::{
        Message, MessageKind, MessageRole,
        rating::{Rating, Thumb},
    },
    text::plain,
    trace::{Outcome, Trace},
};
use proptest::prelude::*;

/// On one line, as quotes are.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a quote occurs in what it was taken from.
fn occurs(quote: &str, source: &str) -> bool {
    line(source).contains(quote.trim_end_matches('\u{2026}'))
}

fn body_of(material: &Material, seq: i64, role: Option<MessageRole>) -> Option<String> {
    let found = material
        .messages
        .iter()
        .find(|message| message.seq == seq)?;
    (role.is_none() || role == Some(found.role)).then(|| plain(&found.body))
}

/// Everything that a brief says of what was said or stored has to occur there.
fn check(material: &Material, brief: &Brief) {
    let user = Some(MessageRole::User);
    for quote in &brief.wants {
        assert!(
            occurs(&quote.text, &body_of(material, quote.seq, user).unwrap()),
            "{quote:?}"
        );
    }
    for tried in &brief.tried {
        let own = Some(MessageRole::Assistant);
        assert!(
            occurs(&tried.text, &body_of(material, tried.seq, own).unwrap()),
            "{tried:?}"
        );
        let message = material
            .messages
            .iter()
            .find(|m| m.seq == tried.seq)
            .unwrap();
        for source in &tried.sources {
            assert!(
                message
                    .citations
                    .iter()
                    .any(|cited| cited.title == source.title)
            );
        }
    }
    for failed in &brief.failed {
        assert!(
            occurs(&failed.text, &body_of(material, failed.seq, None).unwrap()),
            "{failed:?}"
        );
        if let Some(detail) = &failed.detail {
            let said = material
                .ratings
                .iter()
                .any(|(_, rating)| rating.comment.as_ref() == Some(detail));
            assert!(
                said || material
                    .traces
                    .iter()
                    .any(|trace| trace.error.as_ref() == Some(detail))
            );
        }
    }
    for fact in brief.known.iter().chain(&brief.collected) {
        let stored = format!(
            "{:?}{:?}{:?}",
            material.contact, material.page, material.lead
        );
        let shown = format!("{:?}", fact.value);
        assert!(stored.contains(shown.trim_matches('"')), "{fact:?}");
        if let Some(seq) = fact.seq {
            let body = &material
                .messages
                .iter()
                .find(|m| m.seq == seq)
                .unwrap()
                .body;
            assert!(
                body.to_lowercase().contains(&fact.value.to_lowercase()),
                "{fact:?}"
            );
        }
    }
    let said: Vec<String> = material
        .messages
        .iter()
        .filter(|m| m.role == MessageRole::User)
        .map(|m| m.body.to_lowercase().replace('ς', "σ"))
        .collect();
    for word in brief
        .topic
        .iter()
        .flat_map(|topic| topic.split_whitespace())
    {
        assert!(
            said.iter()
                .any(|body| body.contains(&word.replace('ς', "σ"))),
            "{word} of {:?}",
            brief.topic
        );
    }
    check_first_line(material, brief);
}

/// What is left of a first line without the template is the name, the topic, a source and the assistant.
fn check_first_line(material: &Material, brief: &Brief) {
    let mut rest = brief.first_line.text.clone();
    let (words, code) = sentences(language(material));
    assert_eq!(brief.first_line.language, code.code());
    let first = material.contact.iter().filter_map(|c| c.name.as_ref());
    let first = first.filter_map(|name| name.split_whitespace().next().map(str::to_owned));
    let sources = brief
        .tried
        .iter()
        .flat_map(|t| t.sources.iter().map(|s| s.title.clone()));
    let mut about: Vec<String> = first.chain(sources).chain(brief.topic.clone()).collect();
    about.push(material.assistant.clone());
    about.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut fixed = words.fixed();
    fixed.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for known in fixed.iter().filter(|text| text.len() > 6) {
        rest = rest.replace(known, " ");
    }
    for known in about {
        rest = rest.replace(&known, " ");
    }
    for known in fixed.iter().filter(|text| !text.is_empty()) {
        rest = rest.replace(known, " ");
    }
    let left: Vec<&str> = rest.split_whitespace().collect();
    assert!(
        left.iter()
            .all(|word| word.chars().all(|c| !c.is_alphanumeric())),
        "{left:?} in {:?}",
        brief.first_line
    );
}

fn any_body() -> impl Strategy<Value = String> {
    let said = prop::sample::select(vec![
        "Do Talus Mid boots run small?",
        "hi",
        "can i talk to a person",
        "Wie lange dauert der **Versand**?",
        "see [the guide](https://a.example) [1]",
        "mail me at hannah.b@example.com",
        "¿Dónde está mi pedido?\nGracias",
    ]);
    prop_oneof![
        3 => said.prop_map(str::to_owned),
        1 => "\\PC{0,400}",
        1 => "[a-z \\n]{1,300}",
    ]
}

fn any_message(seq: i64) -> impl Strategy<Value = Message> {
    let role = prop::sample::select(vec![
        MessageRole::User,
        MessageRole::Assistant,
        MessageRole::Human,
    ]);
    let kind = prop::sample::select(MessageKind::ALL.to_vec());
    (role, kind, any_body(), any::<bool>()).prop_map(move |(role, kind, body, has_turn)| {
        let is_own = role == MessageRole::Assistant;
        let said = message(seq, role, &body);
        let said = Message {
            kind: is_own.then_some(kind),
            turn_id: (is_own && has_turn)
                .then(|| TurnId::from(uuid::Uuid::from_u128(seq.unsigned_abs().into()))),
            ..said
        };
        if is_own {
            cites("Zoll & Steuern", said)
        } else {
            said
        }
    })
}

prop_compose! {
    fn any_material()(count in 0i64..12)(
        messages in (1..=count).map(any_message).collect::<Vec<_>>(),
        named in any::<bool>(),
        down in prop::collection::vec(0i64..12, 0..3),
        broken in any::<bool>(),
    ) -> Material {
        let rating = |seq| (seq, Rating { thumb: Thumb::Down, comment: Some("No.".to_owned()) });
        let outcome = if broken { Outcome::Failed } else { Outcome::Escalated };
        let error = broken.then(|| "the model wrote nothing".to_owned());
        let turns = messages.iter().filter_map(|message| message.turn_id);
        let of = |turn| Trace { error: error.clone(), ..trace(turn, outcome) };
        let traces: Vec<Trace> = turns.map(of).collect();
        Material {
            contact: Some(contact(named.then_some("Jörg Ñandú"))),
            lead: named.then(|| (lead(), Some("boots".to_owned()))),
            page: Some(("https://shop.example/".to_owned(), None)),
            ratings: down.into_iter().map(rating).collect(),
            traces,
            ..material(messages)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// R059. Never invented: every quoted item occurs in its source.
    #[test]
    fn every_item_of_a_brief_occurs_in_its_source(material in any_material()) {
        let brief = assemble(&material);
        check(&material, &brief);
        prop_assert!(brief.wants.len() <= 2 && brief.tried.len() <= 3 && brief.failed.len() <= 3);
    }
}

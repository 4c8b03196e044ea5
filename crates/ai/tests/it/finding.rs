//! From a question to the passage and the quote.

use baton_ai::answer::{AnswerKind, Passage, Turn};
use baton_ai::chunk::{Chunk, split};
use baton_ai::extractive::answer;
use baton_ai::gate::confidence;
use baton_ai::index::{Found, Index};
use baton_ai::ingest::{Format, Raw, read};
use baton_ai::language::Language;
use baton_ai::query::{Asked, Query};
use uuid::Uuid;

const KNOWLEDGE: [(&str, &str); 6] = [
    (
        "Returns",
        "# Returns\n\nYou can return unused gear within 30 days of delivery. We refund the full price within 5 working days.\n\n\
         ## Used gear\n\nUsed gear can be exchanged within 14 days if it has a defect.",
    ),
    (
        "Shipping",
        "# Shipping\n\nOrders placed before noon leave our warehouse on the same day.\n\n| Country | Price | Days |\n| --- | --- | --- |\n\
         | Austria | 4 EUR | 2 |\n| Germany | 6 EUR | 3 |\n| France | 9 EUR | 5 |",
    ),
    (
        "Fjell 2",
        "# Fjell 2 tent\n\nThe Fjell 2 weighs 1.9 kg and sleeps two. Its fly has a hydrostatic head of 4000 mm. Article number FJ-2210.",
    ),
    (
        "Stoves",
        "# Stoves\n\nOur gas stoves work up to 3000 m.\n\n## Can I use a stove inside the tent?\n\nNo. Carbon monoxide kills. Cook outside.",
    ),
    (
        "Zelte",
        "---\nlang: de\n---\n# Zelte pflegen\n\nTrockne das Zelt immer vollständig, bevor du es einpackst. Stockflecken lassen sich nicht entfernen.",
    ),
    (
        "睡袋",
        "# 睡袋\n\n羽绒睡袋不能用普通洗衣粉清洗。请使用专用的羽绒洗涤剂。",
    ),
];

fn knowledge() -> Vec<(Uuid, Chunk)> {
    let mut chunks = Vec::new();
    for (number, (name, content)) in (1_u128..).zip(KNOWLEDGE) {
        let raw = Raw {
            format: Format::Markdown,
            name,
            url: None,
            content,
        };
        let document = Uuid::from_u128(number);
        for (place, chunk) in (1_u128..).zip(split(document, &read(raw).unwrap())) {
            chunks.push((Uuid::from_u128(1000 * number + place), chunk));
        }
    }
    chunks
}

fn ask(question: &str) -> (Turn, Found) {
    let knowledge = knowledge();
    let index = Index::of(knowledge.iter().map(|(id, chunk)| (*id, chunk)));
    let query = Query::build(&Asked {
        question,
        language: Some(Language::English),
        ..Asked::default()
    });
    let found = index.search(&query, 6);
    let passages = found
        .hits
        .iter()
        .map(|hit| {
            let (_, chunk) = knowledge
                .iter()
                .find(|(id, _)| *id == hit.chunk_id)
                .unwrap();
            Passage {
                chunk_id: hit.chunk_id,
                document_id: hit.document_id,
                title: chunk.title.clone(),
                heading: chunk.heading_path.join(" › "),
                question: chunk.question.clone(),
                url: None,
                text: chunk.text.clone(),
                score: hit.score,
                is_curated: false,
            }
        })
        .collect();
    let turn = Turn {
        question: question.to_owned(),
        language: query.language(),
        passages,
        confidence: confidence(&found.evidence),
        threshold: 0.5,
        ..Turn::default()
    };
    (turn, found)
}

#[test]
fn questions_are_answered_with_a_quote() {
    for (question, words) in [
        (
            "How long do I have to return unused gear?",
            "within 30 days",
        ),
        ("how heavy is the fjell 2", "weighs 1.9 kg"),
        ("whats the hydrostatc head of the fjel tent", "4000 mm"),
        ("FJ2210", "FJ-2210"),
        (
            "What does shipping to Germany cost?",
            "Germany, Price: 6 EUR",
        ),
        (
            "can i use the stove inside my tent",
            "Carbon monoxide kills. Cook outside.",
        ),
        ("Kann ich das Zelt nass einpacken?", "Trockne das Zelt"),
        ("羽绒睡袋怎么清洗", "羽绒洗涤剂"),
    ] {
        let (turn, found) = ask(question);
        let answer = answer(&turn);
        assert_eq!(
            answer.kind,
            AnswerKind::Answer,
            "{question}: {found:?} {}",
            turn.confidence
        );
        assert!(answer.text.contains(words), "{question}: {}", answer.text);
        assert!(
            answer.text.contains("[1]") && answer.citations[0].n == 1,
            "{}",
            answer.text
        );
        assert!(answer.text.split_whitespace().count() <= 95);
    }
}

#[test]
fn what_is_not_known_is_declined_in_the_visitors_language() {
    for (question, words) in [
        ("Who won the world cup in 1998?", "not sure"),
        ("Do you sell gift vouchers?", "not sure"),
        (
            "Welche Kreditkarten akzeptiert ihr im Laden?",
            "weiß ich leider nicht",
        ),
        ("¿Cuál es la capital de Australia?", "No lo sé"),
        ("Quelle est la capitale de l'Australie ?", "ne le sais pas"),
        ("Qual é a capital da Austrália?", "Não sei"),
    ] {
        let (turn, found) = ask(question);
        let answer = answer(&turn);
        assert_eq!(
            answer.kind,
            AnswerKind::Decline,
            "{question}: {found:?} {}",
            turn.confidence
        );
        assert!(answer.text.contains(words), "{question}: {}", answer.text);
        assert!(answer.citations.is_empty());
    }
}

#[test]
fn a_greeting_is_returned() {
    let (turn, _) = ask("Hallo!");
    let answer = answer(&turn);
    assert_eq!(
        (answer.kind, answer.text.as_str()),
        (AnswerKind::Chat, "Hallo! Womit kann ich helfen?")
    );
}

#[test]
fn an_exact_question_is_certain() {
    let (turn, found) = ask("Can I use a stove inside the tent");
    assert!(found.evidence.exact);
    assert!(turn.confidence > 0.99);
}

#[test]
fn nothing_is_found_in_nothing() {
    let index = Index::default();
    let found = index.search(&Query::from("anything"), 5);
    assert!(found.hits.is_empty());
    assert!(confidence(&found.evidence) < 0.01);
}

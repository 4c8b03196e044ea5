//! Finding what answers a question of a conversation, whether or not it leans on what was said before.

use crate::gate::confidence;
use crate::index::{Found, Index};
use crate::language::Language;
use crate::query::{Asked, Query};
use crate::text::stop_words::is_stop_word;
use crate::text::words::surface_forms;

/// From this confidence on a question that leans on nothing is taken as it stands.
const SURE: f32 = 0.5;
/// Words by which a question leans on what was said before, in the languages shipped.
const LEANS: &[&str] = &[
    "it", "its", "they", "them", "their", "that", "those", "these", "this", "one", "ones", "there",
    "he", "she", "same", "es", "ihn", "ihm", "ihnen", "diese", "dieser", "dieses", "diesen",
    "davon", "damit", "dafür", "dazu", "dort", "welche", "eso", "esa", "ese", "esos", "esas",
    "esto", "esta", "este", "ellos", "ellas", "allí", "cuál", "il", "elle", "ils", "elles", "ça",
    "cela", "celui", "celle", "ceux", "lequel", "laquelle", "ele", "ela", "eles", "elas", "isso",
    "isto", "esse", "essa", "desse", "dessa", "ali", "qual",
];
/// Words with which a follow-up begins.
const GOES_ON: &[&str] = &[
    "and", "or", "but", "und", "oder", "aber", "y", "o", "pero", "et", "ou", "mais", "e", "mas",
];
/// A question with fewer words of its own than this says too little to stand alone.
const ENOUGH: usize = 2;

/// What was found for a question, and how it was understood.
#[derive(Clone, Debug)]
pub struct Searched {
    /// The query that found it.
    pub query: Query,
    /// The passages and what speaks for them.
    pub found: Found,
    /// 0 to 1: whether they answer.
    pub confidence: f32,
}

/// Searches for a question. One that leans on nothing and is answered as it stands has begun a new topic, and what was
/// said before would only stand in its way; any other is searched for in its context.
pub fn search(index: &Index, asked: &Asked<'_>, limit: usize) -> Searched {
    if !asked.before.is_empty() && !leans(asked.question) {
        let alone = run(
            index,
            Query::build(&Asked {
                before: &[],
                ..*asked
            }),
            limit,
        );
        if alone.confidence >= SURE {
            return alone;
        }
    }
    run(index, Query::build(asked), limit)
}

/// Whether a question needs what was said before it to be understood.
fn leans(question: &str) -> bool {
    let words = surface_forms(question);
    let language = Language::detect(question);
    let goes_on = words
        .first()
        .is_some_and(|word| GOES_ON.contains(&word.as_str()));
    let content = words
        .iter()
        .filter(|word| !is_stop_word(word, language))
        .count();
    goes_on || content < ENOUGH || words.iter().any(|word| LEANS.contains(&word.as_str()))
}

fn run(index: &Index, query: Query, limit: usize) -> Searched {
    let found = index.search(&query, limit);
    let confidence = confidence(&found.evidence);
    Searched {
        query,
        found,
        confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::{leans, search};
    use crate::chunk::split;
    use crate::index::{Index, IndexBuilder};
    use crate::ingest::{Format, Raw, read};
    use crate::query::{Asked, Said};
    use uuid::Uuid;

    fn index() -> Index {
        let pages = [
            "# Delivery\n\nParcels leave Bergen the same day and take two days.",
            "# Talus boots\n\nThe Talus boot keeps out wet grass for a day or two days, not a river. Water dries in days. It weighs 640 grams.",
            "# Fjell tent\n\nThe Fjell tent weighs 1.4 kg and stands without pegs.",
        ];
        let mut builder = IndexBuilder::default();
        for (n, content) in (1_u128..).zip(pages) {
            let raw = Raw {
                format: Format::Markdown,
                name: "page.md",
                url: None,
                content,
            };
            let document = read(raw).unwrap();
            for (at, chunk) in (0_u128..).zip(split(Uuid::from_u128(n), &document)) {
                builder.add(Uuid::from_u128(n * 100 + at), &chunk);
            }
        }
        builder.build()
    }

    const BEFORE: [Said<'static>; 2] = [
        Said {
            by_visitor: true,
            text: "Does the Talus boot keep out water for days?",
        },
        Said {
            by_visitor: false,
            text: "The Talus boot keeps out wet grass for a day or two days; it is not for rivers.",
        },
    ];

    fn first(question: &str) -> Option<u128> {
        let asked = Asked {
            question,
            before: &BEFORE,
            ..Asked::default()
        };
        let found = search(&index(), &asked, 3).found;
        found.hits.first().map(|hit| hit.document_id.as_u128())
    }

    #[test]
    fn a_new_topic_is_not_held_up_by_the_old_one() {
        assert_eq!(first("How many days do parcels take?"), Some(1));
    }

    #[test]
    fn a_follow_up_keeps_its_topic() {
        assert_eq!(first("And how much does it weigh?"), Some(2));
    }

    #[test]
    fn follow_ups_are_told_by_what_they_lean_on() {
        for question in [
            "And for two?",
            "How heavy is it?",
            "Und in Größe 43?",
            "¿Y en negro?",
            "C'est combien, celui en bleu ?",
        ] {
            assert!(leans(question), "{question}");
        }
        for question in [
            "How many days do I have to return something?",
            "Wie lange dauert der Versand nach Bergen?",
        ] {
            assert!(!leans(question), "{question}");
        }
    }
}

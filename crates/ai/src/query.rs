//! From a conversation to what to look for.

use crate::index::question_key;
use crate::language::Language;
use crate::text::stop_words::is_stop_word;
use crate::text::words::surface_forms;
use crate::text::{clip, one_line, visible};

/// A question with so many words of its own stands alone (retrieval notes, section 14).
const STANDS_ALONE: usize = 6;
/// Weight of the current question against the turns before it (section 6: last turn twice, two turns before once).
const NOW: f32 = 2.0;
const BEFORE: f32 = 1.0;
const PAGE: f32 = 0.3;
/// Longest text of one turn that is looked at, in characters.
const LONGEST_TURN: usize = 1000;

/// What the visitor said, with the context that it needs to be understood.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The visitor's latest message.
    pub question: &'a str,
    /// Messages before it, oldest first.
    pub before: &'a [Said<'a>],
    /// Title of the page that the visitor is on.
    pub page_title: Option<&'a str>,
    /// Address of that page; the words of its path are used.
    pub page_url: Option<&'a str>,
    /// Language of the conversation so far, for questions too short to tell.
    pub language: Option<Language>,
}

/// One earlier message.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Whether the visitor said it, rather than the assistant or a teammate.
    pub by_visitor: bool,
    /// What was said.
    pub text: &'a str,
}

/// A weighted query. `Query::from("...")` is a plain one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    parts: Vec<Part>,
    language: Language,
}

/// A text of a query and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) weight: f32,
    /// Whether it is what is asked, rather than context.
    pub(crate) in_focus: bool,
}

impl Query {
    /// Builds the query of a turn: the question alone when it says enough, else with the exchange before it.
    pub fn build(asked: &Asked<'_>) -> Self {
        let question = clip(asked.question, LONGEST_TURN);
        let fallback = asked
            .language
            .unwrap_or_else(|| language_before(asked.before));
        let language = Language::detect_or(question, fallback);
        let mut parts = vec![Part::new(question, NOW, true)];
        if !stands_alone(question, language) {
            parts.extend(context(
                asked.before,
                content_words(question, language) <= 1,
            ));
        }
        let page = page_words(asked.page_title, asked.page_url);
        if !page.is_empty() {
            parts.push(Part::new(&page, PAGE, false));
        }
        Self { parts, language }
    }

    /// The language that the question is in.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The query in words, for "Why this answer".
    pub fn understood_as(&self) -> String {
        let parts: Vec<&str> = self
            .parts
            .iter()
            .filter(|part| part.weight >= BEFORE)
            .map(|part| part.text.as_str())
            .collect();
        parts.join(" · ")
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn question_key(&self) -> u64 {
        self.parts
            .first()
            .map_or(0, |part| question_key(&part.text))
    }
}

impl From<&str> for Query {
    fn from(question: &str) -> Self {
        Self {
            parts: vec![Part::new(question, 1.0, true)],
            language: Language::detect(question),
        }
    }
}

impl Part {
    fn new(text: &str, weight: f32, in_focus: bool) -> Self {
        Self {
            text: one_line(&visible(text)),
            weight,
            in_focus,
        }
    }
}

/// The language in which the visitor wrote last that can be told: "et au Canada ?" goes on in French.
fn language_before(before: &[Said<'_>]) -> Language {
    let own = before.iter().rev().filter(|said| said.by_visitor);
    own.map(|said| Language::detect(clip(said.text, LONGEST_TURN)))
        .find(|language| *language != Language::Unknown)
        .unwrap_or_default()
}

/// The visitor's and the other side's last messages. Where the question has hardly a word of its own ("and
/// for two?"), the visitor's message before it is asked again.
fn context(before: &[Said<'_>], takes_over_focus: bool) -> Vec<Part> {
    let visitor = before.iter().rev().find(|said| said.by_visitor);
    let other = before.iter().rev().find(|said| !said.by_visitor);
    visitor
        .map(|said| Part::new(clip(said.text, LONGEST_TURN), BEFORE, takes_over_focus))
        .into_iter()
        .chain(other.map(|said| Part::new(clip(said.text, LONGEST_TURN), BEFORE * 0.5, false)))
        .collect()
}

fn content_words(text: &str, language: Language) -> usize {
    surface_forms(text)
        .iter()
        .filter(|word| !is_stop_word(word, language))
        .count()
}

fn stands_alone(question: &str, language: Language) -> bool {
    content_words(question, language) >= STANDS_ALONE
}

/// Words of the page's title and path; `about:` pages and the like say nothing.
fn page_words(title: Option<&str>, url: Option<&str>) -> String {
    let path = url
        .and_then(|url| url::Url::parse(url).ok())
        .map(|url| url.path().replace(['/', '-', '_', '.'], " "))
        .unwrap_or_default();
    let words = format!("{} {path}", clip(title.unwrap_or_default(), 120));
    one_line(clip(&words, 200))
}

#[cfg(test)]
mod tests {
    use super::{Asked, Query, Said};

    #[test]
    fn a_full_question_stands_alone() {
        let asked = Asked {
            question: "How long does standard delivery to Austria take with express shipping upgrade?",
            before: &[Said {
                by_visitor: true,
                text: "Do you sell stoves?",
            }],
            ..Asked::default()
        };
        assert!(!Query::build(&asked).understood_as().contains("stoves"));
    }

    #[test]
    fn a_follow_up_brings_its_context() {
        let asked = Asked {
            question: "And for two?",
            before: &[
                Said {
                    by_visitor: true,
                    text: "How heavy is the Fjell tent?",
                },
                Said {
                    by_visitor: false,
                    text: "It weighs 1.4 kg.",
                },
            ],
            ..Asked::default()
        };
        let query = Query::build(&asked);
        assert!(query.understood_as().contains("Fjell tent"), "{query:?}");
        assert!(
            query
                .parts()
                .iter()
                .any(|part| part.in_focus && part.text.contains("Fjell"))
        );
    }

    #[test]
    fn a_short_question_is_in_the_language_of_those_before() {
        let before = [Said {
            by_visitor: true,
            text: "Quanto tempo demora o envio para Portugal?",
        }];
        let asked = Asked {
            question: "e para os Açores?",
            before: &before,
            ..Asked::default()
        };
        assert_eq!(Query::build(&asked).language().code(), "pt");
    }

    #[test]
    fn the_page_is_a_hint() {
        let asked = Asked {
            question: "Is it waterproof?",
            page_title: Some("Fjell 2 tent"),
            page_url: Some("https://shop.example/tents/fjell-2?utm=x"),
            ..Asked::default()
        };
        let query = Query::build(&asked);
        assert!(
            query
                .parts()
                .iter()
                .any(|part| part.text.contains("Fjell 2 tent tents fjell 2"))
        );
        assert_eq!(query.understood_as(), "Is it waterproof?");
    }
}

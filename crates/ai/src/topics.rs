//! What a conversation is about, in the visitor's own words: short phrases that serve as tags. Without a model, at once.

use crate::handover::asks_for_person;
use crate::language::Language;
use crate::text::words::{fold, is_unspaced};
use crate::text::{clip, stop_words};

/// Words of a phrase at most.
const WORDS: usize = 3;
/// The shortest word that says something alone, in characters.
const ALONE: usize = 4;
/// The longest message that is looked at, in characters.
const LONGEST: usize = 1_000;

/// Words that are said in every conversation and name nothing, folded.
const EMPTY: &str = "yes yeah yep okay sure great good fine nice perfect cool sorry welcome morning afternoon evening bye goodbye \
    help question questions thing things something anything someone somebody anyone anybody person people human agent \
    possible available order number today tomorrow yesterday time times way lot bit much many long take takes takes work works \
    come comes back make makes give gives find look looking wondering trying going gonna wanna please dear team guys \
    first last next again really actually just maybe still already ever never always right now soon both either whole \
    name email mail phone call contact address between leave send sent write written one two three \
    hilfe frage fragen mensch person mitarbeiter guten tag morgen abend lange viele dauert geht moglich \
    ayuda pregunta persona buenos buenas dias tardes noches tarda puedo posible \
    aide question personne bonsoir salut longtemps possible \
    ajuda pergunta pessoa bom boa dia tarde noite demora possivel";

/// The phrases that a visitor's messages are about, the most telling first, `most` of them at most. `said` is in the order in
/// which it was said.
pub fn of(said: &[&str], most: usize) -> Vec<String> {
    let mut found: Vec<Phrase> = Vec::new();
    for (at, text) in said.iter().enumerate() {
        for phrase in phrases(text) {
            match found.iter_mut().find(|known| known.words == phrase) {
                Some(known) if known.last == at => {}
                Some(known) => (known.times, known.last) = (known.times + 1, at),
                None => found.push(Phrase {
                    words: phrase,
                    times: 1,
                    last: at,
                }),
            }
        }
    }
    // What is said again first, then what is said in more words; sorting keeps the order in which they were said.
    found.sort_by_key(|phrase| std::cmp::Reverse((phrase.times, phrase.words.len())));
    let mut topics: Vec<Vec<String>> = Vec::new();
    for Phrase { words, .. } in found {
        let is_part = topics
            .iter()
            .any(|topic| words.iter().all(|word| topic.contains(word)));
        if !is_part {
            topics.push(words);
        }
    }
    topics.truncate(most);
    topics.into_iter().map(|words| words.join(" ")).collect()
}

struct Phrase {
    words: Vec<String>,
    /// In how many messages.
    times: usize,
    /// In which one last.
    last: usize,
}

/// Words that stand beside each other, parted by those that carry no topic.
fn phrases(text: &str) -> Vec<Vec<String>> {
    let mut phrases = Vec::new();
    let language = Language::detect_or(text, Language::English);
    for clause in clauses(clip(text, LONGEST)) {
        if asks_for_person(clause) {
            continue;
        }
        let mut run: Vec<String> = Vec::new();
        for token in clause.split_whitespace() {
            match word(token, language) {
                Some(word) => run.push(word),
                None => end(&mut run, &mut phrases),
            }
        }
        end(&mut run, &mut phrases);
    }
    phrases
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split([
        ',', ';', '!', '?', '\n', '…', '–', '—', '¿', '¡', '(', ')', '"', '،', '؛', '؟',
    ])
    .flat_map(|part| part.split(". "))
    .flat_map(|part| part.split(": "))
}

fn end(run: &mut Vec<String>, phrases: &mut Vec<Vec<String>>) {
    run.truncate(WORDS);
    let says = match run.as_slice() {
        [] => false,
        [word] => word.chars().count() >= ALONE,
        _ => true,
    };
    if says {
        phrases.push(std::mem::take(run));
    }
    run.clear();
}

/// A word that may be part of a topic, in lower case. Nothing that could be an address, a number of somebody or a link.
fn word(token: &str, language: Language) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let is_plain = token
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
    let digits = token.chars().filter(char::is_ascii_digit).count();
    if token.is_empty() || !is_plain || digits > 3 || token.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    if token.chars().count() > 24 || token.chars().any(is_unspaced) {
        return None;
    }
    let lower = token.to_lowercase();
    let folded = fold(&lower);
    let stem = folded.split(['\'', '’']).next().unwrap_or_default();
    let is_empty = |word: &str| {
        word.is_empty()
            || stop_words::is_stop_word(word, language)
            || EMPTY.split_whitespace().any(|known| known == word)
    };
    (!is_empty(&folded) && !is_empty(stem)).then_some(lower)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn topics_are_what_the_visitor_spoke_of() {
        for (said, topics) in [
            (
                &["Do Talus Mid boots run small?"][..],
                &["talus mid boots"][..],
            ),
            (&["How long does resoling take?"], &["resoling"]),
            (&["hi", "i am good", "thanks!"], &[]),
            (
                &["Can I pay with PayPal?", "And when does my tent arrive?"],
                &["tent arrive", "paypal"],
            ),
            (
                &[
                    "The zip broke. Is there warranty on the zip?",
                    "about the zip again",
                ],
                &["zip broke", "warranty"],
            ),
            (
                &["Wie lange dauert der Versand nach Österreich?"],
                &["versand", "österreich"],
            ),
            (&["Où est ma commande ?"], &["commande"]),
            (
                &["And gift cards? But first: do you resole boots?"],
                &["gift cards", "resole boots"],
            ),
        ] {
            assert_eq!(of(said, 3), topics, "{said:?}");
        }
    }

    #[test]
    fn what_is_said_again_comes_first() {
        let said = [
            "A refund for the wool socks",
            "so the refund?",
            "the refund please",
        ];
        assert_eq!(of(&said, 1), ["refund"]);
        assert_eq!(of(&said, 3), ["refund", "wool socks"]);
    }

    #[test]
    fn nobody_is_tagged_by_their_address_or_by_what_asks_for_a_person() {
        for said in [
            "can i talk to an actual person please",
            "mail me at d.pawlak@example.org",
            "+44 7700 900123",
            "it is 4111111111111111",
            "see https://example.org/secret?token=1",
            "你们卖靴子吗",
        ] {
            assert_eq!(of(&[said], 3), [""; 0], "{said}");
        }
    }
}

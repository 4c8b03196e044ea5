//! How one may begin: a template that names what was asked and what was tried, in the six languages of the widget.

use super::{Material, language};
use crate::language::Language;
use baton_core::conversation::brief::{Failed, FailedHow, FirstLine, Tried};

/// The sentences of one language. `{}` is what they are about.
pub(super) struct Sentences {
    hello: &'static str,
    hello_unnamed: &'static str,
    /// The visitor asked about this.
    asked: &'static str,
    /// The visitor spoke with this assistant.
    spoke: &'static str,
    /// The assistant showed this source.
    shown: &'static str,
    /// The assistant had no answer.
    unanswered: &'static str,
    takes: &'static str,
}

const ENGLISH: Sentences = Sentences {
    hello: "Hi {}.",
    hello_unnamed: "Hi.",
    asked: "I can see that you asked about \u{201c}{}\u{201d}.",
    spoke: "I can see your conversation with {}.",
    shown: "You have already been shown \u{201c}{}\u{201d}.",
    unanswered: "{} had no answer for you.",
    takes: "I will take it from here.",
};
const GERMAN: Sentences = Sentences {
    hello: "Hallo {}.",
    hello_unnamed: "Hallo.",
    asked: "Ich sehe, dass es um \u{201e}{}\u{201c} geht.",
    spoke: "Ich sehe das bisherige Gespräch mit {}.",
    shown: "\u{201e}{}\u{201c} wurde dabei schon gezeigt.",
    unanswered: "{} hatte darauf keine Antwort.",
    takes: "Ab hier übernehme ich.",
};
const FRENCH: Sentences = Sentences {
    hello: "Bonjour {}.",
    hello_unnamed: "Bonjour.",
    asked: "Je vois que votre question concerne « {} ».",
    spoke: "Je vois votre échange avec {}.",
    shown: "On vous a déjà montré « {} ».",
    unanswered: "{} n'avait pas de réponse.",
    takes: "Je prends le relais.",
};
const SPANISH: Sentences = Sentences {
    hello: "Hola, {}.",
    hello_unnamed: "Hola.",
    asked: "Veo que tu pregunta es sobre «{}».",
    spoke: "Veo tu conversación con {}.",
    shown: "Ya te hemos mostrado «{}».",
    unanswered: "{} no tenía una respuesta.",
    takes: "A partir de aquí te atiendo yo.",
};
const PORTUGUESE: Sentences = Sentences {
    hello: "Olá, {}.",
    hello_unnamed: "Olá.",
    asked: "Vejo que a sua pergunta é sobre \u{201c}{}\u{201d}.",
    spoke: "Vejo a sua conversa com {}.",
    shown: "Já lhe mostramos \u{201c}{}\u{201d}.",
    unanswered: "{} não tinha uma resposta.",
    takes: "A partir daqui eu continuo.",
};
const ARABIC: Sentences = Sentences {
    hello: "مرحبًا {}.",
    hello_unnamed: "مرحبًا.",
    asked: "أرى أن سؤالك عن «{}».",
    spoke: "أرى محادثتك مع {}.",
    shown: "سبق أن عُرض عليك «{}».",
    unanswered: "لم تكن لدى {} إجابة.",
    takes: "سأتابع معك من هنا.",
};

/// The sentences in a language, and which one that is: English where there are none.
pub(super) const fn sentences(language: Language) -> (&'static Sentences, Language) {
    match language {
        Language::German => (&GERMAN, Language::German),
        Language::French => (&FRENCH, Language::French),
        Language::Spanish => (&SPANISH, Language::Spanish),
        Language::Portuguese => (&PORTUGUESE, Language::Portuguese),
        Language::Arabic => (&ARABIC, Language::Arabic),
        _ => (&ENGLISH, Language::English),
    }
}

/// A first line.
pub(super) fn write(
    material: &Material,
    topic: Option<&str>,
    (tried, failed): (&[Tried], &[Failed]),
) -> FirstLine {
    let (words, language) = sentences(language(material));
    let put = |sentence: &str, value: &str| sentence.replace("{}", value);
    let name = material.contact.as_ref().and_then(|c| c.name.as_deref());
    let first = name.and_then(|name| name.split_whitespace().next());
    let mut said = vec![
        first.map_or_else(
            || words.hello_unnamed.to_owned(),
            |name| put(words.hello, name),
        ),
        topic.map_or_else(
            || put(words.spoke, &material.assistant),
            |topic| put(words.asked, topic),
        ),
    ];
    let source = tried.iter().rev().find_map(|tried| tried.sources.first());
    let is_unanswered = failed
        .iter()
        .any(|failed| matches!(failed.how, FailedHow::Declined | FailedHow::Unreachable));
    if let Some(source) = source {
        said.push(put(words.shown, &source.title));
    } else if is_unanswered {
        said.push(put(words.unanswered, &material.assistant));
    }
    said.push(words.takes.to_owned());
    FirstLine {
        text: said.join(" "),
        language: language.code().to_owned(),
    }
}

#[cfg(test)]
impl Sentences {
    /// What the sentences say by themselves, between what they are about.
    pub(super) fn fixed(&self) -> Vec<&'static str> {
        let all = [
            self.hello,
            self.hello_unnamed,
            self.asked,
            self.spoke,
            self.shown,
            self.unanswered,
            self.takes,
        ];
        all.iter()
            .flat_map(|sentence| sentence.split("{}"))
            .collect()
    }
}

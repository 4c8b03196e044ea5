//! What mails to visitors say, in the languages that the widget speaks.

use baton_ai::language::Language;
use serde::Serialize;

/// The words of one language. `{company}` is the name of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    /// The language's tag.
    pub(super) lang: &'static str,
    /// Which way it is written.
    pub(super) dir: &'static str,
    /// What stands between a name and what follows, with the space that goes before it in some languages.
    colon: &'static str,
    /// The subject.
    answered: &'static str,
    /// The button.
    go_on: &'static str,
    /// Where the first link may lead nowhere.
    no_chat: &'static str,
    /// The second link, which ends the sentence that [`Words::no_chat`] began.
    own_page: &'static str,
    /// What the link is worth.
    lasts: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    dir: "ltr",
    colon: ":",
    answered: "{company} answered you",
    go_on: "Continue the conversation",
    no_chat: "Where that page shows no chat,",
    own_page: "open it on a page of its own",
    lasts: "The link opens this conversation for 14 days. Anyone who has it can read and write there.",
};

const GERMAN: Words = Words {
    lang: "de",
    dir: "ltr",
    colon: ":",
    answered: "{company} hat Ihnen geantwortet",
    go_on: "Unterhaltung fortsetzen",
    no_chat: "Ist auf jener Seite kein Chat zu sehen,",
    own_page: "öffnen Sie ihn auf einer eigenen Seite",
    lasts: "Der Link öffnet diese Unterhaltung 14 Tage lang. Wer ihn hat, kann dort lesen und schreiben.",
};

const SPANISH: Words = Words {
    lang: "es",
    dir: "ltr",
    colon: ":",
    answered: "{company} le ha respondido",
    go_on: "Continuar la conversación",
    no_chat: "Si en esa página no aparece el chat,",
    own_page: "ábralo en una página propia",
    lasts: "El enlace abre esta conversación durante 14 días. Quien lo tenga puede leer y escribir en ella.",
};

const FRENCH: Words = Words {
    lang: "fr",
    dir: "ltr",
    colon: "\u{a0}:",
    answered: "{company} vous a répondu",
    go_on: "Poursuivre la conversation",
    no_chat: "Si aucun chat n’apparaît sur cette page,",
    own_page: "ouvrez-le sur une page à part",
    lasts: "Le lien ouvre cette conversation pendant 14 jours. Toute personne qui l’a peut y lire et y écrire.",
};

const PORTUGUESE: Words = Words {
    lang: "pt",
    dir: "ltr",
    colon: ":",
    answered: "{company} respondeu-lhe",
    go_on: "Continuar a conversa",
    no_chat: "Se o chat não aparecer nessa página,",
    own_page: "abra-o numa página própria",
    lasts: "O link abre esta conversa durante 14 dias. Quem o tiver pode ler e escrever nela.",
};

const ARABIC: Words = Words {
    lang: "ar",
    dir: "rtl",
    colon: ":",
    answered: "وصلك رد من {company}",
    go_on: "متابعة المحادثة",
    no_chat: "إذا لم تظهر المحادثة في تلك الصفحة،",
    own_page: "فافتحها في صفحة مستقلة",
    lasts: "يفتح الرابط هذه المحادثة لمدة 14 يومًا. ويمكن لكل من لديه الرابط القراءة والكتابة فيها.",
};

impl Words {
    /// Those of a language; English where we have none.
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::French => &FRENCH,
            Language::Portuguese => &PORTUGUESE,
            Language::Arabic => &ARABIC,
            _ => &ENGLISH,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::Value;

    /// The languages of `widget/src/i18n`.
    pub(in crate::mail) const SHIPPED: [Language; 6] = [
        Language::English,
        Language::German,
        Language::Spanish,
        Language::French,
        Language::Portuguese,
        Language::Arabic,
    ];

    fn said(language: Language) -> serde_json::Map<String, Value> {
        match serde_json::to_value(Words::of(language)).unwrap() {
            Value::Object(words) => words,
            other => panic!("{other}"),
        }
    }

    /// The widget's folder of languages is what counts: one more there is one more here.
    #[test]
    fn every_language_of_the_widget_has_mails() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../widget/src/i18n");
        let names = std::fs::read_dir(folder).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut spoken: Vec<_> = names
            .filter_map(|name| name.strip_suffix(".ts").map(str::to_owned))
            .filter(|name| name.len() == 2)
            .collect();
        spoken.sort();
        let mut ours: Vec<_> = SHIPPED.iter().map(|each| Words::of(*each).lang).collect();
        ours.sort_unstable();
        assert_eq!(ours, spoken);
    }

    #[test]
    fn no_words_are_missing_or_left_in_english() {
        let english = said(Language::English);
        for language in SHIPPED {
            for (key, words) in said(language) {
                let words = words.as_str().unwrap();
                assert!(!words.trim().is_empty(), "{language}: {key}");
                assert_eq!(
                    words.contains("{company}"),
                    key == "answered",
                    "{language}: {key}"
                );
                let may_be_same = matches!(&*key, "dir" | "colon");
                let is_same = english.get(&key).unwrap().as_str() == Some(words);
                assert!(
                    language == Language::English || may_be_same || !is_same,
                    "{language}: {key}"
                );
            }
            assert_eq!(Words::of(language).lang, language.code());
        }
    }

    #[test]
    fn who_reads_another_language_gets_english() {
        for tag in ["it", "ja-JP", "", "xx"] {
            assert_eq!(Words::of(Language::from_tag(tag)), &ENGLISH, "{tag}");
        }
        assert_eq!(Words::of(Language::from_tag("pt-BR")).lang, "pt");
    }
}

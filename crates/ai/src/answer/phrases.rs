//! What the assistant says without knowledge: greetings, thanks, and that it does not know.

use crate::language::Language;
use crate::text::words::said;

/// Something that the assistant can always say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// Answer to a greeting.
    Greeting,
    /// Answer to thanks.
    Welcome,
    /// Answer to a farewell.
    Farewell,
    /// No answer in the knowledge; offers a person.
    Decline,
    /// No answer in the knowledge; a person takes over.
    Pass,
    /// About what is not talked about; offers a person.
    Avoid,
}

/// `phrase` in `language`; English where it is not spoken.
pub(crate) const fn phrase(phrase: Phrase, language: Language) -> &'static str {
    match phrase {
        Phrase::Greeting => match language {
            Language::German => "Hallo! Womit kann ich helfen?",
            Language::Spanish => "¡Hola! ¿En qué puedo ayudarte?",
            Language::French => "Bonjour ! Comment puis-je vous aider ?",
            Language::Portuguese => "Olá! Em que posso ajudar?",
            _ => "Hello! How can I help?",
        },
        Phrase::Welcome => match language {
            Language::German => "Gern geschehen! Gibt es noch etwas?",
            Language::Spanish => "¡De nada! ¿Algo más en lo que pueda ayudarte?",
            Language::French => "Avec plaisir ! Puis-je vous aider pour autre chose ?",
            Language::Portuguese => "De nada! Posso ajudar em mais alguma coisa?",
            _ => "You're welcome! Is there anything else?",
        },
        Phrase::Farewell => match language {
            Language::German => "Auf Wiedersehen, einen schönen Tag noch!",
            Language::Spanish => "¡Hasta luego! Que tengas un buen día.",
            Language::French => "Au revoir, bonne journée !",
            Language::Portuguese => "Até logo! Tenha um bom dia.",
            _ => "Goodbye, have a nice day!",
        },
        Phrase::Pass => match language {
            Language::German => {
                "Das weiß ich nicht sicher. Ich habe das Team gerufen, eine Person übernimmt."
            }
            Language::Spanish => {
                "No lo sé con seguridad. He avisado al equipo y una persona te atenderá."
            }
            Language::French => {
                "Je ne le sais pas avec certitude. J'ai prévenu l'équipe, une personne prend le relais."
            }
            Language::Portuguese => "Não sei ao certo. Avisei a equipe e uma pessoa vai assumir.",
            _ => "I'm not sure about that. I called the team, and a person takes over.",
        },
        Phrase::Avoid => match language {
            Language::German => {
                "Darüber kann ich hier nicht sprechen. Soll ich dich mit einer Person aus dem Team verbinden?"
            }
            Language::Spanish => {
                "De eso no puedo hablar aquí. ¿Quieres que te ponga en contacto con una persona del equipo?"
            }
            Language::French => {
                "Je ne peux pas parler de cela ici. Souhaitez-vous parler à une personne de l'équipe ?"
            }
            Language::Portuguese => {
                "Não posso falar sobre isso aqui. Quer falar com uma pessoa da equipe?"
            }
            _ => "I can't talk about that here. Would you like to talk to a person from the team?",
        },
        Phrase::Decline => match language {
            Language::German => {
                "Das weiß ich leider nicht sicher, und ich möchte nicht raten. Soll ich dich mit einer Person aus dem Team verbinden?"
            }
            Language::Spanish => {
                "No lo sé con seguridad y prefiero no adivinar. ¿Quieres que te ponga en contacto con una persona del equipo?"
            }
            Language::French => {
                "Je ne le sais pas avec certitude et je préfère ne pas deviner. Souhaitez-vous parler à une personne de l'équipe ?"
            }
            Language::Portuguese => {
                "Não sei ao certo e prefiro não adivinhar. Quer falar com uma pessoa da equipe?"
            }
            _ => {
                "I'm not sure about that, and I'd rather not guess. Would you like to talk to a person from the team?"
            }
        },
    }
}

/// Words that only greet, thank or part; folded, per courtesy and language.
const COURTESIES: [(Phrase, Language, &str); 15] = [
    (
        Phrase::Greeting,
        Language::English,
        "hi hello hey heya hiya howdy yo greetings there good morning afternoon evening day team all everyone",
    ),
    (
        Phrase::Greeting,
        Language::German,
        "hallo hi hey servus moin gruss guten gute tag morgen abend zusammen dich gott liebes team",
    ),
    (
        Phrase::Greeting,
        Language::Spanish,
        "hola buenas buenos dias tardes noches que tal saludos",
    ),
    (
        Phrase::Greeting,
        Language::French,
        "bonjour bonsoir salut coucou allo",
    ),
    (
        Phrase::Greeting,
        Language::Portuguese,
        "ola oi bom boa dia tarde noite tudo bem",
    ),
    (
        Phrase::Welcome,
        Language::English,
        "thanks thank you thx ty cheers so very much a lot great perfect ok okay cool awesome nice that helps helped all got it for the help your \
         appreciated many",
    ),
    (
        Phrase::Welcome,
        Language::German,
        "danke dankeschon vielen dank besten herzlichen schon sehr fur die hilfe super toll perfekt ok okay alles klar",
    ),
    (
        Phrase::Welcome,
        Language::Spanish,
        "gracias muchas mil por la ayuda perfecto genial vale ok muy amable te lo agradezco",
    ),
    (
        Phrase::Welcome,
        Language::French,
        "merci beaucoup bien parfait super ok d accord pour votre aide mille genial",
    ),
    (
        Phrase::Welcome,
        Language::Portuguese,
        "obrigado obrigada muito brigado valeu perfeito otimo ok pela ajuda certo",
    ),
    (
        Phrase::Farewell,
        Language::English,
        "bye goodbye bye see you later good night have a nice day ciao take care",
    ),
    (
        Phrase::Farewell,
        Language::German,
        "tschuss auf wiedersehen ciao bis bald dann schonen tag noch",
    ),
    (
        Phrase::Farewell,
        Language::Spanish,
        "adios hasta luego pronto chao",
    ),
    (
        Phrase::Farewell,
        Language::French,
        "au revoir bonne journee a bientot ciao adieu",
    ),
    (
        Phrase::Farewell,
        Language::Portuguese,
        "tchau adeus ate logo mais",
    ),
];

/// Each courtesy needs one of these: "all day" is none.
const KEYS: [(Phrase, &str); 3] = [
    (
        Phrase::Greeting,
        "hi hello hey heya hiya howdy yo greetings morning afternoon evening hallo servus moin gruss guten gute hola buenas buenos \
         bonjour bonsoir salut coucou ola oi bom boa",
    ),
    (
        Phrase::Welcome,
        "thanks thank thx ty cheers appreciated danke dankeschon dank gracias agradezco merci obrigado obrigada brigado valeu",
    ),
    (
        Phrase::Farewell,
        "bye goodbye ciao tschuss wiedersehen adios chao revoir adieu tchau adeus bientot luego",
    ),
];

/// Longest message that can be nothing but a courtesy, in words.
const LONGEST: usize = 8;

/// The answer to `text` if it is nothing but a greeting, thanks or farewell, and the language that it is in.
pub(crate) fn courtesy(text: &str) -> Option<(Phrase, Language)> {
    let words = said(text);
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let has = |list: &str, word: &String| list.split_whitespace().any(|known| known == word);
    COURTESIES.iter().find_map(|(phrase, language, list)| {
        let is_all = words.iter().all(|word| has(list, word));
        let key = KEYS
            .iter()
            .find(|(of, _)| of == phrase)
            .map_or("", |(_, keys)| *keys);
        (is_all && words.iter().any(|word| has(key, word))).then_some((*phrase, *language))
    })
}

#[cfg(test)]
mod tests {
    use super::{Phrase, courtesy};

    #[test]
    fn courtesies_are_told_from_questions() {
        for (text, expected) in [
            ("Hi!", Some(Phrase::Greeting)),
            ("good morning", Some(Phrase::Greeting)),
            ("Guten Tag", Some(Phrase::Greeting)),
            ("¡Buenos días!", Some(Phrase::Greeting)),
            ("Bonjour", Some(Phrase::Greeting)),
            ("Oi, tudo bem?", Some(Phrase::Greeting)),
            ("Thanks a lot", Some(Phrase::Welcome)),
            ("Vielen Dank!", Some(Phrase::Welcome)),
            ("muchas gracias", Some(Phrase::Welcome)),
            ("merci beaucoup", Some(Phrase::Welcome)),
            ("obrigada", Some(Phrase::Welcome)),
            ("bye", Some(Phrase::Farewell)),
            ("Tschüss", Some(Phrase::Farewell)),
            ("hi, what does the tent weigh?", None),
            ("all day", None),
            ("is it nice", None),
            ("thanks but that is wrong", None),
            ("", None),
        ] {
            assert_eq!(courtesy(text).map(|(phrase, _)| phrase), expected, "{text}");
        }
    }
}

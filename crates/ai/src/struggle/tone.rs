//! A small list of what unhappy people write, in the languages of the widget.

use crate::text::words::surface_forms;

/// Words that are about the service wherever they stand, folded. Words that mean something harmless in another of these
/// languages are left out.
const WORDS: &[&str] = &[
    // English
    "useless",
    "ridiculous",
    "frustrated",
    "frustrating",
    "annoyed",
    "annoying",
    "angry",
    "furious",
    "terrible",
    "horrible",
    "awful",
    "unacceptable",
    "disappointed",
    "disappointing",
    "nonsense",
    "pathetic",
    "worst",
    "scam",
    "wtf",
    "unhelpful",
    "complaint",
    "stupid",
    // German
    "nutzlos",
    "unbrauchbar",
    "frustrierend",
    "nervig",
    "nervt",
    "argerlich",
    "wutend",
    "sauer",
    "furchtbar",
    "schrecklich",
    "unverschamt",
    "unverschamtheit",
    "enttauscht",
    "enttauschend",
    "quatsch",
    "blodsinn",
    "beschwerde",
    "frechheit",
    "katastrophe",
    "lacherlich",
    "betrug",
    // French
    "inutile",
    "ridicule",
    "enerve",
    "enervant",
    "furieux",
    "furieuse",
    "inacceptable",
    "decu",
    "decue",
    "decevant",
    "honteux",
    "nul",
    "arnaque",
    "scandaleux",
    "agacant",
    "reclamation",
    // Spanish
    "inutil",
    "ridiculo",
    "frustrado",
    "frustrada",
    "frustrante",
    "molesto",
    "molesta",
    "enfadado",
    "enfadada",
    "furioso",
    "furiosa",
    "inaceptable",
    "decepcionado",
    "decepcionada",
    "verguenza",
    "estafa",
    "pesimo",
    "pesima",
    "harto",
    "harta",
    "queja",
    // Portuguese
    "frustrada",
    "irritado",
    "irritada",
    "irritante",
    "inaceitavel",
    "decepcionante",
    "desapontado",
    "desapontada",
    "vergonha",
    "absurdo",
    "pessimo",
    "pessima",
    "palhacada",
    "reclamacao",
    // Arabic
    "سيء",
    "سيئ",
    "سيئة",
    "محبط",
    "محبطة",
    "غاضب",
    "غاضبة",
    "فاشل",
    "فاشلة",
    "مزعج",
    "مزعجة",
    "احتيال",
    "شكوى",
    "سخيف",
];

/// Two words that say it together, folded.
const PAIRS: &[(&str, &str)] = &[
    ("not", "helpful"),
    ("not", "helping"),
    ("makes", "no"),
    ("fed", "up"),
    ("hilft", "nicht"),
    ("keine", "hilfe"),
    ("ne", "aide"),
    ("marche", "pas"),
    ("no", "ayuda"),
    ("no", "sirve"),
    ("nao", "ajuda"),
    ("nao", "serve"),
    ("لا", "يساعد"),
    ("غير", "مفيد"),
];

/// Whether somebody sounds unhappy with how they are served.
pub fn is_negative(text: &str) -> bool {
    let said = surface_forms(text);
    said.iter().any(|word| WORDS.contains(&word.as_str()))
        || said
            .windows(2)
            .any(|pair| PAIRS.iter().any(|(a, b)| pair == [*a, *b]))
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, WORDS, is_negative};
    use crate::text::words::surface_forms;

    #[test]
    fn unhappy_people_are_told_from_others_in_each_language() {
        for unhappy in [
            "This is useless!",
            "that is NOT helpful",
            "Das nervt langsam",
            "Eine Unverschämtheit.",
            "C'est nul et inacceptable",
            "Esto es inútil",
            "Que vergonha, não ajuda nada",
            "هذا سيء جدا",
        ] {
            assert!(is_negative(unhappy), "{unhappy}");
        }
        for other in [
            "Do Talus boots run small?",
            "Thank you, that is very helpful",
            "Wie lange dauert die Lieferung?",
            "Merci beaucoup pour votre aide",
            "¿Cuánto cuesta el envío?",
            "Quanto custa o envio?",
            "كم يكلف الشحن؟",
            "",
        ] {
            assert!(!is_negative(other), "{other}");
        }
    }

    /// A word that is not written as texts are read would never be found.
    #[test]
    fn every_word_of_the_list_is_found_in_a_text() {
        let pairs = PAIRS.iter().flat_map(|(a, b)| [*a, *b]);
        for word in WORDS.iter().copied().chain(pairs) {
            let read = surface_forms(word);
            assert_eq!(read, [word]);
        }
    }
}

//! What kind of thing a question asks for, and whether a sentence has one: "how much" wants a price, "how long" a time.

use crate::text::words::said;

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AskedFor {
    /// An amount of money.
    Price,
    /// A length of time, a date or an hour.
    Time,
    /// A number, with or without a unit.
    Number,
    /// Anything.
    Anything,
}

/// Beginnings and words of questions, folded, in the languages shipped. The first list that matches decides.
const QUESTIONS: [(AskedFor, &[&str]); 3] = [
    (
        AskedFor::Price,
        &[
            "cost",
            "costs",
            "price",
            "prices",
            "how expensive",
            "fee",
            "how much is",
            "how much are",
            "how much for",
            "kostet",
            "kosten",
            "preis",
            "wie teuer",
            "gebuhr",
            "cuesta",
            "cuestan",
            "precio",
            "cuanto vale",
            "coute",
            "coutent",
            "prix",
            "combien ca",
            "tarif",
            "custa",
            "custam",
            "preco",
            "quanto fica",
            "quanto e o frete",
            "discount",
            "rabatt",
            "descuento",
            "reduction",
            "desconto",
        ],
    ),
    (
        AskedFor::Time,
        &[
            "how long",
            "how many days",
            "how soon",
            "when",
            "what time",
            "opening hours",
            "hours",
            "until when",
            "deadline",
            "valid",
            "wie lange",
            "wann",
            "bis wann",
            "offnungszeiten",
            "wie viele tage",
            "cuanto tiempo",
            "cuando",
            "cuanto tarda",
            "cuantos dias",
            "horario",
            "plazo",
            "combien de temps",
            "quand",
            "combien de jours",
            "delai",
            "horaires",
            "quanto tempo",
            "quando",
            "quantos dias",
            "prazo",
            "horario",
        ],
    ),
    (
        AskedFor::Number,
        &[
            "how heavy",
            "weigh",
            "weighs",
            "weight",
            "how many",
            "how big",
            "how high",
            "how wide",
            "how tall",
            "how deep",
            "how warm",
            "how cold",
            "how far",
            "width",
            "height",
            "size",
            "sizes",
            "temperature",
            "lumens",
            "litres",
            "capacity",
            "phone number",
            "how much",
            "wie schwer",
            "wiegt",
            "wie viel",
            "wie viele",
            "wie gross",
            "wie hoch",
            "wie breit",
            "telefonnummer",
            "gewicht",
            "cuanto pesa",
            "cuantos",
            "cuantas",
            "peso",
            "que tamano",
            "combien",
            "poids",
            "pese",
            "quelle taille",
            "quantos",
            "quantas",
            "pesa",
            "quanto pesa",
            "qual o tamanho",
        ],
    ),
];

/// Units of time, folded.
const TIMES: &str = "day days week weeks month months year years hour hours minute minutes morning noon evening midnight am pm o'clock monday tuesday wednesday \
    thursday friday saturday sunday tomorrow tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minuten uhr werktage werktagen montag \
    dienstag mittwoch donnerstag freitag samstag sonntag dia dias semana semanas mes meses ano anos hora horas minutos lunes martes miercoles jueves viernes sabado domingo \
    jour jours semaine semaines mois an ans annee annees heure heures minutes lundi mardi mercredi jeudi vendredi samedi dimanche uteis segunda terca quarta quinta sexta";

/// Signs of currencies and of shares.
const MONEY: [char; 6] = ['€', '$', '£', '¥', '₹', '%'];
/// Codes of currencies and words for nothing to pay, folded.
const MONEY_WORDS: [&str; 12] = [
    "eur",
    "usd",
    "gbp",
    "chf",
    "nok",
    "sek",
    "dkk",
    "brl",
    "free",
    "kostenlos",
    "gratis",
    "gratuit",
];

impl AskedFor {
    /// What `question` asks for.
    pub(super) fn of(question: &str) -> Self {
        let words = format!(" {} ", said(question).join(" "));
        let asks = |list: &&[&str]| {
            list.iter()
                .any(|phrase| words.contains(&format!(" {phrase} ")))
        };
        QUESTIONS
            .iter()
            .find(|(_, list)| asks(list))
            .map_or(Self::Anything, |(kind, _)| *kind)
    }

    /// Whether `sentence` has one.
    pub(super) fn is_in(self, sentence: &str) -> bool {
        let has_digit = || sentence.contains(|c: char| c.is_ascii_digit());
        match self {
            Self::Price => {
                sentence.contains(MONEY)
                    || said(sentence)
                        .iter()
                        .any(|word| MONEY_WORDS.contains(&word.as_str()))
            }
            Self::Time => {
                let has_unit = || {
                    said(sentence)
                        .iter()
                        .any(|word| TIMES.split_whitespace().any(|unit| unit == word))
                };
                has_unit() || is_clock(sentence)
            }
            Self::Number => has_digit(),
            Self::Anything => false,
        }
    }
}

/// Whether `sentence` has something like `9:30`.
fn is_clock(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    bytes
        .windows(3)
        .any(|three| matches!(three, [a, b':', c] if a.is_ascii_digit() && c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::AskedFor;

    #[test]
    fn questions_ask_for_a_kind_of_thing() {
        for (question, kind, answer, other) in [
            (
                "How much does it cost?",
                AskedFor::Price,
                "It is €219.",
                "It is cheap.",
            ),
            (
                "How long does a refund take?",
                AskedFor::Time,
                "Up to 5 working days.",
                "By bank.",
            ),
            (
                "When are you open?",
                AskedFor::Time,
                "From 9:00 to 17:00.",
                "We are.",
            ),
            ("How heavy is it?", AskedFor::Number, "1.4 kg", "Light."),
            (
                "Was kostet der Versand?",
                AskedFor::Price,
                "6 EUR",
                "Mit der Post",
            ),
            ("¿Cuánto tiempo tengo?", AskedFor::Time, "60 días", "Poco"),
            ("Combien pèse la tente ?", AskedFor::Number, "2 kg", "Peu"),
        ] {
            let asked_for = AskedFor::of(question);
            assert_eq!(asked_for, kind, "{question}");
            assert!(
                asked_for.is_in(answer) && !asked_for.is_in(other),
                "{question}"
            );
        }
        assert_eq!(AskedFor::of("Can I wash it?"), AskedFor::Anything);
    }
}

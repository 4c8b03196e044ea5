//! Which language a text is in.

use std::fmt;

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};

use crate::text::{stop_words, words};

macro_rules! languages {
    ($($name:ident $code:literal $whatlang:ident $stemmer:expr;)*) => {
        /// A language that can be told apart; those with a Snowball stemmer are also stemmed.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Language {
            $(#[doc = concat!("`", $code, "`")] #[serde(rename = $code)] $name,)*
            /// Anything else, or too little text to tell.
            #[default]
            Unknown,
        }

        impl Language {
            /// ISO 639-1 code; `und` where unknown.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Unknown => "und" }
            }

            /// The language of a tag such as `de` or `pt-BR`.
            pub fn from_tag(tag: &str) -> Self {
                let primary = tag.split(['-', '_']).next().unwrap_or_default();
                match primary.to_ascii_lowercase().as_str() { $($code => Self::$name,)* _ => Self::Unknown }
            }

            const fn of(lang: whatlang::Lang) -> Self {
                match lang { $(whatlang::Lang::$whatlang => Self::$name,)* _ => Self::Unknown }
            }

            const fn algorithm(self) -> Option<Algorithm> {
                match self { $(Self::$name => $stemmer,)* Self::Unknown => None }
            }
        }
    };
}

languages! {
    English "en" Eng Some(Algorithm::English);
    German "de" Deu Some(Algorithm::German);
    Spanish "es" Spa Some(Algorithm::Spanish);
    French "fr" Fra Some(Algorithm::French);
    Portuguese "pt" Por Some(Algorithm::Portuguese);
    Italian "it" Ita Some(Algorithm::Italian);
    Dutch "nl" Nld Some(Algorithm::Dutch);
    Swedish "sv" Swe Some(Algorithm::Swedish);
    Danish "da" Dan Some(Algorithm::Danish);
    Norwegian "no" Nob Some(Algorithm::Norwegian);
    Finnish "fi" Fin Some(Algorithm::Finnish);
    Russian "ru" Rus Some(Algorithm::Russian);
    Romanian "ro" Ron Some(Algorithm::Romanian);
    Hungarian "hu" Hun Some(Algorithm::Hungarian);
    Turkish "tr" Tur Some(Algorithm::Turkish);
    Greek "el" Ell Some(Algorithm::Greek);
    Arabic "ar" Ara Some(Algorithm::Arabic);
    Tamil "ta" Tam Some(Algorithm::Tamil);
    Polish "pl" Pol None;
    Czech "cs" Ces None;
    Ukrainian "uk" Ukr None;
    Hebrew "he" Heb None;
    Hindi "hi" Hin None;
    Vietnamese "vi" Vie None;
    Indonesian "id" Ind None;
    Chinese "zh" Cmn None;
    Japanese "ja" Jpn None;
    Korean "ko" Kor None;
    Thai "th" Tha None;
}

impl Language {
    /// The language of `text`. Short texts are told by their function words, which beats letter statistics below a
    /// line or two; longer ones by trigrams.
    pub fn detect(text: &str) -> Self {
        let votes = stop_words::votes(&words::surface_forms(text));
        if let Some(language) = votes {
            return language;
        }
        match whatlang::detect(text) {
            Some(found) if found.is_reliable() || !is_latin(found.script()) => {
                Self::of(found.lang())
            }
            _ => Self::Unknown,
        }
    }

    /// The language of `text`, or `fallback` where it cannot be told.
    pub fn detect_or(text: &str, fallback: Self) -> Self {
        match Self::detect(text) {
            Self::Unknown => fallback,
            known => known,
        }
    }

    pub(crate) fn stemmer(self) -> Option<Stemmer> {
        self.algorithm().map(Stemmer::create)
    }
}

fn is_latin(script: whatlang::Script) -> bool {
    script == whatlang::Script::Latin
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn short_questions_are_told_by_their_function_words() {
        for (text, expected) in [
            ("What is the weight of the tent?", "en"),
            ("Wie schwer ist das Zelt?", "de"),
            ("¿Cuánto pesa la tienda?", "es"),
            ("Quel est le poids de la tente ?", "fr"),
            ("Qual é o peso da barraca?", "pt"),
            ("Сколько весит эта палатка и где её купить?", "ru"),
            ("帐篷有多重?", "zh"),
            ("テントの重さはどのくらいですか", "ja"),
            ("เต็นท์หนักเท่าไร", "th"),
            ("xk-42", "und"),
        ] {
            assert_eq!(Language::detect(text).code(), expected, "{text}");
        }
    }

    #[test]
    fn tags_with_a_region_are_read() {
        assert_eq!(Language::from_tag("pt-BR"), Language::Portuguese);
        assert_eq!(Language::from_tag("DE_at"), Language::German);
        assert_eq!(Language::from_tag("xx"), Language::Unknown);
    }
}

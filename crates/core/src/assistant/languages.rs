//! The languages in which an assistant may be told to answer.

use crate::text::Invalid;

crate::codes! {
    /// A language to answer in: a primary tag of BCP 47. The members are called as the languages are in English.
    pub enum SpokenLanguage {
        /// English.
        English = "en",
        /// Arabic.
        Arabic = "ar",
        /// Bulgarian.
        Bulgarian = "bg",
        /// Bengali.
        Bengali = "bn",
        /// Catalan.
        Catalan = "ca",
        /// Czech.
        Czech = "cs",
        /// Danish.
        Danish = "da",
        /// German.
        German = "de",
        /// Greek.
        Greek = "el",
        /// Spanish.
        Spanish = "es",
        /// Estonian.
        Estonian = "et",
        /// Persian.
        Persian = "fa",
        /// Finnish.
        Finnish = "fi",
        /// French.
        French = "fr",
        /// Hebrew.
        Hebrew = "he",
        /// Hindi.
        Hindi = "hi",
        /// Croatian.
        Croatian = "hr",
        /// Hungarian.
        Hungarian = "hu",
        /// Indonesian.
        Indonesian = "id",
        /// Icelandic.
        Icelandic = "is",
        /// Italian.
        Italian = "it",
        /// Japanese.
        Japanese = "ja",
        /// Korean.
        Korean = "ko",
        /// Lithuanian.
        Lithuanian = "lt",
        /// Latvian.
        Latvian = "lv",
        /// Malay.
        Malay = "ms",
        /// Dutch.
        Dutch = "nl",
        /// Norwegian.
        Norwegian = "no",
        /// Polish.
        Polish = "pl",
        /// Portuguese.
        Portuguese = "pt",
        /// Romanian.
        Romanian = "ro",
        /// Russian.
        Russian = "ru",
        /// Slovak.
        Slovak = "sk",
        /// Slovenian.
        Slovenian = "sl",
        /// Serbian.
        Serbian = "sr",
        /// Swedish.
        Swedish = "sv",
        /// Tamil.
        Tamil = "ta",
        /// Thai.
        Thai = "th",
        /// Turkish.
        Turkish = "tr",
        /// Ukrainian.
        Ukrainian = "uk",
        /// Urdu.
        Urdu = "ur",
        /// Vietnamese.
        Vietnamese = "vi",
        /// Chinese.
        Chinese = "zh",
    }
}

impl SpokenLanguage {
    /// Its name in English.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// Those of a list of tags, each once, in their order: the first is what visitors are answered in whose language is
    /// none of them.
    pub fn checked(tags: &[String]) -> Result<Vec<Self>, Invalid> {
        let mut all = Vec::new();
        for tag in tags {
            let Ok(language) = tag.trim().to_ascii_lowercase().parse() else {
                return Err(Invalid(
                    "Choose from the languages that are offered, by tags without a country: en, de, no.",
                ));
            };
            if !all.contains(&language) {
                all.push(language);
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::SpokenLanguage::{self, English, German};

    fn checked(tags: &[&str]) -> Option<Vec<SpokenLanguage>> {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        SpokenLanguage::checked(&tags).ok()
    }

    #[test]
    fn tags_are_kept_once_and_in_order() {
        assert_eq!(checked(&["de", " EN ", "de"]), Some(vec![German, English]));
        assert_eq!(checked(&[]), Some(vec![]));
        for wrong in ["xx", "de-AT", "German", ""] {
            assert_eq!(checked(&["en", wrong]), None, "{wrong}");
        }
    }

    #[test]
    fn each_has_a_name_for_people() {
        assert_eq!(German.name(), "German");
        assert_eq!(SpokenLanguage::ALL.len(), 43);
    }
}

//! How promising a lead is: points for what anybody can check, each with its reason. Nothing is guessed.

use super::LeadSource;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Why a lead got points.
    pub enum ScoreReason {
        /// The address is that of a company.
        BusinessEmail = "business_email",
        /// A phone number was left.
        Phone = "phone",
        /// A name was left.
        Name = "name",
        /// The visitor wrote three messages or more.
        Talked = "talked",
        /// The visitor wrote six messages or more.
        TalkedMuch = "talked_much",
        /// The visitor spoke of buying, prices, offers.
        Intent = "intent",
        /// The visitor asked to be contacted.
        Asked = "asked",
        /// The visitor had come before.
        Returning = "returning",
        /// They came from a page on which people decide.
        Page = "page",
    }
}

/// What one reason is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScorePart {
    /// Why.
    pub reason: ScoreReason,
    /// How many points.
    pub points: i64,
}

/// The points of a lead with their reasons, the weightiest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Score {
    /// 0 to 100.
    pub value: i64,
    /// What adds up to it.
    pub reasons: Vec<ScorePart>,
}

/// What is known of a lead that counts.
#[derive(Debug, Clone, Default)]
pub struct Signals {
    /// The address, lower case.
    pub email: Option<String>,
    /// Whether there is a phone number.
    pub has_phone: bool,
    /// Whether there is a name.
    pub has_name: bool,
    /// How many messages the visitor wrote.
    pub messages: i64,
    /// Whether one of them spoke of buying: [`has_intent`].
    pub has_intent: bool,
    /// Whether the visitor had come before.
    pub is_returning: bool,
    /// The page they were on.
    pub page: Option<String>,
    /// What led to the capture.
    pub source: Option<LeadSource>,
}

impl Score {
    /// The score of these signals: the same for the same signals, whenever it is asked.
    pub fn of(signals: &Signals) -> Self {
        let asked = matches!(
            signals.source,
            Some(LeadSource::Request | LeadSource::Cta | LeadSource::Intent)
        );
        let business = signals.email.as_deref().is_some_and(is_business);
        let page = signals.page.as_deref().is_some_and(is_deciding);
        let talked = if signals.messages >= 6 {
            (true, ScoreReason::TalkedMuch, 15)
        } else {
            (signals.messages >= 3, ScoreReason::Talked, 10)
        };
        let parts = [
            (business, ScoreReason::BusinessEmail, 20),
            (signals.has_intent, ScoreReason::Intent, 20),
            (signals.has_phone, ScoreReason::Phone, 15),
            talked,
            (asked, ScoreReason::Asked, 10),
            (signals.is_returning, ScoreReason::Returning, 10),
            (page, ScoreReason::Page, 5),
            (signals.has_name, ScoreReason::Name, 5),
        ];
        let reasons: Vec<_> = parts
            .into_iter()
            .filter(|(holds, ..)| *holds)
            .map(|(_, reason, points)| ScorePart { reason, points })
            .collect();
        Self {
            value: reasons.iter().map(|part| part.points).sum(),
            reasons,
        }
    }
}

/// Where anybody may have an address: it says nothing of a company.
const ANYBODY: &[&str] = &[
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "aol",
    "icloud",
    "me",
    "mac",
    "gmx",
    "web",
    "t-online",
    "freenet",
    "mail",
    "email",
    "proton",
    "protonmail",
    "pm",
    "tutanota",
    "tuta",
    "fastmail",
    "hey",
    "zoho",
    "yandex",
    "qq",
    "163",
    "126",
    "laposte",
    "orange",
    "wanadoo",
    "free",
    "sfr",
    "libero",
    "virgilio",
    "terra",
    "uol",
    "bol",
    "sapo",
    "comcast",
    "verizon",
    "att",
    "btinternet",
    "sky",
    "virginmedia",
    "wp",
    "o2",
    "seznam",
];
/// Ends of names under which nobody trades.
const SCHOOLS: &[&str] = &["edu", "ac"];

fn is_business(email: &str) -> bool {
    let Some((_, host)) = email.rsplit_once('@') else {
        return false;
    };
    let mut labels = host.split('.');
    let first = labels.next().unwrap_or_default();
    // `mail.company.com` is a company's, `mail.com` anybody's.
    let rest = labels.count();
    let free = ANYBODY.contains(&first) && rest <= 2;
    let school = host.split('.').any(|label| SCHOOLS.contains(&label));
    !free && !school
}

/// Words of addresses at which people decide.
const DECIDING: &[&str] = &[
    "pricing",
    "price",
    "prices",
    "plans",
    "checkout",
    "cart",
    "basket",
    "quote",
    "demo",
    "contact",
    "buy",
    "order",
    "shop",
    "preise",
    "kontakt",
    "angebot",
    "warenkorb",
    "tarifs",
    "prix",
    "devis",
    "panier",
    "precios",
    "contacto",
    "presupuesto",
    "precos",
    "contato",
    "orcamento",
];

fn is_deciding(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| DECIDING.contains(&word))
}

/// Words with which people speak of buying, in the languages shipped.
const BUYING: &[&str] = &[
    "buy",
    "buying",
    "purchase",
    "order",
    "price",
    "prices",
    "pricing",
    "quote",
    "quotation",
    "offer",
    "discount",
    "cost",
    "costs",
    "demo",
    "trial",
    "invoice",
    "budget",
    "contract",
    "wholesale",
    "bulk",
    "kaufen",
    "bestellen",
    "preis",
    "preise",
    "angebot",
    "rabatt",
    "kosten",
    "kostet",
    "rechnung",
    "vertrag",
    "comprar",
    "pedido",
    "precio",
    "precios",
    "presupuesto",
    "oferta",
    "descuento",
    "factura",
    "acheter",
    "commander",
    "commande",
    "prix",
    "devis",
    "offre",
    "remise",
    "facture",
    "preço",
    "preços",
    "orçamento",
    "desconto",
    "fatura",
    "encomendar",
];

/// Whether a text speaks of buying.
pub fn has_intent(text: &str) -> bool {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| BUYING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(signals: &Signals) -> Vec<&'static str> {
        let score = Score::of(signals);
        let sum: i64 = score.reasons.iter().map(|part| part.points).sum();
        assert_eq!(score.value, sum);
        score.reasons.iter().map(|p| p.reason.as_str()).collect()
    }

    #[test]
    fn every_reason_counts_once_and_all_of_them_make_a_hundred() {
        assert_eq!(Score::of(&Signals::default()), Score::default());
        let all = Signals {
            email: Some("d.pawlak@scouts.example".into()),
            has_phone: true,
            has_name: true,
            messages: 6,
            has_intent: true,
            is_returning: true,
            page: Some("https://shop.example/pricing?x=1".into()),
            source: Some(LeadSource::Request),
        };
        assert_eq!(Score::of(&all).value, 100);
        assert_eq!(reasons(&all).len(), 8);
        let talked = Signals {
            messages: 3,
            ..Signals::default()
        };
        assert_eq!(reasons(&talked), ["talked"]);
    }

    #[test]
    fn an_address_that_anybody_may_have_is_no_companys() {
        for (email, is) in [
            ("a@gmail.com", false),
            ("a@yahoo.co.uk", false),
            ("a@mail.company.example.com", true),
            ("a@company.com", true),
            ("a@uni.edu", false),
            ("a@cs.ox.ac.uk", false),
            ("nothing", false),
        ] {
            assert_eq!(is_business(email), is, "{email}");
        }
    }

    #[test]
    fn words_count_as_words_in_every_language() {
        for (text, is) in [
            ("Can you do a group PRICE?", true),
            ("Was kostet das?", true),
            ("Quel est le prix ?", true),
            ("¿Me da un presupuesto?", true),
            ("Quanto é o orçamento?", true),
            ("I am in good order and reordering nothing", true),
            ("The priceless reorderings", false),
            ("", false),
        ] {
            assert_eq!(has_intent(text), is, "{text}");
        }
        assert!(is_deciding("https://a.example/de/preise"));
        assert!(!is_deciding("https://pricing.example/boots?next=/cart"));
    }
}

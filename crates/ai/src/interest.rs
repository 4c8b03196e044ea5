//! Whether a visitor wants to buy: then it is a good moment to ask how they can be reached.

use crate::text::words::said;

/// Words and neighbouring words that say so, folded as [`said`] gives them.
const SIGNS: [&str; 46] = [
    // English
    "quote",
    "quotation",
    "wholesale",
    "bulk",
    "group order",
    "group booking",
    "team order",
    "volume discount",
    "group discount",
    "book a demo",
    "request a demo",
    "price list",
    "pricing",
    "place an order",
    "want to buy",
    "want to order",
    "like to buy",
    "like to order",
    "talk to sales",
    "sign up",
    // German
    "angebot",
    "mengenrabatt",
    "gruppenrabatt",
    "sammelbestellung",
    "preisliste",
    "mochte bestellen",
    "will bestellen",
    "mochte kaufen",
    // Spanish
    "presupuesto",
    "cotizacion",
    "al por mayor",
    "pedido grupal",
    "quiero comprar",
    "lista de precios",
    // French
    "devis",
    "commande groupee",
    "en gros",
    "tarif de groupe",
    "je veux acheter",
    "je voudrais commander",
    "liste de prix",
    // Portuguese
    "orcamento",
    "cotacao",
    "no atacado",
    "quero comprar",
    "lista de precos",
];

/// Whether `text` says that its author wants to buy.
pub fn wants_to_buy(text: &str) -> bool {
    let words = said(text);
    SIGNS.iter().any(|sign| {
        let sign: Vec<&str> = sign.split(' ').collect();
        words
            .windows(sign.len())
            .any(|part| part.iter().map(String::as_str).eq(sign.iter().copied()))
    })
}

#[cfg(test)]
mod tests {
    use super::wants_to_buy;

    #[test]
    fn wishes_to_buy_are_told_from_questions() {
        for (text, expected) in [
            ("Can I get a quote for 12 tents?", true),
            ("Do you do group orders? We'd like to order 20", true),
            ("Ich hätte gern ein Angebot für 12 Zelte", true),
            ("¿Me pueden enviar un presupuesto?", true),
            ("Je voudrais un devis", true),
            ("Quero um orçamento", true),
            ("Do the boots run small?", false),
            ("Where is my order?", false),
            ("", false),
        ] {
            assert_eq!(wants_to_buy(text), expected, "{text}");
        }
    }
}

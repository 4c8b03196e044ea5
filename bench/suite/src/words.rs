//! What people write to a shop, made up from a seed: the same words for the same number.

/// Words by how often they occur: the first half of all words are of the first few, as in any language.
const THINGS: &[&str] = &[
    "order",
    "boots",
    "jacket",
    "tent",
    "parcel",
    "refund",
    "invoice",
    "size",
    "delivery",
    "return",
    "colour",
    "voucher",
    "backpack",
    "stove",
    "gloves",
    "sleeping bag",
    "trousers",
    "helmet",
    "lamp",
    "rope",
    "poles",
    "socks",
    "warranty",
    "account",
    "password",
    "newsletter",
    "address",
    "exchange",
    "label",
    "zip",
    "sole",
    "lace",
    "buckle",
    "membrane",
    "carabiner",
    "crampons",
    "hammock",
    "compass",
    "thermos",
    "gaiters",
    "bivouac",
    "snowshoes",
];
const OPENINGS: &[&str] = &[
    "Hello, my",
    "Hi there, the",
    "Can you tell me where my",
    "I would like to know about the",
    "Is it possible that the",
    "Good morning! The",
    "We ordered last week and the",
    "Since Monday the",
    "Sorry to ask again, but the",
    "How long does the",
    "I read on your page that the",
    "Thanks for the quick answer. The",
    "My daughter wants the",
    "Yesterday the",
];
const ENDINGS: &[&str] = &[
    "has not arrived yet and I need it before the weekend.",
    "does not fit, what can I do about it?",
    "came in the wrong colour, can I send it back?",
    "is broken after two weeks on the trail.",
    "was charged twice on my card, please have a look.",
    "take until it reaches Norway?",
    "be washed at thirty degrees?",
    "still under guarantee after eleven months?",
    "is missing from the box that came today.",
    "seems to be sold out in every size that I tried.",
    "work together with the one from last year?",
    "should be with the neighbour, but nobody is at home there.",
];

/// A number that looks like chance: the same for the same seed.
pub(crate) fn mixed(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One of `words`, those at the front far more often.
fn often<'a>(words: &[&'a str], chance: u64) -> &'a str {
    let share = (chance % 10_000) as f64 / 10_000.0;
    let at = (share * share * share * words.len() as f64) as usize;
    words.get(at).copied().unwrap_or_default()
}

/// A message of one or two sentences, 100 bytes and more.
pub(crate) fn message(seed: u64) -> String {
    let part = |n: u64| mixed(seed.wrapping_mul(8).wrapping_add(n));
    let number = part(0) % 900_000 + 100_000;
    format!(
        "{} {} {} It is order {number}, with a {} and a {}.",
        often(OPENINGS, part(1)),
        often(THINGS, part(2)),
        often(ENDINGS, part(3)),
        often(THINGS, part(4)),
        often(THINGS, part(5)),
    )
}

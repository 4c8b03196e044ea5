//! How much a conversation that the assistant holds needs a person: from what can be counted, each with its reason.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// Why a conversation may need a person.
    pub enum StruggleSign {
        /// The assistant had no answer.
        Refused = "refused",
        /// The visitor asks the same again in other words.
        Rephrased = "rephrased",
        /// The visitor sounds unhappy.
        Negative = "negative",
        /// The visitor had no answer and has said nothing since.
        Silent = "silent",
        /// What was found hardly fits the question.
        WeakMatch = "weak_match",
    }
}

/// What was counted in the end of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// Answers that were none.
    pub refused: u32,
    /// Questions that say again what the one before said.
    pub rephrased: u32,
    /// Messages of the visitor that sound unhappy.
    pub negative: u32,
    /// Whether what was found hardly fits the last question.
    pub weak_match: bool,
    /// Whether the visitor has said nothing for long after a question without an answer.
    pub silent: bool,
}

/// How much a conversation needs a person, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Struggle {
    /// 1 to 100: the higher, the sooner somebody should look.
    pub need: u32,
    /// Why, what weighs most first.
    pub signs: Vec<StruggleSign>,
}

/// Below this nothing is said of it: one weak match is no struggle.
pub const LEAST: u32 = 20;

impl StruggleSign {
    /// How much the first one weighs, and each that follows; and how many count.
    const fn weight(self) -> (u32, u32, u32) {
        match self {
            Self::Refused => (30, 12, 3),
            Self::Rephrased => (26, 12, 3),
            Self::Negative => (24, 10, 2),
            Self::Silent => (16, 0, 1),
            Self::WeakMatch => (10, 0, 1),
        }
    }
}

impl Signs {
    fn count(self, sign: StruggleSign) -> u32 {
        match sign {
            StruggleSign::Refused => self.refused,
            StruggleSign::Rephrased => self.rephrased,
            StruggleSign::Negative => self.negative,
            StruggleSign::Silent => u32::from(self.silent),
            StruggleSign::WeakMatch => u32::from(self.weak_match),
        }
    }

    /// What the signs amount to; none where a person is not needed.
    pub fn amount(self) -> Option<Struggle> {
        let mut all: Vec<(u32, StruggleSign)> = StruggleSign::ALL
            .iter()
            .filter_map(|sign| {
                let (first, next, most) = sign.weight();
                let more = self.count(*sign).min(most).checked_sub(1)?;
                Some((first + next * more, *sign))
            })
            .collect();
        // A stable sort: of equals those come first that are named first.
        all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let need = all.iter().map(|(weight, _)| weight).sum::<u32>().min(100);
        (need >= LEAST).then(|| Struggle {
            need,
            signs: all.into_iter().map(|(_, sign)| sign).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(signs: Signs) -> u32 {
        signs.amount().map_or(0, |struggle| struggle.need)
    }

    #[test]
    fn nothing_counted_and_one_weak_match_are_no_struggle() {
        assert_eq!(Signs::default().amount(), None);
        let weak = Signs {
            weak_match: true,
            ..Signs::default()
        };
        assert_eq!(weak.amount(), None);
    }

    #[test]
    fn what_weighs_most_is_named_first() {
        use StruggleSign::{Refused, Rephrased, WeakMatch};
        let signs = Signs {
            refused: 1,
            rephrased: 2,
            weak_match: true,
            ..Signs::default()
        };
        let struggle = signs.amount().unwrap();
        assert_eq!(struggle.signs, [Rephrased, Refused, WeakMatch]);
        assert_eq!(struggle.need, 38 + 30 + 10);
    }

    /// Whatever is added, the need never falls, and it never leaves its bounds.
    #[test]
    fn more_signs_never_need_less() {
        let mut all = Vec::new();
        for n in 0..(5 * 5 * 4 * 2 * 2) {
            all.push(Signs {
                refused: n % 5,
                rephrased: n / 5 % 5,
                negative: n / 25 % 4,
                weak_match: n / 100 % 2 == 1,
                silent: n / 200 == 1,
            });
        }
        for signs in all {
            let more = [
                Signs {
                    refused: signs.refused + 1,
                    ..signs
                },
                Signs {
                    rephrased: signs.rephrased + 1,
                    ..signs
                },
                Signs {
                    negative: signs.negative + 1,
                    ..signs
                },
                Signs {
                    weak_match: true,
                    ..signs
                },
                Signs {
                    silent: true,
                    ..signs
                },
            ];
            for further in more {
                assert!(need(further) >= need(signs), "{signs:?} {further:?}");
                assert!(need(further) <= 100);
            }
        }
    }
}

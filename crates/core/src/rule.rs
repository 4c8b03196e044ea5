//! Behaviour rules: what happens by itself on the pages that embed a widget. Decided in the browser, from what was sent at
//! its start.

use crate::id::RuleId;
use crate::text::Invalid;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// How many rules an assistant may have.
pub const RULES: usize = 50;
/// How many enabled rules are sent to a page.
pub const SENT: usize = 20;
/// The longest text that a visitor reads, in characters.
const TEXT: usize = 500;

/// One rule: when all of `when` is true on a page, one of `actions` happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rule {
    /// The rule; the same in every version.
    pub id: RuleId,
    /// As the team reads it.
    pub name: String,
    /// Whether it does anything.
    pub enabled: bool,
    /// Of several rules at the same moment the one with the highest number wins.
    pub priority: i32,
    /// All of these.
    pub when: Vec<Condition>,
    /// What happens: one, or two to compare. Who is in no share sees nothing.
    pub actions: Vec<Variant>,
    /// How often, for one visitor.
    pub cap: Cap,
}

/// What happens for a share of the visitors; a visitor stays in theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Variant {
    /// Of 100 visitors.
    pub share: u32,
    /// What happens.
    #[serde(rename = "do")]
    pub action: Action,
}

/// What must be true on a page. What was true once stays true until the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Condition {
    /// The pointer leaves through the top of the page; on a phone the page is scrolled back up fast.
    ExitIntent,
    /// Nothing was pressed, moved or scrolled for so long.
    Idle {
        /// 1 to 3600.
        seconds: u32,
    },
    /// So much of the page was seen.
    Scroll {
        /// 1 to 100.
        percent: u32,
    },
    /// So long on this page.
    Time {
        /// 0 to 3600.
        seconds: u32,
    },
    /// The visitor was here before, in another visit.
    Returning,
    /// The visitor came with this mark of a campaign.
    Utm {
        /// `utm_source` and the like.
        name: String,
        /// Its value; empty: any.
        value: String,
    },
    /// The address of the page.
    Url {
        /// How it is compared.
        how: UrlMatch,
        /// With what.
        value: String,
    },
    /// The page said so: `Baton('event', 'cart_abandoned')`.
    Event {
        /// Its name.
        name: String,
    },
}

crate::codes! {
    /// How an address is compared.
    pub enum UrlMatch {
        /// It occurs in the address.
        Contains = "contains",
        /// The path is exactly this.
        Is = "is",
        /// The path begins with this.
        Starts = "starts",
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Action {
    /// A card with buttons, beside the launcher.
    Buttons {
        /// What the assistant says.
        text: String,
        /// 1 to 3.
        buttons: Vec<Button>,
    },
    /// The chat opens with the form for contact details.
    LeadForm,
    /// The chat opens and a person is called.
    Person,
    /// The assistant says this in the chat, word for word.
    Answer {
        /// Markdown.
        text: String,
        /// Whether the chat opens; else it shows beside the launcher.
        open: bool,
    },
}

/// A button of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Button {
    /// As visitors read it.
    pub label: String,
    /// What it does.
    #[serde(rename = "do")]
    pub deed: Deed,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Deed {
    /// Opens an address.
    OpenUrl {
        /// `https://` or a path of the same site.
        url: String,
    },
    /// Says this in the visitor's name, and opens the chat.
    Send {
        /// What.
        text: String,
    },
    /// Opens the form for contact details.
    LeadForm,
    /// Takes the card away.
    Dismiss,
}

crate::codes! {
    /// How often a rule may show itself to one visitor.
    pub enum Cap {
        /// Once until the tab is closed.
        Visit = "visit",
        /// Once in a conversation, which lasts a day.
        Session = "session",
        /// Once in this browser.
        Ever = "ever",
    }
}

/// The rules as an assistant keeps them: checked, in the order in which they win.
pub fn checked(mut rules: Vec<Rule>) -> Result<Vec<Rule>, Invalid> {
    if rules.len() > RULES {
        return Err(Invalid("Keep to 50 rules."));
    }
    if rules.iter().map(|r| r.id).collect::<BTreeSet<_>>().len() != rules.len() {
        return Err(Invalid("Give each rule an id of its own."));
    }
    if rules.iter().filter(|rule| rule.enabled).count() > SENT {
        return Err(Invalid("Turn on at most 20 rules at a time."));
    }
    for rule in &mut rules {
        check(rule)?;
    }
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.priority));
    Ok(rules)
}

/// What is sent to a page: the enabled ones, those that win first.
pub fn sent(rules: &[Rule]) -> Vec<Rule> {
    let enabled = rules.iter().filter(|rule| rule.enabled);
    enabled.take(SENT).cloned().collect()
}

fn check(rule: &mut Rule) -> Result<(), Invalid> {
    rule.name = text(
        &rule.name,
        80,
        Invalid("Name each rule with 1 to 80 characters."),
    )?;
    if !(-1000..=1000).contains(&rule.priority) {
        return Err(Invalid("Choose a priority from -1000 to 1000."));
    }
    if !(1..=8).contains(&rule.when.len()) {
        return Err(Invalid("Give each rule 1 to 8 conditions."));
    }
    rule.when.iter().try_for_each(check_condition)?;
    if !(1..=2).contains(&rule.actions.len()) {
        return Err(Invalid("Give each rule one action, or two to compare."));
    }
    let shares: u32 = rule
        .actions
        .iter()
        .fold(0, |sum, v| sum.saturating_add(v.share));
    if shares > 100 || rule.actions.iter().any(|variant| variant.share == 0) {
        return Err(Invalid(
            "Give each action a share of the visitors, 100 in all at most.",
        ));
    }
    rule.actions
        .iter()
        .try_for_each(|variant| check_action(&variant.action))
}

fn check_condition(condition: &Condition) -> Result<(), Invalid> {
    match condition {
        Condition::ExitIntent | Condition::Returning => Ok(()),
        Condition::Idle { seconds } => within(
            *seconds,
            (1, 3600),
            Invalid("Wait 1 to 3,600 idle seconds."),
        ),
        Condition::Time { seconds } => within(
            *seconds,
            (0, 3600),
            Invalid("Wait 0 to 3,600 seconds on the page."),
        ),
        Condition::Scroll { percent } => within(
            *percent,
            (1, 100),
            Invalid("Choose 1 to 100 % of the page."),
        ),
        Condition::Utm { name, value } => {
            let known = name.strip_prefix("utm_").is_some_and(|rest| {
                !rest.is_empty() && rest.len() <= 35 && rest.bytes().all(is_word)
            });
            let hint = Invalid("Name a mark like utm_source, and a value under 120 characters.");
            if known && value.chars().count() <= 120 {
                Ok(())
            } else {
                Err(hint)
            }
        }
        Condition::Url { value, .. } => {
            let hint = Invalid("Say what the address of the page has, in 1 to 300 characters.");
            text(value, 300, hint).map(drop)
        }
        Condition::Event { name } => {
            let fits = (1..=64).contains(&name.len())
                && name.bytes().all(|b| is_word(b) || b"._-".contains(&b));
            let hint = Invalid("Name events with 1 to 64 letters, digits, dots and hyphens.");
            if fits { Ok(()) } else { Err(hint) }
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn check_action(action: &Action) -> Result<(), Invalid> {
    match action {
        Action::LeadForm | Action::Person => Ok(()),
        Action::Answer { text: says, .. } => text(
            says,
            TEXT,
            Invalid("Write what is said, in 1 to 500 characters."),
        )
        .map(drop),
        Action::Buttons {
            text: says,
            buttons,
        } => {
            text(
                says,
                TEXT,
                Invalid("Write what the card says, in 1 to 500 characters."),
            )?;
            if !(1..=3).contains(&buttons.len()) {
                return Err(Invalid("Give a card 1 to 3 buttons."));
            }
            buttons.iter().try_for_each(check_button)
        }
    }
}

fn check_button(button: &Button) -> Result<(), Invalid> {
    text(
        &button.label,
        40,
        Invalid("Label each button with 1 to 40 characters."),
    )?;
    match &button.deed {
        Deed::LeadForm | Deed::Dismiss => Ok(()),
        Deed::Send { text: says } => text(
            says,
            TEXT,
            Invalid("Write what the button sends, in 1 to 500 characters."),
        )
        .map(drop),
        Deed::OpenUrl { url } => {
            let own = url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
            let fits =
                url.len() <= 500 && !url.contains(|c: char| c.is_whitespace() || c.is_control());
            let web = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"))
                .is_some_and(|rest| !rest.is_empty());
            if fits && (own || web) {
                Ok(())
            } else {
                Err(Invalid(
                    "Open an address with https://, or a path like /sale.",
                ))
            }
        }
    }
}

fn within(value: u32, (least, most): (u32, u32), hint: Invalid) -> Result<(), Invalid> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(hint)
    }
}

fn text(value: &str, most: usize, hint: Invalid) -> Result<String, Invalid> {
    let value = value.trim();
    if value.is_empty() || value.chars().count() > most {
        Err(hint)
    } else {
        Ok(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::Ids,
        time::{Clock, Timestamp},
    };

    fn ids() -> Ids {
        Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 3)
    }

    fn rule(ids: &Ids) -> Rule {
        Rule {
            id: ids.next(),
            name: "Group orders".into(),
            enabled: true,
            priority: 0,
            when: vec![Condition::Time { seconds: 40 }],
            actions: vec![Variant {
                share: 100,
                action: Action::LeadForm,
            }],
            cap: Cap::Session,
        }
    }

    #[test]
    fn higher_priorities_come_first_and_what_is_off_stays_at_home() {
        let ids = ids();
        let with = |priority, enabled| Rule {
            enabled,
            priority,
            ..rule(&ids)
        };
        let rules = checked(vec![with(1, true), with(9, false), with(5, true)]).unwrap();
        assert_eq!(
            rules.iter().map(|r| r.priority).collect::<Vec<_>>(),
            [9, 5, 1]
        );
        assert_eq!(
            sent(&rules).iter().map(|r| r.priority).collect::<Vec<_>>(),
            [5, 1]
        );
        let many: Vec<_> = (0..21).map(|n| with(n, true)).collect();
        assert!(checked(many).is_err());
    }

    #[test]
    fn what_cannot_happen_is_refused() {
        let ids = ids();
        let when = |condition| Rule {
            when: vec![condition],
            ..rule(&ids)
        };
        let then = |action| Rule {
            actions: vec![Variant { share: 100, action }],
            ..rule(&ids)
        };
        let url = |url: &str| {
            then(Action::Buttons {
                text: "Sale".into(),
                buttons: vec![Button {
                    label: "Look".into(),
                    deed: Deed::OpenUrl { url: url.into() },
                }],
            })
        };
        for wrong in [
            when(Condition::Scroll { percent: 101 }),
            when(Condition::Idle { seconds: 0 }),
            when(Condition::Utm {
                name: "source".into(),
                value: String::new(),
            }),
            when(Condition::Event {
                name: "two words".into(),
            }),
            when(Condition::Url {
                how: UrlMatch::Is,
                value: " ".into(),
            }),
            then(Action::Answer {
                text: " ".into(),
                open: true,
            }),
            then(Action::Buttons {
                text: "Hi".into(),
                buttons: vec![],
            }),
            url("javascript:alert(1)"),
            url("//evil.example"),
            Rule {
                name: String::new(),
                ..rule(&ids)
            },
            Rule {
                when: vec![],
                ..rule(&ids)
            },
            Rule {
                actions: vec![],
                ..rule(&ids)
            },
            Rule {
                actions: vec![
                    Variant {
                        share: 60,
                        action: Action::LeadForm,
                    },
                    Variant {
                        share: 50,
                        action: Action::Person,
                    },
                ],
                ..rule(&ids)
            },
        ] {
            assert!(checked(vec![wrong.clone()]).is_err(), "{wrong:?}");
        }
        assert!(checked(vec![url("/sale"), url("https://shop.example/sale")]).is_ok());
    }

    #[test]
    fn the_form_in_json_is_the_one_that_is_published() {
        let json = serde_json::to_value(rule(&ids())).unwrap();
        assert_eq!(
            json["when"],
            serde_json::json!([{"type": "time", "seconds": 40}])
        );
        assert_eq!(
            json["actions"],
            serde_json::json!([{"share": 100, "do": {"type": "lead_form"}}])
        );
    }
}

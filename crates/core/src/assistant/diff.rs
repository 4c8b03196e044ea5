//! What is different between two versions of an assistant, in words.

use super::{
    Assistant, Autopilot, AutopilotMode, Handover, LeadPrompt, LeadPromptMode, SpokenLanguage,
    Unseen, Unsure, WidgetSide,
};
use crate::lead::{LeadField, LeadForm};
use crate::rule::Rule;
use crate::team::hours::BusinessHours;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// The page of an assistant's settings that a change belongs to.
    pub enum Part {
        /// Name, greeting, picture, prompts.
        Identity = "identity",
        /// Instructions, guardrails, threshold.
        Instructions = "instructions",
        /// Behaviour rules.
        Rules = "rules",
        /// Letting go of the baton.
        Handover = "handover",
        /// The lead form and when it is shown.
        LeadForm = "lead_form",
        /// Where the widget may be.
        Install = "install",
        /// Colour and brightness.
        Look = "look",
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Where it is set.
    pub part: Part,
    /// What changed, as a sentence without a full stop.
    pub says: String,
    /// How it was, where that is worth reading.
    pub before: Option<String>,
    /// How it is.
    pub after: Option<String>,
}

/// What changed from one version to a later one; nothing where they are alike.
pub fn changes(from: &Assistant, to: &Assistant) -> Vec<Change> {
    let mut all = Vec::new();
    for ((part, what, before), (_, _, after)) in words(from).into_iter().zip(words(to)) {
        if before != after {
            let says = match (before.is_empty(), after.is_empty()) {
                (true, _) => format!("{what} added"),
                (_, true) => format!("{what} removed"),
                _ => format!("{what} changed"),
            };
            all.push(told(part, says, &before, &after));
        }
    }
    if from.avatar != to.avatar {
        let says = if to.avatar.is_some() {
            "Picture changed"
        } else {
            "Picture removed"
        };
        all.push(plain(Part::Identity, says.to_owned()));
    }
    list(
        &mut all,
        Part::Identity,
        "Language",
        (&spoken(&from.languages), &spoken(&to.languages)),
    );
    list(
        &mut all,
        Part::Identity,
        "Starter prompt",
        (&from.starter_prompts, &to.starter_prompts),
    );
    list(
        &mut all,
        Part::Instructions,
        "Topic to avoid",
        (&from.guardrails.avoid, &to.guardrails.avoid),
    );
    list(
        &mut all,
        Part::Install,
        "Site",
        (&from.allowed_origins, &to.allowed_origins),
    );
    form(&mut all, &from.lead_form, &to.lead_form);
    rules(&mut all, &from.rules, &to.rules);
    all
}

/// What can be told as a text, each with where it is set and what it is.
fn words(a: &Assistant) -> [(Part, &'static str, String); 16] {
    use Part::{Handover, Identity, Instructions, LeadForm, Look};
    let words = a.guardrails.max_words;
    [
        (Identity, "Name", a.name.clone()),
        (Identity, "What stands below the name", a.tagline.clone()),
        (Identity, "Tone", a.tone.to_string()),
        (Identity, "First words", a.greeting.clone()),
        (Instructions, "Instructions", a.instructions.clone()),
        (Look, "Colour", a.brand_color.clone()),
        (Look, "Brightness", a.theme.to_string()),
        (Look, "Side of the page", side(a.side).to_owned()),
        (
            Instructions,
            "Confidence threshold",
            format!("{:.2}", a.threshold),
        ),
        (Instructions, "Longest answer", format!("{words} words")),
        (Handover, "Hand-over", handover(a.handover)),
        (Handover, "Autopilot", autopilot(a.autopilot)),
        (
            Handover,
            "Names of teammates",
            names(a.show_human_names).to_owned(),
        ),
        (Handover, "Business hours", hours(a.hours.as_ref())),
        (
            LeadForm,
            "Asking for contact details",
            prompt(a.lead_prompt),
        ),
        (
            LeadForm,
            "Form before the first message",
            first(a.form_first).to_owned(),
        ),
    ]
}

fn told(part: Part, says: String, before: &str, after: &str) -> Change {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Change {
        part,
        says,
        before: some(before),
        after: some(after),
    }
}

const fn plain(part: Part, says: String) -> Change {
    Change {
        part,
        says,
        before: None,
        after: None,
    }
}

fn list(all: &mut Vec<Change>, part: Part, what: &str, (from, to): (&[String], &[String])) {
    let before = all.len();
    let gone = from.iter().filter(|item| !to.contains(item));
    all.extend(gone.map(|item| plain(part, format!("{what} \u{201c}{item}\u{201d} removed"))));
    let new = to.iter().filter(|item| !from.contains(item));
    all.extend(new.map(|item| plain(part, format!("{what} \u{201c}{item}\u{201d} added"))));
    if all.len() == before && from != to {
        all.push(plain(part, format!("{what}s in another order")));
    }
}

fn spoken(languages: &[SpokenLanguage]) -> Vec<String> {
    languages.iter().map(|each| each.name()).collect()
}

const fn side(side: WidgetSide) -> &'static str {
    match side {
        WidgetSide::End => "At the right",
        WidgetSide::Start => "At the left",
    }
}

const fn first(is_first: bool) -> &'static str {
    if is_first { "Asked" } else { "Not asked" }
}

/// Hours in a line: two that differ in anything read differently.
fn hours(own: Option<&BusinessHours>) -> String {
    own.map_or_else(|| "As the workspace".to_owned(), ToString::to_string)
}

fn names(shown: bool) -> &'static str {
    if shown {
        "Visitors read them"
    } else {
        "Visitors do not read them"
    }
}

fn handover(policy: Handover) -> String {
    let unsure = match policy.unsure {
        Unsure::Offer => "Offers a person when unsure",
        Unsure::Pass => "Lets go when unsure",
    };
    match policy.after_declines {
        0 => unsure.to_owned(),
        1 => format!("{unsure}, lets go after 1 message without an answer"),
        n => format!("{unsure}, lets go after {n} messages without an answer"),
    }
}

fn autopilot(policy: Autopilot) -> String {
    match (policy.mode, policy.unseen) {
        (AutopilotMode::Auto, _) => "Answers by itself".to_owned(),
        (AutopilotMode::Held, Unseen::Send) => {
            format!("Answers are held for {} s, then sent", policy.hold_s)
        }
        (AutopilotMode::Held, Unseen::Escalate) => {
            format!(
                "Answers are held for {} s, then a person is called",
                policy.hold_s
            )
        }
        (AutopilotMode::Off, _) => "Does not answer".to_owned(),
    }
}

fn prompt(prompt: LeadPrompt) -> String {
    match (prompt.mode, prompt.turns) {
        (LeadPromptMode::AfterTurns, 1) => "After 1 message".to_owned(),
        (LeadPromptMode::AfterTurns, n) => format!("After {n} messages"),
        (LeadPromptMode::OnIntent, _) => "When the visitor wants to buy".to_owned(),
        (LeadPromptMode::Off, _) => "Never by itself".to_owned(),
    }
}

fn form(all: &mut Vec<Change>, from: &LeadForm, to: &LeadForm) {
    let before = all.len();
    if from.title != to.title {
        let says = "Title of the lead form changed".to_owned();
        all.push(told(Part::LeadForm, says, &from.title, &to.title));
    }
    let of = |form: &LeadForm, key: &str| form.fields.iter().find(|f| f.key == key).cloned();
    for field in from.fields.iter().filter(|f| of(to, &f.key).is_none()) {
        let says = format!("Field \u{201c}{}\u{201d} removed", field.label);
        all.push(plain(Part::LeadForm, says));
    }
    for field in &to.fields {
        match of(from, &field.key) {
            None => {
                let says = format!("Field \u{201c}{}\u{201d} added", field.label);
                all.push(plain(Part::LeadForm, says));
            }
            Some(before) if before != *field => {
                let says = format!("Field \u{201c}{}\u{201d} changed", field.label);
                all.push(told(
                    Part::LeadForm,
                    says,
                    &in_words(&before),
                    &in_words(field),
                ));
            }
            Some(_) => {}
        }
    }
    if all.len() == before && from.fields != to.fields {
        all.push(plain(Part::LeadForm, "Fields in another order".to_owned()));
    }
}

fn in_words(field: &LeadField) -> String {
    let options = if field.options.is_empty() {
        String::new()
    } else {
        format!(" ({})", field.options.join(", "))
    };
    let needed = if field.required {
        "needed"
    } else {
        "may stay empty"
    };
    format!("{}, {}{options}, {needed}", field.label, field.kind)
}

fn rules(all: &mut Vec<Change>, from: &[Rule], to: &[Rule]) {
    for rule in from.iter().filter(|r| !to.iter().any(|t| t.id == r.id)) {
        all.push(plain(Part::Rules, quoted("Rule", &rule.name, "removed")));
    }
    for rule in to {
        let Some(before) = from.iter().find(|r| r.id == rule.id) else {
            all.push(plain(Part::Rules, quoted("Rule", &rule.name, "added")));
            continue;
        };
        if before == rule {
            continue;
        }
        let switched = Rule {
            enabled: rule.enabled,
            ..before.clone()
        };
        let moved = Rule {
            priority: rule.priority,
            ..before.clone()
        };
        let what = if switched == *rule {
            if rule.enabled {
                "turned on"
            } else {
                "turned off"
            }
        } else if moved == *rule {
            "has another priority"
        } else {
            "changed"
        };
        all.push(plain(Part::Rules, quoted("Rule", &rule.name, what)));
    }
}

fn quoted(what: &str, name: &str, happened: &str) -> String {
    format!("{what} \u{201c}{name}\u{201d} {happened}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::Ids,
        lead::LeadFieldType,
        rule::{Action, Cap, Condition, Variant},
        time::{Clock, Timestamp},
    };

    fn scout() -> (Assistant, Ids) {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let scout = Assistant::new(ids.next(), "Scout", Timestamp::from_ms(1));
        (scout, ids)
    }

    fn says(from: &Assistant, to: &Assistant) -> Vec<String> {
        changes(from, to).into_iter().map(|c| c.says).collect()
    }

    #[test]
    fn what_is_alike_has_no_changes() {
        let (scout, _) = scout();
        assert_eq!(changes(&scout, &scout), []);
    }

    #[test]
    fn changes_are_told_in_words() {
        let (scout, ids) = scout();
        let mut next = scout.clone();
        next.name = "Mender".into();
        next.greeting = "Hi".into();
        next.threshold = 0.6;
        next.lead_prompt.turns = 1;
        next.starter_prompts = vec!["Sizes?".into()];
        next.allowed_origins = vec!["https://a.example".into()];
        next.handover.after_declines = 2;
        let told = changes(&scout, &next);
        let name = told.first().unwrap();
        assert_eq!(
            (
                name.says.as_str(),
                name.before.as_deref(),
                name.after.as_deref()
            ),
            ("Name changed", Some("Scout"), Some("Mender"))
        );
        assert_eq!(
            says(&scout, &next),
            [
                "Name changed",
                "First words added",
                "Confidence threshold changed",
                "Hand-over changed",
                "Asking for contact details changed",
                "Starter prompt \u{201c}Sizes?\u{201d} added",
                "Site \u{201c}https://a.example\u{201d} added",
            ]
        );
        let rule = Rule {
            id: ids.next(),
            name: "Sale".into(),
            enabled: true,
            priority: 1,
            when: vec![Condition::Returning],
            actions: vec![Variant {
                share: 100,
                action: Action::LeadForm,
            }],
            cap: Cap::Ever,
        };
        let mut with = scout.clone();
        with.rules = vec![rule.clone()];
        assert_eq!(says(&scout, &with), ["Rule \u{201c}Sale\u{201d} added"]);
        let mut off = with.clone();
        off.rules = vec![Rule {
            enabled: false,
            ..rule
        }];
        assert_eq!(says(&with, &off), ["Rule \u{201c}Sale\u{201d} turned off"]);
    }

    #[test]
    fn languages_are_told_by_name_and_order() {
        use SpokenLanguage::{English, German, Norwegian};
        let (scout, _) = scout();
        let with = |languages: &[SpokenLanguage]| Assistant {
            languages: languages.to_vec(),
            ..scout.clone()
        };
        assert_eq!(
            says(&with(&[English, German]), &with(&[English, Norwegian])),
            [
                "Language \u{201c}German\u{201d} removed",
                "Language \u{201c}Norwegian\u{201d} added"
            ]
        );
        assert_eq!(
            says(&with(&[English, German]), &with(&[German, English])),
            ["Languages in another order"]
        );
    }

    #[test]
    fn forms_tell_their_fields_and_their_order() {
        let (scout, _) = scout();
        let mut moved = scout.clone();
        moved.lead_form.fields.swap(0, 1);
        assert_eq!(says(&scout, &moved), ["Fields in another order"]);
        let mut wanted = scout.clone();
        if let Some(field) = wanted.lead_form.fields.first_mut() {
            field.required = true;
            field.kind = LeadFieldType::Text;
        }
        let told = changes(&scout, &wanted);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].after.as_deref(), Some("Name, text, needed"));
    }
}

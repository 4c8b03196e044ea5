//! The lead form of a visitor, and what the assistant's own capture has to hold.

pub use crate::leads::capture::{Given, LEAD_JOB, LeadPayload};

use crate::{
    App, Visitor,
    conversations::{last_words, wait},
    error::{AppError, Result},
    inbound::{
        act::of_visitor,
        count::{RuleAction, led},
    },
    leads::capture::{Origin, Subject, capture},
    unit::Unit,
};
use baton_core::{
    actor::Actor,
    conversation::HolderKind,
    id::ConversationId,
    lead::{Fault, LeadField, LeadForm, LeadSource, Values},
    text::preview,
};
use baton_store::{
    conversations::{self, Conversation},
    leads::Lead,
};
use std::collections::BTreeMap;

/// How many answers beyond name and address there is room for, with how long keys and answers.
const FIELDS: (usize, usize, usize) = (20, 40, 1_000);

/// What a visitor filled into the form.
#[derive(Debug, Clone)]
pub struct Filled {
    /// What led to it.
    pub source: LeadSource,
    /// The details.
    pub given: Given,
    /// Whether the box was ticked.
    pub consent: bool,
    /// The behaviour rule that led to it.
    pub rule: Option<RuleAction>,
}

impl Filled {
    /// Filled in without a rule.
    pub const fn new(source: LeadSource, given: Given, consent: bool) -> Self {
        Self {
            source,
            given,
            consent,
            rule: None,
        }
    }
}

impl App {
    /// Stores what a visitor filled into the form, checked by the form's own rules.
    pub async fn submit_lead(&self, visitor: Visitor, filled: Filled) -> Result<Lead> {
        let Visitor {
            workspace,
            conversation: id,
            ..
        } = visitor;
        let Filled {
            source,
            given,
            consent,
            rule,
        } = filled;
        self.transact(workspace, async move |unit| {
            let conversation = conversations::find(unit.conn, workspace, id)
                .await?
                .ok_or(AppError::Unauthorized)?;
            let assistant = of_visitor(unit, visitor).await?;
            let form = &assistant.lead_form;
            refuse(form, &given, &form.faults(&values(&given, consent)))?;
            let wants = match given.wants {
                Some(wants) => Some(wants),
                // The form does not ask what they want, because they have just said so.
                None => last_words(unit, id).await?.map(|said| preview(&said, 200)),
            };
            let given = Given { wants, ..given };
            let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
            let origin = Origin {
                source,
                actor: actor.clone(),
                request: None,
            };
            let lead = capture(unit, Subject::of(&conversation), origin, given)
                .await?
                .lead;
            if let Some(action) = rule.filter(|_| !id.is_trial()) {
                led(unit, (&assistant, lead.id), action).await?;
            }
            // Who asked for a person and leaves an address is answered there.
            if let Some(address) = lead
                .email
                .as_deref()
                .filter(|_| awaits_person(&conversation))
            {
                wait::by_mail(unit, id, (actor, address)).await?;
            }
            Ok(lead)
        })
        .await
    }
}

fn awaits_person(conversation: &Conversation) -> bool {
    conversation.holder() == HolderKind::Nobody
}

/// What was given, by the keys of a form.
pub(crate) fn values(given: &Given, consent: bool) -> Values {
    let mut values = given.fields.clone();
    let own = [
        ("name", given.name.clone()),
        ("email", given.email.clone()),
        ("phone", given.phone.clone()),
        ("consent", consent.then(|| "yes".to_owned())),
    ];
    for (key, value) in own {
        if let Some(value) = value {
            values.insert(key.to_owned(), value);
        }
    }
    values
}

/// Refuses what is wrong, with a sentence for each field.
pub(crate) fn refuse(
    form: &LeadForm,
    given: &Given,
    faults: &BTreeMap<String, Fault>,
) -> Result<()> {
    let mut wrong = BTreeMap::new();
    for field in form.asked() {
        let Some(fault) = faults.get(&field.key) else {
            continue;
        };
        let advice = fault.advice(&field);
        match known_key(&field) {
            // Own fields are reported together, each by its label.
            "fields" => {
                let said = wrong.entry("fields").or_insert_with(String::new);
                let before = if said.is_empty() { "" } else { " " };
                *said = format!("{said}{before}{}: {advice}", field.label);
            }
            key => drop(wrong.insert(key, advice)),
        }
    }
    let (many, long_key, long) = FIELDS;
    let too_long =
        |(key, value): (&String, &String)| key.len() > long_key || value.chars().count() > long;
    if given.fields.len() > many || given.fields.iter().any(too_long) {
        let advice = "Keep to 20 answers of 1,000 characters each.";
        wrong.insert("fields", advice.to_owned());
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(wrong))
    }
}

/// The field under which an error is reported.
fn known_key(field: &LeadField) -> &'static str {
    match field.key.as_str() {
        "name" => "name",
        "email" => "email",
        "phone" => "phone",
        "consent" => "consent",
        _ => "fields",
    }
}

/// The conversation of a turn of the assistant, locked, if the epoch it began with still stands.
pub(crate) async fn held(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    epoch: i64,
) -> Result<Option<Conversation>> {
    if !conversations::hold(unit.conn, unit.workspace, id, epoch).await? {
        return Ok(None);
    }
    Ok(conversations::find(unit.conn, unit.workspace, id).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::lead::LeadFieldType;

    fn check(form: &LeadForm, given: &Given, consent: bool) -> Result<()> {
        refuse(form, given, &form.faults(&values(given, consent)))
    }

    #[test]
    fn the_form_names_every_wrong_field() {
        let form = LeadForm::default();
        let Err(AppError::Invalid(wrong)) = check(&form, &Given::default(), false) else {
            panic!("accepted")
        };
        assert_eq!(
            wrong.keys().copied().collect::<Vec<_>>(),
            ["consent", "email"]
        );
        let given = Given {
            email: Some("d@example.org".into()),
            ..Given::default()
        };
        assert!(check(&form, &given, true).is_ok());
    }

    #[test]
    fn own_fields_are_named_by_their_labels() {
        let mut form = LeadForm::default();
        for key in ["size", "tents"] {
            form.fields.push(LeadField {
                key: key.to_owned(),
                label: key.to_uppercase(),
                kind: LeadFieldType::Number,
                required: true,
                options: Vec::new(),
            });
        }
        let given = Given {
            email: Some("d@example.org".into()),
            fields: BTreeMap::from([("size".to_owned(), "many".to_owned())]),
            ..Given::default()
        };
        let Err(AppError::Invalid(wrong)) = check(&form, &given, true) else {
            panic!("accepted")
        };
        let said = "SIZE: Enter a number. TENTS: TENTS is needed.";
        assert_eq!(wrong, BTreeMap::from([("fields", said.to_owned())]));
    }
}

//! Capturing a lead: by the visitor's form or by the assistant's tool. Row, event and job in one transaction.

use crate::{
    App, Visitor,
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    event::{ContactFacts, Event},
    id::{ContactId, ConversationId},
    lead::{LeadField, LeadFieldType, LeadForm, LeadSource, LeadStatus},
    text::{Email, Name, parse_phone, preview},
};
use baton_store::{
    analytics, assistants, contacts,
    conversations::{self, Conversation},
    leads::{self, Lead},
    messages::{self, Part},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind of the outbox job that tells the world of a lead.
pub const LEAD_JOB: &str = "lead.captured";

/// What the outbox job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct LeadPayload {
    /// The lead.
    pub lead_id: baton_core::id::LeadId,
}

/// Contact details as somebody gave them.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// What they want, in their words.
    pub wants: Option<String>,
    /// Further fields of the form.
    pub fields: BTreeMap<String, String>,
}

impl App {
    /// Stores what a visitor filled into the form, checked by the form's own rules.
    pub async fn submit_lead(
        &self,
        visitor: Visitor,
        source: LeadSource,
        given: Given,
        consent: bool,
    ) -> Result<Lead> {
        let Visitor {
            workspace,
            assistant,
            conversation: id,
            ..
        } = visitor;
        self.transact(workspace, async move |unit| {
            let conversation = conversations::find(unit.conn, workspace, id)
                .await?
                .ok_or(AppError::Unauthorized)?;
            let kept = assistants::find(unit.conn, workspace, assistant)
                .await?
                .ok_or(AppError::Unauthorized)?;
            check(&kept.assistant.lead_form, &given, consent)?;
            let wants = match given.wants {
                Some(wants) => Some(wants),
                None => last_words(unit, id).await?,
            };
            let given = Given { wants, ..given };
            let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
            capture(unit, &conversation, (source, actor), given).await
        })
        .await
    }
}

/// What the visitor said last: the form does not ask what they want, because they have just said so.
async fn last_words(unit: &mut Unit<'_, '_>, id: ConversationId) -> Result<Option<String>> {
    let seq = messages::last_visitor_seq(unit.conn, unit.workspace, id).await?;
    let said = messages::list(unit.conn, unit.workspace, id, Part::Before(seq + 1), 1).await?;
    Ok(said
        .into_iter()
        .find(|m| m.seq == seq)
        .map(|m| preview(&m.body, 200)))
}

/// Checks what was given against the form: what is required is there, and each value is of its kind.
fn check(form: &LeadForm, given: &Given, consent: bool) -> Result<()> {
    let mut wrong = BTreeMap::new();
    for field in &form.fields {
        let value = match field.key.as_str() {
            "name" => given.name.as_deref(),
            "email" => given.email.as_deref(),
            "phone" => given.phone.as_deref(),
            key => given.fields.get(key).map(String::as_str),
        };
        if let Err(reason) = check_field(field, value.unwrap_or_default().trim(), consent) {
            wrong.insert(known_key(&field.key), reason);
        }
    }
    if given.fields.len() > 20
        || given
            .fields
            .iter()
            .any(|(k, v)| k.len() > 40 || v.chars().count() > 1_000)
    {
        wrong.insert(
            "fields",
            "Keep each answer under 1,000 characters.".to_owned(),
        );
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(wrong))
    }
}

fn check_field(field: &LeadField, value: &str, consent: bool) -> Result<(), String> {
    if field.kind == LeadFieldType::Consent {
        let missing = field.required && !consent;
        return if missing {
            Err("Please tick this box so that we may contact you.".to_owned())
        } else {
            Ok(())
        };
    }
    if value.is_empty() {
        return if field.required {
            Err(format!("{} is needed.", field.label))
        } else {
            Ok(())
        };
    }
    let refused = |invalid: baton_core::text::Invalid| invalid.0.to_owned();
    match field.kind {
        LeadFieldType::Email => Email::parse(value).map(drop).map_err(refused),
        LeadFieldType::Phone => parse_phone(value).map(drop).map_err(refused),
        LeadFieldType::Text if field.key == "name" => Name::parse(value).map(drop).map_err(refused),
        LeadFieldType::Number if value.replace(',', ".").parse::<f64>().is_err() => {
            Err("Enter a number.".to_owned())
        }
        LeadFieldType::Choice if !field.options.iter().any(|option| option == value) => {
            Err("Choose one of the options.".to_owned())
        }
        _ => Ok(()),
    }
}

/// The field under which an error is reported; own fields are reported together.
fn known_key(key: &str) -> &'static str {
    match key {
        "name" => "name",
        "email" => "email",
        "phone" => "phone",
        "consent" => "consent",
        _ => "fields",
    }
}

/// Stores a lead of a conversation. The assistant's earlier lead with the same address is added to instead.
pub(crate) async fn capture(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    (source, actor): (LeadSource, Actor),
    given: Given,
) -> Result<Lead> {
    let given = clean(given)?;
    let (workspace, now) = (unit.workspace, unit.now);
    let details = contacts::Details {
        name: given.name.clone(),
        email: given.email.clone(),
        phone: given.phone.clone(),
    };
    let filled = fill_contact(unit, conversation.contact_id, &details).await?;
    let earlier = match &given.email {
        Some(email) => {
            leads::by_email(unit.conn, workspace, conversation.assistant_id, email).await?
        }
        None => leads::of_conversation(unit.conn, workspace, conversation.id).await?,
    };
    let (lead, event) = if let Some(earlier) = earlier {
        let lead = merge(earlier, given, now);
        leads::update(unit.conn, workspace, &lead).await?;
        let lead_facts = lead.facts();
        (lead, Event::LeadUpdated { lead: lead_facts })
    } else {
        let lead = new_lead(unit, conversation, source, given);
        store_new(unit, &lead).await?;
        let lead_facts = lead.facts();
        (lead, Event::LeadCaptured { lead: lead_facts })
    };
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, actor.clone(), event);
    if let Some(contact) = filled {
        let told = Event::ContactUpdated { contact };
        unit.emit(Place::WORKSPACE, actor, told);
    }
    Ok(lead)
}

/// Keeps what was not known of the contact yet; answers what is known now where that is more than before.
async fn fill_contact(
    unit: &mut Unit<'_, '_>,
    id: ContactId,
    given: &contacts::Details,
) -> Result<Option<ContactFacts>> {
    let before = contacts::find(unit.conn, unit.workspace, id).await?;
    contacts::fill(unit.conn, unit.workspace, id, given).await?;
    let after = contacts::find(unit.conn, unit.workspace, id).await?;
    Ok(after
        .filter(|after| before.as_ref() != Some(after))
        .map(|contact| ContactFacts {
            id,
            name: contact.name,
            email: contact.email,
            phone: contact.phone,
        }))
}

async fn store_new(unit: &mut Unit<'_, '_>, lead: &Lead) -> Result<()> {
    if !leads::insert(unit.conn, unit.workspace, lead).await? {
        return Err(AppError::Contended);
    }
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "lead"),
        Some(lead.conversation_id),
        unit.now,
    )
    .await?;
    unit.enqueue(
        LEAD_JOB,
        Some(lead.id.to_string()),
        &LeadPayload { lead_id: lead.id },
    )
}

fn new_lead(
    unit: &Unit<'_, '_>,
    conversation: &Conversation,
    source: LeadSource,
    given: Given,
) -> Lead {
    Lead {
        id: unit.ids.next(),
        assistant_id: conversation.assistant_id,
        conversation_id: conversation.id,
        contact_id: conversation.contact_id,
        name: given.name,
        email: given.email,
        phone: given.phone,
        wants: given.wants,
        fields: given.fields,
        status: LeadStatus::New,
        source,
        created_at: unit.now,
        updated_at: unit.now,
    }
}

fn clean(given: Given) -> Result<Given> {
    let filled =
        |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let name = filled(given.name).map(|name| preview(&name, Name::MAX_CHARS));
    let email = filled(given.email)
        .map(|e| Email::parse(&e).in_field("email"))
        .transpose()?;
    let phone = filled(given.phone)
        .map(|p| parse_phone(&p).in_field("phone"))
        .transpose()?;
    if email.is_none() && phone.is_none() && name.is_none() {
        return Err(AppError::invalid(
            "email",
            "Leave an e-mail address or a phone number.",
        ));
    }
    let wants = filled(given.wants).map(|wants| preview(&wants, 500));
    let fields = given
        .fields
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .collect();
    Ok(Given {
        name,
        email: email.map(|e| e.as_str().to_owned()),
        phone,
        wants,
        fields,
    })
}

/// A later capture adds to the earlier one: the newest word wins, nothing is erased.
fn merge(earlier: Lead, given: Given, now: baton_core::time::Timestamp) -> Lead {
    let mut fields = earlier.fields;
    fields.extend(given.fields);
    Lead {
        name: given.name.or(earlier.name),
        email: given.email.or(earlier.email),
        phone: given.phone.or(earlier.phone),
        wants: given.wants.or(earlier.wants),
        fields,
        updated_at: now,
        ..Lead {
            fields: BTreeMap::new(),
            name: None,
            email: None,
            phone: None,
            wants: None,
            ..earlier
        }
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
}

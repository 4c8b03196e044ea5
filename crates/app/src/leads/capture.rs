//! Capturing a lead, whoever did it: row, what was added, event and job in one transaction. A later capture with the same
//! address adds to the earlier one, and stays visible as what it was.

use super::{
    alerts::raise::{Told, raise},
    rate,
};
use crate::{
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    alert::AlertKind,
    event::{ContactFacts, Event},
    id::{AssistantId, ContactId, ConversationId, LeadId},
    lead::{LeadSource, LeadStatus, Score},
    text::{Email, Name, parse_phone, preview},
    time::Timestamp,
};
use baton_store::{
    analytics, contacts,
    conversations::Conversation,
    leads::{self, Capture, Lead},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind of the outbox job that tells the world of a lead.
pub const LEAD_JOB: &str = "lead.captured";

/// What a job about a lead names.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct LeadPayload {
    /// The lead.
    pub lead_id: LeadId,
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

/// Whose details they are, and where they were left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    /// Whose lead it is.
    pub(crate) assistant: AssistantId,
    /// Who.
    pub(crate) contact: ContactId,
    /// Where, if in a conversation, and whether its visitor reads the names of teammates.
    pub(crate) conversation: Option<(ConversationId, bool)>,
}

impl Subject {
    /// The visitor of a conversation.
    pub(crate) const fn of(conversation: &Conversation) -> Self {
        Self {
            assistant: conversation.assistant_id,
            contact: conversation.contact_id,
            conversation: Some((conversation.id, conversation.show_human_names)),
        }
    }

    fn place(&self) -> Place {
        self.conversation.map_or(Place::WORKSPACE, |(id, shown)| {
            Place::conversation(id, shown)
        })
    }

    fn conversation_id(&self) -> Option<ConversationId> {
        self.conversation.map(|(id, _)| id)
    }
}

/// How a lead came in.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// What led to it.
    pub(crate) source: LeadSource,
    /// By whom.
    pub(crate) actor: Actor,
    /// The caller's own key for it, where there is one.
    pub(crate) request: Option<String>,
}

/// A lead, and whether it was one before.
#[derive(Debug, Clone)]
pub struct Captured {
    /// The lead.
    pub lead: Lead,
    /// Whether this capture made it.
    pub is_new: bool,
}

/// Stores a lead. The assistant's earlier one with the same address, or of the same conversation where it had none, is
/// added to instead.
pub(crate) async fn capture(
    unit: &mut Unit<'_, '_>,
    subject: Subject,
    origin: Origin,
    given: Given,
) -> Result<Captured> {
    let given = clean(given)?;
    // What is filled in while a draft is tried was checked, and is nobody's lead.
    if subject
        .conversation_id()
        .is_some_and(ConversationId::is_trial)
    {
        return Ok(Captured {
            lead: new_lead(unit, subject, origin.source, given),
            is_new: true,
        });
    }
    if subject
        .conversation_id()
        .is_some_and(ConversationId::is_practice)
    {
        return Err(AppError::Conflict(
            "This visitor is played for practice, and is no lead.",
        ));
    }
    let details = contacts::Details {
        name: given.name.clone(),
        email: given.email.clone(),
        phone: given.phone.clone(),
    };
    let filled = fill_contact(unit, subject.contact, &details).await?;
    let earlier = earlier(unit, subject, &given).await?;
    let captured = match earlier {
        Some(earlier) => add_to(unit, subject, &origin, (earlier, given)).await?,
        None => begin(unit, subject, &origin, given).await?,
    };
    let facts = captured.lead.facts();
    let event = if captured.is_new {
        Event::LeadCaptured { lead: facts }
    } else {
        Event::LeadUpdated { lead: facts }
    };
    unit.emit(subject.place(), origin.actor.clone(), event);
    if let Some(contact) = filled {
        let told = Event::ContactUpdated { contact };
        unit.emit(subject.place(), origin.actor, told);
    }
    Ok(captured)
}

async fn earlier(unit: &mut Unit<'_, '_>, subject: Subject, given: &Given) -> Result<Option<Lead>> {
    if let Some(email) = &given.email
        && let Some(lead) =
            leads::by_email(unit.conn, unit.workspace, subject.assistant, email).await?
    {
        return Ok(Some(lead));
    }
    let Some(conversation) = subject.conversation_id() else {
        return Ok(None);
    };
    let of_talk = leads::of_conversation(unit.conn, unit.workspace, conversation).await?;
    // With an address of its own it is somebody else's.
    Ok(of_talk.filter(|lead| given.email.is_none() || lead.email.is_none()))
}

async fn add_to(
    unit: &mut Unit<'_, '_>,
    subject: Subject,
    origin: &Origin,
    (earlier, given): (Lead, Given),
) -> Result<Captured> {
    let added = news(&earlier, &given);
    let elsewhere = earlier.conversation_id != subject.conversation_id();
    let mut lead = merge(earlier, given, unit.now);
    lead.score = rate::score(unit, &lead).await?;
    leads::update(unit.conn, unit.workspace, &lead).await?;
    if !added.is_empty() || elsewhere || origin.request.is_some() {
        note(unit, &lead, (subject, origin), added).await?;
    }
    Ok(Captured {
        lead,
        is_new: false,
    })
}

async fn begin(
    unit: &mut Unit<'_, '_>,
    subject: Subject,
    origin: &Origin,
    given: Given,
) -> Result<Captured> {
    let mut lead = new_lead(unit, subject, origin.source, given);
    lead.score = rate::score(unit, &lead).await?;
    if !leads::insert(unit.conn, unit.workspace, &lead).await? {
        return Err(AppError::Contended);
    }
    let nothing = new_lead(unit, subject, origin.source, Given::default());
    let all = Given {
        name: lead.name.clone(),
        email: lead.email.clone(),
        phone: lead.phone.clone(),
        wants: lead.wants.clone(),
        fields: lead.fields.clone(),
    };
    note(unit, &lead, (subject, origin), news(&nothing, &all)).await?;
    analytics::record(
        unit.conn,
        unit.workspace,
        (unit.ids.next(), "lead"),
        lead.conversation_id,
        unit.now,
    )
    .await?;
    let payload = LeadPayload { lead_id: lead.id };
    unit.enqueue(LEAD_JOB, Some(lead.id.to_string()), &payload)?;
    rate::look_again(unit, lead.id)?;
    // Who adds one by hand knows of it.
    if origin.source != LeadSource::Manual {
        let told = Told {
            kind: AlertKind::Lead,
            lead: Some(lead.id),
            conversation: lead.conversation_id,
            by: None,
            own: None,
            is_mailed: false,
        };
        raise(unit, told).await?;
    }
    Ok(Captured { lead, is_new: true })
}

/// Writes down what a capture told that was not known before.
async fn note(
    unit: &mut Unit<'_, '_>,
    lead: &Lead,
    (subject, origin): (Subject, &Origin),
    added: BTreeMap<String, String>,
) -> Result<()> {
    let capture = Capture {
        id: unit.ids.next(),
        conversation_id: subject.conversation_id(),
        source: origin.source,
        actor: origin.actor.clone(),
        added,
        at: unit.now,
    };
    let request = origin.request.as_deref();
    leads::add_capture(unit.conn, unit.workspace, lead.id, &capture, request).await?;
    Ok(())
}

/// What is given that a lead did not say, by field.
fn news(before: &Lead, given: &Given) -> BTreeMap<String, String> {
    let own = [
        ("name", &before.name, &given.name),
        ("email", &before.email, &given.email),
        ("phone", &before.phone, &given.phone),
        ("wants", &before.wants, &given.wants),
    ];
    let own = own.into_iter().filter_map(|(key, before, now)| {
        let now = now.as_ref().filter(|now| Some(*now) != before.as_ref())?;
        Some((key.to_owned(), now.clone()))
    });
    let fields = given.fields.iter();
    let fields = fields.filter(|(key, value)| before.fields.get(*key) != Some(*value));
    own.chain(fields.map(|(key, value)| (key.clone(), value.clone())))
        .collect()
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

fn new_lead(unit: &Unit<'_, '_>, subject: Subject, source: LeadSource, given: Given) -> Lead {
    Lead {
        id: unit.ids.next(),
        assistant_id: subject.assistant,
        conversation_id: subject.conversation_id(),
        contact_id: subject.contact,
        name: given.name,
        email: given.email,
        phone: given.phone,
        wants: given.wants,
        fields: given.fields,
        status: LeadStatus::New,
        source,
        created_at: unit.now,
        updated_at: unit.now,
        score: Score::default(),
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
fn merge(earlier: Lead, given: Given, now: Timestamp) -> Lead {
    let mut lead = earlier;
    lead.fields.extend(given.fields);
    lead.name = given.name.or(lead.name);
    lead.email = given.email.or(lead.email);
    lead.phone = given.phone.or(lead.phone);
    lead.wants = given.wants.or(lead.wants);
    lead.updated_at = now;
    lead
}

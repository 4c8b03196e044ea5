//! Which events an endpoint is told of.

use crate::text::Invalid;

/// Every event that can be told, with when it happens.
pub const EVENT_TYPES: &[(&str, &str)] = &[
    (
        "conversation.created",
        "A visitor's browser opened a conversation.",
    ),
    ("message.created", "Somebody said something."),
    (
        "message.edited",
        "A teammate changed what they had just said.",
    ),
    (
        "message.unsent",
        "A teammate took back what they had just said.",
    ),
    ("message.rated", "A visitor said whether an answer helped."),
    (
        "conversation.claimed",
        "A teammate took the conversation over.",
    ),
    ("conversation.released", "The assistant has it again."),
    ("conversation.escalated", "A person is needed."),
    (
        "conversation.wait_changed",
        "The visitor waits in another way: with the assistant's help, or for an e-mail.",
    ),
    ("conversation.resolved", "The conversation was closed."),
    (
        "conversation.reopened",
        "The conversation was opened again.",
    ),
    (
        "baton.requested",
        "A teammate asked the one who holds the conversation for it.",
    ),
    (
        "baton.kept",
        "The one who was asked for the conversation keeps it.",
    ),
    (
        "conversation.assigned",
        "A conversation was assigned to a teammate, or to nobody.",
    ),
    (
        "conversation.snoozed",
        "A teammate put the conversation away until a time.",
    ),
    (
        "conversation.unsnoozed",
        "It is back: its time came, or a teammate took it out again.",
    ),
    (
        "reply.scheduled",
        "A teammate wrote a reply that is to be sent at a time.",
    ),
    (
        "reply.settled",
        "A scheduled reply was sent, taken back, or not sent at its time.",
    ),
    ("note.created", "A teammate left a note for the team."),
    (
        "standing_order.left",
        "Who handed back left the assistant an order.",
    ),
    (
        "standing_order.removed",
        "An order to the assistant was taken away before its time.",
    ),
    (
        "answer.held",
        "An answer was finished and waits for the team.",
    ),
    (
        "answer.decided",
        "A held answer was sent, changed, stopped, or is void.",
    ),
    (
        "whisper.left",
        "A teammate told the assistant in private what to do.",
    ),
    (
        "conversation.need_changed",
        "A conversation that the assistant holds needs a person more, or less.",
    ),
    (
        "conversation.autopilot_changed",
        "Whether answers go out by themselves in a conversation was changed.",
    ),
    ("conversation.tagged", "A tag was added."),
    ("conversation.untagged", "A tag was removed."),
    (
        "tag.changed",
        "A tag was renamed, merged, coloured or deleted, in all conversations.",
    ),
    (
        "conversation.deleted",
        "Conversations were deleted with all that was in them.",
    ),
    (
        "event.erased",
        "What an event said of a deleted conversation is gone.",
    ),
    ("lead.captured", "Contact details were captured."),
    ("lead.updated", "A lead changed its stage or details."),
    ("contact.updated", "The details of a contact changed."),
    (
        "member.updated",
        "Somebody of the team came, changed or left.",
    ),
    (
        "assistant.updated",
        "An assistant, its draft or its versions changed.",
    ),
    ("knowledge.source_updated", "An import moved on."),
    ("webhook.disabled", "An endpoint was turned off."),
];

/// The events that an endpoint wants: names, or `object.*`. None named: all, also those that are added later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventTypes(Vec<String>);

impl EventTypes {
    /// Checks what somebody wants: each has to lead to an event.
    pub fn parse(wanted: &[String]) -> Result<Self, Invalid> {
        let mut kept: Vec<String> = wanted.iter().map(|each| each.trim().to_owned()).collect();
        kept.sort_unstable();
        kept.dedup();
        if kept.iter().all(|one| matching(one).next().is_some()) {
            Ok(Self(kept))
        } else {
            Err(Invalid(
                "Choose events from GET /api/v1/webhook-event-types, or write object.* for all of an object.",
            ))
        }
    }

    /// As they were stored.
    pub const fn stored(list: Vec<String>) -> Self {
        Self(list)
    }

    /// As they are written.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// The names of the events; `None` for all.
    pub fn names(&self) -> Option<Vec<&'static str>> {
        let named = self.0.iter().flat_map(|one| matching(one));
        (!self.0.is_empty()).then(|| named.collect())
    }
}

fn matching(one: &str) -> impl Iterator<Item = &'static str> {
    let object = one.strip_suffix('*').filter(|object| object.ends_with('.'));
    let all = EVENT_TYPES.iter().map(|(name, _)| *name);
    all.filter(move |name| object.map_or(*name == one, |object| name.starts_with(object)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use std::collections::BTreeSet;
    use utoipa::PartialSchema as _;

    fn parse(wanted: &[&str]) -> Result<EventTypes, Invalid> {
        let wanted: Vec<String> = wanted.iter().map(|one| (*one).to_owned()).collect();
        EventTypes::parse(&wanted)
    }

    #[test]
    fn none_is_all_and_an_object_is_all_of_its_events() {
        assert_eq!(parse(&[]).unwrap().names(), None);
        let some = parse(&["lead.*", " contact.updated", "contact.updated"]).unwrap();
        assert_eq!(
            some.names().unwrap(),
            ["contact.updated", "lead.captured", "lead.updated"]
        );
        for bad in [
            "lead",
            "*",
            ".*",
            "lead.",
            "lead.captured.x",
            "dragon.*",
            "",
        ] {
            assert!(parse(&[bad]).is_err(), "{bad}");
        }
    }

    /// The document of the interface is made from the enum: what is missing here can nobody subscribe to.
    #[test]
    fn every_event_of_the_catalogue_is_listed() {
        let schema = serde_json::to_string(&Event::schema()).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let named: BTreeSet<&str> = schema["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["properties"]["type"]["enum"][0].as_str().unwrap())
            .collect();
        let listed: BTreeSet<&str> = EVENT_TYPES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, named);
        assert_eq!(listed.len(), EVENT_TYPES.len());
    }
}

//! What is stored about the visitor, each with the message in which it stands.

use super::{Material, by_visitor};
use baton_core::conversation::brief::Fact;

fn fact(material: &Material, label: &str, value: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        value: value.to_owned(),
        seq: said_in(material, value),
    }
}

/// The last message of the visitor that contains a value, whatever case its letters have.
fn said_in(material: &Material, value: &str) -> Option<i64> {
    let value = value.to_lowercase();
    let holds = |body: &str| !value.is_empty() && body.to_lowercase().contains(&value);
    let found = by_visitor(material).rfind(|message| holds(&message.body));
    found.map(|message| message.seq)
}

/// What the visitor left: in a form, or in words that the assistant took down.
pub(super) fn collected(material: &Material) -> Vec<Fact> {
    let Some((lead, wants)) = &material.lead else {
        return Vec::new();
    };
    let own = [
        ("name", &lead.name),
        ("email", &lead.email),
        ("phone", &lead.phone),
        ("wants", wants),
    ];
    let own = own
        .into_iter()
        .filter_map(|(label, value)| Some((label, value.as_deref()?)));
    let fields = lead.fields.iter();
    let fields = fields.map(|(key, value)| (key.as_str(), value.as_str()));
    own.chain(fields)
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| fact(material, label, value))
        .collect()
}

/// What is known about the visitor besides.
pub(super) fn known(material: &Material, collected: &[Fact]) -> Vec<Fact> {
    let contact = material.contact.as_ref();
    let page = material.page.as_ref();
    let page = page.map(|(url, title)| title.as_ref().filter(|t| !t.is_empty()).unwrap_or(url));
    let facts = [
        ("name", contact.and_then(|c| c.name.as_ref())),
        ("email", contact.and_then(|c| c.email.as_ref())),
        ("phone", contact.and_then(|c| c.phone.as_ref())),
        ("page", page),
        ("language", contact.and_then(|c| c.locale.as_ref())),
        ("device", contact.and_then(|c| c.device.as_ref())),
    ];
    let is_new = |fact: &Fact| {
        let same = |other: &Fact| (&other.label, &other.value) == (&fact.label, &fact.value);
        !collected.iter().any(same)
    };
    let facts = facts
        .into_iter()
        .filter_map(|(label, value)| Some(fact(material, label, value?)));
    facts.filter(is_new).collect()
}

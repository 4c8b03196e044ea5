//! Correcting what is known about a contact.

use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::Place,
};
use baton_core::{
    contact::Contact,
    event::{ContactFacts, Event},
    id::ContactId,
    patch::Patch,
    role::Permission,
    text::{Email, Name, parse_phone},
};
use baton_store::contacts::{self, Details};

/// What shall be different about a contact.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The name.
    pub name: Patch<String>,
    /// The e-mail address.
    pub email: Patch<String>,
    /// The phone number.
    pub phone: Patch<String>,
}

impl Changes {
    /// The details after the change, each checked where it is new.
    fn apply(self, before: &Contact) -> Result<Details> {
        let name = self
            .name
            .try_map(|name| Name::parse(&name).map(Name::into_string));
        let email = self
            .email
            .try_map(|email| Email::parse(&email).map(|email| email.as_str().to_owned()));
        let phone = self.phone.try_map(|phone| parse_phone(&phone));
        Ok(Details {
            name: name.in_field("name")?.apply(before.name.clone()),
            email: email.in_field("email")?.apply(before.email.clone()),
            phone: phone.in_field("phone")?.apply(before.phone.clone()),
        })
    }
}

impl App {
    /// Changes a contact's details; answers the contact afterwards.
    pub async fn update_contact(
        &self,
        caller: &Caller,
        id: ContactId,
        changes: Changes,
    ) -> Result<Contact> {
        let (asking, act) = (caller, ("contact.update", ("contact", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let found = contacts::find(unit.conn, unit.workspace, id).await?;
            let before = found.ok_or(AppError::NotFound)?;
            caller.require(Permission::ContactWrite)?;
            let details = changes.apply(&before)?;
            contacts::correct(unit.conn, unit.workspace, id, &details).await?;
            let Details { name, email, phone } = details;
            let after = Contact {
                name,
                email,
                phone,
                ..before.clone()
            };
            if after != before {
                unit.audit(&caller.actor(), act.0, act.1).await?;
                let (name, email) = (after.name.clone(), after.email.clone());
                let contact = ContactFacts {
                    id,
                    name,
                    email,
                    phone: after.phone.clone(),
                };
                let talk = contacts::newest_conversation(unit.conn, unit.workspace, id).await?;
                let place = talk.map_or(Place::WORKSPACE, |id| Place::conversation(id, false));
                unit.emit(place, caller.actor(), Event::ContactUpdated { contact });
            }
            Ok(after)
        })
        .await
    }
}

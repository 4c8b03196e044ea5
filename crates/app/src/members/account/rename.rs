//! Somebody changes how teammates read them.

use crate::{
    App, Caller,
    error::{InField as _, Result},
    members::{session::SignedIn, tell::tell},
};
use baton_core::{actor::Person, team::member::MemberState, text::Name};
use baton_store::users;

impl App {
    /// Changes the name of who is signed in, in all their workspaces. What they did before keeps the name of its time.
    pub async fn rename_account(&self, signed_in: SignedIn, name: &str) -> Result<Caller> {
        let name = Name::parse(name).in_field("name")?;
        let caller = signed_in.caller;
        self.transact(caller.workspace, async move |unit| {
            users::rename(unit.conn, caller.person.id, &name).await?;
            let person = Person {
                id: caller.person.id,
                name: name.into_string(),
            };
            let caller = Caller { person, ..caller };
            tell(unit, caller.actor(), caller.person.id, MemberState::Active).await?;
            Ok(caller)
        })
        .await
    }
}

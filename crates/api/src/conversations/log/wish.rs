//! What of the log is asked for.

use baton_core::{
    channel::Channel,
    id::{AssistantId, UserId},
    time::Timestamp,
};
use baton_store::conversations::log::{Filter, Held};
use serde::Deserialize;
use utoipa::IntoParams;

baton_core::codes! {
    /// Who holds it now.
    pub enum HolderParam {
        /// The assistant.
        Assistant = "assistant",
        /// Nobody: a visitor waits.
        Nobody = "nobody",
        /// A teammate.
        Person = "person",
        /// None any more: it is resolved.
        None = "none",
    }
}

/// Which conversations.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Narrowed {
    /// `false`: also visitors who never wrote.
    pub(super) engaged: Option<bool>,
    /// Of this channel.
    channel: Option<Channel>,
    /// Of this assistant.
    assistant: Option<AssistantId>,
    /// Held so now.
    #[param(inline)]
    holder: Option<HolderParam>,
    /// Held by this teammate now.
    person: Option<UserId>,
    /// Only those for which a person was asked and that are not over.
    #[serde(default)]
    needs_human: bool,
    /// With this tag.
    tag: Option<String>,
    /// Begun then or later.
    from: Option<Timestamp>,
    /// Begun before.
    until: Option<Timestamp>,
}

impl Narrowed {
    pub(super) fn filter(self) -> Filter {
        let held = self.holder.map(|holder| match holder {
            HolderParam::Assistant => Held::Assistant,
            HolderParam::Nobody => Held::Nobody,
            HolderParam::Person => Held::Person,
            HolderParam::None => Held::None,
        });
        Filter {
            engaged: self.engaged.unwrap_or(true),
            channel: self.channel,
            assistant: self.assistant,
            held: self.person.map(Held::By).or(held),
            needs_human: self.needs_human,
            tag: self.tag,
            from: self.from,
            until: self.until,
        }
    }
}

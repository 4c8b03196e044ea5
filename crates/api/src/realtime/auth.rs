//! `POST /broadcasting/auth`: asks for the rights, and signs that they were given to this socket for this channel.

use super::{
    channel::Channel,
    hub::Hub,
    rights::{ChannelRights, Denied, Grant, Member},
    room::about,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What a client asks, as a form. Clients may add fields of their own.
#[derive(Clone, Debug, Deserialize)]
pub struct Ask {
    /// The connection that it is for.
    pub socket_id: String,
    /// The channel that it wants to hear.
    pub channel_name: String,
}

/// The signed answer, which the client hands to the socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// `{key}:{signature}`.
    pub auth: String,
    /// Who asked, bound to the signature, as JSON text. Given back by clients byte for byte.
    pub channel_data: String,
}

/// Who a signature was made for. Protocol 7 has a place for it: it is part of what is signed, on private channels too.
#[derive(Serialize, Deserialize)]
pub(super) struct Bearer<P> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    user_info: Option<Box<RawValue>>,
    pub(super) who: P,
}

impl<R: ChannelRights> Hub<R> {
    /// Decides on `ask` of `who`, and signs the answer.
    ///
    /// # Errors
    /// [`Denied::Refused`] for what may not be heard, does not exist or is no socket id, all alike.
    pub async fn authorise(&self, who: R::Principal, ask: &Ask) -> Result<Answer, Denied> {
        if !is_socket_id(&ask.socket_id) {
            return Err(Denied::Refused);
        }
        let channel: Channel = ask
            .channel_name
            .parse()
            .map_err(|_unknown| Denied::Refused)?;
        let bearer = match self.decide(&who, channel).await? {
            Grant::Member(Member { user_id, name }) if channel.is_presence() => Bearer {
                user_id: Some(user_id.as_ref().to_owned()),
                user_info: Some(about(&name)),
                who,
            },
            Grant::Member(_) | Grant::Visitor => Bearer {
                user_id: None,
                user_info: None,
                who,
            },
        };
        let channel_data = serde_json::to_string(&bearer).map_err(|error| {
            tracing::error!(%error, "a principal could not be written");
            Denied::Unavailable
        })?;
        let auth = self
            .signer
            .sign(&ask.socket_id, &ask.channel_name, Some(&channel_data));
        Ok(Answer { auth, channel_data })
    }

    /// Asks for the rights, within a deadline. A visitor is never let in where only members belong, whatever the answer.
    pub(super) async fn decide(
        &self,
        who: &R::Principal,
        channel: Channel,
    ) -> Result<Grant, Denied> {
        let asked =
            tokio::time::timeout(self.limits.authorise, self.rights.authorise(who, channel));
        let grant = asked.await.map_err(|_elapsed| Denied::Unavailable)??;
        if grant == Grant::Visitor && !channel.is_for_visitors() {
            tracing::error!(%channel, "a visitor was granted a channel for members");
            return Err(Denied::Refused);
        }
        Ok(grant)
    }
}

/// Two numbers with a dot between.
fn is_socket_id(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 64
        && text
            .split_once('.')
            .is_some_and(|(high, low)| is_number(high) && is_number(low))
}

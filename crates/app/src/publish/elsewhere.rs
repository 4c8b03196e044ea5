//! What was used up of a limit on other nodes: told over the bus, so that an attacker who is spread over all nodes gains little.
//!
//! A word that is lost costs nothing but that: each node keeps its own limits at any time.

use crate::{App, members::throttle::Throttle};
use baton_bus::Control;
use baton_core::{network::Network, text::Email};
use bytes::Bytes;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// Topic of the bus for guesses of secrets, see [`Guess`].
pub const GUESSED: &str = "limits.guessed";

/// What a node says of itself; it hears its own words too, and passes over them.
#[derive(Debug, Serialize, Deserialize)]
struct Word<T> {
    node: Uuid,
    says: T,
}

/// What is guessed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Secret {
    Password,
    /// Not a guess, but counted alike: mail to an address, that somebody asked for.
    Reset,
}

/// One guess, and what came of it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Guess {
    secret: Secret,
    email: String,
    network: Network,
    is_right: bool,
}

impl App {
    /// Tells the other nodes, where there are any.
    pub fn tell_elsewhere<T: Serialize>(&self, topic: &'static str, says: T) {
        if !self.bus.is_shared() {
            return;
        }
        let word = Word {
            node: self.node(),
            says,
        };
        match serde_json::to_vec(&word) {
            Ok(json) => self.bus.control(Control {
                topic: topic.into(),
                payload: Bytes::from(json),
            }),
            Err(error) => {
                tracing::error!(%error, topic, "a word for the other nodes could not be serialised");
            }
        }
    }

    /// What another node says under a topic; `None` where it is another topic, or this node's own word.
    pub fn heard_elsewhere<T: DeserializeOwned>(
        &self,
        topic: &str,
        control: &Control,
    ) -> Option<T> {
        if &*control.topic != topic {
            return None;
        }
        match serde_json::from_slice::<Word<T>>(&control.payload) {
            Ok(word) => (word.node != self.node()).then_some(word.says),
            Err(error) => {
                tracing::warn!(%error, topic, "a word of another node could not be read");
                None
            }
        }
    }

    /// A secret was guessed at here.
    pub(crate) fn guessed(&self, secret: Secret, who: (&Email, Network), is_right: bool) {
        let (email, network) = who;
        self.throttle_of(secret).note(email, network, is_right);
        let email = email.as_str().to_owned();
        self.tell_elsewhere(
            GUESSED,
            Guess {
                secret,
                email,
                network,
                is_right,
            },
        );
    }

    /// Hears of guesses on other nodes.
    pub fn hear_guess(&self, control: &Control) {
        let Some(guess) = self.heard_elsewhere::<Guess>(GUESSED, control) else {
            return;
        };
        if let Ok(email) = Email::parse(&guess.email) {
            self.throttle_of(guess.secret)
                .note(&email, guess.network, guess.is_right);
        }
    }

    fn throttle_of(&self, secret: Secret) -> &Throttle {
        match secret {
            Secret::Password => self.throttle(),
            Secret::Reset => self.reset_throttle(),
        }
    }
}

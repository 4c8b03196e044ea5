//! A visitor who writes, leaves details and asks for people, and makes each call again under the same id until it is
//! acknowledged.

use super::{
    chance::Chance,
    site::{Answer, Caller},
};
use serde_json::json;

/// A message that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The sender's own id for it.
    pub(super) client_id: String,
    /// The message.
    pub(super) id: String,
    /// Its place.
    pub(super) seq: i64,
    /// Its text.
    pub(super) body: String,
}

impl Said {
    /// As an answer acknowledges it.
    pub(super) fn of(answer: &Answer) -> Self {
        Self {
            client_id: answer.text("client_id"),
            id: answer.text("id"),
            seq: answer.body["seq"].as_i64().unwrap(),
            body: answer.text("body"),
        }
    }
}

/// Something that a visitor wants.
#[derive(Debug, Clone)]
enum Wish {
    Say { client_id: String, body: String },
    Lead { email: String },
    Person,
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// It was acknowledged.
    Done,
    /// Nobody knows whether it happened, or it is to be made later.
    Again,
}

/// A visitor with everything that was promised to them.
#[derive(Debug)]
pub(super) struct Visitor {
    /// Their conversation.
    pub(super) conversation: String,
    /// Messages that were acknowledged.
    pub(super) said: Vec<Said>,
    /// Leads that were acknowledged.
    pub(super) leads: Vec<String>,
    caller: Caller,
    name: String,
    chance: Chance,
    made: u64,
    wish: Option<Wish>,
}

impl Visitor {
    pub(super) fn new(
        (caller, conversation): (Caller, String),
        name: String,
        chance: Chance,
    ) -> Self {
        Self {
            conversation,
            said: Vec::new(),
            leads: Vec::new(),
            caller,
            name,
            chance,
            made: 0,
            wish: None,
        }
    }

    /// The message that was sent and not acknowledged, by its client id.
    pub(super) fn unsure_of(&self) -> Option<&str> {
        match &self.wish {
            Some(Wish::Say { client_id, .. }) => Some(client_id),
            _ => None,
        }
    }

    /// Whether a call waits to be made again.
    pub(super) fn is_unsure(&self) -> bool {
        self.wish.is_some()
    }

    /// Makes the call that was not acknowledged, or a new one.
    pub(super) async fn act(&mut self) -> (Heard, Answer) {
        let wish = self.wish.clone().unwrap_or_else(|| self.think());
        // Before the call: this future may be dropped while it waits for the answer.
        self.wish = Some(wish.clone());
        let answer = self.ask(&wish).await;
        let heard = self.hear(&wish, &answer);
        if heard == Heard::Done {
            self.wish = None;
        }
        (heard, answer)
    }

    fn think(&mut self) -> Wish {
        self.made += 1;
        let client_id = format!("{}-{}", self.name, self.made);
        match self.chance.between(0, 20) {
            0 => Wish::Lead {
                email: format!("{client_id}@example.com"),
            },
            1 => Wish::Person,
            2 => Wish::Say {
                body: format!("I want to talk to a human please ({client_id})"),
                client_id,
            },
            _ => Wish::Say {
                body: format!("How long may I send boots back? ({client_id})"),
                client_id,
            },
        }
    }

    async fn ask(&self, wish: &Wish) -> Answer {
        match wish {
            Wish::Say { client_id, body } => {
                let message = json!({"client_id": client_id, "body": body});
                self.caller.post("/v1/widget/messages", &message).await
            }
            Wish::Lead { email } => {
                let lead =
                    json!({"client_id": email, "source": "form", "email": email, "consent": true});
                self.caller.post("/v1/widget/leads", &lead).await
            }
            Wish::Person => {
                self.caller
                    .post("/v1/widget/request-human", &json!({}))
                    .await
            }
        }
    }

    fn hear(&mut self, wish: &Wish, answer: &Answer) -> Heard {
        match (wish, answer.status) {
            (_, 0 | 429 | 503) => return Heard::Again,
            (Wish::Say { client_id, body }, 200 | 201) => {
                let said = Said::of(answer);
                assert_eq!((&said.client_id, &said.body), (client_id, body));
                self.said.push(said);
            }
            (Wish::Lead { .. }, 201) => self.leads.push(answer.text("lead_id")),
            (Wish::Person, 200) => {}
            _ => panic!("{wish:?} was answered {answer:?}"),
        }
        Heard::Done
    }

    /// Sends the last acknowledged message once more: the answer is the first one.
    pub(super) async fn repeat(&self) {
        let Some(last) = self.said.last() else { return };
        let message = json!({"client_id": last.client_id, "body": last.body});
        let answer = self.caller.post("/v1/widget/messages", &message).await;
        if answer.status != 429 {
            assert_eq!(answer.status, 200, "{answer:?}");
            assert_eq!(&Said::of(&answer), last);
        }
    }
}

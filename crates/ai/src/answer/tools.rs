//! What a model may do besides writing.

use futures_util::future::BoxFuture;
use serde::Deserialize;

/// What the model may do. The caller binds every call to its own conversation; ids of the model are never taken.
pub trait Tools: Send + Sync {
    /// Does `call` and returns what to tell the model; on refusal that is the reason.
    fn call(&self, call: ToolCall) -> BoxFuture<'_, ToolOutcome>;
}

/// A checked call of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolCall {
    /// Hand the conversation to a person.
    RequestHuman(RequestHuman),
    /// Store contact details that the visitor gave.
    CaptureLead(CaptureLead),
    /// Tag the conversation.
    AddTag {
        /// The tag.
        name: String,
    },
}

/// The name of the tool that hands a conversation to a person, as models call it and traces keep it.
pub(crate) const REQUEST_HUMAN: &str = "request_human";

/// Arguments of `request_human`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RequestHuman {
    /// One of the reason codes of the product.
    pub reason: String,
    /// What the teammate should know.
    pub summary: String,
    /// `low`, `normal` or `high`.
    #[serde(default)]
    pub urgency: Option<String>,
}

/// Arguments of `capture_lead`. Every value occurs in a message of the visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CaptureLead {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// What they want, in their words.
    pub need: Option<String>,
    /// Budget.
    pub budget: Option<String>,
    /// By when.
    pub timeline: Option<String>,
    /// Whether they agreed to be contacted.
    pub consent_to_contact: Option<bool>,
}

/// What came of a tool call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolOutcome {
    /// What the model is told.
    pub result: String,
    /// Whether the assistant's turn is over, as after a handover.
    pub ends_turn: bool,
}

/// No tools: for the built-in answerer and for trying things out.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTools;

impl Tools for NoTools {
    fn call(&self, _call: ToolCall) -> BoxFuture<'_, ToolOutcome> {
        let result = "This is not available here.".to_owned();
        Box::pin(std::future::ready(ToolOutcome {
            result,
            ends_turn: false,
        }))
    }
}

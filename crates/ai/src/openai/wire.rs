//! The JSON of chat completions: what is sent, and what is accepted of what comes back.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::reply::Reply;
use super::{Settings, TokenField};

/// A request. Absent fields are not sent: servers reject what they do not know.
#[derive(Debug, Serialize)]
pub(super) struct Request<'a> {
    model: &'a str,
    messages: &'a [Message],
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stream_options: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tools: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
}

impl<'a> Request<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        messages: &'a [Message],
        tools: Option<Value>,
    ) -> Self {
        let limit = |field| (settings.token_field == field).then_some(settings.max_tokens);
        Self {
            model: &settings.model,
            messages,
            stream: true,
            stream_options: settings
                .stream_usage
                .then(|| json!({ "include_usage": true })),
            tools,
            temperature: settings.temperature,
            max_tokens: limit(TokenField::MaxTokens),
            max_completion_tokens: limit(TokenField::MaxCompletionTokens),
        }
    }
}

/// A message of the conversation as the model reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Message {
    pub(super) role: &'static str,
    pub(super) content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tool_calls: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tool_call_id: Option<String>,
}

impl Message {
    pub(super) fn text(role: &'static str, content: String) -> Self {
        Self {
            role,
            content: Some(content),
            tool_calls: None,
            tool_call_id: None,
        }
    }

    /// What the model said and called.
    pub(super) fn calls(reply: &Reply) -> Self {
        let calls: Vec<Value> = reply
            .calls
            .iter()
            .map(|call| {
                let function = json!({ "name": call.name, "arguments": call.arguments });
                json!({ "id": call.id, "type": "function", "function": function })
            })
            .collect();
        let content = Some(reply.text.clone()).filter(|text| !text.is_empty());
        Self {
            role: "assistant",
            content,
            tool_calls: Some(Value::Array(calls)),
            tool_call_id: None,
        }
    }

    /// What came of a call.
    pub(super) fn result(id: &str, result: &str) -> Self {
        let content = Some(result.to_owned());
        Self {
            role: "tool",
            content,
            tool_calls: None,
            tool_call_id: Some(id.to_owned()),
        }
    }
}

/// A piece of a stream, or a whole answer of a server that does not stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chunk {
    pub(super) choices: Vec<Choice>,
    pub(super) usage: Option<WireUsage>,
    pub(super) error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    #[serde(alias = "message")]
    pub(super) delta: Option<Delta>,
    pub(super) finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Delta {
    pub(super) content: Option<Content>,
    /// Thoughts, under either of two names: a sign of life, and never shown.
    pub(super) reasoning_content: Option<Value>,
    pub(super) reasoning: Option<Value>,
    pub(super) refusal: Option<String>,
    pub(super) tool_calls: Option<Vec<CallDelta>>,
}

/// Text, plain or in parts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Content {
    Text(String),
    Parts(Vec<ContentPart>),
}

#[derive(Debug, Deserialize)]
pub(super) struct ContentPart {
    #[serde(default)]
    text: String,
}

impl Content {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Parts(parts) => parts.into_iter().map(|part| part.text).collect(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CallDelta {
    pub(super) index: Option<usize>,
    pub(super) id: Option<String>,
    pub(super) function: Option<FunctionDelta>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FunctionDelta {
    pub(super) name: Option<String>,
    /// JSON in a string; some servers send the object itself.
    pub(super) arguments: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WireUsage {
    pub(super) prompt_tokens: u64,
    pub(super) completion_tokens: u64,
}

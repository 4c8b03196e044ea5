//! What is known about a model server.

use std::fmt;
use std::time::Duration;

/// How to talk to a model server. Servers differ in what they accept, and some reject what they do not know.
#[derive(Clone)]
pub struct Settings {
    /// Up to and with the version: `https://api.openai.com/v1`, `http://localhost:11434/v1`.
    pub base_url: String,
    /// Sent as a bearer token; local servers need none.
    pub api_key: Option<String>,
    /// Name of the model.
    pub model: String,
    /// Longest answer, in tokens.
    pub max_tokens: u32,
    /// What the server calls that.
    pub token_field: TokenField,
    /// Sampling temperature; none where the model does not accept one.
    pub temperature: Option<f32>,
    /// Whether the server accepts tools.
    pub tools: bool,
    /// Whether the server tells its usage at the end of a stream when asked.
    pub stream_usage: bool,
    /// How long it may take.
    pub timeouts: Timeouts,
    /// Repetitions of a request that failed before its first word.
    pub retries: u32,
}

/// The name of the limit of tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenField {
    /// `max_tokens`: local servers and older models.
    #[default]
    MaxTokens,
    /// `max_completion_tokens`: reasoning models of `OpenAI`.
    MaxCompletionTokens,
}

/// How long each phase of an answer may take. Connecting is limited by the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// From the beginning to the first token, repetitions included.
    pub first_token: Duration,
    /// Between two pieces of the stream.
    pub idle: Duration,
    /// The whole turn.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            first_token: seconds(10),
            idle: seconds(20),
            total: seconds(60),
        }
    }
}

impl Settings {
    /// Settings that most servers accept.
    pub fn new(
        base_url: impl Into<String>,
        api_key: Option<String>,
        model: impl Into<String>,
    ) -> Self {
        Self {
            base_url: base_url.into(),
            api_key: api_key.filter(|key| !key.is_empty()),
            model: model.into(),
            max_tokens: 600,
            token_field: TokenField::default(),
            temperature: Some(0.2),
            tools: true,
            stream_usage: true,
            timeouts: Timeouts::default(),
            retries: 2,
        }
    }

    pub(super) fn endpoint(&self) -> String {
        format!("{}/chat/completions", self.base_url.trim_end_matches('/'))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key is a secret, and an address can carry one.
        f.debug_struct("Settings")
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

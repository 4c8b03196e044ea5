//! Putting the pieces of a streamed reply together.

use serde_json::Value;

use super::wire::{CallDelta, Chunk};
use crate::answer::{Failure, Usage};
use crate::text::clip;

/// More calls in one reply than this are a model out of its mind.
const MOST_CALLS: usize = 8;

/// A reply as far as it has come.
#[derive(Debug, Default)]
pub(super) struct Reply {
    /// All text, as the model wrote it.
    pub(super) text: String,
    pub(super) calls: Vec<Call>,
    pub(super) usage: Usage,
    pub(super) is_finished: bool,
}

/// A call of a tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) id: String,
    pub(super) name: String,
    /// JSON, perhaps broken.
    pub(super) arguments: String,
}

/// What a piece of the stream brought.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Text.
    Text(String),
    /// A sign of life without text: thoughts, a part of a call.
    Life,
    /// Nothing: usage, empty choices.
    Nothing,
}

impl Reply {
    /// Takes one `data:` line, without the final `[DONE]`.
    pub(super) fn take(&mut self, data: &str) -> Result<News, Failure> {
        let chunk: Chunk =
            serde_json::from_str(data).map_err(|error| Failure::Malformed(error.to_string()))?;
        if let Some(error) = chunk.error {
            return Err(failure_in_stream(&error));
        }
        if let Some(usage) = chunk.usage {
            self.usage = Usage {
                prompt: usage.prompt_tokens,
                completion: usage.completion_tokens,
            };
        }
        let Some(choice) = chunk.choices.into_iter().next() else {
            return Ok(News::Nothing);
        };
        if let Some(reason) = choice.finish_reason {
            self.is_finished = true;
            if reason == "content_filter" {
                return Err(Failure::Filtered);
            }
        }
        let Some(delta) = choice.delta else {
            return Ok(News::Nothing);
        };
        if delta.refusal.is_some_and(|refusal| !refusal.is_empty()) {
            return Err(Failure::Filtered);
        }
        let mut lives = delta.reasoning.is_some() || delta.reasoning_content.is_some();
        for call in delta.tool_calls.unwrap_or_default() {
            lives = true;
            self.take_call(call)?;
        }
        let text = delta
            .content
            .map(super::wire::Content::into_text)
            .unwrap_or_default();
        self.text.push_str(&text);
        Ok(match (text.is_empty(), lives) {
            (false, _) => News::Text(text),
            (true, true) => News::Life,
            (true, false) => News::Nothing,
        })
    }

    /// Fragments belong together by their index. Without one, an id or a name begins a new call.
    fn take_call(&mut self, delta: CallDelta) -> Result<(), Failure> {
        let function = delta.function.unwrap_or_default();
        let begins = delta.id.is_some() || function.name.is_some();
        let at = match delta.index {
            Some(index) => index,
            None if begins => self.calls.len(),
            None => self.calls.len().saturating_sub(1),
        };
        if at >= MOST_CALLS {
            return Err(Failure::Malformed("too many tool calls".to_owned()));
        }
        while self.calls.len() <= at {
            let id = format!("call_{}", self.calls.len() + 1);
            self.calls.push(Call {
                id,
                ..Call::default()
            });
        }
        let Some(call) = self.calls.get_mut(at) else {
            return Ok(());
        };
        if let Some(id) = delta.id.filter(|id| !id.is_empty()) {
            call.id = id;
        }
        // Some servers repeat the name in every fragment.
        if let Some(name) = function.name.filter(|name| !name.is_empty()) {
            call.name = name;
        }
        match function.arguments {
            Some(Value::String(part)) => call.arguments.push_str(&part),
            Some(Value::Null) | None => {}
            Some(whole) => call.arguments = whole.to_string(),
        }
        Ok(())
    }
}

/// An error object within a stream that began with status 200.
fn failure_in_stream(error: &Value) -> Failure {
    let code = error.get("code").or_else(|| error.get("type"));
    let code = code
        .map(|code| {
            code.as_str()
                .map_or_else(|| code.to_string(), str::to_owned)
        })
        .unwrap_or_default();
    let message = error
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or(&code);
    match code.as_str() {
        "content_filter" => Failure::Filtered,
        "429" | "rate_limit_exceeded" => Failure::RateLimited { retry_after: None },
        _ => code.parse().map_or_else(
            |_not_a_status| Failure::Malformed(clip(message, 200).to_owned()),
            |status| Failure::Server { status },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, News, Reply};

    fn calls(pieces: &[&str]) -> Vec<(String, String, String)> {
        let mut reply = Reply::default();
        for piece in pieces {
            let data = format!(r#"{{"choices":[{{"delta":{{"tool_calls":[{piece}]}}}}]}}"#);
            assert_eq!(reply.take(&data).unwrap(), News::Life);
        }
        reply
            .calls
            .into_iter()
            .map(|call| (call.id, call.name, call.arguments))
            .collect()
    }

    fn call(id: &str, name: &str, arguments: &str) -> (String, String, String) {
        (id.to_owned(), name.to_owned(), arguments.to_owned())
    }

    #[test]
    fn calls_are_assembled_however_they_are_cut() {
        assert_eq!(
            calls(&[
                r#"{"index":0,"id":"a","type":"function","function":{"name":"add_tag","arguments":""}}"#,
                r#"{"index":0,"function":{"arguments":"{\"na"}}"#,
                r#"{"index":1,"id":"b","function":{"name":"x","arguments":"{}"}}"#,
                r#"{"index":0,"function":{"arguments":"me\":1}"}}"#,
            ]),
            [call("a", "add_tag", r#"{"name":1}"#), call("b", "x", "{}")]
        );
        assert_eq!(
            calls(&[
                r#"{"function":{"name":"x","arguments":{"a":1}}}"#,
                r#"{"id":"","function":{"name":"y"}}"#
            ]),
            [call("call_1", "x", r#"{"a":1}"#), call("call_2", "y", "")],
            "whole calls without index and id"
        );
        assert_eq!(
            calls(&[
                r#"{"id":"a","function":{"name":"x","arguments":"{"}}"#,
                r#"{"function":{"arguments":"}"}}"#
            ]),
            [call("a", "x", "{}")],
            "fragments without index"
        );
    }

    #[test]
    fn what_is_not_text_is_not_shown() {
        let mut reply = Reply::default();
        for (data, news) in [
            (
                r#"{"choices":[],"prompt_filter_results":[]}"#,
                News::Nothing,
            ),
            (
                r#"{"choices":[{"delta":{"role":"assistant","content":null}}],"usage":null}"#,
                News::Nothing,
            ),
            (
                r#"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#,
                News::Life,
            ),
            (
                r#"{"choices":[{"delta":{"content":"Hi","obfuscation":"x"}}]}"#,
                News::Text("Hi".into()),
            ),
            (
                r#"{"choices":[{"delta":{"content":[{"type":"text","text":"!"}]}}]}"#,
                News::Text("!".into()),
            ),
            (
                r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
                News::Nothing,
            ),
            (
                r#"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}"#,
                News::Nothing,
            ),
        ] {
            assert_eq!(reply.take(data).unwrap(), news, "{data}");
        }
        assert!(reply.is_finished);
        assert_eq!(
            (
                reply.text.as_str(),
                reply.usage.prompt,
                reply.usage.completion
            ),
            ("Hi!", 7, 2)
        );
    }

    #[test]
    fn errors_in_the_stream_are_failures() {
        let failure = |data: &str| Reply::default().take(data).unwrap_err();
        assert!(matches!(failure("{"), Failure::Malformed(_)));
        assert_eq!(
            failure(r#"{"error":{"message":"Loading","code":503}}"#),
            Failure::Server { status: 503 }
        );
        assert!(matches!(
            failure(r#"{"error":{"message":"boom"}}"#),
            Failure::Malformed(_)
        ));
        assert_eq!(
            failure(r#"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#),
            Failure::Filtered
        );
        assert_eq!(
            failure(r#"{"choices":[{"delta":{"refusal":"no"}}]}"#),
            Failure::Filtered
        );
    }
}

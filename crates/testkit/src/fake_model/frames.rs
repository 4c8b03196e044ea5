//! What a behaviour sends.

use axum::body::Bytes;
use baton_ai::handover::asks_for_person;
use serde_json::{Value, json};

use super::Behaviour;

/// A piece of a stream.
#[derive(Clone, Debug)]
pub(super) enum Frame {
    /// An event with a word; the pace waits before it.
    Word(String),
    /// Bytes, sent at once.
    Part(Bytes),
    /// Nothing, for ever.
    Hang,
    /// The same, for ever.
    Again(String),
}

impl Frame {
    /// Itself, one byte a frame.
    pub(super) fn into_bytes(self) -> Vec<Self> {
        match self {
            Self::Word(text) => text
                .into_bytes()
                .into_iter()
                .map(|byte| Self::Part(Bytes::copy_from_slice(&[byte])))
                .collect(),
            other => vec![other],
        }
    }
}

/// Words of an echoed passage.
const ECHOED: usize = 40;
const UNSURE: &str = "I'm not sure about that. Would you like to talk to a person?";

/// What `behaviour` sends in answer to `request`.
pub(super) fn of(behaviour: &Behaviour, request: &Value) -> Vec<Frame> {
    let few = "This answer will not";
    match behaviour {
        Behaviour::Echo => echo(request),
        Behaviour::Says(text) => finished(said(text)),
        Behaviour::Calls {
            name,
            arguments,
            then,
        } => {
            if has_result(request) {
                finished(said(then))
            } else {
                called(name, arguments)
            }
        }
        Behaviour::CallsForEver => {
            if request.get("tools").is_some() {
                called("add_tag", &json!({ "name": "again" }))
            } else {
                finished(said("Enough."))
            }
        }
        Behaviour::Thinks(text) => {
            let mut frames = vec![
                event(&json!({ "reasoning_content": "The visitor wants" })),
                event(&json!({ "reasoning": "something" })),
            ];
            frames.extend(said(&format!(
                "<think>I should look at [1].</think>\n\n{text}"
            )));
            finished(frames)
        }
        Behaviour::NoDone(text) => {
            let mut frames = finished(said(text));
            frames.pop();
            frames
        }
        Behaviour::HangsMidStream => [said(few), vec![Frame::Hang]].concat(),
        Behaviour::CutMidStream => said(few),
        Behaviour::MalformedJson => [
            said(few),
            vec![Frame::Word("data: {\"choices\": [\n\n".to_owned())],
        ]
        .concat(),
        Behaviour::MalformedAtOnce => vec![Frame::Word("data: <html>\n\n".to_owned())],
        Behaviour::ErrorMidStream => {
            let error = json!({ "error": { "message": "The server is overloaded", "type": "overloaded", "code": 503 } });
            [said(few), vec![Frame::Word(format!("data: {error}\n\n"))]].concat()
        }
        Behaviour::ContentFilter => [said(few), vec![finish("content_filter")]].concat(),
        Behaviour::Empty => finished(Vec::new()),
        Behaviour::Endless => vec![Frame::Again("x".repeat(65_536))],
        // The others are answered without a stream.
        _ => Vec::new(),
    }
}

/// An answer of a server that does not stream.
pub(super) fn whole(text: &str) -> Value {
    let message = json!({ "role": "assistant", "content": text });
    json!({
        "id": "fake", "object": "chat.completion", "created": 1, "model": "fake",
        "choices": [{ "index": 0, "message": message, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15 }
    })
}

fn echo(request: &Value) -> Vec<Frame> {
    let messages = request["messages"].as_array().cloned().unwrap_or_default();
    let text_of = |role: &str| {
        let of_role = messages.iter().rfind(|message| message["role"] == role);
        of_role
            .and_then(|message| message["content"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    if has_result(request) {
        return finished(said("I'm getting a person from the team."));
    }
    let question = text_of("user");
    if request.get("tools").is_some() && asks_for_person(&question) {
        let arguments =
            json!({ "reason": "visitor_asked", "summary": question, "urgency": "normal" });
        return called("request_human", &arguments);
    }
    let answer = first_passage(&text_of("system"))
        .map_or_else(|| UNSURE.to_owned(), |passage| format!("{passage} [1]"));
    finished(said(&answer))
}

/// The beginning of the first passage of a prompt.
fn first_passage(prompt: &str) -> Option<String> {
    let (_, knowledge) = prompt.split_once("<knowledge>\n")?;
    let (knowledge, _) = knowledge.split_once("</knowledge>")?;
    let lines = knowledge
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with("[2] "));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).take(ECHOED).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn has_result(request: &Value) -> bool {
    let last = request["messages"]
        .as_array()
        .and_then(|messages| messages.last());
    last.is_some_and(|message| message["role"] == "tool")
}

fn said(text: &str) -> Vec<Frame> {
    let mut frames = vec![event(&json!({ "role": "assistant", "content": "" }))];
    frames.extend(
        text.split_inclusive(' ')
            .map(|word| event(&json!({ "content": word }))),
    );
    frames
}

/// A tool call, its arguments in three pieces.
fn called(name: &str, arguments: &Value) -> Vec<Frame> {
    let arguments = arguments.to_string();
    let characters: Vec<char> = arguments.chars().collect();
    let head = json!({ "index": 0, "id": "call_abc", "type": "function", "function": { "name": name, "arguments": "" } });
    let mut frames = vec![event(
        &json!({ "role": "assistant", "content": null, "tool_calls": [head] }),
    )];
    for piece in characters.chunks(characters.len().div_ceil(3).max(1)) {
        let piece: String = piece.iter().collect();
        let delta = json!({ "index": 0, "function": { "arguments": piece } });
        frames.push(event(&json!({ "tool_calls": [delta] })));
    }
    frames.extend([finish("tool_calls"), usage(), done()]);
    frames
}

fn finished(mut frames: Vec<Frame>) -> Vec<Frame> {
    frames.extend([finish("stop"), usage(), done()]);
    frames
}

fn event(delta: &Value) -> Frame {
    chunk(
        &json!([{ "index": 0, "delta": delta, "finish_reason": null }]),
        &Value::Null,
    )
}

fn finish(reason: &str) -> Frame {
    chunk(
        &json!([{ "index": 0, "delta": {}, "finish_reason": reason }]),
        &Value::Null,
    )
}

fn usage() -> Frame {
    chunk(
        &json!([]),
        &json!({ "prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15 }),
    )
}

fn done() -> Frame {
    Frame::Word("data: [DONE]\n\n".to_owned())
}

fn chunk(choices: &Value, usage: &Value) -> Frame {
    let chunk = json!({
        "id": "fake", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": choices, "usage": usage
    });
    Frame::Word(format!(": keep-alive\ndata: {chunk}\n\n"))
}

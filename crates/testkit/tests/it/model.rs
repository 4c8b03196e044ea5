//! The adapter for model servers against a server that misbehaves in every known way.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use baton_ai::answer::{
    Answer, AnswerKind, Answerer as _, Failure, Line, Passage, Phase, RequestHuman, Speaker, Step,
    ToolCall, ToolOutcome, Tools, Turn,
};
use baton_ai::openai::{OpenAi, Settings, Timeouts};
use baton_outbound::{Policy, install_crypto, model_client};
use baton_testkit::fake_model::{Behaviour, FakeModel, Pace};
use futures_util::future::BoxFuture;
use reqwest::Url;
use serde_json::json;
use tokio::sync::mpsc;

#[derive(Default)]
struct Recorder(Mutex<Vec<ToolCall>>);

impl Tools for Recorder {
    fn call(&self, call: ToolCall) -> BoxFuture<'_, ToolOutcome> {
        let ends_turn = matches!(call, ToolCall::RequestHuman(_));
        self.0.lock().unwrap().push(call);
        Box::pin(std::future::ready(ToolOutcome {
            result: "Done.".to_owned(),
            ends_turn,
        }))
    }
}

/// What came of a turn, and what the visitor saw of it.
struct Seen {
    result: Result<Answer, Failure>,
    text: String,
    tools: Vec<ToolCall>,
    took: Duration,
}

fn adapter(model: &FakeModel) -> OpenAi {
    install_crypto();
    let url = Url::parse(&model.url).unwrap();
    let client = model_client(&Policy::allowing(&url), &url).unwrap();
    let ms = Duration::from_millis;
    let timeouts = Timeouts {
        first_token: ms(2_000),
        idle: ms(300),
        total: ms(4_000),
    };
    OpenAi::new(
        client,
        Settings {
            timeouts,
            ..Settings::new(&model.url, Some("secret".into()), "fake")
        },
    )
}

fn turn() -> Turn {
    Turn {
        question: "How long can I return a tent?".to_owned(),
        passages: vec![Passage {
            title: "Returns".into(),
            text: "You can return unused gear within 30 days.".into(),
            ..Passage::default()
        }],
        confidence: 0.9,
        threshold: 0.5,
        history: vec![Line {
            speaker: Speaker::Teammate,
            text: "I will look into it.".into(),
        }],
        human_notes: vec![
            "A teammate, Maya, took over and handed back. They said: I will look into it.".into(),
        ],
        ..Turn::default()
    }
}

async fn ask(adapter: &OpenAi, turn: &Turn) -> Seen {
    let (steps, mut received) = mpsc::channel(64);
    let tools = Recorder::default();
    let start = Instant::now();
    let answering = async {
        let result = adapter.answer(turn, &tools, &steps).await;
        drop(steps);
        result
    };
    let listening = async {
        let mut text = String::new();
        while let Some(step) = received.recv().await {
            if let Step::Delta(delta) = step {
                text.push_str(&delta);
            }
        }
        text
    };
    let (result, text) = tokio::join!(answering, listening);
    let took = start.elapsed();
    Seen {
        result,
        text,
        tools: tools.0.into_inner().unwrap(),
        took,
    }
}

async fn answered(behaviour: Behaviour) -> Seen {
    let model = FakeModel::start().await;
    model.set(behaviour);
    ask(&adapter(&model), &turn()).await
}

#[tokio::test]
async fn an_answer_is_streamed_and_cited() {
    let model = FakeModel::start().await;
    for byte_by_byte in [false, true] {
        model.pace(Pace {
            byte_by_byte,
            ..Pace::default()
        });
        let seen = ask(&adapter(&model), &turn()).await;
        let answer = seen.result.unwrap();
        assert_eq!(
            answer.text,
            "You can return unused gear within 30 days. [1]"
        );
        assert_eq!(seen.text, answer.text);
        assert_eq!(answer.kind, AnswerKind::Answer);
        assert_eq!(
            answer.citations[0].quote,
            "You can return unused gear within 30 days."
        );
        assert_eq!(answer.usage.unwrap().prompt, 10);
        assert!(answer.first_token.is_some());
    }
    let request = &model.requests()[0];
    assert_eq!(request.authorization.as_deref(), Some("Bearer secret"));
    assert!(
        request
            .text()
            .contains("A teammate, Maya, took over and handed back."),
        "the stretch of a person"
    );
    assert!(request.text().contains("[teammate] I will look into it."));
    assert_eq!(request.body["stream_options"]["include_usage"], true);
    assert_eq!(
        request.body["tools"][0]["function"]["name"],
        "request_human"
    );
}

#[tokio::test]
async fn harmless_differences_do_not_matter() {
    let text = "Thirty days [1].".to_owned();
    for behaviour in [
        Behaviour::NoDone(text.clone()),
        Behaviour::Whole(text.clone()),
        Behaviour::Thinks(text.clone()),
        Behaviour::Says(text.clone()),
    ] {
        let seen = answered(behaviour.clone()).await;
        assert_eq!(seen.result.unwrap().text, text, "{behaviour:?}");
        assert_eq!(seen.text, text, "{behaviour:?}");
    }
}

#[tokio::test]
async fn what_the_knowledge_does_not_have_is_not_shown() {
    let says = "Thirty days [1] [9], see https://evil.example/x and ![x](https://evil.example/y.png) thanks.";
    let seen = answered(Behaviour::Says(says.to_owned())).await;
    assert!(
        !seen.text.contains("evil") && !seen.text.contains("[9]"),
        "{}",
        seen.text
    );
    let seen = answered(Behaviour::Says(
        "You have 90 days to return it, as always in this shop, my friend.".to_owned(),
    ))
    .await;
    assert!(seen.result.unwrap().is_unsupported);
}

#[tokio::test]
async fn failures_are_typed() {
    let malformed = |failure: &Failure| matches!(failure, Failure::Malformed(_));
    for (behaviour, expected) in [
        (Behaviour::Unauthorized, Failure::Unauthorized),
        (
            Behaviour::RateLimited(60),
            Failure::RateLimited {
                retry_after: Some(Duration::from_mins(1)),
            },
        ),
        (Behaviour::ServerError, Failure::Server { status: 500 }),
        (
            Behaviour::NoSuchModel,
            Failure::Rejected {
                status: 404,
                message: "model_not_found".into(),
            },
        ),
        (
            Behaviour::HangsBeforeFirstByte,
            Failure::Timeout(Phase::FirstToken),
        ),
        (Behaviour::HangsMidStream, Failure::Timeout(Phase::Idle)),
        (Behaviour::CutMidStream, Failure::CutOff),
        (Behaviour::ErrorMidStream, Failure::Server { status: 503 }),
        (Behaviour::ContentFilter, Failure::Filtered),
        (Behaviour::Empty, Failure::Empty),
    ] {
        let seen = answered(behaviour.clone()).await;
        assert_eq!(seen.result, Err(expected), "{behaviour:?}");
        assert!(
            seen.took < Duration::from_secs(4),
            "{behaviour:?} took {:?}",
            seen.took
        );
    }
    for behaviour in [
        Behaviour::MalformedJson,
        Behaviour::MalformedAtOnce,
        Behaviour::Endless,
    ] {
        let seen = answered(behaviour.clone()).await;
        assert!(
            seen.result.as_ref().is_err_and(malformed),
            "{behaviour:?}: {:?}",
            seen.result
        );
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_refused() {
    let model = FakeModel::start().await;
    let adapter = adapter(&model);
    drop(model);
    tokio::task::yield_now().await;
    assert!(matches!(
        ask(&adapter, &turn()).await.result,
        Err(Failure::Refused(_))
    ));
}

#[tokio::test]
async fn a_failure_before_the_first_word_is_repeated() {
    let model = FakeModel::start().await;
    model.next([Behaviour::ServerError, Behaviour::RateLimited(1)]);
    let seen = ask(&adapter(&model), &turn()).await;
    assert!(seen.result.is_ok(), "{:?}", seen.result);
    assert_eq!(model.requests().len(), 3);
    assert!(
        seen.took >= Duration::from_millis(1_500),
        "it waited as told: {:?}",
        seen.took
    );
}

#[tokio::test]
async fn a_failure_after_the_first_word_is_not_repeated() {
    let model = FakeModel::start().await;
    model.next([Behaviour::CutMidStream]);
    let seen = ask(&adapter(&model), &turn()).await;
    assert_eq!(seen.result, Err(Failure::CutOff));
    assert_eq!(
        (model.requests().len(), seen.text.as_str()),
        (1, "This answer will")
    );
}

#[tokio::test]
async fn tools_are_run_and_a_handover_ends_the_turn() {
    let model = FakeModel::start().await;
    let asking = Turn {
        question: "Can I talk to a person?".into(),
        ..turn()
    };
    let seen = ask(&adapter(&model), &asking).await;
    assert_eq!(seen.result.unwrap().kind, AnswerKind::Handover);
    assert!(
        matches!(&seen.tools[..], [ToolCall::RequestHuman(RequestHuman { reason, .. })] if reason == "visitor_asked")
    );
    assert_eq!(model.requests().len(), 1);
}

#[tokio::test]
async fn results_of_tools_reach_the_model() {
    let model = FakeModel::start().await;
    let lead = |email: &str| Behaviour::Calls {
        name: "capture_lead".into(),
        arguments: json!({ "name": null, "email": email }),
        then: "Noted.".into(),
    };
    let asking = Turn {
        question: "Write to ann@example.com please".into(),
        ..turn()
    };
    model.set(lead("ann@example.com"));
    let seen = ask(&adapter(&model), &asking).await;
    assert_eq!((seen.text.as_str(), seen.tools.len()), ("Noted.", 1));
    let second = model.requests()[1].body["messages"]
        .as_array()
        .unwrap()
        .clone();
    let (call, result) = (&second[second.len() - 2], &second[second.len() - 1]);
    assert_eq!(call["tool_calls"][0]["id"], result["tool_call_id"]);
    assert_eq!(result["content"], "Done.");

    model.set(lead("invented@example.com"));
    let seen = ask(&adapter(&model), &asking).await;
    assert!(seen.tools.is_empty(), "an invented address is never stored");
    assert!(
        seen.result.unwrap().tools[0]
            .result
            .contains("did not write this e-mail")
    );
}

#[tokio::test]
async fn a_model_that_only_calls_tools_is_stopped() {
    let model = FakeModel::start().await;
    model.set(Behaviour::CallsForEver);
    let seen = ask(&adapter(&model), &turn()).await;
    assert_eq!(
        (seen.text.as_str(), seen.tools.len(), model.requests().len()),
        ("Enough.", 4, 5)
    );
}

#[tokio::test]
async fn the_breaker_opens() {
    let model = FakeModel::start().await;
    model.set(Behaviour::Unauthorized);
    let adapter = adapter(&model);
    for _ in 0..5 {
        assert_eq!(
            ask(&adapter, &turn()).await.result,
            Err(Failure::Unauthorized)
        );
    }
    assert_eq!(ask(&adapter, &turn()).await.result, Err(Failure::Open));
    assert_eq!(model.requests().len(), 5);
}

#[tokio::test]
async fn a_claim_cuts_the_answer_at_once() {
    let model = FakeModel::start().await;
    model.set(Behaviour::HangsMidStream);
    let adapter = Arc::new(adapter(&model));
    let (steps, mut received) = mpsc::channel(64);
    let (tools, turn) = (Recorder::default(), turn());
    let listening = async move {
        while let Some(step) = received.recv().await {
            if matches!(step, Step::Delta(_)) {
                break;
            }
        }
        drop(received);
        Instant::now()
    };
    let answering = async {
        let result = adapter.answer(&turn, &tools, &steps).await;
        (result, Instant::now())
    };
    let ((result, ended), claimed) = tokio::join!(answering, listening);
    assert_eq!(result, Err(Failure::Abandoned));
    assert!(ended.duration_since(claimed) < Duration::from_millis(100));
}

//! From the visitor's message to the first words of the answer, over the whole path: stored, queued, found, decided, sent.

use crate::{
    On,
    evaluate::house::files,
    figure::{Figure, Times},
    place::Place,
};
use anyhow::{Context as _, Result, bail};
use baton_ai::{answer::Answerer, openai};
use baton_app::{App, knowledge::add::Material, publish::conversation_channel};
use baton_bus::{Notice, Subscription};
use baton_testkit::{
    fake_model::{Behaviour, FakeModel, Pace},
    fixtures::Tenant,
};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::runtime::Handle;

/// What the model says first.
const FIRST_WORD: &str = "Certainly,";
/// How long the model thinks before each word.
const MODEL: Duration = Duration::from_millis(50);
/// The longest that an answer may take before the measurement gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Files that one call takes.
const FILES: usize = 50;

/// What is asked.
#[derive(clap::Args, Debug)]
pub(crate) struct Load {
    #[command(flatten)]
    on: On,
    /// The folder of the demo workspace: its knowledge and its questions.
    #[arg(long, default_value = "demo")]
    demo: PathBuf,
    /// How many questions, each in a conversation of its own.
    #[arg(long, default_value_t = 300)]
    questions: usize,
}

/// Measures with the built-in answerer, then with a model.
pub(crate) async fn run(load: Load) -> Result<()> {
    let mut times = first_words(&load, None).await?;
    print(
        &load,
        "answer.first.p95",
        &mut times,
        "to the first words of the built-in answerer",
    );
    let model = FakeModel::start().await;
    model.set(Behaviour::Says(format!("{FIRST_WORD} within 60 days [1].")));
    model.pace(Pace {
        between_words: MODEL,
        byte_by_byte: false,
    });
    // What the model and the way to it take by themselves: the same client, without us before it.
    let mut alone = Times::default();
    for _ in 0..load.questions.min(100) {
        alone.add(asked_directly(&model.url).await?);
    }
    let own = Duration::from_secs_f64(alone.within(0.5) / 1_000.0);
    let mut times = first_words(&load, Some(answerer(&model.url)?))
        .await?
        .minus(own);
    let what = format!(
        "added to a model's own first word, which takes {} ms",
        alone.within(0.5)
    );
    print(&load, "answer.added.p95", &mut times, &what);
    Ok(())
}

fn print(load: &Load, figure: &str, times: &mut Times, what: &str) {
    Figure {
        name: load.on.database.figure(figure),
        value: times.within(0.95),
        unit: "ms",
        workload: format!("p95 {what}, {} questions about the demo's knowledge, one after the other", times.count()),
        detail: json!({ "p50_ms": times.within(0.5), "p99_ms": times.within(0.99), "max_ms": times.within(1.0) }),
    }
    .print();
}

fn answerer(url: &str) -> Result<Arc<dyn Answerer>> {
    let base = url::Url::parse(url)?;
    let client = baton_outbound::model_client(&baton_outbound::Policy::allowing(&base), &base)?;
    let settings = openai::Settings::new(url, None, "fake");
    Ok(Arc::new(openai::OpenAi::new(client, settings)))
}

/// From a bare request to the first word of the model's stream.
async fn asked_directly(url: &str) -> Result<Duration> {
    let base = url::Url::parse(url)?;
    let client = baton_outbound::model_client(&baton_outbound::Policy::allowing(&base), &base)?;
    let body = json!({ "model": "fake", "stream": true, "messages": [{ "role": "user", "content": "?" }] });
    let begun = Instant::now();
    let mut answer = client
        .post(format!("{url}/chat/completions"))
        .json(&body)
        .send()
        .await?;
    while let Some(piece) = answer.chunk().await? {
        if String::from_utf8_lossy(&piece).contains(FIRST_WORD) {
            return Ok(begun.elapsed());
        }
    }
    bail!("the model said nothing")
}

/// How long each answered question took to its first words.
async fn first_words(load: &Load, model: Option<Arc<dyn Answerer>>) -> Result<Times> {
    let place = Place::fresh(&load.on).await?;
    let app = place.app(model).await?;
    let tenant = Tenant::create(&app, "Larch & Tarn").await;
    learn(&app, &tenant, &load.demo).await?;
    app.start_workers(&Handle::current());
    let questions = questions(&load.demo)?;
    let mut times = Times::default();
    for (n, question) in questions
        .iter()
        .cycle()
        .take(load.questions + 5)
        .enumerate()
    {
        let visitor = tenant.visitor(&app).await;
        let mut heard = app.bus.subscribe();
        let id: uuid::Uuid = app.ids.next();
        let begun = Instant::now();
        app.receive(visitor, &id.to_string(), question).await?;
        let channel = conversation_channel(visitor.conversation);
        let words = tokio::time::timeout(PATIENCE, first_of(&mut heard, &channel));
        words
            .await
            .with_context(|| format!("no answer to {question}"))??;
        // The first ones build the index.
        if n >= 5 {
            times.add(begun.elapsed());
        }
        until_done(&mut heard, &channel).await?;
    }
    app.stop.cancel();
    app.tasks.close();
    app.tasks.wait().await;
    place.db.close().await;
    Ok(times)
}

async fn first_of(heard: &mut Subscription, channel: &str) -> Result<()> {
    until(heard, channel, "message.delta").await
}

/// The next question is asked on a quiet server.
async fn until_done(heard: &mut Subscription, channel: &str) -> Result<()> {
    tokio::time::timeout(PATIENCE, until(heard, channel, "turn.ended")).await?
}

async fn until(heard: &mut Subscription, channel: &str, event: &str) -> Result<()> {
    while let Some(notice) = heard.next().await {
        if let Notice::Published(published) = &*notice
            && &*published.channel == channel
            && &*published.event == event
        {
            return Ok(());
        }
    }
    bail!("the bus is closed")
}

async fn learn(app: &App, tenant: &Tenant, demo: &Path) -> Result<()> {
    let mut paths = Vec::new();
    files(&demo.join("knowledge"), &mut paths)?;
    paths.sort();
    for some in paths.chunks(FILES) {
        let mut materials = Vec::new();
        for path in some {
            let name = path
                .strip_prefix(demo.join("knowledge"))?
                .display()
                .to_string();
            materials.push(Material::File {
                name,
                url: None,
                bytes: std::fs::read(path)?,
            });
        }
        app.add_knowledge(&tenant.owner, tenant.assistant.id, materials)
            .await?;
    }
    app.drain_jobs().await?;
    Ok(())
}

/// The demo's questions that the assistant answers by itself.
fn questions(demo: &Path) -> Result<Vec<String>> {
    let mut questions = Vec::new();
    for line in std::fs::read_to_string(demo.join("questions.jsonl"))?.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        if let (Some(question), Some(_)) = (line["question"].as_str(), line["expect"].as_str()) {
            questions.push(question.to_owned());
        }
    }
    Ok(questions)
}

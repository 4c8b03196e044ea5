//! Answering with a model behind any OpenAI-compatible `/chat/completions`, streamed.
//!
//! A turn is a loop: ask, show what may be shown, run the tools that were called, ask again, at most four times. Whatever the
//! server does, the turn ends in time with an answer or with one typed [`Failure`].

mod breaker;
mod orders;
mod prompt;
mod reply;
mod request;
mod settings;
mod stream;
mod tool_calls;
mod visible;
mod wire;
mod write;

use futures_util::future::BoxFuture;
use tokio::time::Instant;

pub use settings::{Settings, Timeouts, TokenField};

use crate::answer::{
    Answer, AnswerKind, Answerer, Failure, Grounding, Stage, Step, Steps, ToolUse, Tools, Turn,
    Usage, courtesy, emit,
};
use crate::copilot::Writer;
use breaker::Breaker;
use reply::Reply;
use request::Budget;
use visible::Visible;
use wire::{Message, Request};

/// Rounds of tools before the model must answer.
const ROUNDS: usize = 4;
/// A text with fewer words and no digit states no fact.
const FACT: usize = 12;

/// See the module. One for each model server: it remembers whether the server fails.
#[derive(Debug)]
pub struct OpenAi {
    client: reqwest::Client,
    settings: Settings,
    breaker: Breaker,
}

impl OpenAi {
    /// Answers over `client`, which the caller has built for the address in `settings`.
    pub fn new(client: reqwest::Client, settings: Settings) -> Self {
        Self {
            client,
            settings,
            breaker: Breaker::default(),
        }
    }
}

impl Answerer for OpenAi {
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        tools: &'a dyn Tools,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            self.breaker.permit(Instant::now())?;
            let conversation = Conversation::new(self, turn, tools, steps);
            // A claim closes the channel: the request is dropped at once, not at its next word.
            let answer = tokio::select! {
                biased;
                () = steps.closed() => Err(Failure::Abandoned),
                answer = conversation.hold() => answer,
            };
            self.breaker.record(answer.as_ref().err(), Instant::now());
            answer
        })
    }

    fn writer(&self) -> Option<&dyn Writer> {
        Some(self)
    }
}

/// One turn under way.
struct Conversation<'a> {
    server: &'a OpenAi,
    turn: &'a Turn,
    tools: &'a dyn Tools,
    steps: &'a Steps,
    messages: Vec<Message>,
    budget: Budget,
    usage: Usage,
    used: Vec<ToolUse>,
}

impl<'a> Conversation<'a> {
    fn new(server: &'a OpenAi, turn: &'a Turn, tools: &'a dyn Tools, steps: &'a Steps) -> Self {
        let budget = Budget::new(server.settings.timeouts, Instant::now());
        let (messages, usage, used) = (prompt::messages(turn), Usage::default(), Vec::new());
        Self {
            server,
            turn,
            tools,
            steps,
            messages,
            budget,
            usage,
            used,
        }
    }

    async fn hold(mut self) -> Result<Answer, Failure> {
        let turn = self.turn;
        emit(self.steps, Step::Stage(Stage::Writing)).await?;
        let passages = if turn.is_grounded() {
            turn.passages.as_slice()
        } else {
            &[]
        };
        let given = prompt::given_texts(turn);
        let grounding = Grounding::new(passages, given);
        let mut visible = Visible::new(&grounding);
        let mut handed_over = false;
        for round in 0..=ROUNDS {
            let reply = self.ask(round < ROUNDS, &mut visible).await?;
            if reply.calls.is_empty() {
                break;
            }
            handed_over = self.run(reply).await?;
            if handed_over {
                break;
            }
        }
        let rest = visible.finish();
        if !rest.is_empty() {
            emit(self.steps, Step::Delta(rest)).await?;
        }
        self.finished(&grounding, visible.into_text(), handed_over)
    }

    async fn ask(&mut self, with_tools: bool, visible: &mut Visible<'_>) -> Result<Reply, Failure> {
        let settings = &self.server.settings;
        // Who reads a draft does themselves what tools are for.
        let has_tools = with_tools && settings.tools && self.turn.draft.is_none();
        let tools = has_tools.then(tool_calls::schemas);
        let request = Request::new(settings, &self.messages, tools);
        let reply =
            request::send(self.server, &request, &mut self.budget, self.steps, visible).await?;
        self.usage.prompt += reply.usage.prompt;
        self.usage.completion += reply.usage.completion;
        Ok(reply)
    }

    /// Runs the calls of `reply` and tells the model what came of them; whether the turn is over.
    async fn run(&mut self, reply: Reply) -> Result<bool, Failure> {
        let mut is_over = false;
        self.messages.push(Message::calls(&reply));
        for call in reply.calls {
            let outcome = tool_calls::run(&call, self.turn, self.tools).await;
            is_over |= outcome.ends_turn;
            self.messages
                .push(Message::result(&call.id, &outcome.result));
            let used = ToolUse {
                name: call.name,
                arguments: call.arguments,
                result: outcome.result,
            };
            emit(self.steps, Step::Tool(used.clone())).await?;
            self.used.push(used);
        }
        Ok(is_over)
    }

    fn finished(
        self,
        grounding: &Grounding<'_>,
        text: String,
        handed_over: bool,
    ) -> Result<Answer, Failure> {
        if text.trim().is_empty() && !handed_over {
            return Err(Failure::Empty);
        }
        let citations = grounding.citations(&text);
        let is_carried = !citations.is_empty()
            || orders::carry(&self.turn.orders, &text)
            || orders::carry(&self.turn.whispers, &text);
        let kind = self.kind(handed_over, is_carried, &text);
        let is_unsupported = kind == AnswerKind::Answer && !is_carried;
        let has_usage = self.usage != Usage::default();
        Ok(Answer {
            text,
            citations,
            kind,
            is_unsupported,
            usage: has_usage.then_some(self.usage),
            model: Some(self.server.settings.model.clone()),
            first_token: self.budget.first_token(),
            tools: self.used,
        })
    }

    fn kind(&self, handed_over: bool, is_carried: bool, text: &str) -> AnswerKind {
        let states_facts =
            text.split_whitespace().count() >= FACT || text.contains(|c: char| c.is_ascii_digit());
        if handed_over {
            AnswerKind::Handover
        } else if is_carried {
            AnswerKind::Answer
        } else if courtesy(&self.turn.question).is_some() || !self.turn.whispers.is_empty() {
            // What a person of the team wants said is no guess, in whatever words.
            AnswerKind::Chat
        } else if !self.turn.is_grounded() {
            AnswerKind::Decline
        } else if states_facts {
            AnswerKind::Answer
        } else {
            AnswerKind::Chat
        }
    }
}

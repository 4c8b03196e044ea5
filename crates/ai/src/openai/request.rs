//! One request of a turn: sent, repeated where that is safe, and read within its time.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use serde_json::Value;
use tokio::time::{Instant, sleep, timeout_at};

use super::reply::{News, Reply};
use super::stream::{self, Pieces};
use super::visible::Visible;
use super::wire::Request;
use super::{OpenAi, Timeouts};
use crate::answer::{Failure, Phase, Step, Steps, emit};
use crate::text::clip;

/// Pause before the first repetition; it doubles.
const BACKOFF: Duration = Duration::from_millis(500);

/// The time of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    timeouts: Timeouts,
    start: Instant,
    first_token: Option<Instant>,
}

impl Budget {
    pub(super) const fn new(timeouts: Timeouts, start: Instant) -> Self {
        Self {
            timeouts,
            start,
            first_token: None,
        }
    }

    /// Time from the beginning of the turn to the first token.
    pub(super) fn first_token(&self) -> Option<Duration> {
        self.first_token.map(|at| at - self.start)
    }

    fn live(&mut self) {
        self.first_token.get_or_insert_with(Instant::now);
    }

    /// Until when the next piece must have come, and what is to blame if it has not. Until the first token of a request the
    /// patience is that for first tokens.
    fn deadline(&self, began: Instant, has_begun: bool) -> (Instant, Phase) {
        let total = (self.start + self.timeouts.total, Phase::Total);
        let next = if has_begun {
            (Instant::now() + self.timeouts.idle, Phase::Idle)
        } else {
            (began + self.timeouts.first_token, Phase::FirstToken)
        };
        if total.0 < next.0 { total } else { next }
    }
}

/// Sends `request` and shows its text while it comes. Repeats it while nothing was shown and the failure may pass.
pub(super) async fn send(
    server: &OpenAi,
    request: &Request<'_>,
    budget: &mut Budget,
    steps: &Steps,
    visible: &mut Visible<'_>,
) -> Result<Reply, Failure> {
    let began = Instant::now();
    let mut attempt = 0;
    loop {
        let shown = visible.shown();
        let mut exchange = Exchange {
            budget: &mut *budget,
            steps,
            visible: &mut *visible,
            began,
        };
        let failure = match exchange.run(server, request).await {
            Ok(reply) => return Ok(reply),
            Err(failure) => failure,
        };
        let pause = pause_before_repetition(&failure, attempt);
        let (deadline, _) = budget.deadline(began, false);
        match pause {
            Some(pause)
                if visible.shown() == shown
                    && attempt < server.settings.retries
                    && Instant::now() + pause < deadline =>
            {
                tracing::debug!(%failure, attempt, "asking the model again");
                visible.forget_pending();
                sleep(pause).await;
                attempt += 1;
            }
            _ => return Err(failure),
        }
    }
}

/// How long to wait before asking again; none where that would not help.
fn pause_before_repetition(failure: &Failure, attempt: u32) -> Option<Duration> {
    let backoff = BACKOFF * 2_u32.saturating_pow(attempt);
    match failure {
        Failure::RateLimited { retry_after } => *retry_after,
        Failure::Refused(_)
        | Failure::Server { .. }
        | Failure::Timeout(Phase::Connect)
        | Failure::CutOff
        | Failure::Malformed(_) => Some(backoff),
        _ => None,
    }
}

struct Exchange<'a, 'b> {
    budget: &'a mut Budget,
    steps: &'a Steps,
    visible: &'a mut Visible<'b>,
    began: Instant,
}

impl Exchange<'_, '_> {
    async fn run(&mut self, server: &OpenAi, request: &Request<'_>) -> Result<Reply, Failure> {
        let mut post = server
            .client
            .post(server.settings.endpoint())
            .header(ACCEPT, "text/event-stream")
            .json(request);
        if let Some(key) = &server.settings.api_key {
            post = post.bearer_auth(key);
        }
        let (deadline, phase) = self.budget.deadline(self.began, false);
        let sent = timeout_at(deadline, post.send())
            .await
            .map_err(|_elapsed| Failure::Timeout(phase))?;
        let response = sent.map_err(|error| no_response(&error))?;
        if !response.status().is_success() {
            let refused = timeout_at(deadline, refusal(response)).await;
            return Err(refused.unwrap_or(Failure::Timeout(phase)));
        }
        self.read(response).await
    }

    async fn read(&mut self, response: Response) -> Result<Reply, Failure> {
        let mut reply = Reply::default();
        let mut pieces = Pieces::of(response);
        let mut has_begun = false;
        loop {
            let (deadline, phase) = self.budget.deadline(self.began, has_begun);
            let piece = timeout_at(deadline, pieces.next())
                .await
                .map_err(|_elapsed| Failure::Timeout(phase))?;
            let Some(data) = piece? else { break };
            if data.trim_start().starts_with("[DONE]") {
                break;
            }
            match reply.take(&data)? {
                News::Nothing => {}
                News::Life => {
                    has_begun = true;
                    self.budget.live();
                }
                News::Text(text) => {
                    has_begun = true;
                    self.budget.live();
                    let shown = self.visible.push(&text);
                    if !shown.is_empty() {
                        emit(self.steps, Step::Delta(shown)).await?;
                    }
                }
            }
        }
        // The end without a finish reason is a cut, whether or not the server said goodbye.
        if reply.is_finished {
            Ok(reply)
        } else {
            Err(Failure::CutOff)
        }
    }
}

fn no_response(error: &reqwest::Error) -> Failure {
    if error.is_connect() && error.is_timeout() {
        Failure::Timeout(Phase::Connect)
    } else if error.is_connect() {
        Failure::Refused(stream::cause(error))
    } else {
        Failure::CutOff
    }
}

/// What a status other than success means.
async fn refusal(response: Response) -> Failure {
    let status = response.status().as_u16();
    let retry_after = retry_after(response.headers());
    let body = stream::read_capped(response).await.unwrap_or_default();
    let error: Value = serde_json::from_str(&body).unwrap_or_default();
    let error = error.get("error").unwrap_or(&error);
    let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default();
    match status {
        401 | 403 => Failure::Unauthorized,
        // Waiting does not fill an empty account.
        429 if text("code") == "insufficient_quota" => Failure::RateLimited { retry_after: None },
        429 => Failure::RateLimited { retry_after },
        408 | 409 | 500.. => Failure::Server { status },
        _ if text("code") == "content_filter" => Failure::Filtered,
        _ => Failure::Rejected {
            status,
            message: clip(text("message"), 200).to_owned(),
        },
    }
}

/// `retry-after-ms`, or `retry-after` in seconds; a date is not worth its parser.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<f64>().ok();
    let seconds = number("retry-after-ms")
        .map(|ms| ms / 1000.0)
        .or_else(|| number("retry-after"))?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// Whether `response` is one JSON object rather than a stream.
pub(super) fn is_whole(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.contains("application/json"))
}

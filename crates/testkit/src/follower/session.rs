use super::{Patience, Place, Shared, http::Answer};
use crate::faults::Random;
use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _, future::BoxFuture};
use serde_json::{Value, json};
use std::{io, sync::Arc, time::Duration};
use tokio::{
    net::TcpStream,
    time::{Instant, sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest as _, protocol::CloseFrame},
};

/// The code of a socket that ended without one.
const ABNORMAL: u16 = 1006;
/// Closed by the client because nothing came back.
const DEAD: u16 = 4201;

pub(super) type Socket = WebSocketStream<TcpStream>;

/// Connects, and comes back, until it is told never to.
pub(super) async fn follow(
    place: Place,
    patience: Patience,
    shared: Arc<Shared>,
    mut random: Random,
) {
    let mut attempt = 0;
    loop {
        shared.tried();
        let mut session = Session {
            place: &place,
            patience,
            shared: &shared,
            random: random.fork(),
            established: None,
        };
        let mut cuts = shared.cuts.subscribe();
        let code = tokio::select! {
            code = session.run() => code.unwrap_or(ABNORMAL),
            _ = cuts.changed() => ABNORMAL,
        };
        let was_stable = session
            .established
            .is_some_and(|at| at.elapsed() > patience.stable);
        shared.live.send_replace(None);
        if was_stable {
            attempt = 0;
        }
        let Some(delay) = patience.delay(code, attempt, &mut random) else {
            return;
        };
        attempt = attempt.saturating_add(1);
        sleep(delay).await;
    }
}

/// One socket, from its opening to its end.
struct Session<'a> {
    place: &'a Place,
    patience: Patience,
    shared: &'a Shared,
    random: Random,
    established: Option<Instant>,
}

/// Something that a session waits for beside its frames.
enum Done {
    Authorised(io::Result<Answer>),
    CaughtUp(io::Result<Answer>),
    /// It is time to ask.
    Ask,
    Catch,
}

impl<'a> Session<'a> {
    /// The code with which it ended.
    async fn run(&mut self) -> Option<u16> {
        let (mut socket, id, idle) = timeout(self.patience.answer, open(self.place))
            .await
            .ok()??;
        let idle = idle / self.patience.hurry.max(1);
        self.established = Some(Instant::now());
        let mut work: Option<BoxFuture<'a, Done>> = Some(self.authorise(&id));
        let mut failures = 0;
        let mut subscribed = false;
        let mut pinged = false;
        loop {
            let silence = if pinged { self.patience.answer } else { idle };
            let doing = async {
                match &mut work {
                    Some(work) => work.await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                done = doing => {
                    work = None;
                    match done {
                        Done::Authorised(Ok(answer)) if answer.status == 200 => {
                            subscribe(&mut socket, self.place, answer.json).await?;
                        }
                        Done::Authorised(Ok(answer)) if answer.status == 401 || answer.status == 403 => {
                            return Some(4009);
                        }
                        Done::Authorised(_) => work = Some(self.later(&mut failures, Done::Ask)),
                        Done::Ask => work = Some(self.authorise(&id)),
                        Done::Catch => work = Some(self.catch_up()),
                        Done::CaughtUp(answer) => match self.accept(answer) {
                            Some(true) => work = Some(self.catch_up()),
                            Some(false) => {
                                failures = 0;
                                self.shared.live.send_if_modified(|live| live.replace(Instant::now()).is_none());
                            }
                            None => work = Some(self.later(&mut failures, Done::Catch)),
                        },
                    }
                }
                frame = timeout(silence, socket.next()) => {
                    let Ok(frame) = frame else {
                        if pinged {
                            return Some(DEAD);
                        }
                        pinged = true;
                        say(&mut socket, &json!({"event": "pusher:ping", "data": {}})).await?;
                        continue;
                    };
                    pinged = false;
                    match frame?.ok()? {
                        Message::Text(text) => {
                            let frame: Value = serde_json::from_str(&text).ok()?;
                            if self.hear(&frame) {
                                subscribed = true;
                                failures = 0;
                                work = Some(self.catch_up());
                            }
                        }
                        Message::Close(Some(CloseFrame { code, .. })) => return Some(code.into()),
                        Message::Close(None) => return None,
                        _ => {}
                    }
                }
            }
            if subscribed && work.is_none() && self.shared.line().has_hole() {
                work = Some(self.in_a_while(self.patience.grace, Done::Catch));
            }
        }
    }

    /// Takes a frame; true when it says that the channel is heard from now on.
    fn hear(&self, frame: &Value) -> bool {
        let event = frame["event"].as_str().unwrap_or_default();
        if event.starts_with("pusher") {
            return event == "pusher_internal:subscription_succeeded";
        }
        let data = frame["data"].as_str().unwrap_or_default();
        if let Ok(data) = serde_json::from_str::<Value>(data)
            && let Some((seq, item)) = numbered(data)
        {
            self.shared.line().push(seq, item);
        }
        false
    }

    /// Takes a page of what was missed; whether there is more, or none where there was no answer.
    fn accept(&self, answer: io::Result<Answer>) -> Option<bool> {
        let mut page = answer.ok().filter(|answer| answer.status == 200)?.json;
        let more = page["has_more"].as_bool()?;
        let Value::Array(items) = page["items"].take() else {
            return None;
        };
        for item in items {
            self.shared.line().accept(item["seq"].as_i64()?, item);
        }
        Some(more)
    }

    fn authorise(&self, id: &str) -> BoxFuture<'a, Done> {
        let (place, answer) = (self.place, self.patience.answer);
        let id = id.to_owned();
        async move { Done::Authorised(within(answer, place.authorise(&id)).await) }.boxed()
    }

    fn catch_up(&self) -> BoxFuture<'a, Done> {
        let (place, answer) = (self.place, self.patience.answer);
        let path = format!("{}{}", place.missed, self.shared.line().last());
        async move { Done::CaughtUp(within(answer, place.get(&path)).await) }.boxed()
    }

    fn later(&mut self, failures: &mut u32, then: Done) -> BoxFuture<'a, Done> {
        let delay = self.patience.delay(0, *failures, &mut self.random);
        *failures = failures.saturating_add(1);
        self.in_a_while(delay.unwrap_or_default(), then)
    }

    #[expect(
        clippy::unused_self,
        reason = "beside the other things that a session waits for"
    )]
    fn in_a_while(&self, delay: Duration, then: Done) -> BoxFuture<'a, Done> {
        async move {
            sleep(delay).await;
            then
        }
        .boxed()
    }
}

/// A socket of the server, its id, and how long it may be silent.
pub(super) async fn open(place: &Place) -> Option<(Socket, String, Duration)> {
    let Place { address, key, .. } = place;
    let url = format!("ws://{address}/realtime/app/{key}?protocol=7&client=follower");
    let request = url.into_client_request().ok()?;
    let stream = place.connect().await.ok()?;
    let (mut socket, _) = client_async(request, stream).await.ok()?;
    let Message::Text(hello) = socket.next().await?.ok()? else {
        return None;
    };
    let hello: Value = serde_json::from_str(&hello).ok()?;
    let data: Value = serde_json::from_str(hello["data"].as_str()?).ok()?;
    let idle = Duration::from_secs(data["activity_timeout"].as_u64()?);
    Some((socket, data["socket_id"].as_str()?.to_owned(), idle))
}

/// Asks for the channel with what was authorised.
pub(super) async fn subscribe(socket: &mut Socket, place: &Place, mut data: Value) -> Option<()> {
    data["channel"] = Value::from(place.channel.as_str());
    say(socket, &json!({"event": "pusher:subscribe", "data": data})).await
}

async fn within(
    most: Duration,
    asking: impl Future<Output = io::Result<Answer>>,
) -> io::Result<Answer> {
    timeout(most, asking)
        .await
        .unwrap_or_else(|late| Err(late.into()))
}

async fn say(socket: &mut Socket, frame: &Value) -> Option<()> {
    socket.send(Message::text(frame.to_string())).await.ok()
}

/// An envelope by its number, a visitor's message by the message's.
fn numbered(mut data: Value) -> Option<(i64, Value)> {
    if data.get("workspace_id").is_some() {
        return Some((data["seq"].as_i64()?, data));
    }
    let message = data.get_mut("message")?.take();
    Some((message["seq"].as_i64()?, message))
}

//! A model-based test: a visitor, two teammates and a streaming assistant act at the same time; afterwards the history that
//! the store tells is held against the invariants of the architecture.

#![expect(
    clippy::disallowed_methods,
    reason = "actors of a test run beside it, and end with it"
)]

use baton_app::{
    App, AppError, Caller, Visitor,
    assistant::{
        capture::{Filled, Given, LEAD_JOB},
        turn_job,
    },
    conversations::note::NewNote,
};
use baton_core::{
    actor::ActorKind,
    conversation::{HolderKind, Reason, ReasonCode, WaitMode},
    event::{Envelope, Event},
    id::{ConversationId, UserId},
    lead::LeadSource,
    message::{Message, MessageRole, MessageState},
    trace::Outcome,
};
use baton_jobs::Pool;
use baton_store::{events, messages, messages::Part};
use baton_testkit::{TestApp, TestDb, fixtures::Tenant, scripted::Scripted};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use tokio::task::JoinSet;

/// What stands in every note: neither the visitor nor the model may ever read it.
const SECRET: &str = "between us";

/// How many runs go on at once.
const ABREAST: u64 = 32;

/// A small generator of chance (xorshift64*), so that a seed repeats its schedule.
#[derive(Debug, Clone)]
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }

    async fn pause(&mut self) {
        for _ in 0..self.below(30) {
            tokio::task::yield_now().await;
        }
        if self.below(3) == 0 {
            tokio::time::sleep(std::time::Duration::from_micros(self.below(3_000))).await;
        }
    }
}

/// Runs `runs` conversations with random interleavings; answers every breach in words.
pub(crate) async fn check(db: TestDb, runs: u64, seed: u64) -> Vec<String> {
    let scripted = Arc::new(Scripted::default());
    let model: Arc<dyn baton_ai::answer::Answerer> = Arc::<Scripted>::clone(&scripted);
    let app = TestApp::with_model(db, Some(model)).await;
    let theirs = app.tenant("Theirs").await;
    // Only the assistant works: the jobs of leads stay, to be counted.
    for kind in app
        .job_kinds()
        .into_iter()
        .filter(|kind| kind.name == turn_job::KIND)
    {
        let pool = Pool::new(app.queue.clone(), kind, app.tasks.clone());
        app.tasks.spawn(pool.work(app.stop.clone()));
    }
    let deltas = Deltas::listen(&app);
    let mut broken = Vec::new();
    let mut ran = 0;
    while ran < runs {
        let mut batch = JoinSet::new();
        for n in 0..ABREAST.min(runs - ran) {
            let (app, stranger) = (app.app.clone(), theirs.maya.clone());
            let chance = Chance((seed << 32 | (ran + n + 1)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            batch.spawn(async move {
                // A workspace of its own, so that its stream of events can be held against the seq as well.
                let tenant = Tenant::create(&app, "Ours").await;
                one_run(&app, &tenant, &stranger, chance).await
            });
        }
        while let Some(run) = batch.join_next().await {
            broken.extend(run.unwrap().breaches(&deltas));
        }
        ran += ABREAST;
        app.clock.advance_ms(1);
        if broken.len() > 20 {
            break;
        }
    }
    broken.extend(notes_reach_the_model(&scripted));
    broken.extend(secrets_reach_the_model(&scripted));
    broken.extend(deltas.leaks());
    let looked = baton_app::doctor::examine(&app.db, app.clock.now()).await;
    let ills = looked
        .iter()
        .filter(|finding| finding.verdict == baton_app::doctor::Verdict::Failure);
    broken.extend(ills.map(|ill| format!("the doctor: {ill:?}")));
    app.stop.cancel();
    broken
}

/// What one run did and what the store tells of it.
#[derive(Debug)]
struct History {
    conversation: ConversationId,
    events: Vec<Envelope>,
    messages: Vec<Message>,
    /// Client id and seq of every acknowledged message, in the order of each author.
    acknowledged: Vec<Vec<(String, i64)>>,
    leads: usize,
    lead_jobs: usize,
    leaked: bool,
    sent: BTreeMap<uuid::Uuid, (String, Outcome)>,
}

async fn one_run(app: &App, tenant: &Tenant, stranger: &Caller, mut chance: Chance) -> History {
    let visitor = tenant.visitor(app).await;
    let id = visitor.conversation;
    let acting = [
        tokio::spawn(visitor_acts(
            app.clone(),
            visitor,
            Chance(chance.below(u64::MAX) | 1),
        )),
        tokio::spawn(teammate_acts(
            app.clone(),
            (tenant.maya.clone(), tenant.owner.person.id),
            id,
            Chance(chance.below(u64::MAX) | 1),
        )),
        tokio::spawn(teammate_acts(
            app.clone(),
            (tenant.owner.clone(), tenant.maya.person.id),
            id,
            Chance(chance.below(u64::MAX) | 1),
        )),
    ];
    let mut acknowledged = Vec::new();
    for actor in acting {
        acknowledged.push(actor.await.unwrap());
    }
    settle(app, id).await;
    let leaked = !matches!(app.claim(stranger, id, true).await, Err(AppError::NotFound))
        || !matches!(
            app.reply(stranger, id, "c", "hi").await,
            Err(AppError::NotFound)
        );
    read(app, tenant, id, acknowledged, leaked).await
}

/// Waits until no turn of the conversation is left to run. Time goes on meanwhile, for jobs that are tried again.
async fn settle(app: &App, id: ConversationId) {
    let payload = format!("%{id}%");
    for _ in 0..2_000 {
        let payload = payload.clone();
        let left: i64 = app
            .db
            .read(async move |conn| {
                conn.fetch_one(baton_db::sql!(global;
                    "SELECT (SELECT count(*) FROM jobs WHERE kind = 'assistant.turn' AND payload LIKE {} AND dead_at IS NULL)
                     + (SELECT count(*) FROM turns WHERE status = 'running' AND conversation_id = {})",
                    payload, id.uuid()))
                .await
            })
            .await
            .unwrap();
        if left == 0 {
            return;
        }
        app.clock.advance_ms(20);
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("the assistant never came to rest in {id}");
}

async fn read(
    app: &App,
    tenant: &Tenant,
    id: ConversationId,
    acknowledged: Vec<Vec<(String, i64)>>,
    leaked: bool,
) -> History {
    let workspace = tenant.workspace;
    app.db
        .read(async move |conn| {
            let every = events::after(conn, workspace, 0, 10_000).await?;
            let messages = messages::list(conn, workspace, id, Part::After(0), 10_000).await?;
            let leads: i64 = conn
                .fetch_one(baton_db::sql!(
                    "SELECT count(*) FROM leads WHERE workspace_id = {} AND conversation_id = {}",
                    workspace.uuid(), id.uuid()))
                .await?;
            let turns: Vec<(uuid::Uuid, String, String)> = conn
                .fetch_all(baton_db::sql!(
                    "SELECT id, sent_text, status FROM turns WHERE workspace_id = {} AND conversation_id = {}",
                    workspace.uuid(), id.uuid()))
                .await?;
            let lead_jobs: i64 = conn
                .fetch_one(baton_db::sql!(
                    "SELECT count(*) FROM jobs WHERE workspace_id = {} AND kind = {}",
                    workspace.uuid(), LEAD_JOB))
                .await?;
            Ok::<_, baton_db::DbError>(History {
                conversation: id,
                events: every,
                messages,
                acknowledged,
                leads: usize::try_from(leads).unwrap(),
                lead_jobs: usize::try_from(lead_jobs).unwrap(),
                leaked,
                sent: turns
                    .into_iter()
                    .map(|(id, text, status)| (id, (text, status.parse().unwrap())))
                    .collect(),
            })
        })
        .await
        .unwrap()
}

async fn visitor_acts(app: App, visitor: Visitor, mut chance: Chance) -> Vec<(String, i64)> {
    let mut acknowledged = Vec::new();
    for n in 0..4 + chance.below(4) {
        chance.pause().await;
        let text = match chance.below(12) {
            0 => "Can I talk to a human please?".to_owned(),
            1 => "please give up on this".to_owned(),
            2 => format!("lead for v{n}.{}@example.com", visitor.contact),
            3 => "break it".to_owned(),
            _ => format!("question {n} about boots"),
        };
        match chance.below(10) {
            0 => drop(app.stay_with_assistant(visitor).await),
            2 if n % 2 == 0 => {
                let reason = Reason::new(ReasonCode::VisitorAsked, None);
                drop(app.request_human(visitor, reason).await);
            }
            1 => {
                let email = Some(format!("f{n}.{}@example.com", visitor.contact));
                let given = Given {
                    email,
                    ..Given::default()
                };
                app.submit_lead(visitor, Filled::new(LeadSource::Form, given, true))
                    .await
                    .unwrap();
            }
            _ => {
                let client_id = format!("v{n}");
                let posted = send(&app, visitor, &client_id, &text).await;
                // The network repeats itself: the first answer stands.
                if chance.below(3) == 0 {
                    let again = send(&app, visitor, &client_id, &text).await;
                    assert_eq!((again.id, again.seq), (posted.id, posted.seq));
                }
                acknowledged.push((client_id, posted.seq));
            }
        }
    }
    acknowledged
}

async fn send(app: &App, visitor: Visitor, client_id: &str, text: &str) -> Message {
    loop {
        match app.receive(visitor, client_id, text).await {
            Ok(posted) => return posted.message,
            Err(AppError::Contended | AppError::Conflict(_) | AppError::Unavailable(_)) => {
                tokio::task::yield_now().await;
            }
            Err(error) => panic!("a message was refused: {error:?}"),
        }
    }
}

async fn teammate_acts(
    app: App,
    (who, mate): (Caller, UserId),
    id: ConversationId,
    mut chance: Chance,
) -> Vec<(String, i64)> {
    let mut acknowledged = Vec::new();
    for n in 0..5 + chance.below(5) {
        chance.pause().await;
        match chance.below(13) {
            10 => drop(app.transfer(&who, id, mate, None).await),
            11 => drop(app.assign(&who, id, Some(mate)).await),
            12 => {
                let new = NewNote {
                    client_id: format!("n{n}"),
                    body: SECRET.to_owned(),
                    mentions: vec![mate],
                };
                app.add_note(&who, id, new).await.unwrap();
            }
            0..=3 => drop(app.claim(&who, id, chance.below(4) == 0).await),
            4 | 5 => {
                let client_id = format!("{}{n}", who.person.name);
                if let Ok(posted) = app.reply(&who, id, &client_id, "a person writes").await {
                    acknowledged.push((client_id, posted.message.seq));
                }
            }
            6 | 7 => drop(app.release(&who, id).await),
            8 => drop(app.resolve(&who, id).await),
            _ => drop(app.reopen(&who, id).await),
        }
    }
    acknowledged
}

impl History {
    fn breaches(&self, deltas: &Deltas) -> Vec<String> {
        let mut broken = Vec::new();
        broken.extend(self.one_holder());
        broken.extend(self.silence_while_held());
        broken.extend(self.nothing_lost());
        broken.extend(self.what_was_sent_is_stored(deltas));
        let captured = self
            .events
            .iter()
            .filter(|e| matches!(e.event, Event::LeadCaptured { .. }))
            .count();
        if (self.leads, self.leads) != (self.lead_jobs, captured) {
            broken.push(format!(
                "{}: a lead without its event and job",
                self.conversation
            ));
        }
        if self.leaked {
            broken.push(format!(
                "{}: another workspace reached it",
                self.conversation
            ));
        }
        broken
    }

    /// Invariant 1: at most one holder, and each pass starts from the one before.
    fn one_holder(&self) -> Option<String> {
        let mut epoch = 0;
        let mut holder = HolderKind::Assistant;
        for event in &self.events {
            let (baton, from) = match &event.event {
                Event::ConversationClaimed { baton, from }
                | Event::ConversationReleased { baton, from } => (baton, Some(*from)),
                Event::ConversationEscalated { baton }
                | Event::ConversationWaitChanged { baton }
                | Event::ConversationResolved { baton }
                | Event::ConversationReopened { baton } => (baton, None),
                _ => continue,
            };
            if baton.epoch != epoch + 1 || from.is_some_and(|from| from != holder) {
                return Some(format!(
                    "{}: the baton went from {holder} at {epoch} to {baton:?}",
                    self.conversation
                ));
            }
            let waits = matches!(event.event, Event::ConversationWaitChanged { .. });
            if waits && (holder, baton.holder) != (HolderKind::Nobody, HolderKind::Nobody) {
                return Some(format!(
                    "{}: somebody waits otherwise who does not wait: {baton:?}",
                    self.conversation
                ));
            }
            epoch = baton.epoch;
            holder = baton.holder;
        }
        None
    }

    /// Invariant 2: nothing from the assistant between claim and release; nothing from people who do not hold it.
    fn silence_while_held(&self) -> Option<String> {
        let mut held_by = None;
        let mut quiet = false;
        for event in &self.events {
            match &event.event {
                Event::ConversationClaimed { baton, .. } => {
                    held_by = baton.person.clone();
                    quiet = false;
                }
                Event::ConversationReleased { .. } | Event::ConversationResolved { .. } => {
                    held_by = None;
                    quiet = false;
                }
                Event::ConversationEscalated { baton }
                | Event::ConversationWaitChanged { baton } => {
                    quiet = baton.waits == Some(WaitMode::Live);
                }
                Event::ConversationReopened { .. } => quiet = false,
                Event::MessageCreated { message } => match message.role {
                    // What had been sent before is stored with the pass, marked as cut short.
                    MessageRole::Assistant if quiet && message.state == MessageState::Complete => {
                        return Some(format!(
                            "{}: the assistant spoke to somebody who waits for a person alone",
                            self.conversation
                        ));
                    }
                    MessageRole::Assistant if held_by.is_some() => {
                        return Some(format!(
                            "{}: the assistant spoke while a person held the baton",
                            self.conversation
                        ));
                    }
                    MessageRole::Human if message.author != held_by => {
                        return Some(format!(
                            "{}: {:?} spoke without the baton",
                            self.conversation, message.author
                        ));
                    }
                    _ => {}
                },
                _ => {}
            }
            if event.actor.kind == ActorKind::Assistant
                && held_by.is_some()
                && !matches!(event.event, Event::MessageCreated { .. })
            {
                return Some(format!(
                    "{}: the assistant acted while a person held the baton",
                    self.conversation
                ));
            }
        }
        None
    }

    /// Invariant 3: an acknowledged message is stored, once, in order; seqs have no gap; each has its event.
    fn nothing_lost(&self) -> Option<String> {
        let seqs: Vec<i64> = self.messages.iter().map(|m| m.seq).collect();
        if seqs != (1..=i64::try_from(seqs.len()).unwrap()).collect::<Vec<_>>() {
            return Some(format!("{}: a gap in {seqs:?}", self.conversation));
        }
        let by_client: BTreeMap<&str, Vec<i64>> =
            self.messages.iter().fold(BTreeMap::new(), |mut map, m| {
                if let Some(client) = &m.client_id {
                    map.entry(client.as_str())
                        .or_insert_with(Vec::new)
                        .push(m.seq);
                }
                map
            });
        for author in &self.acknowledged {
            if !author.is_sorted_by_key(|(_, seq)| *seq) {
                return Some(format!("{}: out of order: {author:?}", self.conversation));
            }
            for (client, seq) in author {
                if by_client.get(client.as_str()) != Some(&vec![*seq]) {
                    return Some(format!(
                        "{}: {client} was acknowledged as {seq}, stored as {by_client:?}",
                        self.conversation
                    ));
                }
            }
        }
        let told = self
            .events
            .iter()
            .filter(|e| matches!(e.event, Event::MessageCreated { .. }))
            .count();
        (told != self.messages.len()).then(|| {
            format!(
                "{}: {told} events of {} messages",
                self.conversation,
                seqs.len()
            )
        })
    }

    /// What visitors may have read of an answer that was cut short is stored, word for word.
    fn what_was_sent_is_stored(&self, deltas: &Deltas) -> Option<String> {
        for (turn, (sent, outcome)) in &self.sent {
            let heard = deltas.of(*turn);
            if !sent.starts_with(&heard) {
                return Some(format!(
                    "{}: words were heard that were never stored",
                    self.conversation
                ));
            }
            if *outcome == Outcome::Fenced && !sent.trim().is_empty() {
                let cut = self
                    .messages
                    .iter()
                    .find(|m| m.turn_id.is_some_and(|id| id.uuid() == *turn));
                if cut.is_none_or(|m| m.state != MessageState::Cut || m.body != *sent) {
                    return Some(format!(
                        "{}: a cut answer was not kept: {sent:?} as {cut:?}",
                        self.conversation
                    ));
                }
            }
        }
        None
    }
}

/// Invariant 6: a turn after a human stretch is told that it is over. The history of a turn shows whether there was one.
fn notes_reach_the_model(scripted: &Scripted) -> Option<String> {
    use baton_ai::answer::Speaker;
    let turns = scripted.turns();
    turns
        .iter()
        .find(|turn| {
            turn.history
                .iter()
                .any(|line| line.speaker == Speaker::Teammate)
                && !turn
                    .human_notes
                    .iter()
                    .any(|note| note.contains("handed it back"))
        })
        .map(|turn| format!("the model was not told that a person's stretch ended: {turn:?}"))
}

/// What teammates write to each other is not for the model, which would tell it.
fn secrets_reach_the_model(scripted: &Scripted) -> Option<String> {
    let turns = scripted.turns();
    let told = turns
        .iter()
        .find(|turn| format!("{turn:?}").contains(SECRET));
    told.map(|turn| format!("the model read a note: {turn:?}"))
}

/// The words that a socket would have heard, by turn, and what visitors' channels should never have carried.
#[derive(Debug, Clone, Default)]
struct Deltas(
    Arc<std::sync::Mutex<HashMap<uuid::Uuid, String>>>,
    Arc<std::sync::Mutex<Vec<String>>>,
);

impl Deltas {
    fn listen(app: &App) -> Self {
        let deltas = Self::default();
        let (mut heard, kept) = (app.bus.subscribe(), deltas.clone());
        tokio::spawn(async move {
            while let Some(notice) = heard.next().await {
                for published in notice.published() {
                    let is_visitors = published.channel.starts_with("private-conversation.")
                        && !published.channel.ends_with(".team");
                    let text = String::from_utf8_lossy(&published.payload);
                    if is_visitors && text.contains(SECRET) {
                        let leak = format!("a note on {}: {text}", published.channel);
                        kept.1.lock().unwrap().push(leak);
                    }
                    if &*published.event != "message.delta" {
                        continue;
                    }
                    let data: serde_json::Value =
                        serde_json::from_slice(&published.payload).unwrap();
                    let turn = data["turn_id"].as_str().unwrap().parse().unwrap();
                    let text = data["text"].as_str().unwrap().to_owned();
                    kept.0
                        .lock()
                        .unwrap()
                        .entry(turn)
                        .or_default()
                        .push_str(&text);
                }
            }
        });
        deltas
    }

    fn leaks(&self) -> Vec<String> {
        self.1.lock().unwrap().clone()
    }

    fn of(&self, turn: uuid::Uuid) -> String {
        self.0
            .lock()
            .unwrap()
            .get(&turn)
            .cloned()
            .unwrap_or_default()
    }
}

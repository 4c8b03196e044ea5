//! Whether the server can be believed to pass everything on: a server that is frozen takes all and says nothing.

use async_nats::{Client, Subject, client::RequestErrorKind, connection};
use bytes::Bytes;
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, time::Instant};

/// How often the server is asked whether it lives.
const ASK_EVERY: Duration = Duration::from_millis(500);
/// Without an answer within this time it does not.
const ANSWER_WITHIN: Duration = Duration::from_millis(750);
/// So long after all is well again, other nodes may still have something that they could not say.
const SETTLES_IN: Duration = Duration::from_secs(2);

/// What is thought of the server now.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    is_doubtful: Arc<watch::Sender<bool>>,
    answers: Arc<AtomicBool>,
    /// When something was wrong last.
    trouble: Arc<Mutex<Instant>>,
}

impl Doubt {
    /// Nothing is known of the server yet.
    pub(crate) fn new() -> Self {
        Self {
            is_doubtful: Arc::new(watch::Sender::new(true)),
            answers: Arc::new(AtomicBool::new(true)),
            trouble: Arc::new(Mutex::new(Instant::now())),
        }
    }

    pub(crate) fn watch(&self) -> watch::Receiver<bool> {
        self.is_doubtful.subscribe()
    }

    /// Whether the server answered when it was asked last.
    pub(crate) fn answers(&self) -> bool {
        self.answers.load(Ordering::Relaxed)
    }

    /// Something may have been missed.
    pub(crate) fn suspect(&self) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.is_doubtful
            .send_if_modified(|doubtful| !std::mem::replace(doubtful, true));
    }

    fn settle(&self) {
        let since = *self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if since.elapsed() > SETTLES_IN {
            self.is_doubtful.send_if_modified(std::mem::take);
        }
    }

    /// Asks the server again and again, as long as anybody wants to know.
    pub(crate) async fn ask(self, client: Client, subject: Subject) {
        let mut tick = tokio::time::interval(ASK_EVERY);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while Arc::strong_count(&self.is_doubtful) > 1 {
            tick.tick().await;
            let is_well = client.connection_state() == connection::State::Connected
                && answers(&client, subject.clone()).await;
            if self.answers.swap(is_well, Ordering::Relaxed) != is_well {
                tracing::info!(is_well, "NATS");
            }
            if is_well {
                self.settle();
            } else {
                self.suspect();
            }
        }
    }
}

/// Nobody listens on this subject, which the server says itself.
async fn answers(client: &Client, subject: Subject) -> bool {
    let asked = client.request(subject, Bytes::new());
    match tokio::time::timeout(ANSWER_WITHIN, asked).await {
        Ok(Ok(_)) => true,
        Ok(Err(error)) => error.kind() == RequestErrorKind::NoResponders,
        Err(_) => false,
    }
}

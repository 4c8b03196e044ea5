use super::frame::Close;
use axum::extract::ws::Message;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// What is taken out at once; with the queue itself it bounds what a stopped reader holds.
const BATCH_BYTES: usize = 64 * 1024;
/// A queue that once was long gives its memory back.
const KEPT_FRAMES: usize = 8;

/// What waits to be written to one socket.
#[derive(Debug)]
pub(super) struct Outbox {
    socket_id: Arc<str>,
    max_bytes: usize,
    max_frames: usize,
    state: Mutex<State>,
    due: Notify,
    ended: Notify,
}

#[derive(Debug, Default)]
struct State {
    frames: VecDeque<Message>,
    bytes: usize,
    end: Option<Close>,
}

/// What became of frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pushed {
    /// How many wait now. None where the socket is on its way out.
    pub(super) queued: usize,
    /// They were too much: the socket is being closed for it.
    pub(super) overflowed: bool,
}

impl Outbox {
    pub(super) fn new(socket_id: Arc<str>, max_bytes: usize, max_frames: usize) -> Self {
        Self {
            socket_id,
            max_bytes,
            max_frames,
            state: Mutex::default(),
            due: Notify::new(),
            ended: Notify::new(),
        }
    }

    pub(super) fn socket_id(&self) -> &str {
        &self.socket_id
    }

    /// [`Outbox::push_all`] of one.
    pub(super) fn push(&self, frame: Message) -> Pushed {
        self.push_all([frame])
    }

    /// Adds frames; never waits. When there is no room, what waits is dropped and the socket is closed: the client
    /// fetches all of it from the store when it is back.
    pub(super) fn push_all(&self, frames: impl IntoIterator<Item = Message>) -> Pushed {
        let mut pushed = Pushed::default();
        let mut state = self.lock();
        if state.end.is_some() {
            return pushed;
        }
        for frame in frames {
            let bytes = state.bytes.saturating_add(size(&frame));
            if bytes > self.max_bytes || state.frames.len() >= self.max_frames {
                state.frames = VecDeque::new();
                state.bytes = 0;
                drop(state);
                self.end(Close::TOO_SLOW);
                pushed.overflowed = true;
                return pushed;
            }
            state.bytes = bytes;
            state.frames.push_back(frame);
            pushed.queued = pushed.queued.saturating_add(1);
        }
        drop(state);
        if pushed.queued > 0 {
            self.due.notify_one();
        }
        pushed
    }

    /// Closes the socket after what waits already; the first reason counts.
    pub(super) fn end(&self, close: Close) {
        self.lock().end.get_or_insert(close);
        self.due.notify_one();
        self.ended.notify_waiters();
    }

    pub(super) fn has_ended(&self) -> bool {
        self.lock().end.is_some()
    }

    /// Waits for the end.
    pub(super) async fn ended(&self) {
        let ended = self.ended.notified();
        tokio::pin!(ended);
        ended.as_mut().enable();
        if !self.has_ended() {
            ended.await;
        }
    }

    /// Waits for frames and moves a batch of them to `batch`; with the reason to close once nothing follows.
    /// One task only may wait.
    pub(super) async fn take(&self, batch: &mut VecDeque<Message>) -> Option<Close> {
        loop {
            {
                let mut state = self.lock();
                let mut room = BATCH_BYTES;
                while let Some(frame) = state.frames.front() {
                    let bytes = size(frame);
                    if bytes > room && !batch.is_empty() {
                        break;
                    }
                    room = room.saturating_sub(bytes);
                    state.bytes = state.bytes.saturating_sub(bytes);
                    batch.extend(state.frames.pop_front());
                }
                if state.frames.is_empty() {
                    state.frames.shrink_to(KEPT_FRAMES);
                    if state.end.is_some() {
                        return state.end;
                    }
                }
            }
            if !batch.is_empty() {
                return None;
            }
            self.due.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size(frame: &Message) -> usize {
    match frame {
        Message::Text(text) => text.len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len(),
        Message::Close(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox() -> Outbox {
        Outbox::new("1.1".into(), 100, 4)
    }

    fn frame(size: usize) -> Message {
        Message::text("x".repeat(size))
    }

    #[tokio::test]
    async fn gives_what_waits_in_one_batch_and_in_order() {
        let outbox = outbox();
        for size in 1..=3 {
            assert_eq!(outbox.push(frame(size)).queued, 1);
        }
        let mut batch = VecDeque::new();
        assert_eq!(outbox.take(&mut batch).await, None);
        assert_eq!(batch, [frame(1), frame(2), frame(3)]);
    }

    #[tokio::test]
    async fn too_many_bytes_or_frames_end_it() {
        for sizes in [vec![60, 60], vec![1, 1, 1, 1, 1]] {
            let outbox = outbox();
            let last = sizes.iter().map(|size| outbox.push(frame(*size))).last();
            assert!(last.unwrap().overflowed);
            assert_eq!(outbox.push(frame(1)), Pushed::default());
            let mut batch = VecDeque::new();
            assert_eq!(outbox.take(&mut batch).await, Some(Close::TOO_SLOW));
            assert!(batch.is_empty());
        }
    }

    #[tokio::test]
    async fn an_orderly_end_comes_after_what_waits() {
        let outbox = outbox();
        outbox.push(frame(1));
        outbox.end(Close::RECONNECT);
        outbox.end(Close::SILENT);
        outbox.ended().await;
        let mut batch = VecDeque::new();
        assert_eq!(outbox.take(&mut batch).await, Some(Close::RECONNECT));
        assert_eq!(batch, [frame(1)]);
    }

    #[tokio::test]
    async fn room_comes_back_as_frames_are_taken() {
        let outbox = outbox();
        for _ in 0..10 {
            assert_eq!(outbox.push(frame(90)).queued, 1);
            outbox.take(&mut VecDeque::new()).await;
        }
    }
}

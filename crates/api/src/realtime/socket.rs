//! The life of one socket: one task that writes what is due in as few system calls as it can, and reads what is said.

use super::{
    frame::{self, Close},
    hub::Hub,
    outbox::Outbox,
    rights::ChannelRights,
    room::SocketKey,
    session::Session,
};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use baton_core::network::Network;
use bytes::Bytes;
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio_tungstenite::tungstenite::{self, error::ProtocolError};

/// Bytes of one message of a client, as the protocol has it.
const MAX_MESSAGE: usize = 10_000;
/// Beyond this nothing is read for the sake of a polite refusal; the connection is cut.
const MAX_READ: usize = 64 * 1024;
/// Allocated for each socket, enough for what clients say; more is made on need. The default of the library is 128 times as much.
const READ_BUFFER: usize = 1_024;
/// Frames that are due together leave in one write up to this size. Grows on need only.
const WRITE_BUFFER: usize = 8 * 1024;
/// Frames for which room is kept between batches, so that single events allocate nothing.
const KEPT_FRAMES: usize = 8;

/// Sets the buffers and caps of a socket that is about to be.
pub(super) fn trim(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_frame_size(MAX_READ)
        .max_message_size(MAX_READ)
}

/// Serves an admitted socket until it is closed, by whom ever.
pub(super) async fn serve<R: ChannelRights>(hub: Hub<R>, ws: WebSocket, from: Option<Network>) {
    let Some((key, outbox)) = hub.admit(from) else {
        refuse(ws, Close::OVER_CAPACITY, hub.limits.linger).await;
        return;
    };
    let guard = Admission {
        hub: hub.clone(),
        key,
        from,
    };
    outbox.push(frame::established(outbox.socket_id()));
    let (sink, stream) = ws.split();
    let linger = hub.limits.linger;
    let session = Session::new(hub, key, Arc::clone(&outbox));
    {
        let writing = write(sink, &outbox, linger);
        let reading = read(stream, &outbox, session);
        tokio::pin!(writing, reading);
        tokio::select! {
            // We said goodbye: the other side may still answer it, so that nothing we sent is cut off.
            () = &mut writing => drop(tokio::time::timeout(linger, reading).await),
            // What was no frame is told so; who just went away hears nothing.
            () = &mut reading => {
                if outbox.has_ended() {
                    drop(tokio::time::timeout(linger, writing).await);
                }
            }
        }
    }
    drop(guard);
}

/// Says why and closes, without ever having been a socket of the hub.
pub(super) async fn refuse(mut ws: WebSocket, close: Close, linger: Duration) {
    let goodbye = async {
        ws.send(close.error()).await?;
        ws.send(close.message()).await?;
        while let Some(Ok(_)) = ws.next().await {}
        Ok::<(), axum::Error>(())
    };
    drop(tokio::time::timeout(linger, goodbye).await);
}

/// Gives the place back however the task ends.
struct Admission<R: ChannelRights> {
    hub: Hub<R>,
    key: SocketKey,
    from: Option<Network>,
}

impl<R: ChannelRights> Drop for Admission<R> {
    fn drop(&mut self) {
        self.hub.dismiss(self.key, self.from);
    }
}

/// Writes until the outbox ends, then closes. A reader that does not take the rest within `linger` is left.
async fn write(mut sink: SplitSink<WebSocket, Message>, outbox: &Outbox, linger: Duration) {
    let work = async {
        let mut batch = VecDeque::new();
        loop {
            let end = outbox.take(&mut batch).await;
            for frame in batch.drain(..) {
                sink.feed(frame).await?;
            }
            batch.shrink_to(KEPT_FRAMES);
            if let Some(close) = end {
                return sink.send(close.message()).await;
            }
            sink.flush().await?;
        }
    };
    let overdue = async {
        outbox.ended().await;
        tokio::time::sleep(linger).await;
    };
    tokio::select! {
        result = work => if let Err(error) = result {
            tracing::debug!(%error, "a socket went away while it was written to");
        },
        () = overdue => tracing::debug!("a socket did not read its goodbye"),
    }
}

/// Reads until the other side is gone. Once the outbox has ended it only waits for that.
async fn read<R: ChannelRights>(
    mut stream: SplitStream<WebSocket>,
    outbox: &Outbox,
    mut session: Session<R>,
) {
    let mut pinged = false;
    let (idle, pong) = session.patience();
    loop {
        let Ok(next) = tokio::time::timeout(if pinged { pong } else { idle }, stream.next()).await
        else {
            if pinged {
                outbox.end(Close::SILENT);
            } else {
                outbox.push(Message::Ping(Bytes::new()));
            }
            pinged = true;
            continue;
        };
        pinged = false;
        match next {
            Some(Ok(Message::Text(text))) if text.len() > MAX_MESSAGE => outbox.end(Close::TOO_BIG),
            // Boxed, so that a silent socket does not hold room for the longest thing that it could ask for.
            Some(Ok(Message::Text(text))) if !outbox.has_ended() => {
                Box::pin(session.hear(&text)).await;
            }
            Some(Ok(Message::Binary(_))) => outbox.end(Close::NOT_TEXT),
            // Pings and pongs are answered below us, and are a flood like any other.
            Some(Ok(_)) => session.breathe().await,
            Some(Err(error)) => {
                if let Some(close) = broken(error) {
                    outbox.end(close);
                }
                return;
            }
            None => return,
        }
    }
}

/// With which word a socket is closed that cannot be read on; none where the connection is gone anyway.
fn broken(error: axum::Error) -> Option<Close> {
    match *error.into_inner().downcast::<tungstenite::Error>().ok()? {
        tungstenite::Error::Capacity(_) => Some(Close::TOO_BIG),
        tungstenite::Error::Utf8(_) => Some(Close::NOT_UTF8),
        tungstenite::Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => None,
        tungstenite::Error::Protocol(_) => Some(Close::NO_FRAME),
        _ => None,
    }
}

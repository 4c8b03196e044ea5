//! The end of a connection: what the client still sends is read away for a moment, so that it can read why it was refused.
//! Closed at once, the rest of a body that nobody wants would make its system drop our answer.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};

/// Silence after which nothing more is expected.
const SILENCE: Duration = Duration::from_secs(1);
/// However much is still sent.
const LONGEST: Duration = Duration::from_secs(5);
/// Read away at once, in bytes.
const GULP: usize = 16 * 1024;

/// A connection that does not break off in the middle of a word.
#[derive(Debug)]
pub(crate) struct Lingering {
    stream: TcpStream,
    goodbye: Option<Goodbye>,
}

#[derive(Debug)]
struct Goodbye {
    silence: Pin<Box<Sleep>>,
    end: Instant,
}

impl Lingering {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            goodbye: None,
        }
    }
}

impl AsyncRead for Lingering {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Lingering {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.goodbye.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
        }
        let goodbye = this.goodbye.get_or_insert_with(|| Goodbye {
            silence: Box::pin(sleep(SILENCE)),
            end: Instant::now() + LONGEST,
        });
        let mut gulp = [0; GULP];
        loop {
            let mut buffer = ReadBuf::new(&mut gulp);
            match Pin::new(&mut this.stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    let until = (Instant::now() + SILENCE).min(goodbye.end);
                    goodbye.silence.as_mut().reset(until);
                    if Instant::now() >= goodbye.end {
                        return Poll::Ready(Ok(()));
                    }
                }
                // Gone, which is all that was waited for.
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return goodbye.silence.as_mut().poll(context).map(Ok),
            }
        }
    }
}

//! Taking a file in, and giving it out.

use crate::{
    Files, FilesError, Key, Result, Store,
    folder::{self, Writing},
    sniff::{self, LOOKED_AT, Seen},
};
use baton_core::text::hex;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{ObjectStoreExt as _, buffered::BufWriter};
use sha2::{Digest as _, Sha256};
use std::{fmt, sync::Arc};
use tokio::io::AsyncWriteExt as _;

/// Bytes that are sent to a store at once, and so kept in memory of one upload: the least that S3 takes as a part.
const PART: usize = 5 * 1024 * 1024;

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is, by its content.
    pub media_type: &'static str,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Width and height, of a picture that browsers show.
    pub dimensions: Option<(u32, u32)>,
}

/// A file that is given out.
pub struct Opened {
    /// Bytes.
    pub size: u64,
    /// Its content.
    pub bytes: BoxStream<'static, Result<Bytes>>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Files {
    /// Keeps a file as it comes. Of one that breaks off, grows too large or is a program, nothing is left.
    pub async fn keep<S, E>(&self, key: Key, bytes: S) -> Result<Kept>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
        E: fmt::Display + Send,
    {
        let mut taking = Taking {
            writer: self.writer(key),
            head: Vec::new(),
            seen: None,
            sha: Sha256::new(),
            size: 0,
            largest: self.largest,
        };
        match taking.all(bytes).await {
            Ok(seen) => {
                taking.writer.finish().await?;
                Ok(Kept {
                    media_type: seen.media_type,
                    size: taking.size,
                    sha256: hex(&taking.sha.finalize()),
                    dimensions: seen.dimensions,
                })
            }
            Err(error) => {
                taking.writer.abort().await;
                Err(error)
            }
        }
    }

    /// Opens a file.
    pub async fn read(&self, key: Key) -> Result<Opened> {
        match &self.store {
            Store::Folder(folder) => {
                let (size, bytes) = folder::read(&key.below(folder)).await?;
                let bytes = bytes.boxed();
                Ok(Opened { size, bytes })
            }
            Store::Bucket(store) => {
                let found = store.get(&key.path()).await?;
                Ok(Opened {
                    size: found.meta.size,
                    bytes: found.into_stream().map_err(FilesError::from).boxed(),
                })
            }
        }
    }

    fn writer(&self, key: Key) -> Writer {
        match &self.store {
            Store::Folder(folder) => Writer::Folder(Writing::new(key.below(folder))),
            Store::Bucket(store) => {
                let writer = BufWriter::with_capacity(Arc::clone(store), key.path(), PART);
                Writer::Bucket(Box::new(writer.with_max_concurrency(1)))
            }
        }
    }
}

/// Where the bytes go.
enum Writer {
    Folder(Writing),
    Bucket(Box<BufWriter>),
}

impl Writer {
    async fn put(&mut self, bytes: Bytes) -> Result<()> {
        match self {
            Self::Folder(writing) => writing.put(&bytes).await,
            Self::Bucket(writer) => Ok(writer.put(bytes).await?),
        }
    }

    async fn finish(&mut self) -> Result<()> {
        match self {
            Self::Folder(writing) => writing.finish().await,
            Self::Bucket(writer) => writer.shutdown().await.map_err(of_io),
        }
    }

    async fn abort(&mut self) {
        match self {
            // It leaves nothing when it is dropped.
            Self::Folder(_) => {}
            // What this cannot remove, the bucket's own rule for parts that were never put together does.
            Self::Bucket(writer) => drop(writer.abort().await),
        }
    }
}

/// A file on its way in.
struct Taking {
    writer: Writer,
    /// Its first bytes, until they are looked at: nothing is written before.
    head: Vec<u8>,
    seen: Option<Seen>,
    sha: Sha256,
    size: u64,
    largest: u64,
}

impl Taking {
    async fn all<S, E>(&mut self, bytes: S) -> Result<Seen>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
        E: fmt::Display + Send,
    {
        let mut bytes = std::pin::pin!(bytes);
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(|error| FilesError::BrokenOff(error.to_string()))?;
            self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            if self.size > self.largest {
                return Err(FilesError::TooLarge(self.largest));
            }
            self.sha.update(&piece);
            if self.seen.is_some() {
                self.writer.put(piece).await?;
                continue;
            }
            self.head.extend_from_slice(&piece);
            if self.head.len() >= LOOKED_AT {
                self.look().await?;
            }
        }
        if self.size == 0 {
            return Err(FilesError::Empty);
        }
        match self.seen {
            Some(seen) => Ok(seen),
            None => self.look().await,
        }
    }

    async fn look(&mut self) -> Result<Seen> {
        let head = std::mem::take(&mut self.head);
        let seen = sniff::look(&head);
        if seen.is_program {
            return Err(FilesError::Unwanted(seen.media_type));
        }
        self.seen = Some(seen);
        self.writer.put(head.into()).await?;
        Ok(seen)
    }
}

fn of_io(error: std::io::Error) -> FilesError {
    match error.downcast::<object_store::Error>() {
        Ok(error) => error.into(),
        Err(error) => error.into(),
    }
}

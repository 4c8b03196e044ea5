//! Reading what somebody else wrote. A page can be made so that a parser runs for hours over it or exhausts the stack:
//! that ends a process of its own, and becomes a failed import, nothing else.

use baton_ai::{
    chunk::{Chunk, split},
    ingest::{self, Format, Raw},
    language::Language,
};
use serde::{Deserialize, Serialize};
use std::{path::Path, process::Stdio, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::Command,
};
use uuid::Uuid;

/// The command of the program that reads a document from standard input.
pub const COMMAND: &str = "read-document";
/// The longest that a document may take.
const LONGEST: Duration = Duration::from_mins(1);
/// The most that comes of one: its text twice, in JSON.
const MOST: u64 = 64 * 1024 * 1024;
/// Markdown and plain text up to this size are read here: their reader is ours, and takes no longer than they are long.
const SMALL: usize = 64 * 1024;

const UNREADABLE: &str = "This could not be read. Try another form of it.";
const TOO_SLOW: &str = "This takes too long to read. Try a smaller part of it.";

/// Where documents are read.
#[derive(Debug, Clone)]
pub enum Reading {
    /// In this process.
    Here,
    /// In a process of this program for each, which limits itself.
    Apart(Arc<Path>),
}

/// A document that is to be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unread {
    /// Its id.
    pub id: Uuid,
    /// How to read it.
    pub format: Format,
    /// File name or address.
    pub name: String,
    /// Where it was fetched.
    pub url: Option<String>,
    /// Its content.
    pub content: String,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Read {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its text, Markdown.
    pub text: String,
    /// Its passages.
    pub passages: Vec<Chunk>,
}

/// Reads a document. Why it could not be read is a sentence for people.
pub fn read(unread: &Unread) -> Result<Read, String> {
    let document = ingest::read(Raw {
        format: unread.format,
        name: &unread.name,
        url: unread.url.as_deref(),
        content: &unread.content,
    });
    let document = document.map_err(|error| super::import::sentence(&error.to_string()))?;
    let passages = split(unread.id, &document);
    Ok(Read {
        id: unread.id,
        title: document.title,
        url: document.url,
        language: document.language,
        text: document.text,
        passages,
    })
}

impl Reading {
    /// Reads a document where it belongs.
    pub async fn read(&self, unread: Unread) -> Result<Read, String> {
        let is_small = unread.format != Format::Html && unread.content.len() <= SMALL;
        match self {
            Self::Apart(program) if !is_small => apart(program, &unread).await,
            _ => tokio::task::spawn_blocking(move || read(&unread))
                .await
                .map_err(|_panicked| UNREADABLE.to_owned())?,
        }
    }
}

async fn apart(program: &Path, unread: &Unread) -> Result<Read, String> {
    let reading = tokio::time::timeout(LONGEST, converse(program, unread)).await;
    let answer = match reading {
        Err(_elapsed) => return Err(TOO_SLOW.to_owned()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "a document could not be read apart");
            return Err(UNREADABLE.to_owned());
        }
        Ok(Ok(answer)) => answer,
    };
    // Nothing or half of it: the process met its limits.
    serde_json::from_slice(&answer).unwrap_or_else(|_broken| Err(UNREADABLE.to_owned()))
}

async fn converse(program: &Path, unread: &Unread) -> std::io::Result<Vec<u8>> {
    let document = serde_json::to_vec(unread)?;
    let mut child = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let say = async {
        if let Some(mut input) = input {
            // It may have met its limits before all was said; then it answers nothing.
            drop(input.write_all(&document).await);
        }
    };
    let hear = async {
        let mut answer = Vec::new();
        if let Some(output) = output {
            output.take(MOST).read_to_end(&mut answer).await?;
        }
        std::io::Result::Ok(answer)
    };
    let ((), answer) = tokio::join!(say, hear);
    child.wait().await?;
    answer
}

//! Reading a source: its text becomes documents and passages, in place of what was read before.

use super::reading::{Read, Unread};
use crate::{
    App,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_ai::{chunk, ingest::Format};
use baton_core::{
    actor::Actor,
    event::Event,
    id::{AssistantId, ChunkId, SourceId, WorkspaceId},
    knowledge::{SourceKind, SourceStatus},
};
use baton_outbound::{Limits, fetch_page};
use baton_store::{
    assistants,
    knowledge::{
        chunks::{self, Chunk},
        documents::{self, NewDocument},
        sources::{self, Content},
    },
};

/// How many passages are stored with one round trip.
const BATCH: usize = 200;

impl App {
    /// Reads a source and puts what it says into the assistant's knowledge. What cannot be read is said so on the source,
    /// and is no error here: trying again would not help.
    pub async fn import_knowledge(&self, workspace: WorkspaceId, id: SourceId) -> Result<()> {
        let content = self
            .db
            .read(async move |conn| sources::content(conn, workspace, id).await)
            .await?;
        // Deleted meanwhile.
        let Some(content) = content else {
            return Ok(());
        };
        let assistant = content.assistant_id;
        self.import_moved(workspace, id, (SourceStatus::Importing, None))
            .await?;
        match self.read_source(content).await {
            Ok(read) => self.keep(workspace, (assistant, id), read).await,
            Err(reason) => {
                self.import_moved(workspace, id, (SourceStatus::Failed, Some(reason)))
                    .await
            }
        }
    }

    async fn read_source(&self, content: Content) -> Result<Read, String> {
        let unread = self.unread(content).await?;
        self.reading.read(unread).await
    }

    async fn unread(&self, content: Content) -> Result<Unread, String> {
        let id = self.ids.next();
        if content.kind == SourceKind::Url {
            let url = content.url.unwrap_or_default();
            let page = fetch_page(&self.fetching, &url, Limits::default()).await;
            let page = page.map_err(|refused| sentence(&refused.to_string()))?;
            return Ok(Unread {
                id,
                format: format_of(&page.content_type),
                name: page.final_url.clone(),
                url: Some(page.final_url),
                content: page.body,
            });
        }
        let bytes = content.content.unwrap_or_default();
        Ok(Unread {
            id,
            format: format_of(content.content_type.as_deref().unwrap_or_default()),
            name: content.title,
            url: content.url,
            content: String::from_utf8_lossy(&bytes).into_owned(),
        })
    }

    async fn keep(
        &self,
        workspace: WorkspaceId,
        (assistant, id): (AssistantId, SourceId),
        read: Read,
    ) -> Result<()> {
        self.transact_slowly(workspace, async move |unit| {
            let Some(content) = sources::content(unit.conn, workspace, id).await? else {
                return Ok(());
            };
            documents::clear(unit.conn, workspace, id).await?;
            let new = NewDocument {
                id: read.id.into(),
                source_id: id,
                title: read.title,
                url: read.url,
                language: Some(read.language.code().to_owned()).filter(|code| !code.is_empty()),
                body: read.text,
                position: 0,
            };
            documents::insert(unit.conn, workspace, &new).await?;
            let ids = unit.ids.clone();
            let passages: Vec<Chunk> = read
                .passages
                .into_iter()
                .map(|p| stored(ids.next(), content.kind, p))
                .collect();
            for batch in passages.chunks(BATCH) {
                chunks::insert_all(unit.conn, workspace, assistant, batch).await?;
            }
            // A text keeps the title that somebody gave it.
            if content.kind != SourceKind::Text {
                sources::set_title(unit.conn, workspace, id, &new.title).await?;
            }
            assistants::bump_knowledge(unit.conn, workspace, assistant).await?;
            moved(unit, id, (SourceStatus::Ready, None)).await
        })
        .await
    }

    async fn import_moved(
        &self,
        workspace: WorkspaceId,
        id: SourceId,
        status: (SourceStatus, Option<String>),
    ) -> Result<()> {
        self.carry_out(workspace, async move |unit| moved(unit, id, status).await)
            .await
    }
}

pub(crate) async fn moved(
    unit: &mut Unit<'_, '_>,
    id: SourceId,
    (status, error): (SourceStatus, Option<String>),
) -> Result<()> {
    sources::set_status(
        unit.conn,
        unit.workspace,
        id,
        (status, error.as_deref()),
        unit.now,
    )
    .await?;
    let found = sources::find(unit.conn, unit.workspace, id).await?;
    let title = found.ok_or(AppError::NotFound)?.title;
    let event = Event::KnowledgeSourceUpdated {
        source_id: id,
        status,
        title,
    };
    unit.emit(Place::WORKSPACE, Actor::system(), event);
    Ok(())
}

pub(crate) fn stored(id: ChunkId, kind: SourceKind, passage: chunk::Chunk) -> Chunk {
    Chunk {
        id,
        document_id: passage.document_id.into(),
        position: i64::from(passage.position),
        heading_path: passage.heading_path,
        question: passage.question,
        body: passage.text,
        start_byte: i64::from(passage.start),
        end_byte: i64::from(passage.end),
        language: passage.language.code().to_owned(),
        hash: passage.hash.cast_signed(),
        title: passage.title,
        url: None,
        kind,
    }
}

fn format_of(content_type: &str) -> Format {
    match content_type {
        "text/markdown" | "text/x-markdown" => Format::Markdown,
        "text/html" | "application/xhtml+xml" => Format::Html,
        _ => Format::Plain,
    }
}

/// A reason as a sentence of its own.
pub(super) fn sentence(reason: &str) -> String {
    let mut letters = reason.trim_end_matches('.').chars();
    let first = letters.next().map(char::to_uppercase);
    first
        .into_iter()
        .flatten()
        .chain(letters)
        .chain(['.'])
        .collect()
}

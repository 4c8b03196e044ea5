//! Adding knowledge: a page to fetch, a text, or files. The reading itself is a job.

use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::Unit,
    work::import_knowledge,
};
use baton_core::{
    id::AssistantId,
    knowledge::{KnowledgeSource, SourceKind},
    role::Permission,
    text::{Invalid, Name, preview},
};
use baton_store::{
    assistants,
    knowledge::sources::{self, NewSource},
};
use url::Url;

/// The largest file or text, in bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// The largest upload, all its files together, in bytes.
pub const LARGEST_UPLOAD: usize = 25 * 1024 * 1024;
/// How many files one call may bring.
pub const MAX_FILES: usize = 50;

/// Knowledge as somebody hands it over.
#[derive(Debug, Clone)]
pub enum Material {
    /// A page on the web.
    Page {
        /// Its address.
        url: String,
    },
    /// A text.
    Text {
        /// Its title.
        title: String,
        /// What it says, Markdown.
        text: String,
    },
    /// A file.
    File {
        /// Its name, which tells what it is.
        name: String,
        /// Where it can be read.
        url: Option<String>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// What is stored of a material before it is read.
#[derive(Debug, Clone)]
struct Accepted {
    kind: SourceKind,
    title: String,
    url: Option<String>,
    content_type: Option<String>,
    content: Option<Vec<u8>>,
}

impl Material {
    fn accept(self) -> Result<Accepted> {
        match self {
            Self::Page { url } => {
                let url = address(&url).in_field("url")?;
                Ok(Accepted {
                    kind: SourceKind::Url,
                    title: preview(&url, Name::MAX_CHARS),
                    url: Some(url),
                    content_type: None,
                    content: None,
                })
            }
            Self::Text { title, text } => Ok(Accepted {
                kind: SourceKind::Text,
                title: Name::parse(&title).in_field("title")?.into_string(),
                url: None,
                content_type: Some("text/markdown".to_owned()),
                content: Some(sized(text.into_bytes()).in_field("text")?),
            }),
            Self::File { name, url, bytes } => Ok(Accepted {
                kind: SourceKind::File,
                content_type: Some(media_type(&name).in_field("file")?.to_owned()),
                content: Some(sized(bytes).in_field("file")?),
                title: preview(&name, Name::MAX_CHARS),
                url,
            }),
        }
    }
}

fn address(text: &str) -> Result<String, Invalid> {
    const HINT: Invalid = Invalid("Enter a web address like https://www.example.com/help.");
    let url = Url::parse(text.trim()).map_err(|_error| HINT)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let is_plain = url.username().is_empty() && url.password().is_none();
    if is_web && is_plain && url.as_str().len() <= 2_000 {
        Ok(url.into())
    } else {
        Err(HINT)
    }
}

fn sized(bytes: Vec<u8>) -> Result<Vec<u8>, Invalid> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Invalid("There is no text in it."));
    }
    if bytes.len() > MAX_BYTES {
        return Err(Invalid("Keep each file under 5 MB."));
    }
    Ok(bytes)
}

fn media_type(name: &str) -> Result<&'static str, Invalid> {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown") => Ok("text/markdown"),
        Some("html" | "htm") => Ok("text/html"),
        Some("txt") => Ok("text/plain"),
        _ => Err(Invalid("Upload .md, .html or .txt files.")),
    }
}

impl App {
    /// Adds sources of an assistant's knowledge and has them read in the background; all of them or none.
    pub async fn add_knowledge(
        &self,
        caller: &Caller,
        assistant: AssistantId,
        materials: Vec<Material>,
    ) -> Result<Vec<KnowledgeSource>> {
        const ACTION: &str = "knowledge.add";
        let asking = caller.clone();
        let act = (ACTION, ("assistant", assistant.uuid()));
        self.privileged(caller, act, async move |unit| {
            let found = assistants::find(unit.conn, unit.workspace, assistant).await?;
            found.ok_or(AppError::NotFound)?;
            asking.require(Permission::KnowledgeWrite)?;
            if materials.is_empty() || materials.len() > MAX_FILES {
                return Err(AppError::invalid("file", "Choose 1 to 50 files."));
            }
            let accepted = materials
                .into_iter()
                .map(Material::accept)
                .collect::<Result<Vec<_>>>()?;
            let mut added = Vec::with_capacity(accepted.len());
            for material in accepted {
                added.push(add(unit, assistant, material).await?);
            }
            for source in &added {
                let target = ("knowledge_source", source.id.uuid());
                unit.audit(&asking.actor(), ACTION, target).await?;
            }
            Ok(added)
        })
        .await
    }
}

async fn add(
    unit: &mut Unit<'_, '_>,
    assistant_id: AssistantId,
    material: Accepted,
) -> Result<KnowledgeSource> {
    let new = NewSource {
        id: unit.ids.next(),
        assistant_id,
        kind: material.kind,
        title: material.title,
        url: material.url,
        content_type: material.content_type,
        content: material.content,
    };
    sources::insert(unit.conn, unit.workspace, &new, unit.now).await?;
    import_knowledge::enqueue(unit, new.id)?;
    let stored = sources::find(unit.conn, unit.workspace, new.id).await?;
    stored.ok_or(AppError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn material_is_checked_before_it_is_stored() {
        let page = |url: &str| {
            Material::Page {
                url: url.to_owned(),
            }
            .accept()
        };
        assert_eq!(
            page(" https://a.example/x ").unwrap().url.as_deref(),
            Some("https://a.example/x")
        );
        assert!(page("ftp://a.example").is_err() && page("https://u:p@a.example").is_err());
        let file = |name: &str, bytes: &[u8]| {
            Material::File {
                name: name.to_owned(),
                url: None,
                bytes: bytes.to_vec(),
            }
            .accept()
        };
        assert_eq!(
            file("Returns.HTM", b"x").unwrap().content_type.as_deref(),
            Some("text/html")
        );
        assert!(file("a.exe", b"x").is_err() && file("a.md", b" \n").is_err());
        assert!(file("a.md", &vec![b'x'; MAX_BYTES + 1]).is_err());
    }
}

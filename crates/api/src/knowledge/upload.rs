//! Uploading files.

use crate::{
    auth::Who,
    page::ListOf,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    Json,
    extract::{FromRequest, Multipart, Request, State, multipart::MultipartError},
    http::{HeaderMap, StatusCode, header},
};
use baton_app::knowledge::add::{LARGEST_UPLOAD, MAX_BYTES, MAX_FILES, Material};
use baton_core::{id::AssistantId, knowledge::KnowledgeSource};
use utoipa::ToSchema;

/// A form with files.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the form; it is read part by part")]
pub(crate) struct Upload {
    /// Whose knowledge they shall be.
    assistant_id: AssistantId,
    /// One or more .md, .html or .txt files of at most 5 MB.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<Vec<u8>>,
}

/// Adds files; they are read in the background.
#[utoipa::path(post, path = "/api/v1/knowledge/files", operation_id = "upload_files", tag = "Knowledge",
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 202, body = ListOf<KnowledgeSource>), (status = "default", body = Problem)))]
pub(crate) async fn upload(
    State(edge): State<Edge>,
    Who(caller): Who,
    request: Request,
) -> Result<(StatusCode, Json<ListOf<KnowledgeSource>>), Problem> {
    if length(request.headers()).is_some_and(|length| length > LARGEST_UPLOAD) {
        return Err(too_large());
    }
    let form = Multipart::from_request(request, &edge)
        .await
        .map_err(|_not_a_form| {
            Problem::new(
                ProblemCode::UnsupportedMediaType,
                "Send a form with files: multipart/form-data.",
            )
        })?;
    let (assistant, files) = parts(form).await?;
    let items = edge.app.add_knowledge(&caller, assistant, files).await?;
    Ok((StatusCode::ACCEPTED, Json(ListOf { items })))
}

async fn parts(mut form: Multipart) -> Result<(AssistantId, Vec<Material>), Problem> {
    let (mut assistant, mut files) = (None, Vec::new());
    while let Some(part) = form.next_field().await.map_err(|error| refuse(&error))? {
        match part.name() {
            Some("assistant_id") => {
                let id = part.text().await.map_err(|error| refuse(&error))?;
                assistant = id.parse().ok();
            }
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                let bytes = part.bytes().await.map_err(|error| refuse(&error))?;
                if bytes.len() > MAX_BYTES || files.len() == MAX_FILES {
                    return Err(Problem::invalid(
                        "file",
                        "Send at most 50 files of 5 MB each.",
                    ));
                }
                files.push(Material::File {
                    name,
                    url: None,
                    bytes: bytes.into(),
                });
            }
            _ => {}
        }
    }
    let assistant = assistant
        .ok_or_else(|| Problem::invalid("assistant_id", "Say whose knowledge it shall be."))?;
    Ok((assistant, files))
}

/// As the client announces it: too much is refused before it is read.
fn length(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

fn too_large() -> Problem {
    Problem::new(ProblemCode::PayloadTooLarge, "Send at most 25 MB at once.")
}

fn refuse(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Problem::new(
            ProblemCode::BadRequest,
            "The form is broken off or malformed. Send it again.",
        ),
    }
}

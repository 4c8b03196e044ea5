//! Files of a conversation: sent up, read, and taken away again before they are sent.

use crate::{
    auth::Who,
    extract::{Id, Params},
    problem::Problem,
    state::Edge,
};
use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use baton_app::conversations::reply::attach::{Opened, Upload};
use baton_core::{
    id::{AttachmentId, ConversationId},
    message::attachment::{Attachment, MAX_FILES},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Called {
    /// Its name, with its ending. What could mislead is taken out of it.
    #[serde(default)]
    name: String,
}

/// Uploads a file, as the holder, to be sent with a reply within a day. What it is, is told by its content.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/files", operation_id = "upload_attachment", tag = "Conversations",
    params(("id" = ConversationId, Path), Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Attachment), (status = "default", body = Problem)))]
pub(crate) async fn upload(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Params(called): Params<Called>,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>), Problem> {
    let upload = upload_of(called, request);
    let attachment = edge.app.attach(&caller, id, upload).await?;
    Ok((StatusCode::CREATED, Json(attachment)))
}

/// How much may be attached.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileLimits {
    /// The largest file, in bytes.
    largest_bytes: u64,
    /// Files of one message.
    most: usize,
}

/// Tells how large files may be, and how many go with one message.
#[utoipa::path(get, path = "/api/v1/files/limits", operation_id = "attachment_limits", tag = "Conversations",
    responses((status = 200, body = FileLimits), (status = "default", body = Problem)))]
pub(crate) async fn limits(State(edge): State<Edge>, Who(_caller): Who) -> Json<FileLimits> {
    Json(FileLimits {
        largest_bytes: edge.app.files.largest(),
        most: MAX_FILES,
    })
}

/// Reads a file. Pictures may be shown in place; everything else is only ever saved.
#[utoipa::path(get, path = "/api/v1/files/{id}", operation_id = "download_attachment", tag = "Conversations",
    params(("id" = AttachmentId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn download(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AttachmentId>,
) -> Result<Response, Problem> {
    let attachment = edge.app.file(&caller, id).await?;
    let opened = edge.app.open_file(caller.workspace, id).await?;
    Ok(given_out(&attachment, opened, Readers::Here))
}

/// Removes a file that one uploaded and did not send.
#[utoipa::path(delete, path = "/api/v1/files/{id}", operation_id = "discard_attachment", tag = "Conversations",
    params(("id" = AttachmentId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn discard(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AttachmentId>,
) -> Result<StatusCode, Problem> {
    edge.app.discard_file(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A file as a request brings it.
fn upload_of(called: Called, request: Request) -> Upload<axum::body::BodyDataStream> {
    Upload {
        name: called.name,
        announced: length(request.headers()),
        bytes: request.into_body().into_data_stream(),
    }
}

/// As the client announces it: too much is refused before it is read.
fn length(headers: &HeaderMap) -> Option<u64> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// On whose pages a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// On our own.
    Here,
    /// Wherever a widget is.
    Elsewhere,
}

impl Readers {
    const fn policy(self) -> &'static str {
        match self {
            Self::Here => "same-origin",
            Self::Elsewhere => "cross-origin",
        }
    }
}

/// What somebody sent is shown to nobody but as a picture or to be saved, and can run nothing, whatever it is.
pub(crate) fn given_out(file: &Attachment, opened: Opened, readers: Readers) -> Response {
    const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    let (media_type, how) = if file.is_picture() {
        (file.media_type.as_str(), "inline")
    } else if is_plain(&file.media_type) {
        (file.media_type.as_str(), "attachment")
    } else {
        ("application/octet-stream", "attachment")
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_LENGTH, opened.size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(how, &file.name)),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // The same bytes under this id for ever; asked again soon, as the right to read them may end.
        (header::CACHE_CONTROL, "private, max-age=300".to_owned()),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            readers.policy().to_owned(),
        ),
    ];
    let mut response = Body::from_stream(opened.bytes).into_response();
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What no browser takes for a page.
fn is_plain(media_type: &str) -> bool {
    let (kind, _) = media_type.split_once('/').unwrap_or_default();
    ["application/pdf", "application/zip", "text/plain"].contains(&media_type)
        || ["audio", "video"].contains(&kind)
}

/// With the name in full, and in letters that every browser takes (RFC 6266).
fn disposition(how: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c == ' ' || c.is_ascii_graphic() => c,
            _ => '_',
        })
        .collect();
    let full: String = name.bytes().map(escaped).collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_said_in_full_and_cannot_leave_its_header() {
        assert_eq!(
            disposition("attachment", "Rechnung \"März\".pdf"),
            "attachment; filename=\"Rechnung _M_rz_.pdf\"; filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22.pdf"
        );
    }
}

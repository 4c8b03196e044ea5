//! A server that speaks S3 as far as a store of files goes: objects, uploads in parts, removal of many. Every request has to be
//! signed (Signature Version 4) with the one key that it knows, over the bytes that came.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use baton_core::text::hex;
use baton_files::{Bucket, Files, Place};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

const NAME: &str = "acme";
const KEY: &str = "AKIATEST";
const SECRET: &str = "a/secret+of=tests";
const REGION: &str = "eu-test-1";

/// What is in the bucket, and what it was asked.
#[derive(Debug, Default)]
struct Held {
    objects: BTreeMap<String, Bytes>,
    uploads: BTreeMap<String, BTreeMap<u32, Bytes>>,
    asked: Vec<String>,
    /// Everything is answered with 503.
    is_down: bool,
    made: usize,
}

/// A bucket on this machine.
#[derive(Debug, Clone)]
pub struct TestBucket {
    /// Its address.
    pub url: String,
    held: Arc<Mutex<Held>>,
}

impl TestBucket {
    /// Starts one.
    ///
    /// # Panics
    /// Where no port is free.
    pub async fn start() -> Self {
        let held = Arc::new(Mutex::new(Held::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0");
        let listener = listener.await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new()
            .fallback(serve)
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&held));
        #[expect(
            clippy::disallowed_methods,
            reason = "it ends with the runtime of the test"
        )]
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, held }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        lock(&self.held)
    }

    /// A store of files in a folder of it.
    ///
    /// # Panics
    /// Where that cannot be made.
    pub fn files(&self, largest: u64) -> Files {
        self.files_with(SECRET, largest)
    }

    /// [`TestBucket::files`] with another secret.
    ///
    /// # Panics
    /// Where that cannot be made.
    pub fn files_with(&self, secret: &str, largest: u64) -> Files {
        baton_outbound::install_crypto();
        let bucket = Bucket {
            url: format!("s3://{NAME}/chat"),
            endpoint: self.url.clone(),
            region: REGION.to_owned(),
            key_id: KEY.to_owned(),
            secret: secret.to_owned(),
        };
        Files::open(&Place::Bucket(bucket), largest).expect("a store of files")
    }

    /// What is in it, by key.
    pub fn objects(&self) -> BTreeMap<String, Bytes> {
        self.lock().objects.clone()
    }

    /// Uploads in parts that were begun and not ended.
    pub fn unfinished(&self) -> usize {
        self.lock().uploads.len()
    }

    /// What it was asked: methods with what the query names.
    pub fn asked(&self) -> Vec<String> {
        self.lock().asked.clone()
    }

    /// Has it refuse everything, or answer again.
    pub fn set_down(&self, is_down: bool) {
        self.lock().is_down = is_down;
    }
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(State(held): State<Arc<Mutex<Held>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut held = lock(&held);
    if held.is_down {
        return refuse(StatusCode::SERVICE_UNAVAILABLE, "SlowDown");
    }
    if !is_signed(&parts.method, &parts.uri, &parts.headers, &body) {
        return refuse(StatusCode::FORBIDDEN, "SignatureDoesNotMatch");
    }
    let Some(rest) = parts.uri.path().strip_prefix(&format!("/{NAME}")) else {
        return refuse(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    let key = rest.trim_start_matches('/').to_owned();
    let query = query(&parts.uri);
    let names: Vec<&str> = query.keys().map(String::as_str).collect();
    held.asked
        .push(format!("{} {}", parts.method, names.join(",")));
    held.answer(&parts.method, &key, &query, body)
}

impl Held {
    fn answer(
        &mut self,
        method: &Method,
        key: &str,
        query: &BTreeMap<String, String>,
        body: Bytes,
    ) -> Response {
        let upload = query.get("uploadId");
        match (method.as_str(), upload) {
            ("POST", None) if query.contains_key("uploads") => {
                self.made += 1;
                let id = format!("upload-{}", self.made);
                self.uploads.insert(id.clone(), BTreeMap::new());
                xml(&format!(
                    "<InitiateMultipartUploadResult><Bucket>{NAME}</Bucket><Key>{key}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
                ))
            }
            ("POST", None) if query.contains_key("delete") => {
                let text = String::from_utf8_lossy(&body).into_owned();
                let keys = text.split("<Key>").skip(1);
                let mut told = String::new();
                for key in keys.filter_map(|part| part.split("</Key>").next()) {
                    self.objects.remove(key);
                    told.extend(["<Deleted><Key>", key, "</Key></Deleted>"]);
                }
                xml(&format!("<DeleteResult>{told}</DeleteResult>"))
            }
            ("PUT", Some(upload)) => {
                let number = query.get("partNumber").and_then(|n| n.parse().ok());
                let parts = self.uploads.get_mut(upload);
                match (parts, number) {
                    (Some(parts), Some(number)) => {
                        let tag = tag_of(&body);
                        parts.insert(number, body);
                        tagged(&tag)
                    }
                    _ => refuse(StatusCode::NOT_FOUND, "NoSuchUpload"),
                }
            }
            ("POST", Some(upload)) => self.complete(upload, key, &body),
            ("DELETE", Some(upload)) => {
                self.uploads.remove(upload);
                StatusCode::NO_CONTENT.into_response()
            }
            ("PUT", None) => {
                let tag = tag_of(&body);
                self.objects.insert(key.to_owned(), body);
                tagged(&tag)
            }
            ("DELETE", None) => {
                self.objects.remove(key);
                StatusCode::NO_CONTENT.into_response()
            }
            ("GET" | "HEAD", None) => match self.objects.get(key) {
                Some(found) => {
                    let headers = [
                        (header::ETAG, tag_of(found)),
                        (
                            header::LAST_MODIFIED,
                            "Fri, 20 Nov 2026 10:00:00 GMT".to_owned(),
                        ),
                    ];
                    (headers, Body::from(found.clone())).into_response()
                }
                None => refuse(StatusCode::NOT_FOUND, "NoSuchKey"),
            },
            _ => refuse(StatusCode::NOT_IMPLEMENTED, "NotImplemented"),
        }
    }

    /// Puts the parts together that the request names, in its order; each has to be the one that came.
    fn complete(&mut self, upload: &str, key: &str, body: &[u8]) -> Response {
        const LEAST: usize = 5 * 1024 * 1024;
        let Some(parts) = self.uploads.remove(upload) else {
            return refuse(StatusCode::NOT_FOUND, "NoSuchUpload");
        };
        let text = String::from_utf8_lossy(body).replace("&quot;", "\"");
        let named: Vec<(Option<u32>, String)> = text
            .split("<Part>")
            .skip(1)
            .map(|part| {
                let inner = |name: &str| {
                    let from = part.split(&format!("<{name}>")).nth(1)?;
                    from.split(&format!("</{name}>")).next().map(str::to_owned)
                };
                let number = inner("PartNumber").and_then(|n| n.parse().ok());
                (number, inner("ETag").unwrap_or_default())
            })
            .collect();
        let mut whole = Vec::new();
        for (place, (number, tag)) in named.iter().enumerate() {
            let Some(part) = number.and_then(|number| parts.get(&number)) else {
                return refuse(StatusCode::BAD_REQUEST, "InvalidPart");
            };
            if *tag != tag_of(part) {
                return refuse(StatusCode::BAD_REQUEST, "InvalidPart");
            }
            if place + 1 < named.len() && part.len() < LEAST {
                return refuse(StatusCode::BAD_REQUEST, "EntityTooSmall");
            }
            whole.extend_from_slice(part);
        }
        let whole = Bytes::from(whole);
        let tag = tag_of(&whole);
        self.objects.insert(key.to_owned(), whole);
        xml(&format!(
            "<CompleteMultipartUploadResult><Bucket>{NAME}</Bucket><Key>{key}</Key><ETag>{tag}</ETag></CompleteMultipartUploadResult>"
        ))
    }
}

fn query(uri: &Uri) -> BTreeMap<String, String> {
    let pairs = uri.query().unwrap_or_default().split('&');
    let pairs = pairs.filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

fn tag_of(bytes: &[u8]) -> String {
    format!("\"{}\"", hex(&Sha256::digest(bytes)))
}

fn tagged(tag: &str) -> Response {
    [(header::ETAG, tag.to_owned())].into_response()
}

fn xml(text: &str) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/xml")];
    (
        kind,
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}"),
    )
        .into_response()
}

fn refuse(status: StatusCode, code: &str) -> Response {
    let said = xml(&format!(
        "<Error><Code>{code}</Code><Message>{code}</Message></Error>"
    ));
    (status, said).into_response()
}

/// Whether a request carries the signature that its parts and the secret make.
fn is_signed(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> bool {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(given) = of("authorization").and_then(|v| v.strip_prefix("AWS4-HMAC-SHA256 ")) else {
        return false;
    };
    let field = |name: &str| {
        let mut fields = given.split(',').map(str::trim);
        fields.find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
    };
    let (Some(credential), Some(signed), Some(signature)) = (
        field("Credential"),
        field("SignedHeaders"),
        field("Signature"),
    ) else {
        return false;
    };
    let (Some(date), Some(hash)) = (of("x-amz-date"), of("x-amz-content-sha256")) else {
        return false;
    };
    let day = date.get(..8).unwrap_or_default();
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    if credential != format!("{KEY}/{scope}") || hash != hex(&Sha256::digest(body)) {
        return false;
    }
    let values = signed.split(';').map(|name| {
        let value = of(name).unwrap_or_default().trim();
        format!("{name}:{value}\n")
    });
    let values = values.collect::<Vec<_>>().concat();
    let mut pairs: Vec<String> = query(uri)
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.sort();
    let path = uri.path();
    let canonical = format!(
        "{method}\n{path}\n{}\n{values}\n{signed}\n{hash}",
        pairs.join("&")
    );
    let told = format!(
        "AWS4-HMAC-SHA256\n{date}\n{scope}\n{}",
        hex(&Sha256::digest(canonical))
    );
    let mut key = mac(format!("AWS4{SECRET}").as_bytes(), day);
    for part in [REGION, "s3", "aws4_request"] {
        key = mac(&key, part);
    }
    hex(&mac(&key, &told)) == signature
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

//! On which page a widget is, and whether it may be there.

use crate::{
    auth::served_at,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::http::{HeaderMap, HeaderName, header};
use baton_app::AppError;
use baton_core::{id::AssistantId, time::Timestamp};
use baton_store::assistants;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use url::Url;

/// How long the origins of an assistant are remembered, so that not each call reads them.
const KEEP_MS: i64 = 10_000;

/// The allowed origins of assistants, as read lately. Only assistants that exist get in, so that it stays small.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    // Held for a look-up or an insert, never across an await.
    kept: Arc<Mutex<HashMap<AssistantId, Kept>>>,
}

#[derive(Debug, Clone)]
struct Kept {
    at: Timestamp,
    allowed: Arc<[String]>,
}

impl Origins {
    /// They were changed here: read them anew.
    pub fn forget(&self, assistant: AssistantId) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&assistant);
    }

    fn fresh(&self, assistant: AssistantId, now: Timestamp) -> Option<Arc<[String]>> {
        let kept = {
            let all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            all.get(&assistant).cloned()
        };
        kept.filter(|kept| now.since_ms(kept.at) < KEEP_MS)
            .map(|kept| kept.allowed)
    }

    fn keep(&self, assistant: AssistantId, kept: Kept) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(assistant, kept);
    }
}

impl Edge {
    /// Refuses a page that may not use the widget of an assistant.
    pub(crate) async fn admit_page(
        &self,
        assistant: AssistantId,
        headers: &HeaderMap,
    ) -> Result<(), Problem> {
        let allowed = self.allowed_origins(assistant).await?;
        if self
            .app
            .may_embed(&allowed, self.page_origin(headers).as_deref())
        {
            Ok(())
        } else {
            Err(AppError::OriginNotAllowed.into())
        }
    }

    async fn allowed_origins(&self, assistant: AssistantId) -> Result<Arc<[String]>, Problem> {
        let at = self.app.clock.now();
        if let Some(allowed) = self.origins.fresh(assistant, at) {
            return Ok(allowed);
        }
        let found = self
            .reader
            .read(async move |conn| assistants::find_public(conn, assistant).await);
        let Some(found) = found.await? else {
            return Err(Problem::new(
                ProblemCode::Unauthorized,
                "This widget is gone.",
            ));
        };
        let allowed: Arc<[String]> = found.assistant.allowed_origins.into();
        let kept = Kept {
            at,
            allowed: Arc::clone(&allowed),
        };
        self.origins.keep(assistant, kept);
        Ok(allowed)
    }

    /// The origin of the page that asks, as the browser vouches for it; ours where we served it ourselves, under whatever
    /// name. Browsers send no `Origin` with the reading calls of our own pages: `Sec-Fetch-Site` or the referrer tell.
    pub(crate) fn page_origin(&self, headers: &HeaderMap) -> Option<String> {
        let ours = || self.app.public_origin.clone();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        match text(header::ORIGIN) {
            Some(origin) if self.is_ours(origin, headers) => Some(ours()),
            Some(origin) => Some(origin.to_owned()),
            None if text(HeaderName::from_static("sec-fetch-site")) == Some("same-origin") => {
                Some(ours())
            }
            None => {
                let page = Url::parse(text(header::REFERER)?).ok()?;
                let origin = page.origin().ascii_serialization();
                Some(if self.is_ours(&origin, headers) {
                    ours()
                } else {
                    origin
                })
            }
        }
    }

    /// Where the browser reaches us: the origin of a page that we served, else the public one.
    pub(crate) fn reached_at(&self, headers: &HeaderMap) -> String {
        let origin = headers
            .get(header::ORIGIN)
            .and_then(|value| value.to_str().ok());
        let own = origin.filter(|origin| self.is_ours(origin, headers));
        own.map_or_else(|| self.app.public_origin.clone(), str::to_owned)
    }

    /// Whether a page of this origin was served by us: at the public address, or at the very address that this request
    /// came to, where that is no name which somebody else could point at us.
    fn is_ours(&self, origin: &str, headers: &HeaderMap) -> bool {
        let host = headers
            .get(header::HOST)
            .and_then(|value| value.to_str().ok());
        origin == self.app.public_origin || host.is_some_and(|host| served_at(origin, host))
    }
}

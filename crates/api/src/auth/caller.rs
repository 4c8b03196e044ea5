use super::{
    cookie::Cookie,
    origin::{self, Asking},
};
use crate::problem::{Problem, ProblemCode};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use baton_app::{App, AppError, Caller, Credential, members::session::SignedIn};

/// A member, by the cookie of a browser or by an API token.
#[derive(Debug, Clone)]
pub struct Who(pub Caller);

impl<S> FromRequestParts<S> for Who
where
    S: Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        member(&App::from_ref(state), parts).await.map(Self)
    }
}

/// A member at a browser, for what has to do with its session.
#[derive(Debug, Clone)]
pub struct Browser(pub SignedIn);

impl<S> FromRequestParts<S> for Browser
where
    S: Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_ref(state);
        if let Some(token) = bearer(&parts.headers) {
            match app.note_program(token).await {
                Ok(()) | Err(AppError::Unauthorized) => {}
                Err(failed) => return Err(failed.into()),
            }
            return Err(Problem::new(
                ProblemCode::Forbidden,
                "An API token has no session. Do this in a browser, signed in.",
            ));
        }
        browser(&app, parts).await.map(Self)
    }
}

/// The member who makes a request. An API token counts before a cookie; with a cookie, what changes something has to come
/// from a page of ours.
///
/// # Errors
/// 401 where nobody is signed in, 403 for a page of another site.
pub async fn member(app: &App, parts: &Parts) -> Result<Caller, Problem> {
    Ok(known(app, parts).await?.0)
}

/// [`member`], and by what they are known.
///
/// # Errors
/// Those of [`member`].
pub async fn known(app: &App, parts: &Parts) -> Result<(Caller, Credential), Problem> {
    Ok(if let Some(token) = bearer(&parts.headers) {
        let program = app.api_token(token).await?;
        (program.caller, Credential::Token(program.token))
    } else {
        let signed_in = browser(app, parts).await?;
        (signed_in.caller, Credential::Session(signed_in.session))
    })
}

/// The token of an `Authorization: Bearer` header: of a program, or of a visitor.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn browser(app: &App, parts: &Parts) -> Result<SignedIn, Problem> {
    let cookie = Cookie::of(app, &parts.headers);
    let token = cookie.token().ok_or(AppError::Unauthorized)?;
    if !parts.method.is_safe() && Asking::of(app, parts) != Asking::Ours {
        return Err(origin::refusal());
    }
    Ok(app.session(token).await?)
}

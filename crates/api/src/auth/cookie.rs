use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, HeaderName, header, request::Parts},
};
use baton_app::App;
use std::convert::Infallible;

/// Browsers keep a cookie for 400 days at most. The server ends a session long before, unless it is used.
const MAX_AGE_S: u32 = 400 * 24 * 60 * 60;

/// The session cookie of a request.
#[derive(Clone)]
pub struct Cookie {
    token: Option<String>,
    is_secure: bool,
}

/// Leaves the token out.
impl std::fmt::Debug for Cookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Cookie({})",
            if self.token.is_some() { ".." } else { "" }
        )
    }
}

impl Cookie {
    /// The session cookie among these headers, under the name that fits the public address of the installation.
    pub(crate) fn of(app: &App, headers: &HeaderMap) -> Self {
        let is_secure = app.public_origin.starts_with("https://");
        Self {
            token: value(headers, name(is_secure)).map(str::to_owned),
            is_secure,
        }
    }

    /// The token it carries.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref().filter(|token| !token.is_empty())
    }

    /// The header that makes the browser carry `token` from now on.
    pub fn set(&self, token: &str) -> [(HeaderName, String); 1] {
        self.header(token, MAX_AGE_S)
    }

    /// The header that makes the browser forget it.
    pub fn clear(&self) -> [(HeaderName, String); 1] {
        self.header("", 0)
    }

    fn header(&self, token: &str, max_age_s: u32) -> [(HeaderName, String); 1] {
        let name = name(self.is_secure);
        let secure = if self.is_secure { "; Secure" } else { "" };
        let value =
            format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
        [(header::SET_COOKIE, value)]
    }
}

impl<S> FromRequestParts<S> for Cookie
where
    S: Sync,
    App: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&App::from_ref(state), &parts.headers))
    }
}

/// With the prefix no other host of the same domain, and no page without TLS, can set the cookie in our place. Browsers
/// take it over https alone.
const fn name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-baton" } else { "baton" }
}

fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; xbaton=no".parse().unwrap());
        assert_eq!(value(&headers, "baton"), None);
        headers.append(header::COOKIE, "b=2;baton=yes=; c".parse().unwrap());
        assert_eq!(value(&headers, "baton"), Some("yes="));
        assert_eq!(value(&headers, "__Host-baton"), None);
    }

    #[test]
    fn on_https_the_cookie_is_bound_to_the_host() {
        let cookie = |is_secure| Cookie {
            token: None,
            is_secure,
        };
        let [(_, https)] = cookie(true).set("t");
        assert_eq!(
            https,
            "__Host-baton=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure"
        );
        let [(_, http)] = cookie(false).set("t");
        assert_eq!(
            http,
            "baton=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000"
        );
        let [(_, gone)] = cookie(false).clear();
        assert_eq!(gone, "baton=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}

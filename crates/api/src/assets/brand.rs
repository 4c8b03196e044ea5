//! What of the page is the workspace's own: its title, logo and colour. Put in by the server, so that the page shows it
//! from its first moment and no script has to.

use crate::{auth::Cookie, problem::Problem, state::Edge};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use baton_core::brand::color;
use baton_store::workspaces::brands::Brand;

/// Asked for again each time: somebody else may look, or the logo may change. Its address changes with it.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Who looks at the page, as far as it shows.
pub(super) async fn seen_by(edge: &Edge, cookie: &Cookie) -> Brand {
    match edge.app.brand_at_door(cookie.token()).await {
        Ok(brand) => brand,
        // The page has to come whatever happens to the database: it is what says so.
        Err(error) => {
            tracing::warn!(%error, "the page is shown as the product comes");
            Brand::default()
        }
    }
}

/// The console's page with the title and the style of a workspace.
pub(super) fn dress(page: &str, brand: &Brand) -> String {
    let title = brand.site_title.as_deref().map(escaped);
    let title = title.as_deref().unwrap_or("Baton");
    let version = format!(
        "{}-{}",
        brand.accent.as_deref().unwrap_or_default().replace('#', ""),
        brand.logo_hash.as_deref().unwrap_or_default()
    );
    page.replace("<title>Baton</title>", &format!("<title>{title}</title>"))
        .replace(
            r#"<meta name="application-name" content="Baton" />"#,
            &format!(r#"<meta name="application-name" content="{title}" />"#),
        )
        .replace(
            "</head>",
            &format!(
                "  <link rel=\"stylesheet\" href=\"/brand/style.css?v={}\" />\n  </head>",
                escaped(&version)
            ),
        )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The style of the workspace that somebody looks at.
pub(crate) async fn style(State(edge): State<Edge>, cookie: Cookie) -> Response {
    let brand = seen_by(&edge, &cookie).await;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/css; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, PRIVATE),
    ];
    (headers, css(&brand)).into_response()
}

fn css(brand: &Brand) -> String {
    let mut rules = Vec::new();
    let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    // Both are made by us; what is no colour and no digits has no business in a style.
    if let Some(hash) = brand.logo_hash.as_deref().filter(|hash| is_hex(hash)) {
        rules.push(format!(
            ".rail-logo .logo,.wordmark .logo{{display:none}}\n\
             .rail-logo::before,.wordmark::before{{content:\"\";width:30px;height:30px;\
             background:url(\"/brand/logo?v={hash}\") center/contain no-repeat}}\n"
        ));
    }
    if let Some(accent) = brand.accent.as_deref().and_then(|c| color::parse(c).ok()) {
        let ink = color::legible_on(&accent);
        rules.push(format!(
            ".signin .btn.primary,.signin .btn.primary:hover{{background:{accent};border-color:{accent};color:{ink}}}\n"
        ));
    }
    rules.concat()
}

/// The logo of the workspace that somebody looks at.
pub(crate) async fn logo(State(edge): State<Edge>, cookie: Cookie) -> Result<Response, Problem> {
    let found = edge.app.logo_at_door(cookie.token()).await?;
    let logo = found.ok_or_else(Problem::not_found)?;
    let kind = HeaderValue::from_str(&logo.kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, PRIVATE),
    ];
    Ok((StatusCode::OK, headers, logo.bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_markup_and_a_style_has_only_colours() {
        let brand = Brand {
            site_title: Some("</title><script>alert(1)</script>\"".to_owned()),
            accent: Some("red;} body{display:none".to_owned()),
            logo_hash: Some("\"); }".to_owned()),
            ..Brand::default()
        };
        let page =
            "<head><title>Baton</title><meta name=\"application-name\" content=\"Baton\" /></head>";
        let dressed = dress(page, &brand);
        assert!(
            !dressed.contains("<script>") && !dressed.contains("\"\" />"),
            "{dressed}"
        );
        assert_eq!(css(&brand), "");
        let fine = Brand {
            accent: Some("#ffd400".to_owned()),
            logo_hash: Some("0a1b".to_owned()),
            ..Brand::default()
        };
        assert!(css(&fine).contains("background:#ffd400"));
        assert!(css(&fine).contains("/brand/logo?v=0a1b"));
    }
}

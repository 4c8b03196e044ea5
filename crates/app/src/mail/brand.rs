//! How a workspace looks in its mails.

use crate::{App, error::Result};
use baton_core::id::WorkspaceId;
use baton_store::workspaces::{self, brands};
use serde::Serialize;

/// The product's own name.
pub(crate) const PRODUCT: &str = "Baton";
/// The product's own colour.
const ACCENT: &str = "#3840d3";

/// How a workspace looks, with what it did not set filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// The site title (R086).
    pub title: String,
    /// The colour of buttons.
    pub accent: String,
    /// What is legible on it.
    pub on_accent: &'static str,
    /// What stands under every mail.
    pub footer: Option<String>,
    /// Whether a logo is shown.
    pub has_logo: bool,
    /// Whether the site title is the workspace's own.
    pub is_own: bool,
}

impl From<brands::Brand> for Look {
    fn from(brand: brands::Brand) -> Self {
        let accent = brand.accent.unwrap_or_else(|| ACCENT.to_owned());
        Self {
            on_accent: baton_core::brand::color::legible_on(&accent),
            is_own: brand.site_title.is_some(),
            title: brand.site_title.unwrap_or_else(|| PRODUCT.to_owned()),
            accent,
            footer: brand.mail_footer,
            has_logo: brand.logo_hash.is_some(),
        }
    }
}

impl App {
    /// How a workspace looks; without one, how the installation does: as its first workspace.
    pub(super) async fn look(
        &self,
        workspace: Option<WorkspaceId>,
    ) -> Result<(Look, Option<brands::Logo>)> {
        let found = self
            .db
            .read(async move |conn| {
                let at = match workspace {
                    Some(workspace) => Some(workspace),
                    None => workspaces::first(conn).await?,
                };
                let Some(at) = at else {
                    return Ok((None, None));
                };
                let brand = brands::find(conn, at).await?;
                let logo = match &brand {
                    Some(brand) if brand.logo_hash.is_some() => brands::logo(conn, at).await?,
                    _ => None,
                };
                Ok::<_, baton_db::DbError>((brand, logo))
            })
            .await?;
        let (brand, logo) = found;
        Ok((brand.unwrap_or_default().into(), logo))
    }
}

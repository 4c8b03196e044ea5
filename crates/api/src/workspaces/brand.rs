//! How a workspace presents itself.

pub(crate) mod logo;
pub(crate) mod show;
pub(crate) mod update;

use baton_store::workspaces::brands::Brand;
use serde::Serialize;
use utoipa::ToSchema;

/// How a workspace presents itself; null: as the product comes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrandOut {
    /// In place of the product's name.
    site_title: Option<String>,
    /// A colour like `#3840d3`: of buttons at sign-in and in mails.
    accent: Option<String>,
    /// Under every mail.
    mail_footer: Option<String>,
    /// Where the logo is, where there is one.
    logo: Option<String>,
}

impl From<Brand> for BrandOut {
    fn from(brand: Brand) -> Self {
        Self {
            logo: brand.logo_hash.map(|hash| format!("/brand/logo?v={hash}")),
            site_title: brand.site_title,
            accent: brand.accent,
            mail_footer: brand.mail_footer,
        }
    }
}

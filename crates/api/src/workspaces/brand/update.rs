//! Changing how the workspace presents itself.

use super::BrandOut;
use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::members::workspace::brand::BrandChanges;
use baton_core::patch::Patch;
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different; null: as the product comes.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct BrandPatch {
    /// In place of the product's name.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    site_title: Patch<String>,
    /// A colour like `#3840d3`.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    accent: Patch<String>,
    /// Under every mail, 500 characters at most; may have lines.
    #[serde(default)]
    #[schema(value_type = Option<String>, required = false)]
    mail_footer: Patch<String>,
}

/// Changes how the workspace presents itself.
#[utoipa::path(patch, path = "/api/v1/brand", operation_id = "update_brand", tag = "Brand",
    request_body = BrandPatch,
    responses((status = 200, body = BrandOut), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(patch): Body<BrandPatch>,
) -> Result<Json<BrandOut>, Problem> {
    let changes = BrandChanges {
        site_title: patch.site_title,
        accent: patch.accent,
        mail_footer: patch.mail_footer,
    };
    let brand = edge.app.change_brand(&caller, changes).await?;
    Ok(Json(brand.into()))
}

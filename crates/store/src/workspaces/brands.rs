//! How workspaces present themselves.

use baton_core::{id::WorkspaceId, time::Timestamp};
use baton_db::{Conn, Result, row, sql};

row! {
    /// What a workspace set; `None` means as the product comes.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Brand {
        /// In place of the product's name.
        pub site_title: Option<String> = "site_title",
        /// A colour like `#3840d3`.
        pub accent: Option<String> = "accent",
        /// Under every mail.
        pub mail_footer: Option<String> = "mail_footer",
        /// The kind of the logo, where there is one.
        pub logo_kind: Option<String> = "logo_kind",
        /// Of the logo: another logo has another one.
        pub logo_hash: Option<String> = "logo_hash",
    }
}

/// A logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Like `image/png`.
    pub kind: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Of its bytes.
    pub hash: String,
}

/// What a workspace set, where it ever did.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Option<Brand>> {
    let mut q = Brand::select();
    sql!(q; " FROM brands WHERE workspace_id = {}", workspace.uuid());
    conn.fetch_optional(q).await
}

/// The logo of a workspace.
pub async fn logo(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Option<Logo>> {
    let found: Option<(String, Vec<u8>, String)> = conn
        .fetch_optional(sql!(
            "SELECT logo_kind, logo, logo_hash FROM brands WHERE workspace_id = {} AND logo IS NOT NULL",
            workspace.uuid()
        ))
        .await?;
    Ok(found.map(|(kind, bytes, hash)| Logo { kind, bytes, hash }))
}

/// Stores the words and the colour of a workspace.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    brand: &Brand,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO brands (workspace_id, site_title, accent, mail_footer, updated_at) VALUES ({}, {}, {}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET site_title = excluded.site_title, accent = excluded.accent,
             mail_footer = excluded.mail_footer, updated_at = excluded.updated_at",
        workspace.uuid(), &brand.site_title, &brand.accent, &brand.mail_footer, now.ms()
    ))
    .await?;
    Ok(())
}

/// Stores the logo of a workspace; `None` removes it.
pub async fn put_logo(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    logo: Option<&Logo>,
    now: Timestamp,
) -> Result<()> {
    let kind = logo.map(|logo| logo.kind.as_str());
    let hash = logo.map(|logo| logo.hash.as_str());
    let bytes = logo.map(|logo| logo.bytes.clone());
    conn.execute(sql!(
        "INSERT INTO brands (workspace_id, logo_kind, logo, logo_hash, updated_at) VALUES ({}, {}, {}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE SET logo_kind = excluded.logo_kind, logo = excluded.logo,
             logo_hash = excluded.logo_hash, updated_at = excluded.updated_at",
        workspace.uuid(), kind, bytes, hash, now.ms()
    ))
    .await?;
    Ok(())
}

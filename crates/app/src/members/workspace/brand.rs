//! How a workspace presents itself: its site title, logo and colour, and what stands under its mails.

use crate::{
    App, Caller,
    error::{InField as _, Result},
    members::secret,
};
use baton_core::{
    brand::{color, logo},
    id::WorkspaceId,
    patch::Patch,
    role::Permission::WorkspaceManage,
    text::{Invalid, Name},
};
use baton_store::workspaces::{
    self,
    brands::{self, Brand, Logo},
};

/// What shall be different about how a workspace presents itself.
#[derive(Debug, Clone, Default)]
pub struct BrandChanges {
    /// In place of the product's name.
    pub site_title: Patch<String>,
    /// A colour like `#3840d3`.
    pub accent: Patch<String>,
    /// Under every mail; may have lines.
    pub mail_footer: Patch<String>,
}

impl BrandChanges {
    fn apply(self, before: Brand) -> Result<Brand> {
        let title = self.site_title.try_map(|title| {
            Name::parse(&title)
                .map_err(|_refused| Invalid("Enter a title of at most 120 characters."))
                .map(Name::into_string)
        });
        let accent = self.accent.try_map(|accent| color::parse(&accent));
        let footer = self.mail_footer.try_map(|footer| parse_footer(&footer));
        Ok(Brand {
            site_title: title.in_field("site_title")?.apply(before.site_title),
            accent: accent.in_field("accent")?.apply(before.accent),
            mail_footer: footer.in_field("mail_footer")?.apply(before.mail_footer),
            ..before
        })
    }
}

fn parse_footer(text: &str) -> Result<String, Invalid> {
    let clean: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    let clean = clean.trim().to_owned();
    match clean.chars().count() {
        1..=500 => Ok(clean),
        _ => Err(Invalid("Write 1 to 500 characters, or leave it empty.")),
    }
}

impl App {
    /// How the caller's workspace presents itself.
    pub async fn brand(&self, caller: &Caller) -> Result<Brand> {
        let workspace = caller.workspace;
        let found = self
            .db
            .read(async move |conn| brands::find(conn, workspace).await)
            .await?;
        Ok(found.unwrap_or_default())
    }

    /// Changes it; answers it afterwards.
    pub async fn change_brand(&self, caller: &Caller, changes: BrandChanges) -> Result<Brand> {
        self.require(caller, WorkspaceManage, "brand.update", None)
            .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let before = brands::find(unit.conn, unit.workspace).await?;
            let after = changes.apply(before.unwrap_or_default())?;
            brands::put(unit.conn, unit.workspace, &after, unit.now).await?;
            let target = ("workspace", unit.workspace.uuid());
            unit.audit(&caller.actor(), "brand.update", target).await?;
            Ok(after)
        })
        .await
    }

    /// Sets the logo, or removes it.
    pub async fn set_logo(&self, caller: &Caller, picture: Option<Vec<u8>>) -> Result<Brand> {
        self.require(caller, WorkspaceManage, "brand.update", None)
            .await?;
        let logo = match picture {
            None => None,
            Some(picture) => Some(cleaned(&picture)?),
        };
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            brands::put_logo(unit.conn, unit.workspace, logo.as_ref(), unit.now).await?;
            let target = ("workspace", unit.workspace.uuid());
            unit.audit(&caller.actor(), "brand.update", target).await?;
            Ok(brands::find(unit.conn, unit.workspace)
                .await?
                .unwrap_or_default())
        })
        .await
    }

    /// What somebody at the door sees: the workspace that their session looks at, else the one that this installation
    /// was set up with.
    pub async fn brand_at_door(&self, session: Option<&str>) -> Result<Brand> {
        let workspace = self.workspace_at_door(session).await?;
        self.db
            .read(async move |conn| {
                let found = match workspace {
                    Some(workspace) => brands::find(conn, workspace).await?,
                    None => None,
                };
                Ok(found.unwrap_or_default())
            })
            .await
    }

    /// The logo that somebody at the door sees.
    pub async fn logo_at_door(&self, session: Option<&str>) -> Result<Option<Logo>> {
        let workspace = self.workspace_at_door(session).await?;
        self.db
            .read(async move |conn| match workspace {
                Some(workspace) => Ok(brands::logo(conn, workspace).await?),
                None => Ok(None),
            })
            .await
    }

    async fn workspace_at_door(&self, session: Option<&str>) -> Result<Option<WorkspaceId>> {
        if let Some(token) = session
            && let Ok(signed_in) = self.session(token).await
        {
            return Ok(Some(signed_in.caller.workspace));
        }
        Ok(self
            .db
            .read(async |conn| workspaces::first(conn).await)
            .await?)
    }
}

fn cleaned(picture: &[u8]) -> Result<Logo> {
    let bytes = logo::clean(picture).in_field("file")?;
    let hash = secret::hash_of(&bytes);
    let digits = hash.iter().take(8).map(|byte| format!("{byte:02x}"));
    Ok(Logo {
        kind: "image/png".to_owned(),
        hash: digits.collect(),
        bytes,
    })
}

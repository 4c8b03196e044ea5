//! The pages that a visitor was on: where they came from, and where they are.

use super::start::page_url;
use crate::{
    App, Visitor,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{id::ConversationId, text::preview};
use baton_store::conversations::{
    self,
    pages::{self, PageView},
};

/// The longest title that is kept, in characters.
const TITLE: usize = 200;

impl App {
    /// Notes that a visitor came to another page without loading it anew.
    pub async fn visit_page(&self, visitor: Visitor, url: &str, title: Option<&str>) -> Result<()> {
        let url = page_url(url).ok_or_else(|| {
            AppError::invalid(
                "url",
                "Send the address of a page, like https://shop.example/boots.",
            )
        })?;
        let title = title.map(|title| preview(title, TITLE));
        self.transact(visitor.workspace, async move |unit| {
            come(unit, visitor.conversation, (url, title)).await
        })
        .await
    }
}

/// Notes where a visitor is now.
pub(super) async fn come(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (url, title): (String, Option<String>),
) -> Result<()> {
    conversations::set_page(unit.conn, unit.workspace, id, (&url, title.as_deref())).await?;
    leave_trail(unit, id, (url, title)).await
}

/// Keeps that a visitor was on a page. Those of a trial are known.
pub(super) async fn leave_trail(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (url, title): (String, Option<String>),
) -> Result<()> {
    if id.is_trial() {
        return Ok(());
    }
    let page = PageView {
        id: unit.ids.next(),
        url,
        title,
        at: unit.now,
    };
    pages::come(unit.conn, unit.workspace, id, &page).await?;
    Ok(())
}

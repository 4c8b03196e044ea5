//! Views of the inbox, saved for the team or for oneself.

use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_core::{
    id::{SavedViewId, UserId},
    role::Permission::{ConversationRead, WorkspaceManage},
    team::view::{ViewFilters, ViewName},
};
use baton_db::DbError;
use baton_store::{
    assistants,
    members::saved_views::{self, SavedView},
};

/// How many one teammate may see: more than anybody finds again.
const MOST: usize = 100;

/// A view to be kept.
#[derive(Debug, Clone)]
pub struct NewSavedView {
    /// What it is called.
    pub name: String,
    /// What it narrows a list to.
    pub filters: ViewFilters,
    /// Whether the whole team has it.
    pub shared: bool,
}

/// What shall be different.
#[derive(Debug, Clone, Default)]
pub struct SavedViewChange {
    /// What it is called.
    pub name: Option<String>,
    /// What it narrows a list to.
    pub filters: Option<ViewFilters>,
    /// Whether the whole team has it.
    pub shared: Option<bool>,
}

impl App {
    /// The team's views and the caller's own, in their order.
    pub async fn saved_views(&self, caller: &Caller) -> Result<Vec<SavedView>> {
        caller.require(ConversationRead)?;
        let (workspace, user) = (caller.workspace, caller.person.id);
        let list = self
            .db
            .read(async move |conn| saved_views::list(conn, workspace, user).await)
            .await?;
        Ok(list)
    }

    /// Keeps a view, after all others.
    pub async fn create_saved_view(&self, caller: &Caller, new: NewSavedView) -> Result<SavedView> {
        const ACTION: &str = "saved_view.create";
        let needed = needed(new.shared);
        self.require(caller, needed, ACTION, None).await?;
        let name = ViewName::parse(&new.name).in_field("name")?.into_string();
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let filters = checked(unit, new.filters).await?;
            let others = saved_views::list(unit.conn, unit.workspace, caller.person.id).await?;
            if others.len() >= MOST {
                let full = "There are 100 saved views. Delete some first.";
                return Err(AppError::Conflict(full));
            }
            let last = others.iter().map(|view| view.position).max();
            let view = SavedView::new(
                unit.ids.next(),
                owner(&caller, new.shared),
                (name, &filters),
                last.unwrap_or_default() + 1,
                unit.now,
            )?;
            taken(saved_views::insert(unit.conn, unit.workspace, &view).await)?;
            let target = ("saved_view", view.id.uuid());
            unit.audit(&caller.actor(), ACTION, target).await?;
            Ok(view)
        })
        .await
    }

    /// Changes a view of the team or of the caller.
    pub async fn update_saved_view(
        &self,
        caller: &Caller,
        id: SavedViewId,
        change: SavedViewChange,
    ) -> Result<SavedView> {
        let (asking, act) = (caller, ("saved_view.update", ("saved_view", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let mut view = load(unit, &caller, id).await?;
            if let Some(name) = &change.name {
                view.name = ViewName::parse(name).in_field("name")?.into_string();
            }
            if let Some(filters) = change.filters {
                view.set_filters(&checked(unit, filters).await?)?;
            }
            if let Some(shared) = change.shared {
                caller.require(needed(shared))?;
                view.owner = owner(&caller, shared);
            }
            view.updated_at = unit.now;
            taken(saved_views::update(unit.conn, unit.workspace, &view).await)?;
            unit.audit(&caller.actor(), act.0, act.1).await?;
            Ok(view)
        })
        .await
    }

    /// Removes a view of the team or of the caller.
    pub async fn delete_saved_view(&self, caller: &Caller, id: SavedViewId) -> Result<()> {
        let (asking, act) = (caller, ("saved_view.delete", ("saved_view", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            load(unit, &caller, id).await?;
            saved_views::delete(unit.conn, unit.workspace, id).await?;
            unit.audit(&caller.actor(), act.0, act.1).await
        })
        .await
    }

    /// Puts views into this order; the places that they had are given out anew among them, so that the others stay. Two that
    /// had one place, as a view that was shared later may, get places of their own.
    pub async fn order_saved_views(
        &self,
        caller: &Caller,
        ids: Vec<SavedViewId>,
    ) -> Result<Vec<SavedView>> {
        let target = ("workspace", caller.workspace.uuid());
        let (asking, act) = (caller, ("saved_view.order", target));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            caller.require(ConversationRead)?;
            let (workspace, user) = (unit.workspace, caller.person.id);
            let seen = saved_views::list(unit.conn, workspace, user).await?;
            let mut places = Vec::with_capacity(ids.len());
            for id in &ids {
                let found = seen.iter().find(|view| view.id == *id);
                let view = found.ok_or(AppError::NotFound)?;
                caller.require(needed(view.owner.is_none()))?;
                places.push(view.position);
            }
            places.sort_unstable();
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            if once.len() < ids.len() {
                return Err(AppError::invalid("ids", "Name each view once."));
            }
            let mut free = i64::MIN;
            for (id, place) in ids.into_iter().zip(places) {
                let position = place.max(free);
                saved_views::place(unit.conn, workspace, id, position).await?;
                free = position + 1;
            }
            unit.audit(&caller.actor(), act.0, act.1).await?;
            Ok(saved_views::list(unit.conn, workspace, user).await?)
        })
        .await
    }
}

/// What is the team's stands in everybody's list.
fn needed(shared: bool) -> baton_core::role::Permission {
    if shared {
        WorkspaceManage
    } else {
        ConversationRead
    }
}

/// One that the caller may change. What is somebody else's own does not exist.
async fn load(unit: &mut Unit<'_, '_>, caller: &Caller, id: SavedViewId) -> Result<SavedView> {
    let user = caller.person.id;
    let found = saved_views::find(unit.conn, unit.workspace, user, id).await?;
    let view = found.ok_or(AppError::NotFound)?;
    caller.require(needed(view.owner.is_none()))?;
    Ok(view)
}

/// Filters that say something here: a neighbour's assistant does not exist.
async fn checked(unit: &mut Unit<'_, '_>, filters: ViewFilters) -> Result<ViewFilters> {
    let filters = filters.cleaned().in_field("filters")?;
    if let Some(id) = filters.assistant {
        let found = assistants::find(unit.conn, unit.workspace, id).await?;
        if found.is_none() {
            let unknown = "There is no such assistant. Choose another one.";
            return Err(AppError::invalid("filters", unknown));
        }
    }
    Ok(filters)
}

fn owner(caller: &Caller, shared: bool) -> Option<UserId> {
    (!shared).then_some(caller.person.id)
}

/// A name stands for one view of the team, and for one of each teammate.
fn taken(outcome: baton_db::Result<()>) -> Result<()> {
    match outcome {
        Err(DbError::Conflict { .. }) => Err(AppError::invalid(
            "name",
            "A view has this name. Choose another one.",
        )),
        outcome => Ok(outcome?),
    }
}

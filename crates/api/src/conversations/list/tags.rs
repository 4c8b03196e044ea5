//! The tags of a workspace as a whole.

use crate::{
    auth::Who,
    extract::{Body, Params},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{App, conversations::inbox::tags::Reach};
use baton_core::{page::Limit, role::Permission, team::tag::TagColour};
use baton_store::conversations::tags::manage::{self, COUNTED, Mark};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which tags.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// A part of their names.
    q: Option<String>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

/// A tag, with how many conversations have it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TagUse {
    /// The tag.
    name: String,
    /// Its colour.
    colour: Option<TagColour>,
    /// How many conversations have it; 10000 are counted.
    conversations: i64,
    /// Whether there are more than were counted.
    more: bool,
    /// Whether it is being renamed or deleted: these are the conversations that are left.
    leaving: bool,
}

/// A page of tags.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TagPage {
    /// In the order of the alphabet.
    items: Vec<TagUse>,
    /// Where to go on; null on the last page.
    next_cursor: Option<String>,
}

/// Another name for a tag.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TagRename {
    /// What it is called.
    tag: String,
    /// What it shall be called: 1 to 40 characters.
    name: String,
    /// Whether it may be the name of another tag: then both are one.
    #[serde(default)]
    merge: bool,
}

/// A colour for a tag.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TagPaint {
    /// The tag.
    tag: String,
    /// Its colour; null for none.
    colour: Option<TagColour>,
}

/// A tag that shall be no more.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TagDeletion {
    /// The tag.
    tag: String,
}

/// What a change of a tag reached.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TagReach {
    /// How many conversations had it; 10000 are counted.
    conversations: i64,
    /// Whether there are more than were counted.
    more: bool,
    /// Whether all have followed; the others do in a moment, and `tag.changed` says when.
    done: bool,
}

impl From<Reach> for TagReach {
    fn from(reach: Reach) -> Self {
        Self {
            conversations: reach.conversations,
            more: reach.more,
            done: reach.done,
        }
    }
}

/// Lists the tags with how many conversations have each.
#[utoipa::path(get, path = "/api/v1/tags/used", operation_id = "list_used_tags", tag = "Conversations",
    params(Wish), responses((status = 200, body = TagPage), (status = "default", body = Problem)))]
pub(crate) async fn used(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<TagPage>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let limit = Limit::new(wish.limit);
    let (words, after) = (wish.q.unwrap_or_default(), wish.cursor.unwrap_or_default());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let from = (words.as_str(), after.as_str());
        let found = manage::used(conn, caller.workspace, from, limit.and_one()).await?;
        let names: Vec<_> = found.iter().map(|(name, _)| name.clone()).collect();
        let marks = manage::marks(conn, caller.workspace, &names).await?;
        Ok::<_, baton_db::DbError>((found, marks))
    };
    let (mut found, marks) = edge.reader.read(read).await?;
    let keep = usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let is_more = found.len() > keep;
    found.truncate(keep);
    let next_cursor = found.last().filter(|_| is_more).map(|last| last.0.clone());
    let items = found.into_iter().map(|(name, counted)| {
        let mark = marks.iter().find(|mark| mark.name == name);
        TagUse {
            colour: mark.and_then(|mark| mark.colour),
            conversations: counted.min(COUNTED),
            more: counted > COUNTED,
            leaving: mark.is_some_and(Mark::is_over),
            name,
        }
    });
    Ok(Json(TagPage {
        items: items.collect(),
        next_cursor,
    }))
}

/// Gives a tag another name in every conversation, or makes one of two.
#[utoipa::path(post, path = "/api/v1/tags/rename", operation_id = "rename_tag", tag = "Conversations",
    request_body = TagRename,
    responses((status = 200, body = TagReach), (status = "default", body = Problem)))]
pub(crate) async fn rename(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<TagRename>,
) -> Result<Json<TagReach>, Problem> {
    let names = (wish.tag.as_str(), wish.name.as_str());
    let reach = app.rename_tag(&caller, names, wish.merge).await?;
    Ok(Json(reach.into()))
}

/// Gives a tag a colour, or none.
#[utoipa::path(post, path = "/api/v1/tags/colour", operation_id = "colour_tag", tag = "Conversations",
    request_body = TagPaint,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn colour(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<TagPaint>,
) -> Result<StatusCode, Problem> {
    app.colour_tag(&caller, &wish.tag, wish.colour).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a tag away from every conversation; no conversation is tagged so by itself any more. This cannot be undone.
#[utoipa::path(post, path = "/api/v1/tags/delete", operation_id = "delete_tag", tag = "Conversations",
    request_body = TagDeletion,
    responses((status = 200, body = TagReach), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<TagDeletion>,
) -> Result<Json<TagReach>, Problem> {
    Ok(Json(app.delete_tag(&caller, &wish.tag).await?.into()))
}

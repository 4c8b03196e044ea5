//! The tags that a workspace uses.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{role::Permission, team::tag::TagColour};
use baton_db::{Conn, DbError};
use baton_store::conversations::tags::{self, manage};
use serde::Serialize;
use utoipa::ToSchema;

/// Names of tags.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TagNames {
    /// In the order of the alphabet, 200 at most.
    items: Vec<String>,
    /// Those that have a colour.
    colours: Vec<Coloured>,
    /// Those that have another name now.
    renamed: Vec<Renamed>,
}

/// A tag with a colour.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coloured {
    /// The tag.
    name: String,
    /// Its colour.
    colour: TagColour,
}

/// A tag with another name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Renamed {
    /// What it was called.
    name: String,
    /// What it is called now.
    to: String,
}

/// Lists the tags that conversations have.
#[utoipa::path(get, path = "/api/v1/tags", operation_id = "list_tags", tag = "Conversations",
    responses((status = 200, body = TagNames), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<TagNames>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let read = async move |conn: &mut Conn<'_>| {
        let names = tags::names(conn, caller.workspace).await?;
        let marks = manage::marks(conn, caller.workspace, &names).await?;
        let renamed = manage::renamed(conn, caller.workspace).await?;
        Ok::<_, DbError>((names, marks, renamed))
    };
    let (items, marks, renamed) = edge.reader.read(read).await?;
    let colours = marks.into_iter().filter(|mark| !mark.is_over());
    let colours = colours.filter_map(|mark| {
        let colour = mark.colour?;
        Some(Coloured {
            name: mark.name,
            colour,
        })
    });
    let colours = colours.collect();
    let renamed = renamed.into_iter().filter_map(|mark| {
        let to = mark.becomes?;
        Some(Renamed {
            name: mark.name,
            to,
        })
    });
    let renamed = renamed.collect();
    Ok(Json(TagNames {
        items,
        colours,
        renamed,
    }))
}

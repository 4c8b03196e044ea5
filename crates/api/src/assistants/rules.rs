//! What came of behaviour rules.

use crate::{
    auth::Who,
    extract::{Id, Params},
    page::ListOf,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::{AssistantId, RuleId};
use baton_db::DbError;
use baton_store::rules;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Of how long.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Lately {
    /// 1 to 365, else 30.
    days: Option<i64>,
}

/// What came of one action of a rule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleCount {
    /// The rule.
    rule: RuleId,
    /// Which of its actions, from 0.
    variant: i64,
    /// How often it was shown.
    shown: i64,
    /// How often a button of it was pressed.
    clicked: i64,
    /// How many leads it led to.
    led: i64,
    /// How many of these leads are won.
    won: i64,
}

/// Counts what came of an assistant's rules in the last days. Trials do not count.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/rules/counts", operation_id = "count_rules", tag = "Assistants",
    params(("id" = AssistantId, Path), Lately),
    responses((status = 200, body = ListOf<RuleCount>), (status = "default", body = Problem)))]
pub(crate) async fn counts(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Params(lately): Params<Lately>,
) -> Result<Json<ListOf<RuleCount>>, Problem> {
    edge.assistant(&caller, id).await?;
    let (workspace, now) = (caller.workspace, edge.app.clock.now());
    let days = lately.days.unwrap_or(30).clamp(1, 365);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let counts = rules::counts(conn, workspace, id, days, now).await?;
        let won = rules::won(conn, workspace, id, days, now).await?;
        Ok::<_, DbError>((counts, won))
    };
    let (counts, won) = edge.reader.read(read).await?;
    let won_of = |of: &rules::Counted| {
        won.iter()
            .find(|won| (won.rule, won.variant) == (of.rule, of.variant))
            .map_or(0, |won| won.won)
    };
    let items = counts.into_iter().map(|of| RuleCount {
        won: won_of(&of),
        rule: of.rule,
        variant: of.variant,
        shown: of.shown,
        clicked: of.clicked,
        led: of.led,
    });
    Ok(Json(ListOf {
        items: items.collect(),
    }))
}

//! Who visits: the bearer of a widget's token, on a page where the widget may be.

use crate::{
    auth::bearer,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{extract::FromRequestParts, http::request::Parts};
use baton_app::{Visitor, inbound::token};

/// A visitor, known by their token.
#[derive(Debug, Clone, Copy)]
pub struct Visiting(pub Visitor);

impl FromRequestParts<Edge> for Visiting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, Problem> {
        let token = bearer(&parts.headers);
        let token =
            token.ok_or_else(|| Problem::new(ProblemCode::Unauthorized, "Start with init."))?;
        let visitor = token::read(&edge.app.secrets, token, edge.app.clock.now())?;
        edge.admit_page(visitor.assistant, &parts.headers).await?;
        edge.rates.call(visitor.conversation)?;
        Ok(Self(visitor))
    }
}

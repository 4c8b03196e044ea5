//! The interface as a document.

use crate::problem::Problem;
use baton_core::{event::Envelope, signal::Signal, widget::WidgetEvent};
use std::collections::BTreeSet;
use utoipa::{
    Modify, OpenApi, ToSchema as _,
    openapi::{
        Content, HttpMethod, Ref, RefOr, Response,
        path::{Operation, ParameterIn},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// What is not said by the routes: the name, how one signs in, and what comes over sockets.
#[derive(OpenApi)]
#[openapi(
    info(title = "Baton", description = "An inbox for conversations that an assistant begins and people take over."),
    components(schemas(Envelope, WidgetEvent, Signal)),
    security(("session" = []), ("token" = [])),
    modifiers(&SignIn)
)]
pub(crate) struct Document;

struct SignIn;

impl Modify for SignIn {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        let cookie = ApiKey::Cookie(ApiKeyValue::new("baton"));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        for (name, about) in [
            ("token", "An API token: btn_..."),
            ("widget", "The token that init of a widget gave."),
        ] {
            let bearer = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(about));
            components.add_security_scheme(name, SecurityScheme::Http(bearer.build()));
        }
    }
}

/// Says of every route how it may refuse. That follows from what it takes, so that no route has to repeat it.
pub(crate) fn name_refusals(document: &mut utoipa::openapi::OpenApi) {
    for item in document.paths.paths.values_mut() {
        for (method, operation) in [
            (HttpMethod::Get, &mut item.get),
            (HttpMethod::Post, &mut item.post),
            (HttpMethod::Patch, &mut item.patch),
            (HttpMethod::Delete, &mut item.delete),
        ] {
            if let Some(operation) = operation {
                let refusals = refusals(&method, operation);
                let answers = &mut operation.responses.responses;
                answers.remove("default");
                for (status, why) in refusals {
                    answers.insert(status.to_string(), refusal(why).into());
                }
            }
        }
    }
}

/// Statuses and what they mean.
fn refusals(method: &HttpMethod, operation: &Operation) -> BTreeSet<(u16, &'static str)> {
    let parameters = operation.parameters.iter().flatten();
    let places: Vec<&ParameterIn> = parameters
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(&parameter.parameter_in),
            RefOr::Ref(_) => None,
        })
        .collect();
    let (has_body, is_read) = (
        operation.request_body.is_some(),
        matches!(method, HttpMethod::Get),
    );
    let mut all = BTreeSet::from([
        (401, "Nobody is signed in, or the token ran out."),
        (403, "The role or the page does not allow it."),
        (429, "Too much in a short time; `retry_after` tells when."),
        (503, "Not possible now; nothing was lost."),
    ]);
    if has_body || places.contains(&&ParameterIn::Query) {
        all.insert((400, "The request cannot be read."));
        all.insert((422, "Values are not acceptable; `fields` names them."));
    }
    if has_body || places.contains(&&ParameterIn::Path) {
        all.insert((404, "There is no such thing."));
    }
    if has_body {
        all.insert((408, "The body did not arrive in time."));
        all.insert((413, "The body is too large."));
        all.insert((415, "The body is of the wrong kind."));
    }
    if !is_read {
        all.insert((409, "The state does not allow it."));
    }
    all
}

fn refusal(why: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(Problem::name())));
    utoipa::openapi::ResponseBuilder::new()
        .description(why)
        .content("application/problem+json", content)
        .build()
}

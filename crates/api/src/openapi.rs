//! The interface as a document.

use baton_core::{event::Envelope, signal::Signal, widget::WidgetEvent};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
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

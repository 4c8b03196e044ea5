//! Other programs are told of events: over real HTTP, by receivers that behave and by those that do not.

mod again;
mod deliver;
mod failing;
mod together;

use baton_app::{Caller, webhooks::create::NewEndpoint};
use baton_core::{
    id::{EndpointId, EventId},
    page::Limit,
};
use baton_store::webhooks::log::{Delivery, Filter};
use baton_testkit::{TestApp, receiver::Receiver};

/// An endpoint for these events, and its secret.
async fn endpoint(
    app: &TestApp,
    owner: &Caller,
    receiver: &Receiver,
    events: &[&str],
) -> (EndpointId, String) {
    let new = NewEndpoint {
        url: receiver.url.clone(),
        description: "CRM".to_owned(),
        event_types: events.iter().map(|event| (*event).to_owned()).collect(),
    };
    let issued = app.create_endpoint(owner, new).await.unwrap();
    (issued.endpoint.id, issued.secret)
}

/// The log of an endpoint, the oldest first.
async fn log(app: &TestApp, owner: &Caller, id: EndpointId) -> Vec<Delivery> {
    let limit = Limit::new(Some(100));
    let page = app.deliveries(owner, (id, Filter::default()), (None, limit));
    let mut items = page.await.unwrap().items;
    items.reverse();
    items
}

async fn statuses(app: &TestApp, owner: &Caller, of: (EndpointId, EventId)) -> Vec<Option<i64>> {
    let detail = app.delivery(owner, of).await.unwrap();
    let attempts = detail.attempts.iter();
    attempts.map(|attempt| attempt.http_status).collect()
}

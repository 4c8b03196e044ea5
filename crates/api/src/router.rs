//! Every route on one screen.

mod log;
mod sign_in;

use crate::{
    assets, assistants,
    auth::channels::Rights,
    contacts, conversations,
    events::{self, webhooks},
    knowledge, leads, members, metrics,
    middleware::{access, carry_through, deadline, headers, panic, peer, request_id},
    openapi::{Document, name_refusals},
    probes,
    problem::{Problem, ProblemCode},
    realtime,
    state::Edge,
    widget, workspaces,
};

use axum::{
    Router,
    body::Bytes,
    extract::DefaultBodyLimit,
    http::header,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use baton_app::{assistants::avatar::LARGEST, knowledge::add::LARGEST_UPLOAD};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi as _;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The largest body, in bytes.
const BODY: usize = 256 * 1024;

/// What members and programs call.
fn api() -> OpenApiRouter<Edge> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(knowledge::upload::upload))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD));
    OpenApiRouter::new()
        .routes(routes!(conversations::list::list))
        .routes(routes!(conversations::counts::counts))
        .routes(routes!(conversations::list::suggestion::suggestion))
        .routes(routes!(conversations::counts::waits::waits))
        .routes(routes!(
            conversations::show::show,
            conversations::delete::delete
        ))
        .merge(log::routes())
        .routes(routes!(conversations::messages::messages))
        .routes(routes!(
            conversations::messages::amend::edit,
            conversations::messages::amend::unsend
        ))
        .merge(files())
        .routes(routes!(conversations::events::events))
        .routes(routes!(conversations::claim::claim))
        .routes(routes!(conversations::reply::reply))
        .routes(routes!(conversations::handover::release::release))
        .routes(routes!(conversations::assign::assign))
        .routes(routes!(conversations::transfer::transfer))
        .routes(routes!(conversations::note::note))
        .routes(routes!(conversations::handover::list_orders::list))
        .routes(routes!(conversations::handover::remove_order::remove))
        .routes(routes!(conversations::handover::brief::brief))
        .routes(routes!(conversations::handover::autopilot::set::set))
        .routes(routes!(conversations::handover::autopilot::pass::pass))
        .routes(routes!(conversations::handover::autopilot::edit::edit))
        .routes(routes!(conversations::handover::autopilot::veto::veto))
        .routes(routes!(conversations::handover::autopilot::keep::keep))
        .routes(routes!(
            conversations::handover::autopilot::whisper::whisper
        ))
        .routes(routes!(conversations::handover::ask::ask))
        .routes(routes!(conversations::handover::hand_over::hand_over))
        .routes(routes!(conversations::handover::keep::keep))
        .routes(routes!(conversations::pages::pages))
        .routes(routes!(conversations::escalate::escalate))
        .routes(routes!(conversations::resolve::resolve))
        .routes(routes!(conversations::reopen::reopen))
        .routes(routes!(conversations::tag::tag))
        .routes(routes!(conversations::untag::untag))
        .routes(routes!(conversations::typing::typing))
        .routes(routes!(conversations::read::read))
        .routes(routes!(conversations::turn::turn))
        .merge(inbox())
        .routes(routes!(events::list::list))
        .routes(routes!(
            contacts::show::show,
            contacts::update::update,
            contacts::erase::erase
        ))
        .routes(routes!(contacts::conversations::conversations))
        .routes(routes!(leads::list::list, leads::create::create))
        .routes(routes!(leads::export::export))
        .routes(routes!(leads::feed::feed))
        .routes(routes!(leads::show::show, leads::update::update))
        .routes(routes!(leads::alerts::list::list))
        .routes(routes!(leads::alerts::acknowledge::acknowledge))
        .routes(routes!(leads::alerts::seen::seen))
        .routes(routes!(
            leads::alerts::settings::show,
            leads::alerts::settings::update
        ))
        .routes(routes!(
            leads::alerts::plan::show,
            leads::alerts::plan::update
        ))
        .routes(routes!(leads::push::key::key))
        .routes(routes!(leads::push::subscribe::subscribe))
        .routes(routes!(leads::push::unsubscribe::unsubscribe))
        .merge(of_assistants())
        .routes(routes!(knowledge::list::list, knowledge::add::add))
        .routes(routes!(knowledge::show::show, knowledge::delete::delete))
        .routes(routes!(knowledge::ask::ask))
        .routes(routes!(webhooks::list::list, webhooks::create::create))
        .routes(routes!(
            webhooks::one::show,
            webhooks::update::update,
            webhooks::one::delete
        ))
        .routes(routes!(webhooks::rotate::rotate))
        .routes(routes!(webhooks::test::test))
        .routes(routes!(webhooks::replay::replay))
        .routes(routes!(webhooks::deliveries::deliveries))
        .routes(routes!(webhooks::delivery::delivery))
        .routes(routes!(webhooks::redeliver::redeliver))
        .routes(routes!(webhooks::event_types::event_types))
        .merge(uploads)
        .merge(team())
        .merge(writing())
}

/// Files of conversations. How large one may be is asked of the store, while it comes.
fn files() -> OpenApiRouter<Edge> {
    use conversations::messages::files;
    OpenApiRouter::new()
        .routes(routes!(files::upload))
        .routes(routes!(files::limits))
        .routes(routes!(files::download, files::discard))
        .layer(DefaultBodyLimit::disable())
}

/// What is written for teammates on request.
fn writing() -> OpenApiRouter<Edge> {
    use conversations::copilot;
    OpenApiRouter::new()
        .routes(routes!(copilot::offer::show))
        .routes(routes!(copilot::draft::draft))
        .routes(routes!(copilot::revise::revise))
        .routes(routes!(copilot::summary::summarise))
}

/// How a team keeps its inbox in order.
fn inbox() -> OpenApiRouter<Edge> {
    use conversations::list::{bulk, later, snooze, tags, target};
    OpenApiRouter::new()
        .routes(routes!(target::show, target::update))
        .routes(routes!(snooze::snooze))
        .routes(routes!(snooze::unsnooze))
        .routes(routes!(bulk::bulk))
        .routes(routes!(later::schedule))
        .routes(routes!(later::withdraw))
        .routes(routes!(tags::used))
        .routes(routes!(tags::rename))
        .routes(routes!(tags::colour))
        .routes(routes!(tags::delete))
}

/// What teammates do among themselves.
fn team() -> OpenApiRouter<Edge> {
    use conversations::list::saved_views as saved;
    use members::{availability, canned_replies as canned, grace, hours, shift, teammates};
    OpenApiRouter::new()
        .routes(routes!(teammates::list))
        .routes(routes!(availability::set))
        .routes(routes!(shift::end))
        .routes(routes!(hours::show, hours::update))
        .routes(routes!(grace::show, grace::update))
        .routes(routes!(hours::preview))
        .routes(routes!(canned::list::list, canned::create::create))
        .routes(routes!(canned::update::update, canned::delete::delete))
        .routes(routes!(canned::order::order))
        .routes(routes!(saved::list, saved::create))
        .routes(routes!(saved::update, saved::delete))
        .routes(routes!(saved::order))
}

/// Assistants, their drafts and their versions.
fn of_assistants() -> OpenApiRouter<Edge> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(assistants::avatar::upload))
        .layer(DefaultBodyLimit::max(LARGEST));
    OpenApiRouter::new()
        .routes(routes!(assistants::list::list, assistants::create::create))
        .routes(routes!(
            assistants::show::show,
            assistants::update::update,
            assistants::archive::delete
        ))
        .routes(routes!(
            assistants::draft::show,
            assistants::draft::change,
            assistants::draft::discard
        ))
        .routes(routes!(assistants::create::duplicate))
        .routes(routes!(assistants::archive::archive))
        .routes(routes!(assistants::archive::restore))
        .routes(routes!(assistants::archive::holdings))
        .routes(routes!(assistants::publish::publish))
        .routes(routes!(assistants::publish::roll_back))
        .routes(routes!(assistants::versions::list))
        .routes(routes!(assistants::versions::show))
        .routes(routes!(assistants::sites::list))
        .routes(routes!(assistants::sites::check))
        .routes(routes!(assistants::preview::preview))
        .routes(routes!(assistants::corrections::preview))
        .routes(routes!(assistants::corrections::publish))
        .routes(routes!(assistants::rules::counts))
        .merge(uploads)
}

/// What widgets call, from other people's pages.
fn visitors() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(widget::init::init))
        .routes(routes!(
            widget::messages::messages,
            widget::post_message::post_message
        ))
        .routes(routes!(widget::request_human::request_human))
        .routes(routes!(widget::stay::stay))
        .routes(routes!(widget::waiting::waiting))
        .routes(routes!(widget::leads::leads))
        .routes(routes!(widget::typing::typing))
        .routes(routes!(widget::read::read))
        .routes(routes!(widget::ratings::rate))
        .routes(routes!(widget::pages::pages))
        .routes(routes!(widget::events::events))
        .routes(routes!(widget::rules::act))
        .routes(routes!(widget::clear::clear))
        .routes(routes!(widget::forget::forget))
        .routes(routes!(widget::files::link))
}

/// What is no part of the document: sockets, pages, probes, and the paths that the requirements name literally.
fn others() -> Router<Edge> {
    Router::new()
        .route(
            "/app/conversations/{id}/claim",
            post(conversations::claim::claim),
        )
        .route(
            "/app/conversations/{id}/reply",
            post(conversations::reply::reply),
        )
        .route(
            "/app/conversations/{id}/release",
            post(conversations::handover::release::release),
        )
        .route("/app/leads/feed", get(leads::feed::feed))
        .route("/", get(assets::console::home))
        .route("/app", get(assets::console::home))
        .route("/app/", get(assets::console::index))
        .route("/app/{*path}", get(assets::console::app))
        .route("/brand/style.css", get(assets::brand::style))
        .route("/brand/logo", get(assets::brand::logo))
        .route("/files/{token}", get(widget::files::follow))
        .route("/widget.js", get(assets::widget::loader))
        .route("/widget/{*path}", get(assets::widget::part))
        .route("/chat/page.css", get(assets::chat::style))
        .route("/chat/{name}", get(assets::chat::page))
        .route("/widget/avatars/{picture}", get(assets::preview::avatar))
        .route("/preview/page.css", get(assets::preview::style))
        .route("/preview/page.js", get(assets::preview::script))
        .route("/preview/{preview}/{*path}", get(assets::preview::page))
        .route("/demo", get(assets::demo::shop))
        .route("/demo/{*path}", get(assets::demo::part))
        .route("/help/{*path}", get(assets::demo::help))
        .route(
            "/delivery/probe/{token}",
            get(workspaces::delivery::probe::probe).post(workspaces::delivery::probe::probe),
        )
        .route("/healthz", get(probes::healthz))
        .route("/readyz", get(probes::readyz))
        .route("/metrics", get(metrics::show))
}

fn operators() -> OpenApiRouter<Edge> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(sign_in::routes())
        .merge(api())
}

/// The interface as a document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = operators().merge(visitors()).into_openapi();
    name_refusals(&mut document);
    document
}

/// The whole edge.
pub fn router(edge: Edge) -> Router {
    // Written once: it never changes.
    let document = Bytes::from(serde_json::to_vec(&openapi()).unwrap_or_default());
    // Before its layer: a preflight asks with a method of its own.
    let embedded = Router::from(visitors())
        .merge(realtime::routes::<Edge, Rights>())
        .method_not_allowed_fallback(other_methods)
        .layer(from_fn(widget::cors::cors));
    Router::from(operators())
        .merge(others())
        .merge(embedded)
        .route(
            "/api/openapi.json",
            get(async move || {
                (
                    [(header::CONTENT_TYPE, "application/json")],
                    document.clone(),
                )
            }),
        )
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(other_methods)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(edge.clone(), deadline::deadline))
        .layer(CatchPanicLayer::custom(panic::panicked))
        .layer(from_fn(headers::headers))
        .layer(from_fn_with_state(edge.clone(), peer::peer))
        .layer(from_fn_with_state(edge.clone(), access::access))
        .layer(from_fn_with_state(edge.clone(), request_id::request_id))
        .layer(from_fn_with_state(
            edge.app.tasks.clone(),
            carry_through::carry_through,
        ))
        .with_state(edge)
}

async fn other_methods() -> Problem {
    Problem::new(
        ProblemCode::MethodNotAllowed,
        "This address takes other methods.",
    )
}

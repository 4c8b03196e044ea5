//! Loading the widget.

use crate::{
    auth::Address,
    extract::{Body, object},
    problem::Problem,
    realtime::Channel,
    state::Edge,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
};
use baton_app::inbound::start::{Arrival, PageVisit, Started};
use baton_core::{
    assistant::{Assistant, WidgetSide, WidgetTheme},
    id::{AssistantId, ConversationId},
    lead::LeadForm,
    message::{MessageRole, MessageState},
    rule::{self, Rule},
    signal::LiveTurn,
    time::Timestamp,
    widget::{WidgetBaton, WidgetMessage},
};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// What a browser says when it loads the widget.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Init {
    /// Whose widget.
    assistant: AssistantId,
    /// What the last init gave.
    visitor: Option<String>,
    /// The secret part of a link that was mailed: opens the conversation that it is about.
    resume: Option<String>,
    /// The page.
    #[serde(default, deserialize_with = "object")]
    page: InitPage,
    /// The browser's language tag.
    locale: Option<String>,
}

/// The page that loads the widget.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct InitPage {
    /// Its address.
    url: String,
    /// Its title.
    title: Option<String>,
    /// Where the visitor came from.
    referrer: Option<String>,
}

/// What a widget starts with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WidgetInit {
    /// For the calls that follow.
    token: String,
    /// Until when it holds.
    token_expires_at: Timestamp,
    /// By which the browser is known again; opaque. Null where it came by a link.
    visitor: Option<String>,
    /// The conversation.
    conversation: WidgetConversation,
    /// Who answers.
    assistant: WidgetAssistant,
    /// The newest messages, ascending.
    messages: Vec<WidgetMessage>,
    /// What shall happen on the page by itself: at most 20, those that win first.
    rules: Vec<Rule>,
    /// Where to listen.
    realtime: Listening,
    /// Messages that the visitor has not seen.
    unread: usize,
    /// What the server's clock says.
    server_time: Timestamp,
}

/// A conversation as a widget starts with it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WidgetConversation {
    /// The conversation.
    id: ConversationId,
    /// Who holds it.
    baton: WidgetBaton,
    /// Highest message seq.
    last_seq: i64,
    /// An answer that is being made right now.
    turn: Option<LiveTurn>,
}

/// An assistant as a widget shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WidgetAssistant {
    /// The assistant.
    id: AssistantId,
    /// Its name.
    name: String,
    /// The first thing it says.
    greeting: String,
    /// `#rrggbb`.
    brand_color: String,
    /// What one may begin with.
    starter_prompts: Vec<String>,
    /// The form for contact details.
    lead_form: LeadForm,
    /// Whose assistant it is.
    company: String,
    /// Its picture: a path on this server.
    avatar: Option<String>,
    /// How bright the widget is, where the page does not say it.
    theme: WidgetTheme,
    /// What stands below its name; empty: the widget's own words.
    tagline: String,
    /// At which side of the page the launcher stands.
    side: WidgetSide,
    /// Whether the form is shown before the first message.
    form_first: bool,
}

/// Where a widget listens: what a client of the Pusher protocol needs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listening {
    /// The app's key.
    key: String,
    /// The host.
    host: String,
    /// The port.
    port: u16,
    /// Whether over TLS.
    tls: bool,
    /// Before `/app/{key}`.
    path: &'static str,
    /// The channel of the conversation.
    channel: String,
}

/// Opens or resumes the conversation of a browser.
#[utoipa::path(post, path = "/v1/widget/init", operation_id = "widget_init", tag = "Widget", security(()),
    request_body = Init,
    responses((status = 200, body = WidgetInit), (status = "default", body = Problem)))]
pub(crate) async fn init(
    State(edge): State<Edge>,
    Address(address): Address,
    headers: HeaderMap,
    Body(init): Body<Init>,
) -> Result<Json<WidgetInit>, Problem> {
    edge.rates.init(address, init.assistant)?;
    let arrival = arrival(&edge, &headers, init);
    let started = edge.app.start_visit(arrival).await?;
    let listening = listening(&edge, &headers, started.conversation.id);
    Ok(Json(view(started, listening, edge.app.clock.now())))
}

fn arrival(edge: &Edge, headers: &HeaderMap, init: Init) -> Arrival {
    let user_agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    Arrival {
        assistant: init.assistant,
        origin: edge.page_origin(headers),
        visitor: init.visitor,
        resume: init.resume,
        page: PageVisit {
            url: init.page.url,
            title: init.page.title,
            referrer: init.page.referrer,
        },
        locale: init.locale,
        user_agent: user_agent.map(str::to_owned),
    }
}

fn listening(edge: &Edge, headers: &HeaderMap, id: ConversationId) -> Listening {
    let at = Url::parse(&edge.reached_at(headers)).ok();
    let host = at.as_ref().and_then(Url::host_str).unwrap_or("localhost");
    Listening {
        key: edge.hub.key().to_owned(),
        host: host.to_owned(),
        port: at
            .as_ref()
            .and_then(Url::port_or_known_default)
            .unwrap_or(80),
        tls: at.as_ref().is_some_and(|at| at.scheme() == "https"),
        path: "/realtime",
        channel: Channel::Conversation(id).to_string(),
    }
}

fn view(started: Started, realtime: Listening, server_time: Timestamp) -> WidgetInit {
    let c = &started.conversation;
    let show_names = c.show_human_names;
    let is_new = |seq: i64, role| role != MessageRole::User && seq > c.visitor_read_seq;
    let rules = rule::sent(&started.assistant.rules);
    WidgetInit {
        token: started.token,
        token_expires_at: started.token_expires_at,
        visitor: started.proof,
        conversation: WidgetConversation {
            id: c.id,
            baton: WidgetBaton::of(&c.baton(), show_names),
            last_seq: c.last_seq,
            turn: started.turn.map(|turn| turn.live()),
        },
        assistant: assistant(started.assistant, started.company),
        unread: started
            .messages
            .iter()
            .filter(|m| is_new(m.seq, m.role) && m.state != MessageState::Unsent)
            .count(),
        messages: started
            .messages
            .iter()
            .map(|m| WidgetMessage::of(m, show_names))
            .collect(),
        rules,
        realtime,
        server_time,
    }
}

fn assistant(a: Assistant, company: String) -> WidgetAssistant {
    WidgetAssistant {
        id: a.id,
        name: a.name,
        greeting: a.greeting,
        brand_color: a.brand_color,
        starter_prompts: a.starter_prompts,
        lead_form: a.lead_form,
        company,
        avatar: a.avatar.map(|id| format!("widget/avatars/{id}")),
        theme: a.theme,
        tagline: a.tagline,
        side: a.side,
        form_first: a.form_first,
    }
}

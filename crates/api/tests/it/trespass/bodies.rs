//! What each route takes, so that it is its rights that decide.

use super::{table::Route, world::PASSWORD};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// A word that was not used before.
pub(super) fn fresh() -> String {
    static USED: AtomicU32 = AtomicU32::new(0);
    format!("word{}", USED.fetch_add(1, Ordering::Relaxed))
}

/// A body that is accepted where the call is allowed.
pub(super) fn body(route: &Route, id: &str, mate: &str) -> Option<Value> {
    if !["POST", "PATCH"].contains(&&*route.method) {
        return None;
    }
    let last = route.path.rsplit('/').next()?;
    let found = of_settings(route, id).or_else(|| of_the_desk((&route.path, last), id, mate));
    Some(found.unwrap_or_else(|| json!({})))
}

/// Accounts, members, assistants, alerts, the widget.
fn of_settings(route: &Route, id: &str) -> Option<Value> {
    let path = route.path.as_str();
    let last = path.rsplit('/').next()?;
    Some(match (path, last) {
        ("/api/v1/assistants/{id}/corrections/preview", _) => {
            json!({"question": "Why?", "answer": "So."})
        }
        ("/api/v1/session", _) if route.method == "PATCH" => json!({"workspace_id": id}),
        ("/api/v1/session", _) => json!({"email": "ada@example.com", "password": PASSWORD}),
        ("/api/v1/setup", _) => {
            json!({"workspace": "W", "name": "N", "email": "n@example.com", "password": PASSWORD})
        }
        ("/api/v1/password-resets", _) => {
            // Each asks for another: of one, a few an hour are enough.
            static ASKED: AtomicU32 = AtomicU32::new(0);
            let n = ASKED.fetch_add(1, Ordering::Relaxed);
            json!({"email": format!("n{n}@example.com")})
        }
        ("/api/v1/password-resets/redeem", _) => json!({"token": "t", "password": PASSWORD}),
        ("/api/v1/brand", _) => json!({"site_title": "Acme Help", "accent": "#3840d3"}),
        ("/api/v1/digest", _) => json!({"minute": 480}),
        // Nobody here has a browser that takes pushes: nothing leaves.
        ("/api/v1/delivery-tests", _) => json!({"hop": "push"}),
        ("/api/v1/api-tokens", _) => json!({"name": "t", "role": "viewer"}),
        ("/api/v1/workspaces" | "/api/v1/assistants", _) => json!({"name": "Another"}),
        ("/api/v1/assistants/{id}" | "/api/v1/assistants/{id}/draft", _) => {
            json!({"greeting": format!("Hello, {}!", fresh())})
        }
        (_, "check") => json!({"origin": "https://shop.example"}),
        ("/v1/widget/rules/{id}", _) => json!({"client_id": "r"}),
        ("/api/v1/members/{id}", _) => json!({"role": "editor"}),
        ("/api/v1/invitations", _) => json!({"email": "n@example.com", "role": "viewer"}),
        ("/api/v1/invitation" | "/api/v1/invitation/accept", _) => json!({"token": "x"}),
        ("/api/v1/invitation/join", _) => json!({"token": "x", "name": "N", "password": PASSWORD}),
        ("/api/v1/workspaces/offer", _) => json!({"user_id": id}),
        ("/api/v1/account", _) => json!({"name": "N"}),
        ("/api/v1/account/password", _) => json!({"current": "another one", "new": "short"}),
        ("/api/v1/webhook-endpoints", _) => json!({"url": "http://127.0.0.1:9/in"}),
        ("/api/v1/webhook-endpoints/{id}", _) => json!({"description": "CRM"}),
        (_, "redeliver") => json!({"since": "2026-11-20T09:00:00Z"}),
        ("/api/v1/contacts/{id}", _) => json!({"name": "Ana"}),
        ("/api/v1/alerts/acknowledge", _) => json!({"conversation_id": id, "how": "opened"}),
        ("/api/v1/alerts/settings", _) => json!({}),
        ("/api/v1/alerts/plan", _) => {
            json!({"sound_after_s": 10, "push_after_s": 30, "mail_after_s": 120, "next_after_s": 300})
        }
        ("/api/v1/push/subscriptions", _) => json!({
            "endpoint": "https://push.example.com/1",
            "keys": {
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg"
            }
        }),
        ("/api/v1/push/unsubscribe", _) => json!({"endpoint": "https://push.example.com/1"}),
        ("/api/v1/leads", _) => json!({"assistant_id": id, "email": "new@example.com"}),
        ("/api/v1/leads/{id}", _) => json!({"status": "won"}),
        ("/v1/widget/init", _) => {
            json!({"assistant": id, "page": {"url": "https://shop.example/"}})
        }
        ("/v1/widget/ratings", _) => json!({"seq": 1, "thumb": "up"}),
        ("/v1/widget/pages", _) => json!({"url": "https://shop.example/boots"}),
        ("/v1/widget/leads", _) => json!({
            "client_id": "1", "source": "form", "email": "v@example.com", "fields": {}, "consent": true
        }),
        _ => return None,
    })
}

/// Conversations, knowledge, and how a team works with them.
fn of_the_desk((path, last): (&str, &str), id: &str, mate: &str) -> Option<Value> {
    Some(match (path, last) {
        (_, "sources") => json!({"assistant_id": id, "title": "T", "text": "A text."}),
        (_, "corrections") => json!({"question": "Why?", "answer": "So."}),
        (_, "ask") => json!({"assistant_id": id, "question": "Why?"}),
        (_, "messages" | "reply") => json!({"client_id": "2", "body": "x"}),
        (_, "bulk-delete") => json!({"ids": [id]}),
        (_, "autopilot") => json!({"mode": "off"}),
        (_, "whispers" | "edit" | "{seq}") => json!({"body": "x"}),
        (_, "escalate") => json!({"reason": "other"}),
        (_, "notes") => json!({"client_id": "3", "body": "x"}),
        (_, "revise") => json!({"text": "Yes. [1]", "sources": [Uuid::nil()], "how": "shorter"}),
        (_, "assign") => json!({"user_id": null}),
        (_, "transfer") if mate.is_empty() => json!({"user_id": Uuid::nil()}),
        (_, "transfer") => json!({"user_id": mate}),
        ("/api/v1/business-hours" | "/api/v1/business-hours/preview", _) => json!({
            "enabled": false, "time_zone": "UTC", "weekly": [[], [], [], [], [], [], []], "holidays": [],
            "offer_after_s": 120
        }),
        ("/api/v1/holder-grace", _) => json!({"minutes": 10}),
        ("/api/v1/shift/end", _) => json!({"items": []}),
        ("/api/v1/availability", _) => json!({"available": true}),
        ("/api/v1/canned-replies/order" | "/api/v1/saved-views/order", _) => json!({"ids": []}),
        ("/api/v1/canned-replies/{id}", _) => json!({"body": "Hi."}),
        ("/api/v1/canned-replies", _) => json!({"shortcut": fresh(), "body": "Hi."}),
        ("/api/v1/saved-views/{id}", _) => json!({"filters": {"view": "mine"}}),
        ("/api/v1/saved-views", _) => json!({"name": fresh(), "filters": {"view": "mine"}}),
        ("/api/v1/queue", _) => json!({"target_minutes": 10}),
        ("/api/v1/tags/rename", _) => json!({"tag": "boots", "name": fresh()}),
        ("/api/v1/tags/colour", _) => json!({"tag": "boots", "colour": "teal"}),
        ("/api/v1/tags/delete", _) => json!({"tag": "boots"}),
        (_, "snooze") => json!({"for": "1h"}),
        (_, "scheduled-replies") => json!({"client_id": "2", "body": "x", "for": "1h"}),
        (_, "bulk") => json!({"ids": [id], "action": "tag", "name": "boots"}),
        (_, "baton-requests") => json!({"epoch": 1}),
        (_, "tags") => json!({"name": "boots"}),
        (_, "typing") => json!({"on": true}),
        (_, "read") => json!({"seq": 1}),
        (_, "events") => json!({"events": [{"name": "seen", "data": {}}]}),
        _ => return None,
    })
}

//! What a text has to look like where not every text will do.

use super::BAIT;

/// Texts of a closed set: they hold no words of anybody.
pub(super) const CODES: &[(&str, &str, &str)] = &[
    ("workspace_users", "role", "owner"),
    ("api_tokens", "role", "owner"),
    ("invitations", "role", "viewer"),
    ("knowledge_sources", "kind", "text"),
    ("knowledge_sources", "status", "ready"),
    ("knowledge_documents", "language", "en"),
    ("knowledge_chunks", "language", "en"),
    ("conversations", "channel", "widget"),
    ("conversations", "status", "open"),
    ("conversations", "reason_code", "visitor_asked"),
    ("conversations", "waits", "live"),
    ("conversations", "last_role", "user"),
    ("messages", "role", "user"),
    ("messages", "state", "complete"),
    ("messages", "kind", "chat"),
    ("turns", "status", "answered"),
    ("turns", "stage", "writing"),
    ("events", "type", "message.created"),
    ("leads", "status", "new"),
    ("leads", "source", "form"),
    ("leads", "score_reasons", "[]"),
    ("lead_captures", "source", "form"),
    ("alerts", "kind", "lead"),
    ("alerts", "acknowledged_how", "opened"),
    ("alert_steps", "step", "toast"),
    ("alert_wishes", "kind", "lead"),
    // No worker of ours takes it; kinds are labels of numbers for monitoring.
    ("jobs", "kind", "none"),
    ("audit_logs", "actor_kind", "user"),
    ("audit_logs", "outcome", "accepted"),
    ("tag_marks", "colour", "teal"),
    ("scheduled_replies", "then_do", "resolve"),
    ("scheduled_replies", "state", "waiting"),
    ("webhook_endpoints", "disabled_reason", "by_hand"),
    ("webhook_deliveries", "status", "failed"),
    ("webhook_deliveries", "cause", "scheduled"),
    ("webhook_attempts", "cause", "scheduled"),
    ("assistants", "theme", "system"),
    ("assistants", "tone", "warm"),
    ("assistants", "side", "end"),
    ("assistants", "languages", r#"["en"]"#),
    (
        "assistants",
        "lead_prompt",
        r#"{"mode": "off", "turns": 3}"#,
    ),
    (
        "assistants",
        "handover",
        r#"{"unsure": "offer", "after_declines": 0}"#,
    ),
    (
        "assistants",
        "autopilot",
        r#"{"mode": "held", "hold_s": 30, "unseen": "send"}"#,
    ),
    ("conversations", "autopilot", "held"),
    ("conversations", "need_signs", "refused"),
    ("held_answers", "kind", "answer"),
    ("held_answers", "outcome", "answered"),
    ("held_answers", "unseen", "send"),
    ("held_answers", "state", "sent"),
    ("assistant_avatars", "content_type", "image/png"),
    ("attachments", "media_type", "image/png"),
    ("attachments", "sha256", "00"),
];

/// A rule that says something.
const RULES: &str = r#"[{"id": "00000000-0000-7000-8000-000000000002", "name": "{}", "enabled": true, "priority": 0,
    "when": [{"type": "event", "name": "cart"}], "cap": "visit",
    "actions": [{"share": 100, "do": {"type": "answer", "text": "{}", "open": false}}]}]"#;
/// When a team is there.
const HOURS: &str = r#"{"enabled": false, "time_zone": "UTC", "weekly": [],
    "holidays": [{"date": "2026-12-24", "name": "{}"}], "offer_after_s": 120}"#;
/// All settings of an assistant.
const SETTINGS: &str = r##"{"id": "00000000-0000-7000-8000-000000000003", "name": "{}", "greeting": "{}",
    "instructions": "{}", "threshold": 0.5, "allowed_origins": [], "brand_color": "#24483a", "starter_prompts": ["{}"],
    "show_human_names": true, "lead_form": {"title": "{}", "fields": []}, "created_at": "2026-01-01T00:00:00Z"}"##;

/// JSON, with the canary at each `{}`.
const JSON: &[(&str, &str, &str)] = &[
    (
        "assistants",
        "allowed_origins",
        r#"["*", "https://{}.example"]"#,
    ),
    ("assistants", "starter_prompts", r#"["{}"]"#),
    (
        "assistants",
        "lead_form",
        r#"{"title": "{}", "fields": []}"#,
    ),
    (
        "assistants",
        "guardrails",
        r#"{"avoid": ["{}"], "max_words": 90}"#,
    ),
    ("assistants", "rules", RULES),
    ("assistants", "hours", HOURS),
    ("assistants", "draft", SETTINGS),
    ("assistant_versions", "settings", SETTINGS),
    ("knowledge_chunks", "heading_path", r#"["{}"]"#),
    ("contacts", "utm", r#"{"source": "{}"}"#),
    (
        "messages",
        "citations",
        r#"[{"n": 1, "document_id": "00000000-0000-7000-8000-000000000001", "title": "{}", "url": null, "quote": "{}"}]"#,
    ),
    (
        "messages",
        "attachments",
        r#"[{"id": "00000000-0000-7000-8000-000000000001", "name": "{}", "media_type": "image/png", "size": 1, "width": 1, "height": 1}]"#,
    ),
    (
        "held_answers",
        "citations",
        r#"[{"n": 1, "document_id": "00000000-0000-7000-8000-000000000001", "title": "{}", "url": null, "quote": "{}"}]"#,
    ),
    ("turns", "trace", r#"{"query": "{}"}"#),
    (
        "events",
        "actor",
        r#"{"kind": "visitor", "id": null, "name": "{}"}"#,
    ),
    ("events", "data", r#"{"message": "{}"}"#),
    (
        "notes",
        "mentions",
        r#"[{"id": "00000000-0000-7000-8000-000000000001", "name": "{}"}]"#,
    ),
    ("business_hours", "settings", HOURS),
    ("leads", "fields", r#"{"company": "{}"}"#),
    ("lead_captures", "added", r#"{"company": "{}"}"#),
    (
        "lead_captures",
        "actor",
        r#"{"kind": "visitor", "id": null, "name": "{}"}"#,
    ),
    (
        "handover_briefs",
        "written",
        r#"{"wants": [{"seq": 1, "text": "{}"}], "known": [], "tried": [], "failed": [], "first_line": null}"#,
    ),
    ("saved_views", "filters", r#"{"view": "all", "q": "{}"}"#),
    ("jobs", "payload", r#"{"text": "{}"}"#),
    ("analytics_events", "data", r#"{"text": "{}"}"#),
    ("webhook_endpoints", "event_types", r#"["{}"]"#),
];

/// The text of a column with `mark` in it; a code where it has to be one.
pub(super) fn shaped(table: &str, column: &str, mark: &str) -> String {
    let of = |shapes: &'static [(&str, &str, &'static str)]| {
        let found = shapes.iter().find(|(t, c, _)| (*t, *c) == (table, column));
        found.map(|(_, _, text)| *text)
    };
    let text = of(CODES).map(str::to_owned);
    text.or_else(|| Some(of(JSON)?.replace("{}", mark)))
        .unwrap_or_else(|| format!("{BAIT} {mark}"))
}

//! What a text has to look like where not every text will do.

use super::BAIT;

/// Texts of a closed set: they hold no words of anybody.
pub(super) const CODES: &[(&str, &str, &str)] = &[
    ("workspace_users", "role", "owner"),
    ("api_tokens", "role", "owner"),
    ("knowledge_sources", "kind", "text"),
    ("knowledge_sources", "status", "ready"),
    ("knowledge_documents", "language", "en"),
    ("knowledge_chunks", "language", "en"),
    ("conversations", "channel", "widget"),
    ("conversations", "status", "open"),
    ("conversations", "reason_code", "visitor_asked"),
    ("conversations", "last_role", "user"),
    ("messages", "role", "user"),
    ("messages", "state", "complete"),
    ("messages", "kind", "chat"),
    ("turns", "status", "answered"),
    ("turns", "stage", "writing"),
    ("events", "type", "message.created"),
    ("leads", "status", "new"),
    ("leads", "source", "form"),
    // No worker of ours takes it; kinds are labels of numbers for monitoring.
    ("jobs", "kind", "none"),
    ("audit_logs", "actor_kind", "user"),
    ("audit_logs", "outcome", "accepted"),
];

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
    ("knowledge_chunks", "heading_path", r#"["{}"]"#),
    ("contacts", "utm", r#"{"source": "{}"}"#),
    (
        "messages",
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
    ("leads", "fields", r#"{"company": "{}"}"#),
    ("jobs", "payload", r#"{"text": "{}"}"#),
    ("analytics_events", "data", r#"{"text": "{}"}"#),
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

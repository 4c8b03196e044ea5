//! The tables themselves.

use super::Table;

/// All tables but `schema_migrations`, and all columns but `num` and `fts`, which each database makes by itself.
pub const TABLES: &[Table] = &[
    Table {
        name: "instance_settings",
        key: "name",
        columns: "name text, value text",
    },
    Table {
        name: "workspaces",
        key: "id",
        columns: "id uuid, name text, event_seq int, created_at int",
    },
    Table {
        name: "users",
        key: "id",
        columns: "id uuid, email text, name text, password_hash text, created_at int",
    },
    Table {
        name: "workspace_users",
        key: "workspace_id, user_id",
        columns: "workspace_id uuid, user_id uuid, role text, invited_at int, accepted_at int, \
            away_at int, suspended_at int, digest_next_at int, digest_minute int, notices_seen_at int, console_seen_at int",
    },
    Table {
        name: "sessions",
        key: "id",
        columns: "id uuid, token_hash bytes, user_id uuid, workspace_id uuid, created_at int, \
            last_seen_at int, expires_at int, device text, address text",
    },
    Table {
        name: "push_subscriptions",
        key: "id",
        columns: "id uuid, user_id uuid, session_id uuid, endpoint text, p256dh text, auth text, created_at int",
    },
    Table {
        name: "alert_wishes",
        key: "workspace_id, user_id, kind",
        columns: "workspace_id uuid, user_id uuid, kind text, toast bool, sound bool, push bool, mail bool",
    },
    Table {
        name: "alert_plans",
        key: "workspace_id",
        columns: "workspace_id uuid, sound_after_s int, push_after_s int, mail_after_s int, next_after_s int",
    },
    Table {
        name: "api_tokens",
        key: "id",
        columns: "id uuid, workspace_id uuid, token_hash bytes, prefix text, name text, role text, \
            created_by uuid, created_at int, last_used_at int",
    },
    Table {
        name: "invitations",
        key: "id",
        columns: "id uuid, workspace_id uuid, email text, role text, token_hash bytes, inviter_id uuid, \
            created_at int, expires_at int",
    },
    Table {
        name: "owner_offers",
        key: "workspace_id",
        columns: "workspace_id uuid, from_user_id uuid, to_user_id uuid, created_at int, expires_at int",
    },
    Table {
        name: "assistants",
        key: "id",
        columns: "id uuid, workspace_id uuid, name text, greeting text, instructions text, threshold float, \
            allowed_origins text, brand_color text, starter_prompts text, show_human_names bool, \
            lead_form text, knowledge_version int, created_at int, avatar_id uuid, guardrails text, \
            lead_prompt text, handover text, autopilot text, theme text, rules text, version int, draft text, \
            draft_at int, draft_by text, archived_at int, deleted_at int, tagline text, tone text, side text, \
            form_first bool, hours text, languages text",
    },
    Table {
        name: "assistant_versions",
        key: "workspace_id, assistant_id, number",
        columns: "workspace_id uuid, assistant_id uuid, number int, settings text, note text, \
            published_by text, published_at int",
    },
    Table {
        name: "assistant_origins",
        key: "workspace_id, assistant_id, origin",
        columns: "workspace_id uuid, assistant_id uuid, origin text, first_seen_at int, last_seen_at int",
    },
    Table {
        name: "assistant_previews",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, expires_at int",
    },
    Table {
        name: "assistant_avatars",
        key: "id",
        columns: "id uuid, workspace_id uuid, content_type text, content bytes, created_at int",
    },
    Table {
        name: "rule_counts",
        key: "workspace_id, assistant_id, rule_id, variant, day",
        columns: "workspace_id uuid, assistant_id uuid, rule_id uuid, variant int, day int, shown int, \
            clicked int, led int",
    },
    Table {
        name: "knowledge_sources",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, kind text, title text, url text, \
            content_type text, content bytes, status text, error text, created_at int, \
            updated_at int",
    },
    Table {
        name: "knowledge_documents",
        key: "id",
        columns: "id uuid, workspace_id uuid, source_id uuid, title text, url text, language text, \
            body text, position int",
    },
    Table {
        name: "knowledge_chunks",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, document_id uuid, position int, \
            heading_path text, question text, body text, start_byte int, end_byte int, language text, \
            hash int",
    },
    Table {
        name: "contacts",
        key: "id",
        columns: "id uuid, workspace_id uuid, name text, email text, phone text, locale text, device text, \
            referrer text, landing_url text, utm text, first_seen_at int, last_seen_at int",
    },
    Table {
        name: "conversations",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, contact_id uuid, channel text, \
            status text, claimed_by_user_id uuid, claimed_at int, escalated_at int, reason_code text, \
            reason_text text, resolved_at int, assigned_user_id uuid, epoch int, last_seq int, \
            visitor_messages int, last_role text, last_author_id uuid, last_preview text, \
            last_message_at int, cleared_seq int, visitor_read_seq int, page_url text, \
            page_title text, last_activity_at int, created_at int, visitor_seq int, engaged bool, waits text, \
            mail_to text, mailed_seq int, visitor_read_at int, autopilot text, need int, need_signs text, \
            snoozed_until int",
    },
    Table {
        name: "messages",
        key: "workspace_id, conversation_id, seq",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, seq int, role text, \
            author_user_id uuid, body text, client_id text, state text, kind text, citations text, \
            turn_id uuid, created_at int, edited_at int, attachments text",
    },
    Table {
        name: "attachments",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, message_id uuid, uploaded_by_user_id uuid, \
            name text, media_type text, size int, sha256 text, width int, height int, created_at int",
    },
    Table {
        name: "turns",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, epoch int, trigger_seq int, \
            status text, stage text, sent_text text, next_index int, trace text, started_at int, \
            finished_at int, alive_until int",
    },
    Table {
        name: "conversation_reads",
        key: "workspace_id, conversation_id, user_id",
        columns: "workspace_id uuid, conversation_id uuid, user_id uuid, seq int",
    },
    Table {
        name: "conversation_tags",
        key: "workspace_id, conversation_id, name",
        columns: "workspace_id uuid, conversation_id uuid, name text, created_at int",
    },
    Table {
        name: "events",
        key: "workspace_id, seq",
        columns: "id uuid, workspace_id uuid, seq int, conversation_id uuid, at int, actor text, type text, \
            data text",
    },
    Table {
        name: "tag_marks",
        key: "workspace_id, name",
        columns: "workspace_id uuid, name text, colour text, becomes text, gone bool, changed_at int",
    },
    Table {
        name: "leads",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, conversation_id uuid, contact_id uuid, \
            name text, email text, phone text, wants text, fields text, status text, source text, \
            created_at int, updated_at int, score int, score_reasons text, rule_id uuid, rule_variant int",
    },
    Table {
        name: "lead_captures",
        key: "id",
        columns: "id uuid, workspace_id uuid, lead_id uuid, conversation_id uuid, source text, actor text, \
            added text, request_key text, at int",
    },
    Table {
        name: "alerts",
        key: "id",
        columns: "id uuid, workspace_id uuid, kind text, lead_id uuid, conversation_id uuid, raised_by_user_id uuid, \
            acknowledged_at int, acknowledged_by_user_id uuid, acknowledged_how text, closed_at int, \
            created_at int, for_user_id uuid, note_id uuid, is_mailed bool",
    },
    Table {
        name: "alert_steps",
        key: "workspace_id, alert_id, user_id, step",
        columns: "workspace_id uuid, alert_id uuid, user_id uuid, step text, position int, done bool, at int",
    },
    Table {
        name: "jobs",
        key: "id",
        columns: "id uuid, workspace_id uuid, kind text, dedupe_key text, payload text, run_at int, \
            attempts int, leased_until int, lease uuid, last_error text, dead_at int, created_at int, about uuid",
    },
    Table {
        name: "audit_logs",
        key: "id",
        columns: "id uuid, workspace_id uuid, at int, actor_kind text, actor_id uuid, actor_name text, \
            action text, target_kind text, target_id uuid, outcome text, detail text, seq int, address text, \
            hash bytes",
    },
    Table {
        name: "audit_heads",
        key: "workspace_id",
        columns: "workspace_id uuid, seq int, hash bytes",
    },
    Table {
        name: "conversation_sweeps",
        key: "workspace_id",
        columns: "workspace_id uuid, user_id uuid, user_name text, until_at int, total int, deleted int, \
            started_at int, finished_at int",
    },
    Table {
        name: "brands",
        key: "workspace_id",
        columns: "workspace_id uuid, site_title text, accent text, mail_footer text, logo bytes, logo_kind text, \
            logo_hash text, updated_at int",
    },
    Table {
        name: "onboarding",
        key: "workspace_id",
        columns: "workspace_id uuid, question_at int, mail_tested_at int, dismissed_at int, practised_at int",
    },
    Table {
        name: "password_resets",
        key: "token_hash",
        columns: "token_hash bytes, request_id uuid, user_id uuid, expires_at int",
    },
    Table {
        name: "analytics_events",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, kind text, at int, data text",
    },
    Table {
        name: "ratings",
        key: "workspace_id, conversation_id, seq",
        columns: "workspace_id uuid, conversation_id uuid, seq int, thumb text, comment text, at int",
    },
    Table {
        name: "page_views",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, url text, title text, at int",
    },
    Table {
        name: "notes",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, author_user_id uuid, body text, \
            mentions text, client_id text, created_at int",
    },
    Table {
        name: "standing_orders",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, author_user_id uuid, body text, \
            created_at int, expires_at int",
    },
    Table {
        name: "handover_briefs",
        key: "workspace_id, conversation_id",
        columns: "workspace_id uuid, conversation_id uuid, stretch_at int, first_seq int, last_seq int, written text, \
            created_at int",
    },
    Table {
        name: "baton_requests",
        key: "workspace_id, conversation_id",
        columns: "workspace_id uuid, conversation_id uuid, id uuid, epoch int, asker_user_id uuid, \
            holder_user_id uuid, note text, asked_at int, lapses_at int, answered_at int",
    },
    Table {
        name: "scheduled_replies",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, author_user_id uuid, client_id text, \
            body text, then_do text, after_seq int, state text, due_at int, created_at int",
    },
    Table {
        name: "held_answers",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, turn_id uuid, epoch int, trigger_seq int, \
            kind text, outcome text, body text, citations text, asks text, unseen text, state text, held_at int, \
            due_at int, decided_at int, decided_by_user_id uuid",
    },
    Table {
        name: "whispers",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, author_user_id uuid, body text, epoch int, \
            turn_id uuid, created_at int",
    },
    Table {
        name: "canned_replies",
        key: "id",
        columns: "id uuid, workspace_id uuid, owner_user_id uuid, shortcut text, body text, position int, \
            created_at int, updated_at int",
    },
    Table {
        name: "saved_views",
        key: "id",
        columns: "id uuid, workspace_id uuid, owner_user_id uuid, name text, filters text, position int, \
            created_at int, updated_at int",
    },
    Table {
        name: "webhook_endpoints",
        key: "id",
        columns: "id uuid, workspace_id uuid, url text, description text, event_types text, enabled bool, \
            disabled_at int, disabled_reason text, secret bytes, old_secret bytes, old_secret_until int, \
            cursor_seq int, replay_seq int, replay_until int, replay_all bool, failures int, failing_since int, \
            paused_until int, last_success_at int, next_due_at int, leased_until int, lease uuid, \
            created_at int, updated_at int",
    },
    Table {
        name: "webhook_deliveries",
        key: "workspace_id, endpoint_id, event_id",
        columns: "workspace_id uuid, endpoint_id uuid, event_id uuid, event_seq int, type text, body text, status text, \
            attempts int, step int, cause text, next_attempt_at int, last_http_status int, last_error text, \
            created_at int, updated_at int",
    },
    Table {
        name: "webhook_attempts",
        key: "workspace_id, endpoint_id, event_id, number",
        columns: "workspace_id uuid, endpoint_id uuid, event_id uuid, number int, at int, cause text, \
            http_status int, error text, duration_ms int, response text",
    },
    Table {
        name: "business_hours",
        key: "workspace_id",
        columns: "workspace_id uuid, settings text, updated_at int",
    },
    Table {
        name: "holder_graces",
        key: "workspace_id",
        columns: "workspace_id uuid, minutes int, updated_at int",
    },
    Table {
        name: "queue_targets",
        key: "workspace_id",
        columns: "workspace_id uuid, minutes int, updated_at int",
    },
    Table {
        name: "waits",
        key: "id",
        columns: "id uuid, workspace_id uuid, began_at int, waited_ms int",
    },
];

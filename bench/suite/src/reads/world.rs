//! A year of an installation, made up from a seed: the same rows for the same number, on both databases.

use crate::words::{message, mixed};
use uuid::Uuid;

/// Workspaces; the first holds half of everything, the others share the rest by their rank.
pub(crate) const WORKSPACES: u64 = 50;
/// Messages of a conversation.
pub(crate) const MESSAGES: u64 = 5;
/// Teammates of a workspace.
pub(crate) const TEAM: u64 = 3;
/// When the newest conversation was active.
const END_MS: i64 = 1_795_168_800_000;
/// Over how long the conversations are spread.
const SPAN_MS: i64 = 365 * 24 * 60 * 60 * 1_000;
/// Between two messages of a conversation.
const STEP_MS: i64 = 40_000;

const FIRST: &[&str] = &[
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Kira",
    "Liam", "Mara", "Noah", "Olivia", "Paul", "Rosa", "Simon", "Tilda", "Victor",
];
const LAST: &[&str] = &[
    "Almgren",
    "Berger",
    "Castillo",
    "Dufour",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haugen",
    "Ivanov",
    "Jansen",
    "Keller",
    "Lindqvist",
    "Moreau",
    "Novak",
    "Okafor",
    "Pereira",
    "Quinn",
    "Rossi",
    "Santos",
    "Tanaka",
    "Ueda",
    "Vidal",
];

/// A value of a row.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Id(Uuid),
    Int(i64),
    Float(f64),
    Bool(bool),
    Text(String),
    Null,
}

/// Which table a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// The columns that are given.
    pub(crate) columns: &'static [&'static str],
}

pub(crate) const CONTACTS: Table = Table {
    name: "contacts",
    columns: &[
        "id",
        "workspace_id",
        "name",
        "email",
        "locale",
        "utm",
        "first_seen_at",
        "last_seen_at",
    ],
};
pub(crate) const CONVERSATIONS: Table = Table {
    name: "conversations",
    columns: &[
        "id",
        "workspace_id",
        "assistant_id",
        "contact_id",
        "channel",
        "status",
        "claimed_by_user_id",
        "claimed_at",
        "escalated_at",
        "reason_code",
        "reason_text",
        "resolved_at",
        "epoch",
        "last_seq",
        "visitor_messages",
        "last_role",
        "last_preview",
        "last_message_at",
        "page_url",
        "page_title",
        "last_activity_at",
        "created_at",
    ],
};
pub(crate) const SAID: Table = Table {
    name: "messages",
    columns: &[
        "id",
        "workspace_id",
        "conversation_id",
        "seq",
        "role",
        "body",
        "client_id",
        "state",
        "created_at",
    ],
};
pub(crate) const EVENTS: Table = Table {
    name: "events",
    columns: &[
        "id",
        "workspace_id",
        "seq",
        "conversation_id",
        "at",
        "actor",
        "type",
        "data",
    ],
};
pub(crate) const LEADS: Table = Table {
    name: "leads",
    columns: &[
        "id",
        "workspace_id",
        "assistant_id",
        "conversation_id",
        "contact_id",
        "name",
        "email",
        "fields",
        "status",
        "source",
        "created_at",
        "updated_at",
    ],
};
pub(crate) const READS: Table = Table {
    name: "conversation_reads",
    columns: &["workspace_id", "conversation_id", "user_id", "seq"],
};
pub(crate) const TAGS: Table = Table {
    name: "conversation_tags",
    columns: &["workspace_id", "conversation_id", "name", "created_at"],
};
pub(crate) const WORKSPACE: Table = Table {
    name: "workspaces",
    columns: &["id", "name", "event_seq", "created_at"],
};
pub(crate) const USERS: Table = Table {
    name: "users",
    columns: &["id", "email", "name", "password_hash", "created_at"],
};
pub(crate) const MEMBERS: Table = Table {
    name: "workspace_users",
    columns: &[
        "workspace_id",
        "user_id",
        "role",
        "invited_at",
        "accepted_at",
    ],
};
pub(crate) const ASSISTANTS: Table = Table {
    name: "assistants",
    columns: &[
        "id",
        "workspace_id",
        "name",
        "greeting",
        "instructions",
        "threshold",
        "allowed_origins",
        "brand_color",
        "starter_prompts",
        "show_human_names",
        "lead_form",
        "created_at",
    ],
};

/// Everything of one kind has ids of its own, rising with time.
fn id(kind: u128, number: u64) -> Uuid {
    let at = u128::from(number) << 16;
    Uuid::from_u128((kind << 112) | at | u128::from(mixed(number) & 0xffff))
}

pub(crate) fn workspace(n: u64) -> Uuid {
    id(1, n)
}

pub(crate) fn teammate(workspace: u64, n: u64) -> Uuid {
    id(2, workspace * TEAM + n)
}

pub(crate) fn assistant(workspace: u64) -> Uuid {
    id(3, workspace)
}

pub(crate) fn contact(n: u64) -> Uuid {
    id(4, n)
}

pub(crate) fn conversation(n: u64) -> Uuid {
    id(5, n)
}

/// Whose conversation number `n` is.
pub(crate) fn workspace_of(n: u64) -> u64 {
    let chance = mixed(n) % 1_000_000;
    if chance < 500_000 {
        return 0;
    }
    // By rank: the second has twice as many as the fourth.
    let all: f64 = (2..=WORKSPACES).map(|rank| 1.0 / rank as f64).sum();
    let mut left = (chance - 500_000) as f64 / 500_000.0 * all;
    for rank in 2..=WORKSPACES {
        left -= 1.0 / rank as f64;
        if left <= 0.0 {
            return rank - 1;
        }
    }
    WORKSPACES - 1
}

/// The rows of all workspaces.
pub(crate) fn workspaces(mut put: impl FnMut(Table, Vec<Cell>)) {
    use Cell::{Bool, Float, Id, Int};
    let begun = END_MS - SPAN_MS;
    for n in 0..WORKSPACES {
        put(
            WORKSPACE,
            vec![
                Id(workspace(n)),
                text(format!("Workspace {n}")),
                Int(0),
                Int(begun),
            ],
        );
        for member in 0..TEAM {
            let (user, role) = (
                teammate(n, member),
                ["owner", "editor", "editor"][member as usize],
            );
            let email = text(format!("{n}.{member}@example.com"));
            put(
                USERS,
                vec![
                    Id(user),
                    email,
                    text(FIRST[(n + member) as usize % FIRST.len()]),
                    text(""),
                    Int(begun),
                ],
            );
            put(
                MEMBERS,
                vec![
                    Id(workspace(n)),
                    Id(user),
                    text(role),
                    Int(begun),
                    Int(begun),
                ],
            );
        }
        put(
            ASSISTANTS,
            vec![
                Id(assistant(n)),
                Id(workspace(n)),
                text("Scout"),
                text("Hi!"),
                text(""),
                Float(0.55),
                text("[\"*\"]"),
                text("#205c48"),
                text("[]"),
                Bool(true),
                text("{}"),
                Int(begun),
            ],
        );
    }
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Resolved,
    Assistant,
    Waiting,
    Claimed(u64),
}

/// The rows of one of `all` conversations, oldest first; `seqs` counts the events of each workspace.
pub(crate) fn one(n: u64, all: u64, seqs: &mut [i64], put: &mut impl FnMut(Table, Vec<Cell>)) {
    use Cell::{Id, Int, Null};
    let ws = workspace_of(n);
    let (space, talk, person) = (workspace(ws), conversation(n), contact(n));
    let begun = END_MS - SPAN_MS + (SPAN_MS as f64 * (n as f64 / all as f64)) as i64;
    let last = begun + STEP_MS * (MESSAGES as i64 - 1);
    // Of the newest hundredth one in five waits and one in five is held; what is older is nearly all done.
    let stand = match (n * 100 / all, mixed(n ^ 0xabcd) % 10) {
        (99, 0 | 1) => Stand::Waiting,
        (99, by @ (2 | 3)) => Stand::Claimed(by - 2),
        (99, _) | (_, 0) => Stand::Assistant,
        _ => Stand::Resolved,
    };
    let named = !mixed(n ^ 0x77).is_multiple_of(3);
    let (first, family) = (
        FIRST[mixed(n) as usize % FIRST.len()],
        LAST[mixed(n * 3) as usize % LAST.len()],
    );
    let name = if named {
        text(format!("{first} {family}"))
    } else {
        Null
    };
    let email = if named {
        text(format!("{first}.{family}.{n}@example.org").to_lowercase())
    } else {
        Null
    };
    put(
        CONTACTS,
        vec![
            Id(person),
            Id(space),
            name.clone(),
            email.clone(),
            text("en"),
            text("{}"),
            Int(begun),
            Int(last),
        ],
    );
    let bodies: Vec<String> = (0..MESSAGES).map(|m| message(n * MESSAGES + m)).collect();
    let reason = format!(
        "Wants to know: {}",
        bodies[0].chars().take(60).collect::<String>()
    );
    let asked = matches!(stand, Stand::Waiting | Stand::Claimed(_));
    put(
        CONVERSATIONS,
        vec![
            Id(talk),
            Id(space),
            Id(assistant(ws)),
            Id(person),
            text("widget"),
            text(if stand == Stand::Resolved {
                "resolved"
            } else {
                "open"
            }),
            if let Stand::Claimed(by) = stand {
                Id(teammate(ws, by))
            } else {
                Null
            },
            if matches!(stand, Stand::Claimed(_)) {
                Int(last)
            } else {
                Null
            },
            if asked { Int(last) } else { Null },
            if asked { text("visitor_asked") } else { Null },
            if asked { text(reason) } else { Null },
            if stand == Stand::Resolved {
                Int(last)
            } else {
                Null
            },
            Int(0),
            Int(MESSAGES as i64),
            Int(3),
            text("user"),
            text(bodies[4].chars().take(140).collect::<String>()),
            Int(last),
            text("https://shop.example/boots"),
            text("Boots"),
            Int(last),
            Int(begun),
        ],
    );
    for (m, body) in (0_i64..).zip(bodies) {
        let visitor = m % 2 == 0;
        put(
            SAID,
            vec![
                Id(id(6, n * MESSAGES + m as u64)),
                Id(space),
                Id(talk),
                Int(m + 1),
                text(if visitor { "user" } else { "assistant" }),
                Cell::Text(body),
                if visitor {
                    text(format!("c-{n}-{m}"))
                } else {
                    Null
                },
                text("complete"),
                Int(begun + STEP_MS * m),
            ],
        );
    }
    let seq = &mut seqs[ws as usize];
    let actor = format!("{{\"kind\":\"visitor\",\"id\":\"{person}\",\"name\":null}}");
    for kind in ["conversation.tagged", "message.created"] {
        *seq += 1;
        put(
            EVENTS,
            vec![
                Id(id(7, n * 2 + u64::from(kind == "message.created"))),
                Id(space),
                Int(*seq),
                Id(talk),
                Int(begun),
                text(actor.clone()),
                text(kind),
                text("{\"tag\":\"new\",\"tags\":[\"new\"]}"),
            ],
        );
    }
    if n % 20 == 0 {
        let status = ["new", "contacted", "won"][(n / 20) as usize % 3];
        put(
            LEADS,
            vec![
                Id(id(8, n)),
                Id(space),
                Id(assistant(ws)),
                Id(talk),
                Id(person),
                name,
                text(format!("lead.{n}@example.org")),
                text("{}"),
                text(status),
                text("form"),
                Int(last),
                Int(last),
            ],
        );
    }
    for member in 0..TEAM {
        if mixed(n * TEAM + member) % 10 < 7 {
            put(
                READS,
                vec![
                    Id(space),
                    Id(talk),
                    Id(teammate(ws, member)),
                    Int(MESSAGES as i64),
                ],
            );
        }
    }
    if n % 7 == 0 {
        put(
            TAGS,
            vec![
                Id(space),
                Id(talk),
                text(["refund", "vip", "delivery"][(n / 7) as usize % 3]),
                Int(last),
            ],
        );
    }
}

fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// A row as `COPY` reads it.
pub(crate) fn copied(row: &[Cell], out: &mut String) {
    for (n, cell) in row.iter().enumerate() {
        if n > 0 {
            out.push('\t');
        }
        match cell {
            Cell::Id(id) => out.push_str(&id.to_string()),
            Cell::Int(number) => out.push_str(&number.to_string()),
            Cell::Float(number) => out.push_str(&number.to_string()),
            Cell::Bool(value) => out.push_str(&value.to_string()),
            // What is made up has no tab, newline or backslash in it.
            Cell::Text(text) => out.push_str(text),
            Cell::Null => out.push_str("\\N"),
        }
    }
    out.push('\n');
}

//! The rows of one conversation.

use super::{
    Cell::{self, Bool, Id, Int, Null},
    END_MS, FIRST, MESSAGES, SPAN_MS, TEAM, assistant, contact, conversation, id, tables, teammate,
    text, workspace, workspace_of,
};
use crate::words::{message, mixed};
use tables::{CONTACTS, CONVERSATIONS, EVENTS, LEADS, READS, SAID, TAGS, Table};
use uuid::Uuid;

/// Between two messages of a conversation.
const STEP_MS: i64 = 40_000;

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

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Resolved,
    Assistant,
    Waiting,
    Claimed(u64),
}

impl Stand {
    /// Of the newest hundredth one in five waits and one in five is held; what is older is nearly all done.
    fn of(n: u64, all: u64) -> Self {
        match (n * 100 / all, mixed(n ^ 0xabcd) % 10) {
            (99, 0 | 1) => Self::Waiting,
            (99, by @ (2 | 3)) => Self::Claimed(by - 2),
            (99, _) | (_, 0) => Self::Assistant,
            _ => Self::Resolved,
        }
    }
}

/// A conversation and whose it is.
struct Talk {
    n: u64,
    workspace: u64,
    space: Uuid,
    id: Uuid,
    contact: Uuid,
    name: Cell,
    begun: i64,
    last: i64,
    bodies: Vec<String>,
}

/// The rows of one of `all` conversations, oldest first; `seqs` counts the events of each workspace.
pub(crate) fn one(n: u64, all: u64, seqs: &mut [i64], put: &mut impl FnMut(Table, Vec<Cell>)) {
    let ws = workspace_of(n);
    let begun = END_MS - SPAN_MS + (SPAN_MS as f64 * (n as f64 / all as f64)) as i64;
    let (first, family) = (
        mixed(n) as usize % FIRST.len(),
        mixed(n * 3) as usize % LAST.len(),
    );
    let is_named = !mixed(n ^ 0x77).is_multiple_of(3);
    let talk = Talk {
        n,
        workspace: ws,
        space: workspace(ws),
        id: conversation(n),
        contact: contact(n),
        name: if is_named {
            text(format!("{} {}", FIRST[first], LAST[family]))
        } else {
            Null
        },
        begun,
        last: begun + STEP_MS * (MESSAGES as i64 - 1),
        bodies: (0..MESSAGES).map(|m| message(n * MESSAGES + m)).collect(),
    };
    let email = format!("{}.{}.{n}@example.org", FIRST[first], LAST[family]).to_lowercase();
    put(
        CONTACTS,
        talk.contact(if is_named { text(email) } else { Null }),
    );
    put(CONVERSATIONS, talk.conversation(Stand::of(n, all)));
    for row in talk.said() {
        put(SAID, row);
    }
    for row in talk.events(&mut seqs[ws as usize]) {
        put(EVENTS, row);
    }
    talk.beside(put);
}

impl Talk {
    fn contact(&self, email: Cell) -> Vec<Cell> {
        let Self {
            space,
            contact,
            begun,
            last,
            ..
        } = *self;
        let name = self.name.clone();
        vec![
            Id(contact),
            Id(space),
            name,
            email,
            text("en"),
            text("{}"),
            Int(begun),
            Int(last),
        ]
    }

    fn conversation(&self, stand: Stand) -> Vec<Cell> {
        let last = self.last;
        let some = |is: bool, cell: Cell| if is { cell } else { Null };
        let (holder, is_held) = match stand {
            Stand::Claimed(by) => (Id(teammate(self.workspace, by)), true),
            _ => (Null, false),
        };
        let (is_done, is_asked) = (stand == Stand::Resolved, is_held || stand == Stand::Waiting);
        let beginning = |body: &str, chars: usize| body.chars().take(chars).collect::<String>();
        let reason = format!("Wants to know: {}", beginning(&self.bodies[0], 60));
        vec![
            Id(self.id),
            Id(self.space),
            Id(assistant(self.workspace)),
            Id(self.contact),
            text("widget"),
            text(if is_done { "resolved" } else { "open" }),
            holder,
            some(is_held, Int(last)),
            some(is_asked, Int(last)),
            some(is_asked, text("visitor_asked")),
            some(is_asked, text(reason)),
            some(is_done, Int(last)),
            Int(0),
            Int(MESSAGES as i64),
            Int(3),
            // The last message is the visitor's.
            Int(MESSAGES as i64),
            text("user"),
            text(beginning(&self.bodies[4], 140)),
            Int(last),
            text("https://shop.example/boots"),
            text("Boots"),
            Int(last),
            Int(self.begun),
            Bool(true),
        ]
    }

    fn said(&self) -> impl Iterator<Item = Vec<Cell>> {
        (0_i64..).zip(&self.bodies).map(|(m, body)| {
            let is_visitor = m % 2 == 0;
            vec![
                Id(id(6, self.n * MESSAGES + m as u64)),
                Id(self.space),
                Id(self.id),
                Int(m + 1),
                text(if is_visitor { "user" } else { "assistant" }),
                text(body.as_str()),
                if is_visitor {
                    text(format!("c-{}-{m}", self.n))
                } else {
                    Null
                },
                text("complete"),
                Int(self.begun + STEP_MS * m),
            ]
        })
    }

    /// One that the timeline shows, and one of a message, which it does not.
    fn events(&self, seq: &mut i64) -> Vec<Vec<Cell>> {
        let actor = format!(
            "{{\"kind\":\"visitor\",\"id\":\"{}\",\"name\":null}}",
            self.contact
        );
        let kinds = ["conversation.tagged", "message.created"];
        let row = |(nth, kind): (u64, &str)| {
            *seq += 1;
            vec![
                Id(id(7, self.n * 2 + nth)),
                Id(self.space),
                Int(*seq),
                Id(self.id),
                Int(self.begun),
                text(actor.clone()),
                text(kind),
                text("{\"tag\":\"new\",\"tags\":[\"new\"]}"),
            ]
        };
        (0..).zip(kinds).map(row).collect()
    }

    /// What is shown beside it: a lead of every twentieth, what was read, a tag of every seventh.
    fn beside(&self, put: &mut impl FnMut(Table, Vec<Cell>)) {
        let Self { n, space, last, .. } = *self;
        if n.is_multiple_of(20) {
            let status = ["new", "contacted", "won"][(n / 20) as usize % 3];
            let email = format!("lead.{n}@example.org");
            let whose = [
                Id(id(8, n)),
                Id(space),
                Id(assistant(self.workspace)),
                Id(self.id),
                Id(self.contact),
            ];
            let what = [
                self.name.clone(),
                text(email),
                text("{}"),
                text(status),
                text("form"),
                Int(last),
                Int(last),
            ];
            put(LEADS, whose.into_iter().chain(what).collect());
        }
        for member in 0..TEAM {
            if mixed(n * TEAM + member) % 10 < 7 {
                let user = teammate(self.workspace, member);
                put(
                    READS,
                    vec![Id(space), Id(self.id), Id(user), Int(MESSAGES as i64)],
                );
            }
        }
        if n.is_multiple_of(7) {
            let tag = ["refund", "vip", "delivery"][(n / 7) as usize % 3];
            put(TAGS, vec![Id(space), Id(self.id), text(tag), Int(last)]);
        }
    }
}

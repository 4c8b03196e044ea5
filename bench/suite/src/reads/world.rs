//! A year of an installation, made up from a seed: the same rows for the same number, on both databases.

mod tables;
mod talk;

pub(crate) use tables::Table;
pub(crate) use talk::one;

use crate::words::mixed;
use tables::{ASSISTANTS, MEMBERS, USERS, WORKSPACE};
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
const FIRST: &[&str] = &[
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Kira",
    "Liam", "Mara", "Noah", "Olivia", "Paul", "Rosa", "Simon", "Tilda", "Victor",
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

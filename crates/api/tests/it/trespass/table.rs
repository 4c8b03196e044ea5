//! The table of rights as it is written: `table/<noun>.txt`, a line for each route and target, a column for each principal.

use reqwest::Method;
use std::{collections::BTreeSet, fmt, path::Path};

/// Who asks, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Principal {
    /// No credential.
    Nobody,
    /// The visitor of a conversation, with the token of their widget.
    Visitor,
    /// The visitor of another workspace's conversation.
    Visitor2,
    /// A viewer with a session.
    Viewer,
    /// An editor with a session: an agent who answers.
    Editor,
    /// An admin with a session.
    Admin,
    /// The owner with a session.
    Owner,
    /// The owner of another workspace, with a session.
    Owner2,
    /// A program with an API token of the role of an editor, made by the owner.
    Token,
    /// An editor whose session ran out.
    Expired,
    /// The owner's session, from a page of another site.
    Evil,
}

pub(super) const PRINCIPALS: [(Principal, &str); 11] = [
    (Principal::Nobody, "nobody"),
    (Principal::Visitor, "visitor"),
    (Principal::Visitor2, "visitor2"),
    (Principal::Viewer, "viewer"),
    (Principal::Editor, "editor"),
    (Principal::Admin, "admin"),
    (Principal::Owner, "owner"),
    (Principal::Owner2, "owner2"),
    (Principal::Token, "token"),
    (Principal::Expired, "expired"),
    (Principal::Evil, "evil"),
];

/// What the id in the path, the query or the body leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The request names nothing.
    None,
    /// A thing of the principal's own workspace; for visitors their own.
    Own,
    /// A thing of the other workspace.
    Foreign,
    /// An id that nothing has.
    Unknown,
    /// What is no id.
    Malformed,
}

impl Target {
    fn parse(word: &str) -> Self {
        match word {
            "-" => Self::None,
            "own" => Self::Own,
            "foreign" => Self::Foreign,
            "unknown" => Self::Unknown,
            "malformed" => Self::Malformed,
            other => panic!("{other} is no target"),
        }
    }
}

/// A route: method and path, as the router has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
}

impl Route {
    pub(super) fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
        }
    }

    pub(super) fn method(&self) -> Method {
        self.method.parse().unwrap()
    }

    /// `GET /api/v1/leads`, without the query of a line.
    pub(super) fn bare(&self) -> Self {
        let path = self.path.split('?').next().unwrap();
        Self::new(&self.method, path)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// One line: what each principal is answered.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) route: Route,
    pub(super) targets: Vec<Target>,
    /// More than one where it depends on what was built into the server: `200/404`.
    pub(super) statuses: Vec<Vec<u16>>,
}

/// The whole table.
pub(super) fn lines() -> Vec<Line> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/trespass/table");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let lines: Vec<_> = files.iter().flat_map(|file| read(file)).collect();
    let mut seen = BTreeSet::new();
    for line in &lines {
        for target in &line.targets {
            let is_new = seen.insert((line.route.clone(), *target));
            assert!(is_new, "{} {target:?} stands twice", line.route);
        }
    }
    lines
}

fn read(file: &Path) -> Vec<Line> {
    let text = std::fs::read_to_string(file).unwrap();
    let rows = text.lines().filter(|line| !line.trim().is_empty());
    let (head, rows): (Vec<_>, Vec<_>) = rows.partition(|line| line.starts_with('#'));
    let names: Vec<_> = PRINCIPALS.iter().map(|(_, name)| *name).collect();
    let columns = head
        .last()
        .unwrap()
        .split_whitespace()
        .skip(3)
        .collect::<Vec<_>>();
    assert_eq!(columns, names, "the columns of {}", file.display());
    rows.into_iter().map(parse).collect()
}

fn parse(row: &str) -> Line {
    let mut words = row.split_whitespace();
    let mut word = || words.next().unwrap_or_else(|| panic!("{row} is too short"));
    let route = Route::new(word(), word());
    let targets = word().split(',').map(Target::parse).collect();
    let status = |word: &str| word.split('/').map(|one| one.parse().unwrap()).collect();
    let statuses: Vec<Vec<_>> = words.map(status).collect();
    assert_eq!(statuses.len(), PRINCIPALS.len(), "the statuses of {row}");
    Line {
        route,
        targets,
        statuses,
    }
}

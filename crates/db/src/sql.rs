//! SQL text with typed arguments, built from constant templates only.
use uuid::Uuid;

/// Which database a statement will run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// One argument of a statement. `None` is SQL `NULL` and keeps its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// `BLOB(16)` / `UUID`.
    Uuid(Option<Uuid>),
    /// `TEXT`; JSON too.
    Text(Option<String>),
    /// `BIGINT`.
    Int(Option<i64>),
    /// `BOOLEAN`.
    Bool(Option<bool>),
    /// `DOUBLE PRECISION`.
    Float(Option<f64>),
    /// `BLOB` / `BYTEA`.
    Bytes(Option<Vec<u8>>),
    /// `UUID[]`, of PostgreSQL alone, as all lists are: for `unnest`, which makes a row of each.
    Uuids(Vec<Option<Uuid>>),
    /// `TEXT[]`.
    Texts(Vec<Option<String>>),
    /// `BIGINT[]`.
    Ints(Vec<i64>),
}

macro_rules! arg {
    ($($variant:ident: $($ty:ty),+;)+) => { $($(
        impl From<$ty> for Arg {
            fn from(value: $ty) -> Self {
                Self::$variant(Some(value.into()))
            }
        }
        impl From<Option<$ty>> for Arg {
            fn from(value: Option<$ty>) -> Self {
                Self::$variant(value.map(Into::into))
            }
        }
    )+)+ };
}
arg! {
    Uuid: Uuid;
    Text: String, &str;
    Int: i64, i32, u32;
    Bool: bool;
    Float: f64;
    Bytes: Vec<u8>, &[u8];
}

impl From<Vec<Option<Uuid>>> for Arg {
    fn from(values: Vec<Option<Uuid>>) -> Self {
        Self::Uuids(values)
    }
}

impl From<Vec<Uuid>> for Arg {
    fn from(values: Vec<Uuid>) -> Self {
        Self::Uuids(values.into_iter().map(Some).collect())
    }
}

impl From<Vec<Option<String>>> for Arg {
    fn from(values: Vec<Option<String>>) -> Self {
        Self::Texts(values)
    }
}

impl From<Vec<i64>> for Arg {
    fn from(values: Vec<i64>) -> Self {
        Self::Ints(values)
    }
}

macro_rules! arg_ref {
    ($($ty:ty),+) => { $(
        impl From<&$ty> for Arg {
            fn from(value: &$ty) -> Self {
                value.clone().into()
            }
        }
        impl From<&Option<$ty>> for Arg {
            fn from(value: &Option<$ty>) -> Self {
                value.clone().into()
            }
        }
    )+ };
}
arg_ref!(Uuid, String, i64, bool, f64, Vec<u8>);

/// SQL text with its arguments; made by [`sql!`](crate::sql). `{}` in a template becomes `$n`,
/// numbered upwards from `$1`, which both databases accept.
#[derive(Debug, Clone, Default)]
pub struct Sql {
    text: String,
    args: Vec<Arg>,
    global: bool,
}

impl Sql {
    /// The text as it is sent.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The arguments in the order of their numbers.
    pub fn args(&self) -> &[Arg] {
        &self.args
    }

    /// Whether the statement deliberately crosses workspaces.
    pub fn is_global(&self) -> bool {
        self.global
    }

    /// Marks the statement as one that deliberately crosses workspaces.
    pub fn global(&mut self) -> &mut Self {
        self.global = true;
        self
    }

    /// Appends one argument as `$n`.
    pub fn bind(&mut self, arg: impl Into<Arg>) -> &mut Self {
        self.args.push(arg.into());
        self.text.push('$');
        push_number(&mut self.text, self.args.len());
        self
    }

    /// Appends `($1, $2, ...)`; of no items, `(NULL)`, which `IN` never matches.
    pub fn list<T: Into<Arg>>(&mut self, items: impl IntoIterator<Item = T>) -> &mut Self {
        self.text.push('(');
        let start = self.args.len();
        for item in items {
            if self.args.len() > start {
                self.text.push_str(", ");
            }
            self.bind(item);
        }
        if self.args.len() == start {
            self.text.push_str("NULL");
        }
        self.text.push(')');
        self
    }

    /// Appends a name out of the program, like that of a table.
    pub fn name(&mut self, name: &'static str) -> &mut Self {
        self.text.push_str(name);
        self
    }

    #[doc(hidden)]
    pub fn append<const N: usize>(&mut self, template: &'static str, args: [Arg; N]) -> &mut Self {
        self.text.reserve(template.len() + 2 * N);
        self.args.reserve(N);
        let mut args = args.into_iter();
        // By one character: looking for two costs more than all the rest, and this is run for every statement.
        let mut parts = template.split('{');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            match part.strip_prefix('}') {
                Some(rest) => {
                    if let Some(arg) = args.next() {
                        self.bind(arg);
                    }
                    self.text.push_str(rest);
                }
                None => self.text.extend(["{", part]),
            }
        }
        self
    }
}

/// `to_string` without its allocation.
fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0' + digit));
}

/// Counts `{}` at compile time so that `sql!` can refuse a wrong number of arguments.
#[doc(hidden)]
pub const fn holes(template: &str) -> usize {
    let mut rest = template.as_bytes();
    let mut count = 0;
    loop {
        rest = match rest {
            [b'{', b'}', tail @ ..] => {
                count += 1;
                tail
            }
            [_, tail @ ..] => tail,
            [] => return count,
        };
    }
}

/// Builds a [`Sql`] from a constant template in which each `{}` takes one argument.
///
/// ```
/// use baton_db::sql;
/// let (workspace, status) = (uuid::Uuid::nil(), Some("open"));
/// let mut q = sql!("SELECT id FROM conversations WHERE workspace_id = {}", workspace);
/// if let Some(status) = status {
///     sql!(q; " AND status = {}", status); // append
/// }
/// sql!(q; " AND channel IN ").list(["widget", "email"]);
/// assert!(q.text().ends_with("workspace_id = $1 AND status = $2 AND channel IN ($3, $4)"));
/// let due = sql!(global; "SELECT id FROM jobs WHERE due_at <= {}", 5); // crosses workspaces
/// assert!(due.is_global());
/// ```
///
/// A wrong number of arguments does not compile:
/// ```compile_fail,E0080
/// baton_db::sql!("SELECT {} + {}", 1);
/// ```
/// Nor does a text made at run time:
/// ```compile_fail,E0435
/// let text = String::from("SELECT 1");
/// baton_db::sql!(text.as_str());
/// ```
#[macro_export]
macro_rules! sql {
    (global; $template:expr $(, $arg:expr)* $(,)?) => {{
        let mut q = $crate::sql!($template $(, $arg)*);
        q.global();
        q
    }};
    ($q:expr; $template:expr $(, $arg:expr)* $(,)?) => {{
        const _: () = assert!(
            $crate::holes($template) == 0 $(+ { let _ = stringify!($arg); 1 })*,
            "sql!: wrong number of arguments for the holes in the template",
        );
        $q.append($template, [$($crate::Arg::from($arg)),*])
    }};
    ($template:expr $(, $arg:expr)* $(,)?) => {{
        let mut q = $crate::Sql::default();
        $crate::sql!(q; $template $(, $arg)*);
        q
    }};
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn none_keeps_its_type() {
        assert_eq!(Arg::from(None::<&str>), Arg::Text(None));
        assert_eq!(Arg::from(&Some(5_i64)), Arg::Int(Some(5)));
        assert_eq!(Arg::from(7_u32), Arg::Int(Some(7)));
    }

    proptest! {
        #[test]
        fn holes_are_counted_as_split_sees_them(template in "[{} a]{0,20}") {
            prop_assert_eq!(holes(&template), template.split("{}").count() - 1);
        }

        /// No value can become part of the text, and each is bound under its own number.
        #[test]
        fn values_never_reach_the_text(values in prop::collection::vec(".*", 0..9)) {
            let mut q = sql!("SELECT {}", "first");
            sql!(q; " WHERE a IN ").list(&values);
            sql!(q; " AND b = {}", "last");
            let list: Vec<_> = (0..values.len()).map(|n| format!("${}", n + 2)).collect();
            let list = if list.is_empty() { "NULL".to_owned() } else { list.join(", ") };
            let last = values.len() + 2;
            let text = format!("SELECT $1 WHERE a IN ({list}) AND b = ${last}");
            prop_assert_eq!(q.text(), text);
            prop_assert_eq!(q.args().len(), last);
        }
    }
}

//! The tenancy guard: no statement on a tenant table without its workspace.
use crate::{DbError, Result, Sql};

/// Whether this build checks statements: every debug and test build, and on request any other.
pub(crate) const ACTIVE: bool = cfg!(any(debug_assertions, feature = "tenancy-guard"));

/// Refuses a statement that names one of `tables` without a condition on `workspace_id`, unless
/// it is global. An insert need only name the column.
pub(crate) fn check(sql: &Sql, tables: &[&'static str]) -> Result<()> {
    if !ACTIVE || sql.is_global() {
        return Ok(());
    }
    let named = |word| tables.iter().find(|table| **table == word);
    match words(sql.text()).find_map(named) {
        Some(table) if !is_scoped(sql.text()) => Err(DbError::Unscoped {
            table,
            text: sql.text().to_owned(),
        }),
        _ => Ok(()),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty())
}

/// A qualified name such as `m.workspace_id` is one word.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

/// Whether `workspace_id` is compared with something, alone or in a row value, or inserted.
fn is_scoped(text: &str) -> bool {
    let inserts = words(text).any(|word| word.eq_ignore_ascii_case("insert"));
    text.match_indices("workspace_id").any(|(at, name)| {
        let (before, rest) = text.split_at(at);
        let before = before.trim_end_matches(is_word).trim_end();
        let after = rest.strip_prefix(name).unwrap_or_default().trim_start();
        inserts
            || after.starts_with('=')
            || before.ends_with('=')
            || words(after)
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("in"))
            || (before.ends_with('(') && after.starts_with(','))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql;

    fn passes(sql: &Sql) -> bool {
        check(sql, &["messages", "contacts"]).is_ok()
    }

    /// R092: in test builds a statement about a tenant's rows that does not say whose is not even run.
    #[test]
    fn refuses_tenant_tables_without_their_workspace() {
        assert!(!passes(&sql!("SELECT body FROM messages WHERE id = {}", 1)));
        assert!(!passes(&sql!(
            "SELECT workspace_id FROM messages WHERE id = {}",
            1
        )));
        assert!(!passes(&sql!("DELETE FROM messages")));
        assert!(!passes(&sql!("UPDATE contacts c SET name = {}", "x")));
        assert!(!passes(&sql!(
            "SELECT 1 FROM users u JOIN contacts c ON c.id = u.id"
        )));
        assert!(!passes(&sql!("INSERT INTO contacts (id) VALUES ({})", 1)));
        assert!(!passes(&sql!(
            "SELECT count(*) FROM messages GROUP BY workspace_id"
        )));
    }

    #[test]
    fn lets_scoped_and_global_statements_pass() {
        assert!(passes(&sql!(
            "SELECT body FROM messages WHERE workspace_id = {}",
            1
        )));
        assert!(passes(&sql!(
            "SELECT body FROM messages m WHERE m.workspace_id={}",
            1
        )));
        assert!(passes(&sql!(
            "SELECT 1 FROM messages WHERE {} = workspace_id",
            1
        )));
        assert!(passes(&sql!(
            "SELECT 1 FROM messages WHERE (workspace_id, id) = ({}, {})",
            1,
            2
        )));
        assert!(passes(&sql!(
            "SELECT 1 FROM messages WHERE workspace_id IN ({})",
            1
        )));
        assert!(passes(&sql!(
            "INSERT INTO contacts (id, workspace_id) VALUES ({}, {})",
            1,
            2
        )));
        assert!(passes(
            &sql!(global; "DELETE FROM messages WHERE expires_at < {}", 1)
        ));
        assert!(passes(&sql!("SELECT 1 FROM users WHERE id = {}", 1)));
    }

    #[test]
    fn is_active_here() {
        const { assert!(ACTIVE) };
    }
}

//! SQL stands in `store` alone: a statement anywhere else is a breach.

use super::Unit;

/// `store` keeps all SQL of the product; `db` speaks of its own tables (migrations, pragmas).
const AT_HOME: &[&str] = &["store", "db"];

/// Finds statements of SQL, and the macro that makes them, outside of their home.
pub(super) fn check(units: &[Unit]) -> Vec<String> {
    let mut breaches = Vec::new();
    for unit in units
        .iter()
        .filter(|unit| !AT_HOME.contains(&unit.owner.as_str()))
    {
        let file = unit.file.display();
        for (line, _) in unit.source.names.iter().filter(|(_, name)| name == "sql!") {
            breaches.push(format!("{file}:{line}: sql! belongs in crates/store"));
        }
        for (line, _) in unit
            .source
            .literals
            .iter()
            .filter(|(_, text)| is_statement(text))
        {
            breaches.push(format!(
                "{file}:{line}: a statement of SQL belongs in crates/store"
            ));
        }
    }
    breaches
}

/// Whether a literal is a statement of SQL: its verb, and the word that goes with it, in capitals.
fn is_statement(literal: &str) -> bool {
    let text = literal.split_once('"').map_or(literal, |(_, text)| text);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = [
        ("SELECT", "FROM"),
        ("INSERT", "INTO"),
        ("UPDATE", "SET"),
        ("DELETE", "FROM"),
        ("CREATE", "TABLE"),
        ("ALTER", "TABLE"),
        ("DROP", "TABLE"),
    ];
    let verb = words.first().copied().unwrap_or_default();
    let continues = |partner| words.contains(&partner);
    pairs.iter().any(|(start, partner)| verb == *start && continues(partner))
        // A statement that begins with a common table expression.
        || (verb == "WITH" && words.contains(&"AS") && words.contains(&"SELECT"))
}

#[cfg(test)]
mod tests {
    use super::is_statement;

    #[test]
    fn statements_are_told_from_prose() {
        assert!(is_statement("\"SELECT id FROM conversations\""));
        assert!(is_statement("r#\" UPDATE leads SET status = 'won'\"#"));
        assert!(is_statement("\"WITH due AS (SELECT 1) SELECT * FROM due\""));
        assert!(!is_statement("\"Select a file from your disk\""));
        assert!(!is_statement("\"DELETE\""));
        assert!(!is_statement("\"Update your settings\""));
    }
}

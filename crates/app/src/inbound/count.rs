//! What a visitor's page counts: opened, closed, a prompt clicked.

use crate::{
    App, Visitor,
    error::{AppError, Result},
};
use baton_store::{analytics, conversations};
use serde_json::Value;

/// How many events one call may hold.
const MANY: usize = 50;
/// The longest name, in bytes.
const NAME_BYTES: usize = 64;
/// The largest data of one event, in bytes of JSON.
const DATA_BYTES: usize = 2 * 1024;

/// Something that a page counted.
#[derive(Debug, Clone)]
pub struct Counted {
    /// What.
    pub name: String,
    /// What else it says.
    pub data: Value,
}

impl App {
    /// Remembers what a page counted. The names are kept apart from our own: `widget.` stands before each.
    pub async fn count_for_visitor(&self, visitor: Visitor, counted: Vec<Counted>) -> Result<()> {
        if counted.len() > MANY {
            return Err(AppError::invalid(
                "events",
                "Send at most 50 events at once.",
            ));
        }
        let rows = counted.iter().map(row).collect::<Result<Vec<_>>>()?;
        let id = visitor.conversation;
        self.transact(visitor.workspace, async move |unit| {
            let found = conversations::find(unit.conn, unit.workspace, id).await?;
            let id = found.ok_or(AppError::Unauthorized)?.id;
            let rows = rows
                .into_iter()
                .map(|(name, data)| (unit.ids.next(), name, data))
                .collect();
            analytics::record_all(unit.conn, unit.workspace, id, rows, unit.now).await?;
            Ok(())
        })
        .await
    }
}

fn row(counted: &Counted) -> Result<(String, String)> {
    let name_ok = (1..=NAME_BYTES).contains(&counted.name.len())
        && counted
            .name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if !name_ok {
        let hint = "Name events with 1 to 64 letters, digits, dots and hyphens.";
        return Err(AppError::invalid("events", hint));
    }
    let data = match &counted.data {
        Value::Null => String::new(),
        data => data.to_string(),
    };
    if data.len() > DATA_BYTES {
        return Err(AppError::invalid(
            "events",
            "Keep the data of an event under 2 KB.",
        ));
    }
    Ok((format!("widget.{}", counted.name), data))
}

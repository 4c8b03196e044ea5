//! What a visitor's page counts: opened, closed, a prompt clicked.

use crate::{
    App, Visitor,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    assistant::Assistant,
    id::{LeadId, RuleId},
};
use baton_store::{
    analytics, assistants, conversations, leads,
    rules::{self, Count},
};
use serde::Deserialize;
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
        let of_rules: Vec<_> = counted.iter().filter_map(of_rule).collect();
        let id = visitor.conversation;
        self.transact(visitor.workspace, async move |unit| {
            let found = conversations::find(unit.conn, unit.workspace, id).await?;
            let id = found.ok_or(AppError::Unauthorized)?.id;
            let rows = rows
                .into_iter()
                .map(|(name, data)| (unit.ids.next(), name, data))
                .collect();
            analytics::record_all(unit.conn, unit.workspace, id, rows, unit.now).await?;
            if id.is_trial() {
                return Ok(());
            }
            let known = assistants::find(unit.conn, unit.workspace, visitor.assistant).await?;
            let known = known.map(|kept| kept.assistant.rules).unwrap_or_default();
            for (name, count) in of_rules {
                // Of rules that are published now: nobody fills the table with others.
                let known = known.iter().find(|rule| rule.id == name.rule);
                if known.is_some_and(|rule| rule.actions.len() > name.place()) {
                    let which = (visitor.assistant, name.rule, name.variant.into());
                    rules::count(unit.conn, unit.workspace, which, count, unit.now).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// One action of a rule, as the widget names it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct RuleAction {
    /// The rule.
    pub rule: RuleId,
    /// Which of its actions, from 0.
    #[serde(default)]
    pub variant: u8,
}

impl RuleAction {
    fn place(self) -> usize {
        usize::from(self.variant)
    }
}

/// What a page counted of a rule, where it did.
fn of_rule(counted: &Counted) -> Option<(RuleAction, Count)> {
    let count = match counted.name.as_str() {
        "rule.shown" => Count {
            shown: 1,
            ..Count::default()
        },
        "rule.clicked" => Count {
            clicked: 1,
            ..Count::default()
        },
        _ => return None,
    };
    let action = serde_json::from_value(counted.data.clone()).ok()?;
    Some((action, count))
}

/// Remembers that a rule led to a lead, once for the lead. Only rules that are published count.
pub(crate) async fn led(
    unit: &mut Unit<'_, '_>,
    (assistant, lead): (&Assistant, LeadId),
    action: RuleAction,
) -> Result<()> {
    let known = assistant.rules.iter().find(|rule| rule.id == action.rule);
    if known.is_none_or(|rule| rule.actions.len() <= action.place()) {
        return Ok(());
    }
    let which = (action.rule, action.variant.into());
    if leads::set_rule(unit.conn, unit.workspace, lead, which).await? {
        let which = (assistant.id, action.rule, action.variant.into());
        let count = Count {
            led: 1,
            ..Count::default()
        };
        rules::count(unit.conn, unit.workspace, which, count, unit.now).await?;
    }
    Ok(())
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

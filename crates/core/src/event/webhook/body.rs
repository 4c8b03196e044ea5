//! What a receiver reads.

use crate::{id::ConversationId, time::Timestamp};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
struct Body<'a> {
    event: &'a str,
    occurred_at: Timestamp,
    data: Map<String, Value>,
}

/// The body of an event: the same bytes however often it is sent. `data` is what the event holds, of a lead the lead itself,
/// with the conversation, the place in the workspace's stream and who caused it.
pub fn body(
    event: &str,
    occurred_at: Timestamp,
    (held, actor): (Value, Value),
    (conversation, seq): (Option<ConversationId>, i64),
) -> String {
    let mut data = match held {
        Value::Object(data) => data,
        other => Map::from_iter([("value".to_owned(), other)]),
    };
    if let Some(Value::Object(lead)) = data.get_mut("lead").map(Value::take) {
        data = lead;
    }
    let conversation = conversation.map_or(Value::Null, |id| Value::String(id.to_string()));
    data.entry("conversation_id").or_insert(conversation);
    data.insert("seq".to_owned(), seq.into());
    data.insert("actor".to_owned(), actor);
    written(event, occurred_at, data)
}

/// The body of a trial.
pub fn ping(occurred_at: Timestamp) -> String {
    let text = "This is a trial: the endpoint works.";
    let data = Map::from_iter([("text".to_owned(), text.into())]);
    written("ping", occurred_at, data)
}

fn written(event: &str, occurred_at: Timestamp, data: Map<String, Value>) -> String {
    let body = Body {
        event,
        occurred_at,
        data,
    };
    // Texts, numbers and names: nothing of it can fail to be written.
    serde_json::to_string(&body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// R071: a CRM finds every field, also those that were not given.
    #[test]
    fn a_lead_is_told_with_its_nulls() {
        let lead = json!({
            "lead_id": "l", "assistant_id": "a", "conversation_id": "c", "name": null, "email": "ana@example.com",
            "phone": null, "fields": {"company": "Łódź \"Sp.\""}, "status": "new", "source": "form"
        });
        let actor = json!({"kind": "visitor", "id": null, "name": null});
        let body = body(
            "lead.captured",
            Timestamp::from_ms(1_795_168_800_000),
            (json!({"lead": lead}), actor.clone()),
            (None, 7),
        );
        let read: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(read["event"], "lead.captured");
        assert_eq!(read["occurred_at"], "2026-11-20T10:00:00.000Z");
        let mut wanted = lead;
        wanted["seq"] = 7.into();
        wanted["actor"] = actor;
        assert_eq!(read["data"], wanted);
        assert_eq!(read.as_object().unwrap().len(), 3);
        assert!(body.starts_with("{\"event\":\"lead.captured\",\"occurred_at\":"));
    }

    #[test]
    fn others_are_told_with_their_conversation() {
        let id = uuid::Uuid::from_u128(5).into();
        let held = json!({"tag": "boots", "tags": ["boots"]});
        let body = body(
            "conversation.tagged",
            Timestamp::from_ms(0),
            (held, Value::Null),
            (Some(id), 1),
        );
        let read: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(read["data"]["conversation_id"], id.to_string());
        assert_eq!(read["data"]["tag"], "boots");
        assert!(ping(Timestamp::from_ms(0)).starts_with("{\"event\":\"ping\""));
    }
}

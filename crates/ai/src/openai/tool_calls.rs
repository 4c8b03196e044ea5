//! The tools that a model has, and the checks before one of its calls is carried out.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::reply::Call;
use crate::answer::{
    CaptureLead, REQUEST_HUMAN, RequestHuman, Speaker, ToolCall, ToolOutcome, Tools, Turn,
};
use crate::text::{clip, one_line, visible};

/// Longest texts that are passed on, in characters.
const LONGEST_SUMMARY: usize = 600;
const LONGEST_VALUE: usize = 200;
const LONGEST_TAG: usize = 40;

/// Why a conversation can be handed over, as the model may say it.
const REASONS: [&str; 7] = [
    "visitor_asked",
    "not_in_knowledge",
    "frustrated",
    "sensitive",
    "sales_opportunity",
    "technical_failure",
    "other",
];

/// The tools in the form of the request: strict, that is every property required and nothing else.
pub(super) fn schemas() -> Value {
    let optional = json!({ "type": ["string", "null"] });
    json!([
        tool(
            REQUEST_HUMAN,
            "Hand the conversation to a person of the team. Call it when the visitor asks for a person or agrees to one, is frustrated, \
             when the knowledge does not answer after one clarification, or when the matter is sensitive.",
            &json!({
                "reason": { "type": "string", "enum": REASONS },
                "summary": { "type": "string", "description": "What the teammate should know, in one or two sentences." },
                "urgency": { "type": "string", "enum": ["low", "normal", "high"] }
            }),
        ),
        tool(
            "capture_lead",
            "Store contact details that the visitor gave in this conversation, in their own words. Never invent a value; use null.",
            &json!({
                "name": optional, "email": optional, "phone": optional, "company": optional, "need": optional,
                "budget": optional, "timeline": optional, "consent_to_contact": { "type": ["boolean", "null"] }
            }),
        ),
        tool(
            "add_tag",
            "Tag the conversation with its topic, in one or two words.",
            &json!({ "name": { "type": "string" } }),
        ),
    ])
}

fn tool(name: &str, description: &str, properties: &Value) -> Value {
    let required: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(|map| map.keys())
        .collect();
    json!({ "type": "function", "function": {
        "name": name, "description": description, "strict": true,
        "parameters": { "type": "object", "properties": properties, "required": required, "additionalProperties": false }
    }})
}

/// Checks `call` and carries it out; what is wrong with it goes back to the model.
pub(super) async fn run(call: &Call, turn: &Turn, tools: &dyn Tools) -> ToolOutcome {
    match checked(call, turn) {
        Ok(call) => tools.call(call).await,
        Err(reason) => ToolOutcome {
            result: format!("Error: {reason}"),
            ends_turn: false,
        },
    }
}

#[derive(Deserialize)]
struct AddTag {
    name: String,
}

fn checked(call: &Call, turn: &Turn) -> Result<ToolCall, String> {
    match call.name.as_str() {
        REQUEST_HUMAN => {
            let request: RequestHuman = parse(&call.arguments)?;
            let is_known = REASONS.contains(&request.reason.as_str());
            let reason = if is_known {
                request.reason
            } else {
                "other".to_owned()
            };
            let summary = clean(&request.summary, LONGEST_SUMMARY);
            Ok(ToolCall::RequestHuman(RequestHuman {
                reason,
                summary,
                ..request
            }))
        }
        "capture_lead" => lead(parse(&call.arguments)?, turn).map(ToolCall::CaptureLead),
        "add_tag" => {
            let tag: AddTag = parse(&call.arguments)?;
            let name = clean(&tag.name, LONGEST_TAG);
            if name.is_empty() {
                Err("the tag is empty".to_owned())
            } else {
                Ok(ToolCall::AddTag { name })
            }
        }
        other => Err(format!("there is no tool called {}", clip(other, 40))),
    }
}

/// The arguments; empty ones are an empty object, and what stands around the object is cut off once.
fn parse<T: DeserializeOwned>(arguments: &str) -> Result<T, String> {
    let arguments = if arguments.trim().is_empty() {
        "{}"
    } else {
        arguments
    };
    serde_json::from_str(arguments)
        .or_else(|error| {
            let object = arguments.find('{').zip(arguments.rfind('}'));
            let inner = object.and_then(|(start, end)| arguments.get(start..=end));
            inner.map_or(Err(error), serde_json::from_str)
        })
        .map_err(|error| format!("the arguments are not what the tool takes: {error}"))
}

fn clean(text: &str, limit: usize) -> String {
    one_line(clip(&visible(text), limit))
}

/// The lead, if the visitor gave its address in this conversation. Models invent addresses; nobody may be written to at one.
fn lead(lead: CaptureLead, turn: &Turn) -> Result<CaptureLead, String> {
    let said = said_by_visitor(turn);
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let value = |value: Option<String>| {
        value
            .map(|value| clean(&value, LONGEST_VALUE))
            .filter(|value| !value.is_empty() && value != "null")
    };
    let lead = CaptureLead {
        // A name that was never said is dropped: the rest of the lead stands without it.
        name: value(lead.name).filter(|name| said.contains(&name.to_lowercase())),
        email: value(lead.email),
        phone: value(lead.phone),
        company: value(lead.company),
        need: value(lead.need),
        budget: value(lead.budget),
        timeline: value(lead.timeline),
        consent_to_contact: lead.consent_to_contact,
    };
    if lead
        .email
        .as_ref()
        .is_some_and(|email| !said.contains(&email.to_lowercase()))
    {
        return Err("the visitor did not write this e-mail address; ask for it".to_owned());
    }
    let is_said =
        |phone: &String| digits(phone).len() >= 5 && digits(&said).contains(&digits(phone));
    if lead.phone.as_ref().is_some_and(|phone| !is_said(phone)) {
        return Err("the visitor did not write this phone number; ask for it".to_owned());
    }
    if lead.email.is_none() && lead.phone.is_none() {
        return Err("ask the visitor for an e-mail address or a phone number first".to_owned());
    }
    Ok(lead)
}

fn said_by_visitor(turn: &Turn) -> String {
    let lines = turn
        .history
        .iter()
        .filter(|line| line.speaker == Speaker::Visitor);
    let mut said: Vec<&str> = lines.map(|line| line.text.as_str()).collect();
    said.push(&turn.question);
    said.join("\n").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Call, checked, schemas};
    use crate::answer::{ToolCall, Turn};

    fn check(name: &str, arguments: &str) -> Result<ToolCall, String> {
        let turn = Turn {
            question: "I am Ann, Ann@Example.com or +43 660 123 456".to_owned(),
            ..Turn::default()
        };
        checked(
            &Call {
                id: "1".into(),
                name: name.into(),
                arguments: arguments.into(),
            },
            &turn,
        )
    }

    #[test]
    fn leads_have_an_address_that_the_visitor_gave() {
        for (arguments, accepted) in [
            (r#"{"name":"Ann","email":"ann@example.com"}"#, true),
            (r#"{"name":null,"phone":"0043660123456"}"#, false),
            (
                r#"{"phone":"+43660123456","consent_to_contact":true}"#,
                true,
            ),
            (r#"{"email":"other@example.com"}"#, false),
            (r#"{"name":"Ann"}"#, false),
            ("", false),
            (r#"```json {"email":"ann@example.com"} ```"#, true),
            ("{", false),
        ] {
            assert_eq!(
                check("capture_lead", arguments).is_ok(),
                accepted,
                "{arguments}"
            );
        }
        let Ok(ToolCall::CaptureLead(lead)) = check(
            "capture_lead",
            r#"{"name":"Bob","email":"ann@example.com"}"#,
        ) else {
            panic!("a lead")
        };
        assert_eq!(lead.name, None, "an invented name is dropped");
    }

    #[test]
    fn other_calls_are_checked_too() {
        let Ok(ToolCall::RequestHuman(request)) = check(
            "request_human",
            r#"{"reason":"made_up","summary":" a\u200b  b "}"#,
        ) else {
            panic!("a request")
        };
        assert_eq!(
            (request.reason.as_str(), request.summary.as_str()),
            ("other", "a b")
        );
        assert!(check("add_tag", r#"{"name":"  "}"#).is_err());
        assert!(check("delete_everything", "{}").is_err());
    }

    #[test]
    fn schemas_are_strict() {
        for tool in schemas().as_array().unwrap() {
            let parameters = &tool["function"]["parameters"];
            let properties = parameters["properties"].as_object().unwrap().len();
            assert_eq!(parameters["required"].as_array().unwrap().len(), properties);
            assert_eq!(parameters["additionalProperties"], false);
        }
    }
}

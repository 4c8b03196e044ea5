//! An endpoint is made.

use super::secret;
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
};
use baton_core::{
    role::Permission,
    text::Invalid,
    webhook::{EventTypes, MOST_ENDPOINTS},
};
use baton_outbound::Policy;
use baton_store::webhooks::{self, Endpoint};
use url::Url;

/// The longest address and the longest description, in characters.
const LONGEST: (usize, usize) = (2_048, 200);

/// What somebody wants of a new endpoint.
#[derive(Debug, Clone, Default)]
pub struct NewEndpoint {
    /// Where events are sent.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The events that it wants; none named is all.
    pub event_types: Vec<String>,
}

/// An endpoint with its secret, which is shown this once.
#[derive(Clone)]
pub struct Issued {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What its receiver verifies with.
    pub secret: String,
}

/// Leaves the secret out.
impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({})", self.endpoint.id)
    }
}

impl App {
    /// Makes an endpoint, which is told of what happens from now on.
    pub async fn create_endpoint(&self, caller: &Caller, new: NewEndpoint) -> Result<Issued> {
        self.require(caller, Permission::WebhookManage, "webhook.create", None)
            .await?;
        let drawn = secret::draw(&self.ids);
        let endpoint = Endpoint {
            id: self.ids.next(),
            url: address(&new.url, &self.outgoing.policy)?,
            description: description(&new.description).in_field("description")?,
            event_types: EventTypes::parse(&new.event_types).in_field("event_types")?,
            enabled: true,
            disabled_at: None,
            disabled_reason: None,
            old_secret_until: None,
            failures: 0,
            failing_since: None,
            last_success_at: None,
            replaying: None,
            created_at: self.clock.now(),
            updated_at: self.clock.now(),
        };
        let (caller, kept) = (caller.clone(), endpoint.clone());
        let workspace = caller.workspace;
        self.transact(workspace, async move |unit| {
            if webhooks::count(unit.conn, unit.workspace).await? >= MOST_ENDPOINTS {
                return Err(AppError::Conflict(
                    "A workspace has 100 endpoints at most. Remove one first.",
                ));
            }
            webhooks::insert(unit.conn, unit.workspace, &kept, &drawn).await?;
            let target = (super::TARGET, kept.id.uuid());
            unit.audit(&caller.actor(), "webhook.create", target).await
        })
        .await?;
        self.desk().watch(workspace);
        Ok(Issued {
            endpoint,
            secret: secret::shown(&drawn),
        })
    }
}

/// An address that may be told things. Names are checked again whenever they are resolved.
pub(super) fn address(text: &str, policy: &Policy) -> Result<String> {
    let refuse = |reason: String| AppError::invalid("url", reason);
    let text = text.trim();
    if text.chars().count() > LONGEST.0 {
        return Err(refuse(
            "Keep the address under 2,048 characters.".to_owned(),
        ));
    }
    let url = Url::parse(text).ok().filter(Url::has_host);
    let url = url.ok_or_else(|| {
        refuse("Enter an address like https://hooks.example.com/baton.".to_owned())
    })?;
    policy
        .check(&url)
        .map_err(|refused| refuse(sentence(&refused.to_string())))?;
    // What is sent are names, addresses and messages of people.
    if url.scheme() != "https" && !policy.is_exception(&url) {
        return Err(refuse(
            "Use an address that starts with https://.".to_owned(),
        ));
    }
    Ok(url.into())
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

pub(super) fn description(text: &str) -> Result<String, Invalid> {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim().to_owned();
    if clean.chars().count() > LONGEST.1 {
        return Err(Invalid("Keep the description under 200 characters."));
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receivers_are_public_and_encrypted_unless_the_operator_says_so() {
        let policy = Policy {
            allow_private: vec!["crm.internal:9000".parse().unwrap()],
        };
        let refused = |text: &str| match address(text, &policy) {
            Err(AppError::Invalid(fields)) => fields["url"].clone(),
            other => panic!("{other:?}"),
        };
        let kept = address(" https://hooks.example.com/in?key=1 ", &policy).unwrap();
        assert_eq!(kept, "https://hooks.example.com/in?key=1");
        assert!(address("http://crm.internal:9000/in", &policy).is_ok());
        assert!(refused("http://hooks.example.com/").contains("https://"));
        assert!(refused("http://crm.internal:9001/").contains("not on the public internet"));
        for inner in [
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::ffff:10.0.0.1]/",
        ] {
            assert!(
                refused(inner).contains("not on the public internet"),
                "{inner}"
            );
        }
        assert!(refused("https://u:p@hooks.example.com/").starts_with("Remove the user name"));
        assert!(refused("ftp://hooks.example.com/").starts_with("Only http"));
        for bad in ["", "hooks.example.com", "mailto:a@b.co", "https://"] {
            assert!(refused(bad).starts_with("Enter an address"), "{bad}");
        }
        assert!(refused(&format!("https://e.example/{}", "x".repeat(2_048))).starts_with("Keep"));
    }
}

//! Many teammates claim and release the same conversations on all nodes at once, while nodes are killed.

use super::{
    super::{
        books::Books,
        chance::Chance,
        nightly, say,
        site::{Answer, Caller, PASSWORD},
    },
    NODES, Nodes,
    history::{Call, History, Outcome, Verb},
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Teammates; each calls one node, and all nodes have as many.
const PEOPLE: usize = 6;
const CONVERSATIONS: u8 = 2;

/// A teammate at one node.
struct Person {
    id: String,
    caller: Caller,
    chance: Chance,
}

/// Signs a teammate in at a node, and answers who they are with a credential of theirs.
async fn sign_in(url: &str, email: &str) -> (String, Caller) {
    let browser = reqwest::Client::builder().no_proxy().build().unwrap();
    let credentials = json!({"email": email, "password": PASSWORD});
    let signed_in = browser
        .post(format!("{url}/api/v1/session"))
        .json(&credentials)
        .header("origin", url);
    let signed_in = signed_in.send().await.unwrap();
    assert_eq!(signed_in.status().as_u16(), 200);
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let me: Value = signed_in.json().await.unwrap();
    let token = browser
        .post(format!("{url}/api/v1/api-tokens"))
        .json(&json!({"name": "claims", "role": "admin"}))
        .header("origin", url)
        .header("cookie", cookie);
    let token: Value = token.send().await.unwrap().json().await.unwrap();
    let caller = Caller::new(url, [127, 0, 0, 1].into());
    let id = me["user"]["id"].as_str().unwrap().to_owned();
    (id, caller.bearing(token["token"].as_str().unwrap()))
}

/// What came of a call, as its answer says.
fn outcome(answer: &Answer) -> Outcome {
    match answer.status {
        200 => Outcome::Done(answer.body["baton"]["epoch"].as_i64().unwrap()),
        409 => Outcome::Refused(answer.body["holder"]["id"].as_str().map(str::to_owned)),
        // Nobody knows whether it happened.
        0 | 503 => Outcome::Unknown,
        _ => panic!("{answer:?}"),
    }
}

impl Person {
    /// Claims and releases at random until told to stop.
    async fn go_round(mut self, talks: Vec<String>, stop: CancellationToken) -> History {
        let mut history = History::default();
        while !stop.is_cancelled() {
            let talk = &talks[usize::try_from(self.chance.between(0, 100)).unwrap() % talks.len()];
            for verb in [Verb::Claim, Verb::Release] {
                let begun = Instant::now();
                let path = format!("/api/v1/conversations/{talk}/{}", verb.name());
                let answer = self.caller.post(&path, &json!({})).await;
                let outcome = outcome(&answer);
                let is_refused = matches!(outcome, Outcome::Refused(_));
                history.calls.push(Call {
                    who: self.id.clone(),
                    conversation: talk.clone(),
                    verb,
                    begun,
                    ended: Instant::now(),
                    outcome,
                });
                if is_refused {
                    break;
                }
            }
            tokio::time::sleep(Duration::from_millis(self.chance.between(0, 6))).await;
        }
        history
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_holds_at_a_time_whatever_node_is_asked() {
    let Some(mut nodes) = Nodes::start().await else {
        return say("skipped: nats-server or PostgreSQL's own programs are missing");
    };
    let mut chance = Chance::new("claims on three nodes");
    let mut talks = Vec::new();
    for n in 0..CONVERSATIONS {
        talks.push(
            nodes
                .site
                .arrive([127, 0, 1, n + 1].into())
                .await
                .unwrap()
                .1,
        );
    }
    let (stop, mut people) = (CancellationToken::new(), JoinSet::new());
    for n in 0..PEOPLE {
        let email = format!("person{n}@example.com");
        nodes.homes[0].add_user(&email, &format!("Person {n}"), PASSWORD);
        let (id, caller) = sign_in(&nodes.homes[n % NODES].url(), &email).await;
        let person = Person {
            id,
            caller,
            chance: chance.split(),
        };
        people.spawn(person.go_round(talks.clone(), stop.clone()));
    }
    for round in 0..if nightly() { 12 } else { 3 } {
        tokio::time::sleep(Duration::from_secs(1)).await;
        nodes.kill(round % NODES);
        tokio::time::sleep(Duration::from_millis(300)).await;
        nodes.again(round % NODES).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    stop.cancel();
    let all = people.join_all().await;
    let history = History {
        calls: all.into_iter().flat_map(|each| each.calls).collect(),
    };
    nodes.stop().await;
    let books = Books::of_server(&nodes.database).await;
    let done = history.check(&books);
    assert!(done > 50, "{done} calls are no load");
    say(&format!(
        "{} calls, of which {done} changed who holds",
        history.calls.len()
    ));
}

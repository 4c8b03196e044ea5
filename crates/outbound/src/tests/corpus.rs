//! Every address of the corpus is refused with its reason, and nothing connects.

use super::victim::{Reader, Scripted, Victim};
use crate::{Allowed, Policy, Refused};

const CORPUS: &str = include_str!("corpus.txt");

/// Kind and address of each line.
fn corpus(port: u16) -> Vec<(&'static str, String)> {
    let lines = CORPUS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (kind, address) = line.split_once(' ').unwrap();
            let address = address.trim().replace("{port}", &port.to_string());
            (kind, address)
        })
        .collect()
}

const fn kind(refused: &Refused) -> &'static str {
    match refused {
        Refused::NotAUrl(_) => "not_a_url",
        Refused::Scheme(_) => "scheme",
        Refused::Credentials => "credentials",
        Refused::Private(_) => "private",
        Refused::Unreachable(_) => "unreachable",
        _ => "other",
    }
}

#[tokio::test]
async fn every_address_that_leads_inward_is_refused_and_nothing_connects() {
    let victim = Victim::listening().await;
    let corpus = corpus(victim.port);
    assert!(corpus.len() >= 120, "only {} addresses", corpus.len());
    let reader = Reader::new(Policy::public(), Scripted::names());
    let mut wrong = Vec::new();
    for (expected, address) in &corpus {
        let fetched = reader.fetch(address).await;
        let said = fetched.as_ref().map_or_else(kind, |_page| "a page");
        // A name of nothing is as private as one of this machine: who asks learns no difference.
        let expected = if *expected == "unreachable" {
            "private"
        } else {
            expected
        };
        if said != expected {
            wrong.push(format!("{address}: {expected}, not {fetched:?}"));
        }
        let connected = victim.connections().await;
        if connected > 0 {
            wrong.push(format!("{address}: {connected} connections"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The listener sees: where everything of this machine is allowed, the same addresses do connect.
#[tokio::test]
async fn the_same_addresses_connect_where_they_are_allowed() {
    let victim = Victim::listening().await;
    let nets = [
        "127.0.0.0/8",
        "0.0.0.0/32",
        "::1/128",
        "::/96",
        "::ffff:0:0/96",
    ];
    let policy = Policy {
        allow_private: nets.map(|net| net.parse::<Allowed>().unwrap()).into(),
    };
    let reader = Reader::new(policy, Scripted::names());
    let mut connected = Vec::new();
    for (kind, address) in corpus(victim.port) {
        if kind == "private" && address.contains(&victim.port.to_string()) {
            drop(reader.fetch(&address).await);
            if victim.connections().await > 0 {
                connected.push(address);
            }
        }
    }
    assert!(
        connected.len() >= 45,
        "only {}: {connected:#?}",
        connected.len()
    );
}

#[tokio::test]
async fn a_reason_is_for_people_and_tells_nothing_of_the_inside() {
    let victim = Victim::listening().await;
    let reader = Reader::new(Policy::public(), Scripted::names());
    for (_, address) in corpus(victim.port) {
        let Err(refused) = reader.fetch(&address).await else {
            panic!("{address} was read");
        };
        let said = refused.to_string();
        assert!(!said.is_empty() && said.len() < 200, "{address}: {said}");
        assert!(!said.contains("user:"), "{address}: {said}");
        let is_inner = address.contains("inner.example") && said.contains("127.0.0.1");
        assert!(!is_inner, "what a name resolves to is not told: {said}");
    }
}

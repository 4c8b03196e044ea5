//! What begins outside may lead inside: by a redirect, or by a name that changes its mind.

use super::victim::{Scripted, Victim, fetch};
use crate::{Allowed, Policy, Refused, install_crypto, model_client};
use std::net::IpAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Another address of this machine, which plays the public internet: only it is allowed.
const OUTSIDE: &str = "127.0.0.2";

fn policy() -> Policy {
    Policy {
        allow_private: vec![OUTSIDE.parse::<Allowed>().unwrap()],
    }
}

/// A server outside that sends everybody to `location`.
async fn redirecting(status: u16, location: String) -> u16 {
    let listener = TcpListener::bind((OUTSIDE, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    #[expect(
        clippy::disallowed_methods,
        reason = "it ends with the runtime of the test"
    )]
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            drop(socket.read(&mut [0; 4096]).await);
            let answer = format!(
                "HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            drop(socket.write_all(answer.as_bytes()).await);
        }
    });
    port
}

#[tokio::test]
async fn a_redirect_is_checked_like_the_first_address() {
    let victim = Victim::listening().await;
    let port = victim.port;
    for (location, expected) in [
        (format!("http://127.0.0.1:{port}/"), "127.0.0.1"),
        (format!("//127.0.0.1:{port}/"), "127.0.0.1"),
        (format!("/\\127.0.0.1:{port}/"), "127.0.0.1"),
        (format!("\\\\127.0.0.1:{port}/"), "127.0.0.1"),
        (format!("http:\\\\127.0.0.1:{port}/"), "127.0.0.1"),
        (format!("http://2130706433:{port}/"), "127.0.0.1"),
        (format!("http://[::1]:{port}/"), "[::1]"),
        (
            format!("http://[::ffff:127.0.0.1]:{port}/"),
            "[::ffff:7f00:1]",
        ),
        (format!("http://inner.example:{port}/"), "inner.example"),
        (format!("http://localhost:{port}/"), "localhost"),
        (format!("https://127.0.0.1:{port}/"), "127.0.0.1"),
        (
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "169.254.169.254",
        ),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let from = redirecting(status, location.clone()).await;
            let fetched = fetch(
                &policy(),
                Scripted::names(),
                &format!("http://{OUTSIDE}:{from}/"),
            )
            .await;
            assert_eq!(
                fetched,
                Err(Refused::Private(expected.to_owned())),
                "{status} {location}"
            );
        }
        assert_eq!(victim.connections().await, 0, "{location}");
    }
}

#[tokio::test]
async fn a_redirect_keeps_to_the_web_and_carries_no_credentials() {
    let victim = Victim::listening().await;
    let port = victim.port;
    for (location, expected) in [
        (
            "file:///etc/passwd".to_owned(),
            Refused::Scheme("file".to_owned()),
        ),
        (
            format!("gopher://127.0.0.1:{port}/_x"),
            Refused::Scheme("gopher".to_owned()),
        ),
        (
            format!("ftp://127.0.0.1:{port}/"),
            Refused::Scheme("ftp".to_owned()),
        ),
        (
            "data:text/html,x".to_owned(),
            Refused::Scheme("data".to_owned()),
        ),
        (
            format!("http://{OUTSIDE}@127.0.0.1:{port}/"),
            Refused::Credentials,
        ),
        (
            format!("http://a:b@inner.example:{port}/"),
            Refused::Credentials,
        ),
        (format!("///127.0.0.1:{port}/"), Refused::Redirects),
        ("http://[".to_owned(), Refused::Redirects),
        (format!("http://{OUTSIDE}:99999/"), Refused::Redirects),
    ] {
        let from = redirecting(302, location.clone()).await;
        let fetched = fetch(
            &policy(),
            Scripted::names(),
            &format!("http://{OUTSIDE}:{from}/"),
        )
        .await;
        assert_eq!(fetched, Err(expected), "{location}");
        assert_eq!(victim.connections().await, 0, "{location}");
    }
}

/// The model's server is named by the operator; where it leads from there is not.
#[tokio::test]
async fn the_client_of_a_model_reaches_that_server_and_no_other() {
    install_crypto();
    let victim = Victim::listening().await;
    let inside = format!("http://127.0.0.1:{}/", victim.port);
    let refused = model_client(&Policy::public(), &inside.parse().unwrap());
    assert_eq!(
        refused.err(),
        Some(Refused::Private("127.0.0.1".to_owned()))
    );
    let from = redirecting(307, inside).await;
    let base = format!("http://{OUTSIDE}:{from}/").parse().unwrap();
    let client = model_client(&Policy::allowing(&base), &base).unwrap();
    let answer = client.get(base).send().await.unwrap();
    assert_eq!(answer.status(), 307, "a redirect is an answer like others");
    let inner = format!("http://localhost:{}/", victim.port);
    assert!(client.get(inner).send().await.is_err());
    assert_eq!(victim.connections().await, 0);
}

#[tokio::test]
async fn redirects_end() {
    for location in ["/", "", "?again", "#top"] {
        let from = redirecting(302, location.to_owned()).await;
        let fetched = fetch(
            &policy(),
            Scripted::names(),
            &format!("http://{OUTSIDE}:{from}/"),
        )
        .await;
        assert_eq!(fetched, Err(Refused::Redirects), "{location:?}");
    }
}

/// The name is allowed when it is asked first, and is this machine's when it is asked again.
#[tokio::test]
async fn a_name_that_changes_its_mind_is_checked_each_time() {
    let victim = Victim::listening().await;
    let outside: IpAddr = OUTSIDE.parse().unwrap();
    for inside in ["127.0.0.1", "::1", "169.254.169.254"] {
        let mut names = Scripted::names();
        let turns = [vec![outside], vec![inside.parse().unwrap()]];
        names.answer("rebinding.example", turns);
        let location = format!("http://rebinding.example:{}/", victim.port);
        let from = redirecting(302, location).await;
        let fetched = fetch(
            &policy(),
            names,
            &format!("http://rebinding.example:{from}/"),
        )
        .await;
        assert_eq!(
            fetched,
            Err(Refused::Private("rebinding.example".to_owned())),
            "{inside}"
        );
        assert_eq!(victim.connections().await, 0, "{inside}");
    }
}

/// One public address among inner ones: only it may be connected to.
#[tokio::test]
async fn of_several_addresses_only_the_public_ones_are_tried() {
    // Somebody listens within, at the very port that the address names; outside nobody does.
    let within = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = within.local_addr().unwrap().port();
    let answers = ["::1", "127.0.0.1", OUTSIDE].map(|ip| ip.parse::<IpAddr>().unwrap());
    for first in 0..answers.len() {
        let mut answer = answers.to_vec();
        answer.rotate_left(first);
        let mut names = Scripted::names();
        names.answer("mixed.example", [answer.clone()]);
        let fetched = fetch(&policy(), names, &format!("http://mixed.example:{port}/")).await;
        assert!(
            matches!(fetched, Err(Refused::Unreachable(_))),
            "{answer:?}: {fetched:?}"
        );
        let came = tokio::time::timeout(Duration::from_millis(20), within.accept()).await;
        assert!(came.is_err(), "connected to the inside: {answer:?}");
    }
}

//! What browsers are told, and what they may be made to do by pages of others. The numbers are those of the rules of
//! reliability and security that a test proves.

use super::{
    table::{self, Principal, Route},
    world::{World, site},
};
use baton_api::Options;
use baton_testkit::{Answer, Site, TestApp, TestDb};
use serde_json::json;
use std::{collections::BTreeSet, time::Instant};

const EVIL: &str = "https://evil.example";

async fn world() -> World {
    World::new(TestDb::sqlite().await).await
}

fn routes() -> BTreeSet<Route> {
    table::lines()
        .iter()
        .map(|line| line.route.bare())
        .collect()
}

/// A path with an id of nothing in each of its holes.
fn filled(route: &Route) -> String {
    let id = "01a245a5-7100-7000-8000-000000000001";
    let parts = route.path.split('/');
    let parts = parts.map(|part| if part.starts_with('{') { id } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Rule 24 (one layer sets the headers of every answer), rule 23 (no page takes scripts of others).
#[tokio::test]
async fn every_answer_says_what_browsers_may_do_with_it() {
    let world = world().await;
    for who in [Principal::Nobody, Principal::Owner] {
        let (client, _) = world.come(who).await;
        let client = client.with("accept", "text/html");
        for route in routes() {
            let body = (route.method == "POST").then(|| json!({}));
            let answer = client.call(route.method(), &filled(&route), body).await;
            protected(&route.to_string(), &answer);
        }
        for path in [
            "/nothing",
            "/api/v1/nothing",
            "/v1/widget/nothing",
            "/app/..%2f",
            "/%00",
        ] {
            protected(path, &client.get(path).await);
        }
    }
}

/// Rule 24 for pages: the shop of the demo, which is part of every build, and the console where it was built.
#[tokio::test]
async fn every_page_has_a_policy_of_its_own() {
    let shown = uuid::Uuid::from_u128(7).into();
    let site = Site::with(TestDb::sqlite().await, Some(shown), Options::default()).await;
    for path in [
        "/demo",
        "/help/orders/express",
        "/help/orders/shipping",
        "/app/",
        "/app/inbox",
    ] {
        let answer = site.nobody().with("accept", "text/html").get(path).await;
        let is_page = answer.header("content-type").starts_with("text/html");
        assert!(is_page || path.starts_with("/app/"), "{path}");
        if !is_page {
            continue;
        }
        protected(path, &answer);
        let policy = answer.header("content-security-policy");
        for wanted in ["script-src 'self'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(wanted), "{path}: {policy}");
        }
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert!(
            !answer.text.contains("<script>") && !answer.text.contains(" style=\""),
            "{path} has code within"
        );
    }
}

fn protected(at: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    // The console frames the sample page around a draft.
    let framed = if at.contains("/preview/") && policy.contains("script-src") {
        "frame-ancestors 'self'"
    } else {
        "frame-ancestors 'none'"
    };
    for wanted in ["default-src '", framed] {
        assert!(policy.contains(wanted), "{at}: {policy:?}");
    }
    for unwanted in ["unsafe-", "*", "http:", "https:"] {
        assert!(!policy.contains(unwanted), "{at}: {policy:?}");
    }
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{at}");
    assert_ne!(answer.header("referrer-policy"), "", "{at}");
    assert!(
        !["", "unsafe-url"].contains(&answer.header("referrer-policy")),
        "{at}"
    );
    let is_data = ["/api/", "/v1/", "/broadcasting/"]
        .iter()
        .any(|part| at.contains(part));
    if is_data || answer.status >= 400 {
        assert_eq!(
            answer.header("cache-control"),
            "no-store",
            "{at} may be kept"
        );
    }
    for header in ["server", "x-powered-by"] {
        assert_eq!(answer.header(header), "", "{at}");
    }
}

/// Rule 32, and no page of others reads an answer that a cookie made.
#[tokio::test]
async fn only_widgets_are_read_by_other_pages_and_never_with_cookies() {
    let world = world().await;
    for who in [
        Principal::Nobody,
        Principal::Owner,
        Principal::Visitor,
        Principal::Token,
    ] {
        let (client, _) = world.come(who).await;
        let client = client.instead("origin", EVIL);
        for route in routes() {
            let path = filled(&route);
            let body = (route.method == "POST").then(|| json!({}));
            let answer = client.call(route.method(), &path, body).await;
            let asks = client
                .clone()
                .with("access-control-request-method", &route.method);
            let preflight = asks.call(reqwest::Method::OPTIONS, &path, None).await;
            for answer in [&answer, &preflight] {
                assert_eq!(
                    answer.header("access-control-allow-credentials"),
                    "",
                    "{route}"
                );
            }
            let allowed = answer.header("access-control-allow-origin");
            match route.path.as_str() {
                path if path.starts_with("/v1/widget/")
                    || path == "/broadcasting/auth"
                    || path.starts_with("/realtime/") =>
                {
                    assert_eq!(
                        (allowed, answer.header("vary")),
                        (EVIL, "Origin"),
                        "{route}"
                    );
                    assert_eq!(
                        preflight.header("access-control-allow-origin"),
                        EVIL,
                        "{route}"
                    );
                    assert!(
                        !preflight
                            .header("access-control-allow-headers")
                            .contains('*'),
                        "{route}"
                    );
                }
                path if path.starts_with("/widget") => assert_eq!(allowed, "*", "{route}"),
                _ => {
                    assert_eq!(allowed, "", "{route}");
                    assert_eq!(
                        preflight.header("access-control-allow-origin"),
                        "",
                        "{route}"
                    );
                    assert_eq!(
                        preflight.header("access-control-allow-methods"),
                        "",
                        "{route}"
                    );
                }
            }
        }
    }
}

/// Rule 6 at the door: a cookie is no proof of whose page asks, on whatever route.
#[tokio::test]
async fn a_cookie_changes_nothing_from_another_page() {
    let world = world().await;
    let port = world.site.url.rsplit(':').next().unwrap().to_owned();
    let own = format!("http://127.0.0.1:{port}");
    let attempts: Vec<Vec<(&str, String)>> = vec![
        vec![],
        vec![("origin", EVIL.to_owned())],
        vec![("origin", "null".to_owned())],
        vec![("origin", String::new())],
        vec![("origin", format!("{own}.evil.example"))],
        vec![("origin", "http://127.0.0.1:1".to_owned())],
        vec![("origin", "http://127.0.0.1".to_owned())],
        vec![("origin", format!("http://localhost:{port}"))],
        vec![("origin", format!("http://user@127.0.0.1:{port}"))],
        vec![("origin", format!("ftp://127.0.0.1:{port}"))],
        vec![
            ("origin", EVIL.to_owned()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ],
        vec![("origin", EVIL.to_owned()), ("referer", own.clone())],
        vec![("sec-fetch-site", "cross-site".to_owned())],
        vec![("sec-fetch-site", "same-site".to_owned())],
        vec![("sec-fetch-site", "Same-Origin ".to_owned())],
        vec![("referer", own.clone())],
        vec![
            ("x-forwarded-host", "127.0.0.1".to_owned()),
            ("origin", EVIL.to_owned()),
        ],
        // A name of theirs that leads to us: the page, the request and the host agree.
        vec![
            ("origin", "http://rebound.example".to_owned()),
            ("host", "rebound.example".to_owned()),
        ],
        vec![
            ("origin", format!("http://rebound.example:{port}")),
            ("host", format!("rebound.example:{port}")),
        ],
    ];
    let mut tried = 0;
    for route in routes().into_iter().filter(|route| route.method != "GET") {
        // Widgets carry no cookie, and a probe is known by its token alone; signing in and out, and the link of an invitation, answer programs as well, which have
        // none to be tricked with.
        if route.path.starts_with("/v1/widget/") || route.path.starts_with("/delivery/probe/") {
            continue;
        }
        let open = [
            "/api/v1/session",
            "/api/v1/setup",
            "/api/v1/invitation",
            "/api/v1/invitation/join",
        ];
        let is_open =
            open.contains(&&*route.path) || route.path.starts_with("/api/v1/password-resets");
        let is_open = is_open && route.method != "PATCH";
        for headers in &attempts {
            let is_program = !headers.iter().any(|(name, _)| *name != "referer");
            if is_open && is_program {
                continue;
            }
            let (client, _) = world.come(Principal::Owner).await;
            let client = client.without("origin");
            let client = headers
                .iter()
                .fold(client, |client, (name, value)| client.with(name, value));
            let answer = client
                .call(route.method(), &filled(&route), Some(json!({})))
                .await;
            let told = (answer.status, answer.json["code"].as_str());
            assert_eq!(
                told,
                (403, Some("origin_not_allowed")),
                "{route} {headers:?}: {}",
                answer.text
            );
            tried += 1;
        }
    }
    assert!(tried > 400, "only {tried}");
}

/// Rule 32: nothing is derived from what a request says of its host.
#[tokio::test]
async fn no_answer_repeats_a_host_that_somebody_made_up() {
    let world = world().await;
    for who in [Principal::Nobody, Principal::Owner, Principal::Visitor] {
        let (client, _) = world.come(who).await;
        let client = [
            "host",
            "x-forwarded-host",
            "x-original-host",
            "x-host",
            "x-forwarded-server",
        ]
        .iter()
        .fold(client, |client, name| client.with(name, "evil.example"));
        let client = client
            .with("forwarded", "host=evil.example;proto=https")
            .with("x-forwarded-proto", "https");
        for route in routes() {
            let body = match route.path.as_str() {
                "/v1/widget/init" => {
                    json!({"assistant": world.ours.tenant.assistant.id, "page": {"url": "https://shop.example/"}})
                }
                _ => json!({}),
            };
            let body = (route.method != "GET").then_some(body);
            let answer = client.call(route.method(), &filled(&route), body).await;
            assert!(!answer.text.contains("evil"), "{route}: {}", answer.text);
            assert!(
                !format!("{:?}", answer.headers).contains("evil"),
                "{route}: {:?}",
                answer.headers
            );
            if route.path == "/v1/widget/init" && who == Principal::Nobody {
                assert_eq!(answer.json["realtime"]["host"], "127.0.0.1");
            }
        }
    }
}

/// The first letters of a token.
fn begin(token: &str, letters: usize) -> String {
    token.chars().take(letters).collect()
}

/// Rule 31: what opens a door is random and whole; a piece of it opens none.
#[tokio::test]
async fn a_token_that_was_touched_is_none() {
    let world = world().await;
    let site = &world.site;
    let started = site.tenant.arrive(&site.app).await;
    let other = world.theirs.tenant.arrive(&site.app).await;
    let made = site
        .app
        .create_api_token(&site.tenant.owner, "p", baton_core::role::Role::Owner)
        .await
        .unwrap();
    let (claims, signed) = started.token.split_once('.').unwrap();
    let (other_claims, other_signed) = other.token.split_once('.').unwrap();
    let mut forged = vec![
        claims.to_owned(),
        format!("{claims}."),
        format!(".{signed}"),
        format!("{other_claims}.{signed}"),
        format!("{claims}.{other_signed}"),
        format!("{}x", started.token),
        format!("{}=", started.token),
        format!("{}.{signed}", started.token),
        started.token.to_uppercase(),
        started.proof.clone().unwrap(),
        format!(
            "{claims}.{}",
            site.app.secrets.sign("widget-visitor", claims)
        ),
        format!("{claims}.{}", site.app.secrets.sign("", claims)),
        format!("btn_{}", started.token),
        "null".to_owned(),
        "undefined".to_owned(),
    ];
    forged.extend(
        (0..started.token.len())
            .step_by(7)
            .map(|at| begin(&started.token, at)),
    );
    for token in forged.iter().filter(|token| !token.is_empty()) {
        let client = site
            .nobody()
            .bearing(token)
            .with("origin", "https://shop.example");
        for path in ["/v1/widget/messages", "/api/v1/session"] {
            assert_eq!(client.get(path).await.status, 401, "{token} at {path}");
        }
    }
    let secret = made.secret;
    let mut forged: Vec<_> = (0..secret.len()).map(|at| begin(&secret, at)).collect();
    forged.extend([
        secret.to_uppercase(),
        format!("{secret}0"),
        secret.replacen("btn_", "", 1),
        format!("btn_{secret}"),
    ]);
    for token in forged.iter().filter(|token| !token.is_empty()) {
        assert_eq!(
            site.nobody()
                .bearing(token)
                .get("/api/v1/session")
                .await
                .status,
            401,
            "{token}"
        );
    }
    let whole = site
        .nobody()
        .bearing(&started.token)
        .with("origin", "https://shop.example");
    assert_eq!(whole.get("/v1/widget/messages").await.status, 200);
    assert_eq!(
        site.nobody()
            .bearing(&secret)
            .get("/api/v1/session")
            .await
            .status,
        200
    );
    site.app.clock.advance_ms(60 * 60 * 1_000);
    let late = whole.get("/v1/widget/messages").await;
    assert_eq!(
        (late.status, &late.json["code"]),
        (401, &json!("token_expired"))
    );
}

/// Rule 30: who sends too much is told when to come back, each by their own measure.
#[tokio::test]
async fn visitors_are_slowed_down_each_by_their_own_measure() {
    let world = world().await;
    for (path, body, free) in [
        (
            "/v1/widget/messages",
            json!({"client_id": "1", "body": "x"}),
            10,
        ),
        (
            "/v1/widget/leads",
            json!({"client_id": "1", "source": "form", "email": "v@example.com", "fields": {}, "consent": true}),
            6,
        ),
        ("/v1/widget/typing", json!({"on": true}), 120),
    ] {
        let (visitor, _) = world.come(Principal::Visitor).await;
        let mut passed = 0;
        let refused = loop {
            let mut body = body.clone();
            body["client_id"] = json!(passed.to_string());
            let answer = visitor.post(path, body).await;
            if answer.status >= 300 {
                break answer;
            }
            passed += 1;
        };
        assert_eq!(
            (refused.status, &refused.json["code"]),
            (429, &json!("rate_limited")),
            "{path}: {}",
            refused.text
        );
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!(
            (1..=60).contains(&wait) && refused.json["retry_after"] == wait,
            "{path}: {wait}"
        );
        // Time goes on while requests are made: a few more may pass than at one moment.
        assert!(
            (free..free + 10 + free / 2).contains(&passed),
            "{path}: {passed}"
        );
        let (neighbour, _) = world.come(Principal::Visitor).await;
        assert!(
            neighbour.post(path, body).await.status < 300,
            "{path}: a neighbour is not slowed down"
        );
    }
    let plain = Site::new(TestDb::sqlite().await).await;
    let init =
        json!({"assistant": plain.tenant.assistant.id, "page": {"url": "https://shop.example/"}});
    let mut last = plain.nobody().post("/v1/widget/init", init.clone()).await;
    for _ in 0..80 {
        last = plain
            .nobody()
            .with("x-forwarded-for", "198.51.100.7")
            .post("/v1/widget/init", init.clone())
            .await;
    }
    assert_eq!(
        (last.status, &last.json["code"]),
        (429, &json!("rate_limited")),
        "a made up address is none"
    );
}

/// How long a wrong sign-in takes says nothing of whether the address is known.
#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_wrong_password() {
    let world = world().await;
    let mut medians = Vec::new();
    for email in ["ada@example.com", "nobody@example.com"] {
        let mut times = Vec::new();
        for _ in 0..5 {
            let body = json!({"email": email, "password": "not the password"});
            let began = Instant::now();
            let answer = world.site.nobody().post("/api/v1/session", body).await;
            times.push(began.elapsed());
            assert_eq!(
                (answer.status, &answer.json["code"]),
                (401, &json!("invalid_credentials"))
            );
        }
        times.sort();
        medians.push(times[2]);
    }
    let [known, unknown] = [medians[0].as_secs_f64(), medians[1].as_secs_f64()];
    // Without the same work it would be a hundredth.
    assert!(
        unknown > known * 0.4 && unknown < known * 2.5,
        "{known} s and {unknown} s"
    );
}

/// A socket has no cookie to lend: whoever opens it hears nothing before they show a signature.
#[tokio::test]
async fn a_socket_of_another_page_hears_nothing() {
    let site = site(TestApp::new(TestDb::sqlite().await).await).await;
    let owner = site
        .browser(&site.tenant.owner)
        .await
        .instead("origin", EVIL);
    let channel = format!("private-workspace.{}", site.tenant.workspace);
    let mut socket = crate::socket::Socket::open_with(&site, "/realtime/app", &owner).await;
    let refused = socket.join(&owner, &channel).await;
    assert_eq!(refused, 403);
    socket
        .say(&json!({"event": "pusher:subscribe", "data": {"channel": channel}}))
        .await;
    let frames = socket.heard().await;
    assert_eq!(frames.len(), 1);
    assert_eq!(frames[0]["event"], "pusher:subscription_error");
    let visitor = site.tenant.visitor(&site.app).await;
    site.app.receive(visitor, "1", "A secret?").await.unwrap();
    assert!(socket.heard().await.is_empty());
}

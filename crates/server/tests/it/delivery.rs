//! The test of delivery through a real nginx, set up wrong on purpose: each mistake is named, with the line that mends it.

mod house;

use house::{House, free_port};

/// What a proxy should have.
const UPGRADE: &str = "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; \
                       proxy_set_header Connection \"upgrade\";";
const FORWARD: &str = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
const LARGE: &str = "client_max_body_size 26m;";

fn all(lines: &str) -> String {
    format!("{LARGE} location / {{ proxy_pass http://127.0.0.1:PORT; {lines} }}")
}

#[tokio::test]
async fn a_proxy_that_is_set_up_well_is_sound_on_every_way() {
    let trusted = [("BATON_SERVER__TRUSTED_PROXIES", "127.0.0.1")];
    let good = all(&format!("{UPGRADE} {FORWARD}"));
    let house = House::behind(&good, &trusted).await;
    for hop in ["address", "polling", "upload", "webhook", "socket"] {
        let found = house.tests(hop).await;
        assert_eq!(found["verdict"], "sound", "{hop}: {found}");
    }
    // Without a mail server and without browsers that take pushes.
    assert_eq!(house.finds("mail").await.0, "doubtful");
    assert_eq!(house.finds("push").await.0, "skipped");
}

#[tokio::test]
async fn a_proxy_that_passes_no_websocket_on_is_told_how() {
    let house = House::behind(&all(FORWARD), &[]).await;
    let (verdict, lines) = house.finds("socket").await;
    assert_eq!(verdict, "broken");
    assert!(
        lines.starts_with("proxy_http_version 1.1;\nproxy_set_header Upgrade"),
        "{lines}"
    );
}

#[tokio::test]
async fn a_proxy_that_leads_sockets_elsewhere_is_told_where_to() {
    let elsewhere = format!("location /realtime/ {{ return 404; }} {}", all(FORWARD));
    let house = House::behind(&elsewhere, &[]).await;
    let found = house.tests("socket").await;
    assert_eq!(found["verdict"], "broken", "{found}");
    let lines = found["remedies"][0]["lines"].as_str().unwrap();
    assert!(lines.starts_with("location /realtime/ {"), "{found}");
}

#[tokio::test]
async fn the_lines_that_are_told_mend_it() {
    let broken = House::behind("location /app/ { proxy_pass http://127.0.0.1:PORT; }", &[]).await;
    let (_, pass) = broken.finds("address").await;
    let bare = pass.replace("127.0.0.1:8080", "127.0.0.1:PORT");
    let house = House::behind(&bare, &[]).await;
    let mut lines = Vec::new();
    for hop in ["address", "socket", "upload"] {
        let (verdict, told) = house.finds(hop).await;
        assert_ne!(verdict, "sound", "{hop}");
        lines.push(told);
    }
    let lines = lines.join("\n");
    let house = House::behind(&bare.replace(";\n}", &format!(";\n{lines}\n}}")), &[]).await;
    let (verdict, trust) = house.finds("address").await;
    assert_eq!(
        verdict, "doubtful",
        "that Baton has to believe it is said next"
    );
    let (name, value) = trust.split_once('=').unwrap();
    let mended = bare.replace(";\n}", &format!(";\n{lines}\n}}"));
    let house = House::behind(&mended, &[(name, value)]).await;
    for hop in ["address", "polling", "upload", "webhook", "socket"] {
        let found = house.tests(hop).await;
        assert_eq!(found["verdict"], "sound", "{hop}: {found}");
    }
}

#[tokio::test]
async fn a_proxy_that_cuts_what_is_silent_is_told_how_long_to_wait() {
    let house = House::behind(&all(&format!("{UPGRADE} proxy_read_timeout 3s;")), &[]).await;
    let found = house.tests_through_the_front("socket").await;
    assert_eq!(found["verdict"], "doubtful", "{found}");
    let lines = found["remedies"][0]["lines"].as_str().unwrap();
    assert!(lines.contains("proxy_read_timeout"), "{found}");
}

#[tokio::test]
async fn a_proxy_that_speaks_for_nobody_is_found() {
    let house = House::behind(&all(UPGRADE), &[]).await;
    let (verdict, lines) = house.finds("address").await;
    assert_eq!(verdict, "doubtful");
    assert!(lines.contains("X-Forwarded-For"), "{lines}");
}

#[tokio::test]
async fn a_proxy_that_nobody_trusts_is_found() {
    let house = House::behind(
        &all(FORWARD),
        &[("BATON_SERVER__TRUSTED_PROXIES", "10.0.0.0/8")],
    )
    .await;
    let found = house.finds("address").await;
    let trust = "BATON_SERVER__TRUSTED_PROXIES=10.0.0.0/8,127.0.0.1";
    assert_eq!(found, ("doubtful".to_owned(), trust.to_owned()));
}

#[tokio::test]
async fn a_proxy_that_refuses_large_files_is_found() {
    let small = "location / { proxy_pass http://127.0.0.1:PORT; }";
    let house = House::behind(small, &[]).await;
    let (verdict, lines) = house.finds("upload").await;
    assert_eq!(verdict, "broken");
    assert!(lines.contains("client_max_body_size"), "{lines}");
}

#[tokio::test]
async fn a_proxy_that_keeps_answers_is_found() {
    let keeps = "proxy_cache kept; proxy_cache_valid 200 1m; \
                 proxy_ignore_headers Cache-Control Set-Cookie Vary;";
    let house = House::behind(&all(keeps), &[]).await;
    let (verdict, lines) = house.finds("polling").await;
    assert_eq!(
        (verdict.as_str(), lines.as_str()),
        ("broken", "proxy_cache off;")
    );
}

#[tokio::test]
async fn a_proxy_that_takes_cookies_away_is_found() {
    let house = House::behind(&all("proxy_set_header Cookie \"\";"), &[]).await;
    let found = house.tests("polling").await;
    assert_eq!(found["verdict"], "broken", "{found}");
    let says = found["says"].as_str().unwrap();
    assert!(
        says.contains("takes the cookies of teammates away"),
        "{says}"
    );
    let lines = found["remedies"][0]["lines"].as_str().unwrap();
    assert!(lines.contains("$http_cookie"), "{lines}");
}

#[tokio::test]
async fn a_proxy_that_lets_no_post_through_is_found() {
    let reads = all("limit_except GET { deny all; }");
    let house = House::behind(&reads, &[]).await;
    assert_ne!(house.finds("address").await.0, "broken");
    let found = house.tests("webhook").await;
    assert_eq!(found["verdict"], "broken", "{found}");
    assert!(
        found["says"]
            .as_str()
            .unwrap()
            .contains("(status 403): something in between lets no POST"),
        "{found}"
    );
}

#[tokio::test]
async fn a_proxy_that_takes_headers_away_is_found() {
    let house = House::behind(&all("proxy_set_header Authorization \"\";"), &[]).await;
    let (verdict, lines) = house.finds("polling").await;
    assert_eq!(verdict, "broken");
    assert!(lines.contains("$http_authorization"), "{lines}");
}

#[tokio::test]
async fn a_proxy_that_leads_elsewhere_is_found_on_every_way() {
    let only = "location /app/ { proxy_pass http://127.0.0.1:PORT; }";
    let house = House::behind(only, &[]).await;
    for hop in ["address", "socket", "polling", "webhook"] {
        let (verdict, lines) = house.finds(hop).await;
        assert_eq!(verdict, "broken", "{hop}");
        assert!(lines.contains("location / {"), "{hop}: {lines}");
    }
}

#[tokio::test]
async fn a_proxy_that_reaches_nobody_is_found() {
    let nobody = free_port();
    let dead = format!("location / {{ proxy_pass http://127.0.0.1:{nobody}; }}");
    let house = House::behind(&dead, &[]).await;
    let found = house.tests("address").await;
    assert_eq!(found["verdict"], "broken");
    let says = found["says"].as_str().unwrap();
    assert!(says.contains("does not reach Baton (status 502)"), "{says}");
}

#[tokio::test]
async fn a_redirect_to_another_address_is_found() {
    let house = House::behind("return 301 https://chat.example$request_uri;", &[]).await;
    let found = house.finds("address").await;
    let set = "BATON_PUBLIC_URL=https://chat.example";
    assert_eq!(found, ("broken".to_owned(), set.to_owned()));
}

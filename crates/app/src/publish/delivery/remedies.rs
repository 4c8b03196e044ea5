//! The lines that mend what usually stands before Baton, or Baton itself.

use super::Seen;

/// Lines for one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Where they belong: a proxy, or where Baton runs.
    pub place: &'static str,
    /// Ready to be copied.
    pub lines: String,
}

fn remedy(place: &'static str, lines: impl Into<String>) -> Remedy {
    Remedy {
        place,
        lines: lines.into(),
    }
}

/// Everything is passed on.
pub(super) fn pass_all() -> [Remedy; 3] {
    [
        remedy(
            "nginx",
            "location / {\n    proxy_pass http://127.0.0.1:8080;\n}",
        ),
        remedy(
            "Apache",
            "ProxyPass / http://127.0.0.1:8080/\nProxyPassReverse / http://127.0.0.1:8080/",
        ),
        remedy("Caddy", "reverse_proxy 127.0.0.1:8080"),
    ]
}

/// The first rule that fits counts: a second one for sockets, written below it, would never be asked.
const APACHE: &str = "# instead of ProxyPass / (Apache 2.4.47 or later)\nProxyPass / http://127.0.0.1:8080/ upgrade=websocket";

/// Sockets are passed on.
pub(super) fn upgrade() -> [Remedy; 3] {
    [
        remedy(
            "nginx",
            "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection \"upgrade\";",
        ),
        remedy("Apache", APACHE),
        remedy("Caddy", "reverse_proxy 127.0.0.1:8080"),
    ]
}

/// What is live has its way.
pub(super) fn realtime() -> [Remedy; 3] {
    let [_, apache, caddy] = upgrade();
    let nginx = "location /realtime/ {\n    proxy_pass http://127.0.0.1:8080;\n    proxy_http_version 1.1;\n    proxy_set_header Upgrade $http_upgrade;\n    proxy_set_header Connection \"upgrade\";\n    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n}";
    [remedy("nginx", nginx), apache, caddy]
}

/// Connections may be silent for as long as Baton is.
pub(super) fn silence() -> [Remedy; 3] {
    [
        remedy("nginx", "proxy_read_timeout 75s;\nproxy_send_timeout 75s;"),
        remedy("Apache", "ProxyTimeout 75"),
        remedy(
            "Caddy",
            "reverse_proxy 127.0.0.1:8080 {\n    transport http {\n        read_timeout 75s\n    }\n}",
        ),
    ]
}

/// It is said for whom is asked.
pub(super) fn forward() -> [Remedy; 2] {
    [
        remedy(
            "nginx",
            "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        ),
        remedy("Apache", "ProxyAddHeaders On"),
    ]
}

/// A proxy is believed, as those are that were believed before.
pub(super) fn trust(seen: &Seen) -> [Remedy; 1] {
    let mut trusted = seen.trusted.clone();
    trusted.push(seen.from.clone());
    let trusted = trusted.join(",");
    [remedy(
        "Baton",
        format!("BATON_SERVER__TRUSTED_PROXIES={trusted}"),
    )]
}

/// The public address is another one.
pub(super) fn public_url(origin: &str) -> [Remedy; 1] {
    [remedy("Baton", format!("BATON_PUBLIC_URL={origin}"))]
}

/// Nothing is kept.
pub(super) fn no_cache() -> [Remedy; 2] {
    [
        remedy("nginx", "proxy_cache off;"),
        remedy("Apache", "CacheDisable \"/\""),
    ]
}

/// The headers of the browser come along.
pub(super) fn headers() -> [Remedy; 1] {
    [remedy(
        "nginx",
        "proxy_set_header Authorization $http_authorization;\nproxy_set_header Cookie $http_cookie;",
    )]
}

/// Uploads of the largest size are let through.
pub(super) fn large_bodies() -> [Remedy; 2] {
    [
        remedy("nginx", "client_max_body_size 26m;"),
        remedy("Apache", "LimitRequestBody 27262976"),
    ]
}

/// Mail is sent.
pub(super) fn mail() -> [Remedy; 1] {
    [remedy(
        "Baton",
        "BATON_MAIL_URL=smtps://user:password@mail.example.com\nBATON_MAIL__FROM=baton@example.com",
    )]
}

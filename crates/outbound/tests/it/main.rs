//! Fetching from servers that behave and from servers that do not.
#![cfg(test)]

use std::time::Duration;

use baton_outbound::{Allowed, Limits, Page, Policy, Refused, fetch_page, install_crypto};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A server that answers every request by its path; it ends with the runtime of the test.
async fn server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    #[expect(clippy::disallowed_methods, reason = "the server ends with the test")]
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let read = socket.read(&mut request).await.unwrap();
            let text = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = text.split(' ').nth(1).unwrap_or("/").to_owned();
            drop(answer(&mut socket, &path, port).await);
        }
    });
    port
}

async fn answer(socket: &mut tokio::net::TcpStream, path: &str, port: u16) -> std::io::Result<()> {
    let head =
        |status: &str, rest: &str| format!("HTTP/1.1 {status}\r\nConnection: close\r\n{rest}\r\n");
    let reply = match path {
        "/page" => head("200 OK", "Content-Type: text/html; charset=utf-8\r\n") + "<h1>Grüße</h1>",
        "/hop" => head("302 Found", "Location: /page\r\n"),
        "/loop" => head("302 Found", "Location: /loop\r\n"),
        "/inward" => head("302 Found", "Location: http://169.254.169.254/latest\r\n"),
        "/other-port" => head(
            "302 Found",
            &format!("Location: http://127.0.0.1:{}/\r\n", port ^ 1),
        ),
        "/file" => head("302 Found", "Location: file:///etc/passwd\r\n"),
        "/missing" => head("404 Not Found", ""),
        "/image" => head("200 OK", "Content-Type: image/png\r\n") + "x",
        "/large" => head(
            "200 OK",
            "Content-Type: text/plain\r\nContent-Length: 9000000\r\n",
        ),
        "/endless" => {
            socket
                .write_all(head("200 OK", "Content-Type: text/plain\r\n").as_bytes())
                .await?;
            loop {
                socket.write_all(&[b'x'; 8192]).await?;
            }
        }
        "/bomb" => {
            let head = head(
                "200 OK",
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
            );
            socket.write_all(head.as_bytes()).await?;
            socket.write_all(&bomb()).await?;
            String::new()
        }
        "/slow" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            String::new()
        }
        "/latin" => {
            socket
                .write_all(head("200 OK", "Content-Type: text/html\r\n").as_bytes())
                .await?;
            socket
                .write_all(b"<meta charset=\"iso-8859-1\">Gr\xfc\xdfe")
                .await?;
            String::new()
        }
        _ => head("200 OK", "Content-Type: text/plain\r\n") + "?",
    };
    socket.write_all(reply.as_bytes()).await
}

/// 16 MB of nothing, as some KB.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..16 {
        gzip.write_all(&nothing).unwrap();
    }
    gzip.finish().unwrap()
}

async fn fetch(path: &str) -> Result<Page, Refused> {
    install_crypto();
    let port = server().await;
    let policy = Policy {
        allow_private: vec![Allowed::Host {
            host: "127.0.0.1".into(),
            port,
        }],
    };
    let limits = Limits {
        bytes: 1_000_000,
        time: Duration::from_secs(2),
        redirects: 3,
    };
    fetch_page(&policy, &format!("http://127.0.0.1:{port}{path}"), limits).await
}

#[tokio::test]
async fn pages_are_read() {
    let page = fetch("/page").await.unwrap();
    assert_eq!(
        (page.content_type.as_str(), page.body.as_str()),
        ("text/html", "<h1>Grüße</h1>")
    );
    assert!(fetch("/hop").await.unwrap().final_url.ends_with("/page"));
    assert!(fetch("/latin").await.unwrap().body.ends_with("Grüße"));
}

#[tokio::test]
async fn misbehaviour_is_an_error_with_a_reason() {
    assert_eq!(fetch("/loop").await, Err(Refused::Redirects));
    assert_eq!(
        fetch("/inward").await,
        Err(Refused::Private("169.254.169.254".into()))
    );
    assert_eq!(
        fetch("/other-port").await,
        Err(Refused::Private("127.0.0.1".into()))
    );
    assert_eq!(fetch("/file").await, Err(Refused::Scheme("file".into())));
    assert_eq!(fetch("/missing").await, Err(Refused::Status(404)));
    assert_eq!(
        fetch("/image").await,
        Err(Refused::NotText("image/png".into()))
    );
    assert_eq!(fetch("/large").await, Err(Refused::TooLarge(1_000_000)));
    assert_eq!(fetch("/endless").await, Err(Refused::TooLarge(1_000_000)));
    assert_eq!(fetch("/bomb").await, Err(Refused::TooLarge(1_000_000)));
    assert_eq!(fetch("/slow").await, Err(Refused::TooSlow(2)));
}

#[tokio::test]
async fn inner_names_are_refused_when_they_are_resolved() {
    install_crypto();
    let port = server().await;
    let fetched = fetch_page(
        &Policy::public(),
        &format!("http://localhost:{port}/page"),
        Limits::default(),
    )
    .await;
    assert_eq!(fetched, Err(Refused::Private("localhost".into())));
    let named = Policy {
        allow_private: vec![Allowed::Host {
            host: "localhost".into(),
            port,
        }],
    };
    assert!(
        fetch_page(
            &named,
            &format!("http://localhost:{port}/page"),
            Limits::default()
        )
        .await
        .is_ok()
    );
}

#[tokio::test]
async fn nonsense_is_refused() {
    install_crypto();
    for text in ["", "nonsense", "http://", "javascript:alert(1)"] {
        assert!(
            fetch_page(&Policy::public(), text, Limits::default())
                .await
                .is_err(),
            "{text}"
        );
    }
}

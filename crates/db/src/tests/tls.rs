//! Encrypted connections to PostgreSQL, ended by a proxy so that any server will do.
use super::harness::TestDb;
use crate::{Conn, Db, DbError, Result, Tls, Url, sql};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
    runtime::Handle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

/// A server that speaks TLS with a certificate of its own, or refuses to.
struct Server {
    test: TestDb,
    port: u16,
    encrypted: Arc<AtomicUsize>,
    roots: PathBuf,
    _folder: tempfile::TempDir,
}

impl Server {
    /// With a certificate for `name`; without any when there is no name.
    async fn start(name: Option<&str>) -> Option<Self> {
        let test = TestDb::postgres().await?;
        let Url::Postgres { url, .. } = &test.config.url else {
            panic!()
        };
        let upstream = url
            .split('@')
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        let folder = tempfile::tempdir().unwrap();
        let roots = folder.path().join("roots.pem");
        let acceptor = name.map(|name| {
            let CertifiedKey { cert, signing_key } =
                generate_simple_self_signed([name.to_owned()]).unwrap();
            std::fs::write(&roots, cert.pem()).unwrap();
            let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
            let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![cert.der().clone()], key)
                .unwrap();
            TlsAcceptor::from(Arc::new(config))
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let encrypted = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&encrypted);
        Handle::current().spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (acceptor, upstream) = (acceptor.clone(), upstream.clone());
                Handle::current().spawn(serve(client, acceptor, upstream, Arc::clone(&count)));
            }
        });
        Some(Self {
            test,
            port,
            encrypted,
            roots,
            _folder: folder,
        })
    }

    async fn ask(&self, tls: Tls) -> Result<i64> {
        let mut config = self.test.config.clone();
        let Url::Postgres { url, .. } = &config.url else {
            panic!()
        };
        let (before, database) = url.rsplit_once('/').unwrap();
        let user = before.rsplit_once('@').unwrap().0;
        let url = format!("{user}@localhost:{}/{database}", self.port);
        config.url = Url::Postgres { url, tls };
        let db = Db::open(&config).await?;
        db.read(async |c: &mut Conn<'_>| c.fetch_one(sql!("SELECT {}", 7)).await)
            .await
    }

    fn encrypted(&self) -> usize {
        self.encrypted.load(Ordering::Relaxed)
    }
}

/// The request for encryption that PostgreSQL clients send first.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

async fn serve(
    mut client: TcpStream,
    acceptor: Option<TlsAcceptor>,
    upstream: String,
    encrypted: Arc<AtomicUsize>,
) -> std::io::Result<()> {
    let mut server = TcpStream::connect(upstream).await?;
    let mut first = [0; 8];
    client.read_exact(&mut first).await?;
    match acceptor {
        Some(acceptor) if first == SSL_REQUEST => {
            client.write_all(b"S").await?;
            let mut client = acceptor.accept(client).await?;
            encrypted.fetch_add(1, Ordering::Relaxed);
            copy_bidirectional(&mut client, &mut server).await?;
        }
        None if first == SSL_REQUEST => {
            client.write_all(b"N").await?;
            copy_bidirectional(&mut client, &mut server).await?;
        }
        _ => {
            server.write_all(&first).await?;
            copy_bidirectional(&mut client, &mut server).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mode_encrypts_as_it_says() {
    let Some(server) = Server::start(Some("localhost")).await else {
        return;
    };
    assert_eq!(server.ask(Tls::Disable).await.unwrap(), 7);
    assert_eq!(server.encrypted(), 0);
    let roots = Some(server.roots.clone());
    for tls in [Tls::Prefer, Tls::Require, Tls::VerifyFull { roots }] {
        let before = server.encrypted();
        assert_eq!(server.ask(tls).await.unwrap(), 7);
        // A connection for reads and one for writes.
        assert!(server.encrypted() >= before + 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_encryption_is_refused_where_it_is_required() {
    let Some(server) = Server::start(None).await else {
        return;
    };
    assert_eq!(server.ask(Tls::Prefer).await.unwrap(), 7);
    for tls in [Tls::Require, Tls::VerifyFull { roots: None }] {
        let refused = server.ask(tls).await;
        assert!(
            matches!(refused, Err(DbError::Unavailable(_))),
            "{refused:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_impostor_is_refused_by_verify_full() {
    let Some(server) = Server::start(Some("elsewhere.example")).await else {
        return;
    };
    let roots = Some(server.roots.clone());
    // A trusted certificate of another host, and one that nobody vouches for.
    for roots in [roots, None] {
        let refused = server.ask(Tls::VerifyFull { roots }).await;
        let Err(DbError::Unavailable(reason)) = refused else {
            panic!("{refused:?}")
        };
        assert!(reason.contains("certificate"), "{reason}");
    }
    let missing = Some("/nowhere/roots.pem".into());
    let refused = server
        .ask(Tls::VerifyFull { roots: missing })
        .await
        .unwrap_err();
    assert!(
        refused.to_string().contains("/nowhere/roots.pem"),
        "{refused}"
    );
}

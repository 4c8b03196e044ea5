//! How a PostgreSQL connection is made: encryption, timeouts, and which statements it accepts.
use super::session::Session;
use crate::{DbError, Result, Tls};
use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::runtime::Handle;
use tokio_postgres::{CancelToken, config::SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long one attempt to reach the server may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// Opens connections of one kind.
#[derive(Clone)]
pub(super) struct Connector {
    config: tokio_postgres::Config,
    tls: MakeRustlsConnect,
    /// Run on each new connection.
    setup: String,
    /// Carries every connection, whoever was the first to need it: others use it after them, and those threads may be slower,
    /// or end sooner.
    runtime: Handle,
}

impl Connector {
    pub(super) fn new(url: &str, tls: &Tls) -> Result<Self> {
        let mut config: tokio_postgres::Config = url
            .parse()
            .map_err(|error| unusable("database URL", &error))?;
        config
            .application_name("baton")
            .connect_timeout(CONNECT_TIMEOUT)
            .keepalives_idle(Duration::from_secs(30))
            .ssl_mode(match tls {
                Tls::Disable => SslMode::Disable,
                Tls::Prefer => SslMode::Prefer,
                Tls::Require | Tls::VerifyFull { .. } => SslMode::Require,
            });
        let tls = MakeRustlsConnect::new(client_config(tls)?);
        Ok(Self {
            config,
            tls,
            setup: String::new(),
            runtime: Handle::current(),
        })
    }

    /// Connections that can change nothing.
    pub(super) fn for_reads(self, limit: Duration) -> Self {
        let mut connector = self.for_writes(limit, limit);
        connector
            .setup
            .push_str("SET default_transaction_read_only = on;");
        connector
    }

    /// Connections for transactions, of which a statement may take `longest`, and a pause between two `idle`.
    pub(super) fn for_writes(mut self, longest: Duration, idle: Duration) -> Self {
        self.setup = format!(
            "SET statement_timeout = {};
             SET idle_in_transaction_session_timeout = {};",
            longest.as_millis(),
            idle.as_millis()
        );
        self
    }

    /// A new connection, or the news that there is none within [`CONNECT_TIMEOUT`]: a server that is frozen accepts
    /// connections and says nothing more.
    pub(super) async fn connect(&self) -> Result<Session> {
        let greeting = tokio::time::timeout(CONNECT_TIMEOUT, self.clone().greet());
        let greeted = self.runtime.spawn(greeting).await;
        let greeted = greeted.map_err(|error| DbError::Unavailable(error.to_string()))?;
        greeted.unwrap_or_else(|_| Err(DbError::Unavailable("it does not greet".to_owned())))
    }

    async fn greet(self) -> Result<Session> {
        let (client, connection) = self.config.connect(self.tls.clone()).await?;
        // Ends by itself when the client is dropped or the server hangs up.
        drop(self.runtime.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a PostgreSQL connection ended");
            }
        }));
        client.batch_execute(&self.setup).await?;
        Ok(Session::new(client))
    }

    /// Asks the server to stop what a connection is doing, without waiting for it.
    pub(super) fn cancel(&self, token: CancelToken) {
        let tls = self.tls.clone();
        drop(self.runtime.spawn(async move {
            let cancelled = tokio::time::timeout(CONNECT_TIMEOUT, token.cancel_query(tls)).await;
            if !matches!(cancelled, Ok(Ok(()))) {
                tracing::debug!("a PostgreSQL statement could not be cancelled");
            }
        }));
    }
}

fn client_config(tls: &Tls) -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable("TLS", &error))?;
    let builder = match tls {
        Tls::VerifyFull { roots } => builder.with_root_certificates(trusted(roots.as_deref())?),
        _ => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Unverified(provider))),
    };
    Ok(builder.with_no_client_auth())
}

fn trusted(pem: Option<&Path>) -> Result<RootCertStore> {
    let mut store = RootCertStore::empty();
    let Some(path) = pem else {
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        return Ok(store);
    };
    let place = path.display().to_string();
    let certificates =
        CertificateDer::pem_file_iter(path).map_err(|error| unusable(&place, &error))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| unusable(&place, &error))?;
        store
            .add(certificate)
            .map_err(|error| unusable(&place, &error))?;
    }
    Ok(store)
}

fn unusable(what: &str, error: &dyn std::error::Error) -> DbError {
    DbError::Unavailable(format!("{what}: {error}"))
}

/// Accepts any certificate, as `sslmode=prefer` and `require` are defined to: they protect
/// against listening, not against an impostor. The handshake's signatures are still checked.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let supported = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, supported)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let supported = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, supported)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

//! Clients that connect only where a policy allows.

use std::error::Error;
use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect;
use url::Url;

use crate::{Policy, Refused};

const CONNECT: Duration = Duration::from_secs(5);
/// What servers see in their logs.
const USER_AGENT: &str = concat!("Baton/", env!("CARGO_PKG_VERSION"));

/// Installs the cryptography of TLS for the process. Call once at the start, before any client is built; a second call
/// does nothing.
pub fn install_crypto() {
    // An error says that one is installed already, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
}

/// A client for the model server at `base`, which the policy must allow. It follows no redirects and has no time limit of
/// its own but that of connecting: an answer is streamed for as long as its reader allows.
pub fn model_client(policy: &Policy, base: &Url) -> Result<reqwest::Client, Refused> {
    policy.check(base)?;
    request_client(policy)
}

/// A client for single requests, such as webhooks: check each URL with [`Policy::check`] first, for a literal address is
/// never resolved. It follows no redirects.
pub fn request_client(policy: &Policy) -> Result<reqwest::Client, Refused> {
    client_asking(policy, Arc::new(System))
}

/// Like [`request_client`], with names resolved by `names`.
pub(crate) fn client_asking(
    policy: &Policy,
    names: Arc<dyn Names>,
) -> Result<reqwest::Client, Refused> {
    let filtered = Filtered {
        policy: policy.clone(),
        names,
    };
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .dns_resolver(Arc::new(filtered))
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT)
        .pool_idle_timeout(Duration::from_mins(1))
        .pool_max_idle_per_host(8)
        .build()
        .map_err(|error| Refused::Unreachable(error.to_string()))
}

/// What a name resolves to, in time.
pub(crate) type Resolved = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Who knows the addresses of names.
pub(crate) trait Names: Debug + Send + Sync {
    /// The addresses of `name`, as they are now.
    fn resolve(&self, name: String) -> Resolved;
}

/// The resolver of the operating system.
#[derive(Debug)]
struct System;

impl Names for System {
    fn resolve(&self, name: String) -> Resolved {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Resolves names and keeps the addresses that the policy allows. The connection is made to what is returned here, so a name
/// cannot change its mind in between.
#[derive(Debug)]
struct Filtered {
    policy: Policy,
    names: Arc<dyn Names>,
}

/// No address of a name may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not on the public internet")]
pub(crate) struct NoPublicAddress(pub(crate) String);

impl Resolve for Filtered {
    fn resolve(&self, name: Name) -> Resolving {
        let (policy, name) = (self.policy.clone(), name.as_str().to_owned());
        let resolving = self.names.resolve(name.clone());
        Box::pin(async move {
            let allowed: Vec<SocketAddr> = resolving
                .await?
                .into_iter()
                .filter(|ip| policy.allows_resolved(&name, *ip))
                .map(|ip| SocketAddr::new(ip, 0))
                .collect();
            if allowed.is_empty() {
                let refused: Box<dyn Error + Send + Sync> = Box::new(NoPublicAddress(name));
                return Err(refused);
            }
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

use crate::realtime::Peer;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

/// The address of a client: as the trusted proxies tell it, else that of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Address(pub IpAddr);

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let told = parts.extensions.get::<Peer>().map(|peer| peer.0);
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = told.or_else(|| connected.map(|info| info.0.ip()));
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// Where a browser is, and what it says it is.
#[derive(Debug)]
pub struct Here {
    /// Its address.
    pub address: IpAddr,
    /// Its `User-Agent`.
    pub agent: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let Address(address) = Address::from_request_parts(parts, state).await?;
        let agent = parts.headers.get(header::USER_AGENT);
        Ok(Self {
            address,
            agent: agent
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
        })
    }
}

//! From where a request comes.

use crate::{realtime::Peer, state::Edge};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Finds the address of the client, behind the proxies that are trusted, and keeps it with the request.
pub(crate) async fn peer(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let connected = connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| {
        info.0.ip().to_canonical()
    });
    let address = client(connected, request.headers(), &edge.options.trusted_proxies);
    request.extensions_mut().insert(Peer(address));
    baton_app::caller::address::from(address, next.run(request)).await
}

/// Whether an address is one of the proxies that are trusted: a listener of both families sees those of IPv4 mapped.
pub(crate) fn is_trusted(ip: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&ip.to_canonical()))
}

/// The last hop that is no trusted proxy: what stands before it anybody can write.
fn client(connected: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    if !is_trusted(connected, trusted) {
        return connected;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter();
    let mut hops = forwarded
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|hop| hop.trim().parse().ok());
    hops.rfind(|hop: &IpAddr| !is_trusted(*hop, trusted))
        .unwrap_or(connected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_may_speak_for_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "6.6.6.6, 1.2.3.4, 10.0.0.2".parse().unwrap(),
        );
        let [proxy, stranger]: [IpAddr; 2] =
            ["10.0.0.1".parse().unwrap(), "8.8.8.8".parse().unwrap()];
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        assert_eq!(client(proxy, &headers, &trusted).to_string(), "1.2.3.4");
        assert_eq!(client(stranger, &headers, &trusted), stranger);
        assert_eq!(client(proxy, &headers, &[]), proxy);
        let mapped = "::ffff:10.0.0.1".parse().unwrap();
        assert_eq!(client(mapped, &headers, &trusted).to_string(), "1.2.3.4");
    }
}

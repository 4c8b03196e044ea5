//! From where something is asked for: the address of the client, as the edge tells it, for the audit log.

use std::{future::Future, net::IpAddr};

tokio::task_local! {
    static ADDRESS: IpAddr;
}

/// Runs `f`; what it does is done from this address.
pub async fn from<F: Future>(address: IpAddr, f: F) -> F::Output {
    ADDRESS.scope(address, f).await
}

/// The address from which the present task was asked for something; none for the server's own work.
pub(crate) fn current() -> Option<IpAddr> {
    ADDRESS.try_with(|address| *address).ok()
}

/// As the log shows it: what came over both protocols at once is written as the older one.
pub(crate) fn shown(address: IpAddr) -> String {
    address.to_canonical().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_is_known_only_within() {
        assert_eq!(current(), None);
        let address: IpAddr = "::ffff:192.0.2.7".parse().unwrap();
        let seen = from(address, async { current() }).await;
        assert_eq!(seen.map(shown).as_deref(), Some("192.0.2.7"));
        assert_eq!(current(), None);
    }
}

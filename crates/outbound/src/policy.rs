//! Which addresses may be connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;
use std::sync::LazyLock;

use ipnet::IpNet;
use url::{Host, Url};

use crate::Refused;

/// Networks that are not the public internet, by the special-purpose registries of IANA. Those of IPv6 are the ones within
/// [`GLOBAL_UNICAST`]: everything else is none.
const NOT_PUBLIC: [&str; 22] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",
    "2001:db8::/32",
    "2620:4f:8000::/48",
    "3fff::/20",
];

static NETS: LazyLock<Vec<IpNet>> = LazyLock::new(|| {
    NOT_PUBLIC
        .iter()
        .filter_map(|net| net.parse().ok())
        .collect()
});

/// What a purpose may connect to beyond the public internet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Private networks and hosts that are allowed; none by default.
    pub allow_private: Vec<Allowed>,
}

/// An exception: `10.1.0.0/16`, `127.0.0.1`, or `localhost:11434`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Every address of a network, on every port.
    Net(IpNet),
    /// A host by the name or literal in the URL, on one port.
    Host {
        /// As in the URL, lower case.
        host: String,
        /// The port.
        port: u16,
    },
}

impl FromStr for Allowed {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if let Ok(net) = text.parse::<IpNet>() {
            return Ok(Self::Net(net));
        }
        if let Ok(ip) = text.parse::<IpAddr>() {
            return Ok(Self::Net(ip.into()));
        }
        let (host, port) = text
            .rsplit_once(':')
            .ok_or_else(|| Refused::NotAUrl(text.to_owned()))?;
        let port = port
            .parse()
            .map_err(|_not_a_port| Refused::NotAUrl(text.to_owned()))?;
        Ok(Self::Host {
            host: host.trim_matches(['[', ']']).to_ascii_lowercase(),
            port,
        })
    }
}

impl Policy {
    /// Only the public internet.
    pub const fn public() -> Self {
        Self {
            allow_private: Vec::new(),
        }
    }

    /// The public internet, and the host and port of `url`: for a server that the operator has configured.
    pub fn allowing(url: &Url) -> Self {
        let host = url
            .host_str()
            .map(|host| host.trim_matches(['[', ']']).to_ascii_lowercase());
        let named = host.zip(url.port_or_known_default());
        let allowed = named.map(|(host, port)| Allowed::Host { host, port });
        Self {
            allow_private: allowed.into_iter().collect(),
        }
    }

    /// Checks what can be told from the URL: its scheme, credentials and a literal address. Names are checked when they are
    /// resolved.
    pub fn check(&self, url: &Url) -> Result<(), Refused> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refused::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::Credentials);
        }
        let host = url
            .host()
            .ok_or_else(|| Refused::NotAUrl(url.to_string()))?;
        let allowed = match &host {
            Host::Ipv4(ip) => self.allows_literal(IpAddr::V4(*ip), url),
            Host::Ipv6(ip) => self.allows_literal(IpAddr::V6(*ip), url),
            // A name that is allowed is allowed on its ports only: resolution would not know the port.
            Host::Domain(name) => !self.names(name) || self.names_port(name, url),
        };
        if allowed {
            Ok(())
        } else {
            Err(Refused::Private(host.to_string()))
        }
    }

    /// Whether the host of `url` is one that was allowed by name or by its literal address.
    pub fn is_exception(&self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(ip)) => {
                self.in_nets(IpAddr::V4(ip)) || self.names_port(&ip.to_string(), url)
            }
            Some(Host::Ipv6(ip)) => {
                self.in_nets(IpAddr::V6(ip)) || self.names_port(&ip.to_string(), url)
            }
            Some(Host::Domain(name)) => self.names_port(name, url),
            None => false,
        }
    }

    /// Whether `name` may be connected to at `ip`.
    pub(crate) fn allows_resolved(&self, name: &str, ip: IpAddr) -> bool {
        is_public(ip) || self.in_nets(ip) || self.names(name)
    }

    fn allows_literal(&self, ip: IpAddr, url: &Url) -> bool {
        is_public(ip) || self.in_nets(ip) || self.names_port(&ip.to_string(), url)
    }

    fn in_nets(&self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        self.allow_private
            .iter()
            .any(|allowed| matches!(allowed, Allowed::Net(net) if net.contains(&ip)))
    }

    fn names(&self, name: &str) -> bool {
        self.allow_private.iter().any(|allowed| matches!(allowed, Allowed::Host { host, .. } if host.eq_ignore_ascii_case(name)))
    }

    fn names_port(&self, name: &str, url: &Url) -> bool {
        let wanted = url.port_or_known_default();
        self.allow_private.iter().any(|allowed| {
            matches!(allowed, Allowed::Host { host, port } if host.eq_ignore_ascii_case(name) && wanted == Some(*port))
        })
    }
}

/// Whether `ip`, and every IPv4 address that it carries, is on the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        ip @ IpAddr::V4(_) => !is_special(ip),
        IpAddr::V6(ip) => match embedded(ip) {
            Some(inner) => is_public(IpAddr::V4(inner)),
            None => ip.to_bits() >> 125 == GLOBAL_UNICAST && !is_special(IpAddr::V6(ip)),
        },
    }
}

fn is_special(ip: IpAddr) -> bool {
    NETS.iter().any(|net| net.contains(&ip))
}

/// The IPv4 address within NAT64 (`64:ff9b::/96`) and 6to4 (`2002::/16`) addresses: translators connect to it.
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let bits = ip.to_bits();
    let low_32 = |bits: u128| {
        u32::try_from(bits & u128::from(u32::MAX))
            .ok()
            .map(Ipv4Addr::from_bits)
    };
    if bits >> 32 == NAT64 {
        low_32(bits)
    } else if bits >> 112 == SIX_TO_FOUR {
        low_32(bits >> 80)
    } else {
        None
    }
}

/// `2000::/3`, the first 3 bits: all that was ever given out for the public internet.
const GLOBAL_UNICAST: u128 = 0b001;
/// `64:ff9b::/96`, the first 96 bits.
const NAT64: u128 = 0x0064_ff9b << 64;
/// `2002::/16`, the first 16 bits.
const SIX_TO_FOUR: u128 = 0x2002;

#[cfg(test)]
mod tests {
    use super::{Allowed, Policy, is_public};
    use url::Url;

    #[test]
    fn every_form_of_an_inner_address_is_refused() {
        for inner in [
            "http://127.0.0.1/",
            "http://localhost.:80@10.0.0.1/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[64:ff9b::a9fe:a9fe]/",
            "http://[2002:7f00:1::]/",
            "http://[2002:a9fe:a9fe::]/",
            "http://[fc00::1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[::127.0.0.1]/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://198.18.0.1/",
            "http://[2001::1]/",
            "http://[64:ff9b:1::1]/",
            "http://[::ffff:0:127.0.0.1]/",
            "http://[4000::1]/",
            "http://[5f00::1]/",
            "ftp://8.8.8.8/",
            "file:///etc/passwd",
            "gopher://8.8.8.8/",
            "data:text/html,x",
            "http://user@8.8.8.8/",
        ] {
            let url = Url::parse(inner).unwrap();
            assert!(Policy::public().check(&url).is_err(), "{inner}");
        }
    }

    #[test]
    fn public_addresses_are_allowed() {
        for public in [
            "http://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "https://shop.example/a?b",
            "http://[64:ff9b::808:808]/",
            "http://[2002:808:808::1]/",
            "http://[3ffe::1]/",
        ] {
            assert_eq!(
                Policy::public().check(&Url::parse(public).unwrap()),
                Ok(()),
                "{public}"
            );
        }
        assert!(is_public("1.1.1.1".parse().unwrap()));
    }

    #[test]
    fn exceptions_are_as_narrow_as_they_are_written() {
        let policy = |text: &str| Policy {
            allow_private: vec![text.parse::<Allowed>().unwrap()],
        };
        let check = |policy: &Policy, url: &str| policy.check(&Url::parse(url).unwrap()).is_ok();
        let net = policy("10.1.0.0/16");
        assert!(check(&net, "http://10.1.9.9:5000/"));
        assert!(!check(&net, "http://10.2.0.1/"));
        let host = policy("127.0.0.1:11434");
        assert!(check(&host, "http://127.0.0.1:11434/v1"));
        assert!(!check(&host, "http://127.0.0.1:5432/"));
        let name = policy("localhost:11434");
        assert!(check(&name, "http://localhost:11434/v1"));
        assert!(!check(&name, "http://localhost:5432/"));
        assert!(name.allows_resolved("localhost", "127.0.0.1".parse().unwrap()));
        assert!(!name.allows_resolved("evil.example", "127.0.0.1".parse().unwrap()));
        let configured = Policy::allowing(&Url::parse("http://[::1]:8000/v1").unwrap());
        assert!(check(&configured, "http://[::1]:8000/v1/chat/completions"));
        assert!(!check(&configured, "http://[::1]:8001/"));
        assert!("nonsense".parse::<Allowed>().is_err());
    }
}

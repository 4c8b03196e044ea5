//! Which server mail goes to, read from `smtp://user:password@host:port`.

use super::message::address;
use lettre::{
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, TlsParameters},
        extension::ClientId,
    },
};
use std::time::Duration;
use url::Url;

/// How mail is configured.
#[derive(Clone, Default)]
pub struct MailSettings {
    /// Empty or `log`: to the log. Or `smtp://` or `smtps://`, with a user and a password where they are needed.
    pub url: String,
    /// Whom mail is from, like `Baton <baton@example.com>`.
    pub from: String,
    /// Certificates in PEM that are trusted beside the public ones.
    pub extra_roots: Vec<u8>,
    /// How this server is called when it says hello.
    pub hello: String,
    /// How long connecting may take, and again handing over a mail.
    pub patience: Duration,
}

/// Leaves the password out.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings")
            .field("from", &self.from)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the settings: a sentence for whoever wrote them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(String);

/// When the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    /// From the first byte.
    Always,
    /// After STARTTLS, or not at all.
    Required,
    /// After STARTTLS where the server offers it.
    Offered,
    /// Never.
    Never,
}

/// A mail server and how it is spoken to.
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    pub(super) tls: TlsParameters,
    pub(super) credentials: Option<Credentials>,
    pub(super) from: Mailbox,
    pub(super) hello: ClientId,
    pub(super) patience: Duration,
}

/// Leaves the password out.
impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({}, {:?})", self.name(), self.encryption)
    }
}

fn bad(reason: impl Into<String>) -> Malformed {
    Malformed(reason.into())
}

impl Server {
    /// The server of these settings; `None` where mail goes to the log.
    pub(super) fn parse(settings: &MailSettings) -> Result<Option<Self>, Malformed> {
        if matches!(settings.url.as_str(), "" | "log") {
            return Ok(None);
        }
        let url = Url::parse(&settings.url)
            .map_err(|error| bad(format!("the address of the mail server: {error}")))?;
        let host = url
            .host_str()
            .filter(|host| !host.is_empty())
            .ok_or_else(|| bad("name the mail server, like smtp://mail.example.com"))?;
        let credentials = credentials(&url)?;
        let (encryption, port) = encryption(&url, credentials.is_some())?;
        Ok(Some(Self {
            // An IPv6 address stands in brackets in a URL, and nowhere else.
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            tls: tls(host.trim_matches(['[', ']']), &settings.extra_roots)?,
            credentials,
            from: sender(&settings.from)?,
            hello: hello(&settings.hello),
            patience: settings.patience,
        }))
    }

    /// As it is shown: `mail.example.com:587`.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, Malformed> {
    if url.username().is_empty() {
        return Ok(None);
    }
    let password = url.password().ok_or_else(|| {
        bad("the mail server has a user but no password: smtp://user:password@host")
    })?;
    Ok(Some(Credentials::new(
        decoded(url.username())?,
        decoded(password)?,
    )))
}

/// `%40` and the like, as in every URL.
fn decoded(text: &str) -> Result<String, Malformed> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(bad("write a % in the user or the password as %25"));
        };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    String::from_utf8(bytes).map_err(|error| {
        bad(format!(
            "the user or the password of the mail server: {error}"
        ))
    })
}

fn encryption(url: &Url, has_password: bool) -> Result<(Encryption, u16), Malformed> {
    let asked = url
        .query_pairs()
        .find(|(key, _)| key == "tls")
        .map(|(_, value)| value.into_owned());
    match (url.scheme(), asked.as_deref()) {
        ("smtps", None) => Ok((Encryption::Always, 465)),
        // A password is said to nobody who cannot prove who they are.
        ("smtp", None) if has_password => Ok((Encryption::Required, 587)),
        ("smtp", None | Some("offered")) => Ok((Encryption::Offered, 587)),
        ("smtp", Some("required")) => Ok((Encryption::Required, 587)),
        ("smtp", Some("never")) => Ok((Encryption::Never, 25)),
        ("smtp", Some(_)) => Err(bad("tls is one of required, offered and never")),
        ("smtps", Some(_)) => Err(bad("smtps:// is always encrypted: leave out tls=")),
        (other, _) => Err(bad(format!(
            "mail leaves by smtp:// or smtps://, not {other}://"
        ))),
    }
}

fn tls(host: &str, extra_roots: &[u8]) -> Result<TlsParameters, Malformed> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if !extra_roots.is_empty() {
        let roots = Certificate::from_pem(extra_roots)
            .map_err(|error| bad(format!("the certificates of mail.ca: {error}")))?;
        tls = tls.add_root_certificate(roots);
    }
    tls.build_rustls()
        .map_err(|error| bad(format!("TLS to the mail server: {error}")))
}

/// `Name <address>`, or an address alone.
fn sender(text: &str) -> Result<Mailbox, Malformed> {
    const HINT: &str =
        "say whom mail is from, like mail.from = \"Baton <baton@example.com>\" (BATON_MAIL__FROM)";
    let text = text.trim();
    let (name, email) = match text.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
        Some((name, email)) => (name.trim().trim_matches('"').trim(), email),
        None => ("", text),
    };
    let email = address(email.trim()).map_err(|reason| bad(format!("{HINT}: {reason}")))?;
    let name = (!name.is_empty()).then(|| name.to_owned());
    Ok(Mailbox::new(name, email))
}

fn hello(name: &str) -> ClientId {
    if let Ok(address) = name.trim_matches(['[', ']']).parse() {
        return match address {
            std::net::IpAddr::V4(address) => ClientId::Ipv4(address),
            std::net::IpAddr::V6(address) => ClientId::Ipv6(address),
        };
    }
    let name = if name.is_empty() { "localhost" } else { name };
    ClientId::Domain(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str) -> MailSettings {
        MailSettings {
            url: url.to_owned(),
            from: "Baton <baton@example.com>".to_owned(),
            ..MailSettings::default()
        }
    }

    fn parsed(url: &str) -> Result<Server, Malformed> {
        crate::install_crypto();
        Server::parse(&settings(url)).map(Option::unwrap)
    }

    #[test]
    fn without_a_server_mail_goes_to_the_log() {
        for url in ["", "log"] {
            assert!(Server::parse(&settings(url)).unwrap().is_none());
        }
    }

    #[test]
    fn passwords_are_said_only_where_nobody_listens() {
        use Encryption as E;
        for (url, encryption, name) in [
            ("smtp://mail.example", E::Offered, "mail.example:587"),
            ("smtp://u:p@mail.example", E::Required, "mail.example:587"),
            (
                "smtp://u:p@mail.example:25?tls=never",
                E::Never,
                "mail.example:25",
            ),
            (
                "smtp://mail.example?tls=required",
                E::Required,
                "mail.example:587",
            ),
            ("smtps://u:p@mail.example", E::Always, "mail.example:465"),
            ("smtp://[::1]:2525", E::Offered, "::1:2525"),
        ] {
            let server = parsed(url).unwrap();
            assert_eq!(
                (server.encryption, &*server.name()),
                (encryption, name),
                "{url}"
            );
        }
    }

    #[test]
    fn signs_in_users_and_passwords_are_decoded() {
        let server = parsed("smtps://a%40b.example:p%2Fw%C3%BC@mail.example").unwrap();
        let told = server.credentials.unwrap();
        assert_eq!(
            told,
            Credentials::new("a@b.example".to_owned(), "p/wü".to_owned())
        );
        assert!(decoded("%zz").is_err());
    }

    #[test]
    fn mistakes_are_named() {
        for (url, word) in [
            ("http://mail.example", "smtp://"),
            ("smtp://u@mail.example", "password"),
            ("smtp://mail.example?tls=maybe", "required"),
            ("smtps://mail.example?tls=never", "smtps"),
            ("mail.example", "address"),
        ] {
            let error = parsed(url).unwrap_err().to_string();
            assert!(error.contains(word), "{url}: {error}");
        }
        let nobody = MailSettings {
            from: "Baton".to_owned(),
            ..settings("smtp://mail.example")
        };
        let error = Server::parse(&nobody).unwrap_err().to_string();
        assert!(error.contains("mail.from"), "{error}");
        assert!(!format!("{:?}", settings("smtp://u:secret@h")).contains("secret"));
        assert!(!format!("{:?}", parsed("smtp://u:secret@h.example")).contains("secret"));
    }

    #[test]
    fn senders_have_names_of_any_kind() {
        let told = |text: &str| sender(text).unwrap().to_string();
        assert_eq!(told("baton@example.com"), "baton@example.com");
        assert_eq!(
            told("\"Baton, Inc\" <b@example.com>"),
            "\"Baton, Inc\" <b@example.com>"
        );
        assert!(sender("Grüße <b@exämple.com>").is_ok());
    }
}

//! Where the database is and how hard it may be pushed.
use crate::{DbError, Dialect, Result};
use std::{fmt, path::PathBuf, time::Duration};

/// Everything [`crate::Db::open`] needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which database.
    pub url: Url,
    /// SQLite: reader threads. PostgreSQL: connections for reads.
    pub readers: usize,
    /// PostgreSQL: connections for transactions. SQLite always has exactly one writer.
    pub writers: usize,
    /// Reads that may wait for a reader; one more is refused with [`DbError::Busy`].
    pub read_queue: usize,
    /// Writes that may wait for a writer; one more is refused with [`DbError::Busy`].
    pub write_queue: usize,
    /// How long a read may take, waiting included. Also the statement timeout of PostgreSQL.
    pub read_deadline: Duration,
    /// How long a write may take, waiting included.
    pub write_deadline: Duration,
    /// How long a write may take that nobody waits for. Also the statement timeout of PostgreSQL.
    pub work_deadline: Duration,
    /// Tables whose rows belong to one workspace; the tenancy guard watches over them.
    pub tenant_tables: &'static [&'static str],
}

impl Config {
    /// The defaults: 4 readers, 24 PostgreSQL writers (they share the disk's syncs), 1,024 waiting calls of each kind.
    /// PostgreSQL may take 2 s: one
    /// that is silent for longer is gone, and callers are to hear so. SQLite may take 5 s for a read and 10 s for a write:
    /// it is never gone, but its one writer may have a long write to finish first. Work that nobody waits for has a minute.
    pub fn new(url: Url) -> Self {
        let (read, write) = match url.dialect() {
            Dialect::Sqlite => (5, 10),
            Dialect::Postgres => (2, 2),
        };
        Self {
            url,
            readers: 4,
            writers: 24,
            read_queue: 1024,
            write_queue: 1024,
            read_deadline: Duration::from_secs(read),
            write_deadline: Duration::from_secs(write),
            work_deadline: Duration::from_mins(1),
            tenant_tables: &[],
        }
    }
}

/// The address of a database.
#[derive(Clone)]
pub enum Url {
    /// A file on this machine.
    Sqlite {
        /// The database file; created when missing. Its folder must exist.
        path: PathBuf,
        /// What a commit survives.
        durability: Durability,
    },
    /// A PostgreSQL server, version 15 or later.
    Postgres {
        /// `postgres://user:password@host:port/database`, without `sslmode`.
        url: String,
        /// How the connection is encrypted.
        tls: Tls,
    },
}

impl Url {
    /// Reads `sqlite:PATH`, `sqlite://PATH`, with `?durability=normal` for what a power cut may take, or a `postgres://` URL, of which `sslmode`
    /// (disable, prefer, require, verify-full) and `sslrootcert` become [`Tls`]. As with libpq a
    /// root certificate makes `require` verify; `verify-ca` checks the host name, too.
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let (path, durability) = match path.split_once('?') {
                None => (path, Durability::Full),
                Some((path, "durability=full")) => (path, Durability::Full),
                Some((path, "durability=normal")) => (path, Durability::Normal),
                Some((_, other)) => {
                    return Err(DbError::Unavailable(format!("unknown option {other}")));
                }
            };
            return Ok(Self::Sqlite {
                path: path.into(),
                durability,
            });
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(DbError::Unavailable(
                "a database URL starts with sqlite: or postgres://".to_owned(),
            ));
        }
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut mode, mut roots, mut rest) = ("prefer", None, Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = value,
                Some(("sslrootcert", value)) => roots = Some(PathBuf::from(value)),
                _ => rest.push(pair),
            }
        }
        let tls = match mode {
            "disable" => Tls::Disable,
            "prefer" | "allow" => Tls::Prefer,
            "require" if roots.is_none() => Tls::Require,
            "require" | "verify-ca" | "verify-full" => Tls::VerifyFull { roots },
            other => {
                return Err(DbError::Unavailable(format!("unknown sslmode {other}")));
            }
        };
        let separator = if rest.is_empty() { "" } else { "?" };
        Ok(Self::Postgres {
            url: format!("{base}{separator}{}", rest.join("&")),
            tls,
        })
    }

    /// The dialect spoken at this address.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres { .. } => Dialect::Postgres,
        }
    }
}

/// Leaves the password out.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path, .. } => write!(f, "sqlite:{}", path.display()),
            Self::Postgres { url, .. } => {
                let (_, rest) = url.split_once("://").unwrap_or_default();
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                write!(
                    f,
                    "postgres://{}",
                    place.split('?').next().unwrap_or_default()
                )
            }
        }
    }
}

/// What a SQLite commit survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// `synchronous=FULL`: a power cut. The default; group commit makes it affordable.
    Full,
    /// `synchronous=NORMAL`: a crash of the process, but a power cut may lose the last commits.
    Normal,
}

impl Durability {
    /// Makes it so on a SQLite connection, outside of a transaction.
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "PRAGMA synchronous = FULL;",
            Self::Normal => "PRAGMA synchronous = NORMAL;",
        }
    }
}

/// How a PostgreSQL connection is encrypted; the meaning of each mode is that of libpq.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// Never.
    Disable,
    /// When the server offers it; its certificate is not checked.
    Prefer,
    /// Always; the certificate is not checked.
    Require,
    /// Always; chain and host name are checked.
    VerifyFull {
        /// A PEM file of trusted roots instead of the web's.
        roots: Option<PathBuf>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postgres(text: &str) -> (String, Tls) {
        match Url::parse(text).unwrap() {
            Url::Postgres { url, tls } => (url, tls),
            Url::Sqlite { .. } => panic!("{text}"),
        }
    }

    #[test]
    fn sqlite_urls_are_paths() {
        for (text, expected) in [
            ("sqlite:data/baton.db", "data/baton.db"),
            ("sqlite://data/baton.db", "data/baton.db"),
            ("sqlite:///var/lib/baton.db", "/var/lib/baton.db"),
        ] {
            let Url::Sqlite { path, durability } = Url::parse(text).unwrap() else {
                panic!()
            };
            assert_eq!(path, PathBuf::from(expected));
            assert_eq!(durability, Durability::Full);
        }
    }

    #[test]
    fn sqlite_urls_say_what_a_commit_survives() {
        for (text, expected) in [
            ("sqlite:baton.db?durability=full", Durability::Full),
            ("sqlite:baton.db?durability=normal", Durability::Normal),
        ] {
            let Url::Sqlite { path, durability } = Url::parse(text).unwrap() else {
                panic!()
            };
            assert_eq!((path, durability), (PathBuf::from("baton.db"), expected));
        }
        assert!(Url::parse("sqlite:baton.db?durability=none").is_err());
    }

    #[test]
    fn postgres_urls_say_how_to_encrypt() {
        let base = "postgres://u:p@h/d";
        let roots = Some(PathBuf::from("/ca.pem"));
        for (query, rest, tls) in [
            ("", "", Tls::Prefer),
            ("?sslmode=disable", "", Tls::Disable),
            ("?a=b&sslmode=require&c=d", "?a=b&c=d", Tls::Require),
            ("?sslmode=verify-full", "", Tls::VerifyFull { roots: None }),
            (
                "?sslmode=require&sslrootcert=/ca.pem",
                "",
                Tls::VerifyFull { roots },
            ),
        ] {
            assert_eq!(
                postgres(&format!("{base}{query}")),
                (format!("{base}{rest}"), tls)
            );
        }
    }

    #[test]
    fn other_urls_are_refused() {
        assert!(Url::parse("mysql://h/d").is_err());
        assert!(Url::parse("postgres://h/d?sslmode=maybe").is_err());
    }

    #[test]
    fn debug_does_not_show_the_password() {
        let url = Url::parse("postgres://u:p%40ss@h:5/d?a=secret").unwrap();
        assert_eq!(format!("{url:?}"), "postgres://h:5/d");
        assert_eq!(
            format!("{:?}", Url::parse("postgres://h/d").unwrap()),
            "postgres://h/d"
        );
    }
}

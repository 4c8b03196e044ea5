//! The configuration: defaults, then a file, then the environment, then flags. The only module that reads the environment.

use crate::cli::Settings;
use anyhow::{Context as _, bail};
use serde::Deserialize;
use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, time::Duration};
use toml::{Table, Value};
use url::Url;

const DEFAULTS: &str = include_str!("config.default.toml");

/// Short names of the environment and what they set.
const SHORT: &[(&str, &str, &str)] = &[
    ("BATON_LISTEN", "server", "listen"),
    ("BATON_PUBLIC_URL", "server", "public_url"),
    ("BATON_DATA_DIR", "server", "data_dir"),
    ("BATON_DATABASE_URL", "database", "url"),
    ("BATON_NATS_URL", "bus", "nats_url"),
    ("BATON_FILES_URL", "files", "url"),
    ("BATON_MAIL_URL", "mail", "url"),
    ("BATON_LLM_URL", "model", "url"),
    ("BATON_LLM_KEY", "model", "key"),
    ("BATON_LLM_MODEL", "model", "name"),
    ("BATON_OTLP_URL", "telemetry", "otlp_url"),
];

/// Everything that can be set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) bus: Bus,
    pub(crate) files: Files,
    pub(crate) model: Model,
    pub(crate) outbound: Outbound,
    pub(crate) mail: Mail,
    pub(crate) webhooks: Webhooks,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    pub(crate) telemetry: Telemetry,
    pub(crate) log: Log,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Server {
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: String,
    pub(crate) data_dir: PathBuf,
    pub(crate) drain_s: u64,
    pub(crate) trusted_proxies: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) connections: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bus {
    pub(crate) nats_url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Files {
    pub(crate) url: String,
    pub(crate) endpoint: String,
    pub(crate) region: String,
    pub(crate) key_id: String,
    pub(crate) secret: String,
    pub(crate) largest_mb: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outbound {
    pub(crate) allow_private: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Webhooks {
    pub(crate) allow_private: String,
    pub(crate) keep_days: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    pub(crate) url: String,
    pub(crate) from: String,
    pub(crate) ca: String,
    pub(crate) timeout_s: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Metrics {
    pub(crate) token: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Telemetry {
    pub(crate) otlp_url: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) level: String,
    pub(crate) format: String,
}

/// How much anybody may ask for. What protects one team's small machine is in the way of another's load balancer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    pub(crate) inits_per_minute: u32,
    pub(crate) messages_per_minute: u32,
    pub(crate) messages_per_address_per_minute: u32,
    pub(crate) messages_per_workspace_per_minute: u32,
    pub(crate) writes_at_once_per_workspace: usize,
    pub(crate) calls_per_minute: u32,
    pub(crate) sockets: usize,
    pub(crate) sockets_per_address: usize,
    pub(crate) header_timeout_s: u64,
    pub(crate) body_timeout_s: u64,
}

// Passwords and keys stay out of whatever prints a configuration.
impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database")
            .field("connections", &self.connections)
            .finish_non_exhaustive()
    }
}
impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Files")
            .field("url", &self.url)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}
impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model")
            .field("url", &self.url)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// Reads the configuration of this process.
    pub(crate) fn load(flags: &Settings) -> anyhow::Result<Self> {
        let file = match &flags.config {
            None => Table::new(),
            Some(path) => std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the configuration file {}", path.display()))?
                .parse()
                .with_context(|| format!("{} is not valid TOML", path.display()))?,
        };
        let environment = std::env::vars()
            .filter(|(name, _)| name.starts_with("BATON_"))
            .collect();
        Self::merge(file, &environment, flags)
    }

    fn merge(
        file: Table,
        environment: &BTreeMap<String, String>,
        flags: &Settings,
    ) -> anyhow::Result<Self> {
        let mut settings: Table = DEFAULTS.parse().context("the embedded defaults")?;
        for (section, values) in file {
            let Value::Table(values) = values else {
                bail!("`{section}` belongs into a section, like [server]")
            };
            for (key, value) in values {
                set(&mut settings, &section, &key, value)?;
            }
        }
        for (name, value) in environment {
            if let Some((section, key)) = place(name) {
                let value =
                    typed(&settings, &section, &key, value).with_context(|| name.clone())?;
                set(&mut settings, &section, &key, value).with_context(|| name.clone())?;
            }
        }
        let path = |path: &PathBuf| path.display().to_string();
        let given = [
            ("listen", flags.listen.clone()),
            ("public_url", flags.public_url.clone()),
            ("data_dir", flags.data_dir.as_ref().map(path)),
        ];
        for (key, value) in given {
            if let Some(value) = value {
                set(&mut settings, "server", key, Value::String(value))?;
            }
        }
        let config: Self = Value::Table(settings)
            .try_into()
            .context("the configuration does not fit")?;
        config.check()
    }

    fn check(mut self) -> anyhow::Result<Self> {
        if self.server.public_url.is_empty() {
            self.server.public_url = format!("http://{}", self.server.listen);
        }
        let url = Url::parse(&self.server.public_url)
            .context("server.public_url is not a web address")?;
        if !matches!(url.scheme(), "http" | "https") || url.path() != "/" {
            bail!("server.public_url must be like https://chat.example.com, without a path");
        }
        if !self.model.url.is_empty() && self.model.name.is_empty() {
            bail!(
                "model.url is set but model.name is not: say which model to ask (BATON_LLM_MODEL)"
            );
        }
        Ok(self)
    }

    /// How long a connection may be silent, and take for the headers of a request.
    pub(crate) fn silence(&self) -> Duration {
        Duration::from_secs(self.limits.header_timeout_s.max(1))
    }

    /// The origin under which people reach this server.
    pub(crate) fn public_origin(&self) -> String {
        self.server.public_url.trim_end_matches('/').to_owned()
    }
}

/// Where a variable belongs: `BATON_SECTION__KEY` or a short name. Others, like those of tests, are not ours.
fn place(name: &str) -> Option<(String, String)> {
    if let Some((_, section, key)) = SHORT.iter().find(|(short, _, _)| *short == name) {
        return Some(((*section).to_owned(), (*key).to_owned()));
    }
    let (section, key) = name.strip_prefix("BATON_")?.split_once("__")?;
    Some((section.to_lowercase(), key.to_lowercase()))
}

/// A value of the environment in the type of the default.
fn typed(settings: &Table, section: &str, key: &str, text: &str) -> anyhow::Result<Value> {
    Ok(match settings.get(section).and_then(|s| s.get(key)) {
        Some(Value::Integer(_)) => Value::Integer(text.parse().context("expected a number")?),
        _ => Value::String(text.to_owned()),
    })
}

fn set(settings: &mut Table, section: &str, key: &str, value: Value) -> anyhow::Result<()> {
    let known = settings.get_mut(section).and_then(Value::as_table_mut);
    let slot = known.and_then(|s| s.get_mut(key));
    let Some(slot) = slot else {
        bail!("there is no setting `{section}.{key}`")
    };
    *slot = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(
        file: &str,
        environment: &[(&str, &str)],
        flags: &Settings,
    ) -> anyhow::Result<Config> {
        let file = file.parse()?;
        let environment = environment
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        Config::merge(file, &environment, flags)
    }

    #[test]
    fn flags_win_over_environment_over_file_over_defaults() {
        let file = "[server]\nlisten = \"127.0.0.1:1\"\ndrain_s = 3";
        let config = merged(
            file,
            &[("BATON_LISTEN", "127.0.0.1:2")],
            &Settings::default(),
        )
        .unwrap();
        assert_eq!((config.server.listen.port(), config.server.drain_s), (2, 3));
        assert_eq!(config.public_origin(), "http://127.0.0.1:2");
        let flags = Settings {
            listen: Some("127.0.0.1:3".into()),
            ..Settings::default()
        };
        let config = merged(file, &[("BATON_SERVER__DRAIN_S", "5")], &flags).unwrap();
        assert_eq!((config.server.listen.port(), config.server.drain_s), (3, 5));
    }

    #[test]
    fn mistakes_are_named() {
        let none = Settings::default();
        let unknown = merged("[server]\nlisten_on = \"x\"", &[], &none).unwrap_err();
        assert!(
            unknown.to_string().contains("server.listen_on"),
            "{unknown}"
        );
        assert!(merged("", &[("BATON_SERVER__DRAIN_S", "soon")], &none).is_err());
        assert!(merged("", &[("BATON_LLM_URL", "http://x/v1")], &none).is_err());
        assert!(merged("", &[("BATON_PUBLIC_URL", "https://x.example/chat")], &none).is_err());
        assert!(merged("", &[("BATON_TEST_POSTGRES", "x")], &none).is_ok());
    }
}

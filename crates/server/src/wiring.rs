//! Building the application from its configuration.

use crate::config::Config;
use anyhow::Context as _;
use baton_ai::{answer::Answerer, openai};
use baton_api::{Allowances, Options, realtime};
use baton_app::{
    App, app::Parts, assistant::Answering, budget::Budget, knowledge::reading::Reading,
    presence::Presence, recheck::recheck, secrets::Secrets, webhooks::Outgoing, work,
};
use baton_bus::Bus;
use baton_core::{id::Ids, time::Clock};
use baton_db::{Db, Url as DbUrl, migrate};
use baton_files::{Bucket, Files, Place};
use baton_jobs::Queue;
use baton_outbound::{
    Allowed, Policy,
    mail::{MailSettings, Mailer},
};
use baton_store::schema::{MIGRATIONS, TENANT_TABLES};
use ipnet::IpNet;
use std::{net::IpAddr, path::Path, sync::Arc, time::Duration};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The name under which our processes find each other on a NATS server.
pub(crate) const CLUSTER: &str = "baton";

/// Where the database is.
pub(crate) fn place(config: &Config) -> anyhow::Result<DbUrl> {
    if config.database.url.is_empty() {
        return Ok(DbUrl::Sqlite {
            path: config.server.data_dir.join("baton.db"),
            durability: baton_db::Durability::Full,
        });
    }
    DbUrl::parse(&config.database.url).context("database.url")
}

/// Opens the database as it is. With `patience`, calls may take so long: for commands that read or write all of it.
pub(crate) async fn open(config: &Config, patience: Option<Duration>) -> anyhow::Result<Db> {
    let mut settings = baton_db::Config::new(place(config)?);
    settings.writers = config.database.connections.max(1);
    settings.tenant_tables = TENANT_TABLES;
    if let Some(patience) = patience {
        (settings.read_deadline, settings.write_deadline) = (patience, patience);
    }
    Db::open(&settings)
        .await
        .context("cannot open the database")
}

/// Makes the folder of everything that is kept.
pub(crate) fn make_folder(config: &Config) -> anyhow::Result<()> {
    let folder = &config.server.data_dir;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Opens the database and brings it up to this version.
pub(crate) async fn database(config: &Config) -> anyhow::Result<Db> {
    make_folder(config)?;
    let db = open(config, None).await?;
    let applied = migrate(&db, MIGRATIONS, Clock::system().now().ms())
        .await
        .context("cannot migrate the database")?;
    if !applied.versions.is_empty() {
        tracing::info!(schema = applied.schema, "database migrated");
    }
    recheck(&db).await?;
    Ok(db)
}

/// Builds the application.
pub(crate) async fn app(config: &Config) -> anyhow::Result<App> {
    let db = database(config).await?;
    let clock = Clock::system();
    let ids = Ids::system(clock.clone());
    let secrets = Secrets::load(&db, &ids).await?;
    let queue = Queue::new(db.clone(), clock.clone(), ids.clone(), work::KINDS);
    Ok(App::new(Parts {
        db,
        clock,
        ids,
        bus: bus(config).await?,
        queue,
        public_origin: config.public_origin(),
        secrets,
        assistants: Answering::new(model(config)?),
        fetching: Policy {
            allow_private: allowed(&config.outbound.allow_private)
                .context("outbound.allow_private")?,
        },
        outgoing: outgoing(config)?,
        mailer: mailer(config)?,
        reading: reading()?,
        files: files(config)?,
        budget: Budget::new(config.limits.writes_at_once_per_workspace),
        presence: Presence::default(),
        tasks: TaskTracker::new(),
        stop: CancellationToken::new(),
    }))
}

/// Where files of conversations are kept.
fn files(config: &Config) -> anyhow::Result<Files> {
    let set = &config.files;
    let place = if set.url.is_empty() {
        Place::Folder(config.server.data_dir.join("files"))
    } else {
        Place::Bucket(Bucket {
            url: set.url.clone(),
            endpoint: set.endpoint.clone(),
            region: set.region.clone(),
            key_id: set.key_id.clone(),
            secret: set.secret.clone(),
        })
    };
    Files::open(&place, set.largest_mb.max(1) * 1_000_000).context("files.url")
}

/// How mail leaves.
fn mailer(config: &Config) -> anyhow::Result<Mailer> {
    let mail = &config.mail;
    let extra_roots = match mail.ca.as_str() {
        "" => Vec::new(),
        path => std::fs::read(path).with_context(|| format!("mail.ca: cannot read {path}"))?,
    };
    let public = url::Url::parse(&config.server.public_url).ok();
    let host = public.as_ref().and_then(|url| url.host_str());
    let settings = MailSettings {
        url: mail.url.clone(),
        from: mail.from.clone(),
        extra_roots,
        hello: host.unwrap_or_default().to_owned(),
        patience: Duration::from_secs(mail.timeout_s.max(1)),
    };
    Mailer::new(&settings).context("mail.url")
}

/// By this very program, also where its file was replaced meanwhile.
fn reading() -> anyhow::Result<Reading> {
    let ours = Path::new("/proc/self/exe");
    let program = if ours.exists() {
        ours.to_owned()
    } else {
        std::env::current_exe().context("cannot find this program")?
    };
    Ok(Reading::Apart(program.into()))
}

async fn bus(config: &Config) -> anyhow::Result<Bus> {
    match config.bus.nats_url.as_str() {
        "" => Ok(Bus::local()),
        url => Ok(Bus::nats(url, CLUSTER).await.context("bus.nats_url")?),
    }
}

fn model(config: &Config) -> anyhow::Result<Option<Arc<dyn Answerer>>> {
    if config.model.url.is_empty() {
        return Ok(None);
    }
    let base = url::Url::parse(&config.model.url).context("model.url is not a web address")?;
    // Whoever configures the server may name a model server of their own network.
    let client =
        baton_outbound::model_client(&Policy::allowing(&base), &base).context("model.url")?;
    let settings = openai::Settings::new(
        &config.model.url,
        Some(config.model.key.clone()),
        &config.model.name,
    );
    Ok(Some(Arc::new(openai::OpenAi::new(client, settings))))
}

/// How the edge behaves.
pub(crate) fn edge(config: &Config) -> anyhow::Result<Options> {
    let proxies = config.server.trusted_proxies.split(',').map(str::trim);
    let proxies = proxies.filter(|text| !text.is_empty()).map(network);
    let (token, limits) = (&config.metrics.token, &config.limits);
    Ok(Options {
        trusted_proxies: proxies
            .collect::<Option<_>>()
            .context("server.trusted_proxies: write addresses or networks like 10.0.0.0/8")?,
        visitors: Allowances {
            inits: limits.inits_per_minute,
            messages: limits.messages_per_minute,
            messages_of_address: limits.messages_per_address_per_minute,
            messages_of_workspace: limits.messages_per_workspace_per_minute,
            calls: limits.calls_per_minute,
        },
        sockets: realtime::Limits {
            sockets: limits.sockets,
            sockets_per_address: limits.sockets_per_address,
            ..realtime::Limits::default()
        },
        body_timeout: Duration::from_secs(limits.body_timeout_s.max(1)),
        metrics_token: (!token.is_empty()).then(|| token.clone()),
        ..Options::default()
    })
}

/// A network, or one address.
fn network(text: &str) -> Option<IpNet> {
    let address = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse().ok().or_else(address)
}

/// How other programs are told of events.
fn outgoing(config: &Config) -> anyhow::Result<Outgoing> {
    let listed = &config.webhooks.allow_private;
    Ok(Outgoing {
        policy: Policy {
            allow_private: allowed(listed).context("webhooks.allow_private")?,
        },
        keep_ms: i64::from(config.webhooks.keep_days.max(1)) * 24 * 3_600_000,
        ..Outgoing::default()
    })
}

/// What may be reached beyond the public internet.
fn allowed(listed: &str) -> anyhow::Result<Vec<Allowed>> {
    let listed = listed.split(',').map(str::trim);
    let listed = listed.filter(|text| !text.is_empty()).map(str::parse);
    Ok(listed.collect::<Result<_, _>>()?)
}

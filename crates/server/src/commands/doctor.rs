//! `baton doctor`: whether all is well, one line for each check.

use super::say;
use crate::{cli::Doctor, config::Config, wiring};
use baton_app::doctor::{self, Finding, Verdict};
use baton_bus::Bus;
use baton_core::time::Clock;
use baton_db::Url as DbUrl;
use baton_outbound::{Policy, request_client};
use serde_json::json;
use std::{path::Path, process::ExitCode, time::Duration};
use url::{Host, Url};

/// Looking through a large database takes long.
const PATIENCE: Duration = Duration::from_hours(1);
/// How long another server may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// Below this much free space somebody should look, and below this much it is nearly over.
const LITTLE_SPACE: u64 = 1 << 30;
const NO_SPACE: u64 = 100 << 20;

pub(super) async fn run(config: &Config, command: &Doctor) -> anyhow::Result<ExitCode> {
    let mut findings = vec![disk(&config.server.data_dir)];
    findings.extend(database(config).await);
    findings.push(public_url(config).await);
    findings.extend(bus(config).await);
    let worst = findings.iter().map(|finding| finding.verdict).max();
    let worst = worst.unwrap_or(Verdict::Ok);
    if command.json {
        say(&serde_json::to_string_pretty(
            &json!({"verdict": worst, "findings": findings}),
        )?)?;
    } else {
        for Finding {
            check,
            verdict,
            says,
        } in &findings
        {
            let verdict = match verdict {
                Verdict::Ok => "ok",
                Verdict::Warning => "WARNING",
                Verdict::Failure => "FAILURE",
            };
            say(&format!("{verdict:<8} {check:<11} {says}"))?;
        }
    }
    Ok(ExitCode::from(match worst {
        Verdict::Ok => 0,
        Verdict::Warning => 1,
        Verdict::Failure => 2,
    }))
}

/// Whether the data folder takes files, and for how long.
fn disk(folder: &Path) -> Finding {
    const CHECK: &str = "disk";
    let probe = folder.join(".doctor");
    let written = std::fs::write(&probe, "ok").and_then(|()| std::fs::remove_file(&probe));
    if let Err(error) = written {
        let says = format!("{} takes no files: {error}", folder.display());
        return Finding::new(CHECK, Verdict::Failure, says);
    }
    let free = match rustix::fs::statvfs(folder) {
        Ok(about) => about.f_bavail.saturating_mul(about.f_frsize),
        Err(error) => return Finding::new(CHECK, Verdict::Warning, error.to_string()),
    };
    let verdict = match free {
        ..NO_SPACE => Verdict::Failure,
        NO_SPACE..LITTLE_SPACE => Verdict::Warning,
        LITTLE_SPACE.. => Verdict::Ok,
    };
    let says = format!("{} MB are free in {}", free / 1_000_000, folder.display());
    Finding::new(CHECK, verdict, says)
}

async fn database(config: &Config) -> Vec<Finding> {
    let failed = |says: String| vec![Finding::new("database", Verdict::Failure, says)];
    match wiring::place(config) {
        // To open it would make it.
        Ok(DbUrl::Sqlite { path, .. }) if !path.exists() => {
            return failed(format!(
                "there is none at {}: start the server once",
                path.display()
            ));
        }
        Ok(_) => {}
        Err(error) => return failed(format!("{error:#}")),
    }
    match wiring::open(config, Some(PATIENCE)).await {
        Ok(db) => {
            let findings = doctor::examine(&db, Clock::system().now()).await;
            db.close().await;
            findings
        }
        Err(error) => failed(format!("{error:#}")),
    }
}

/// Whether browsers reach this installation where links and widgets point.
async fn public_url(config: &Config) -> Finding {
    const CHECK: &str = "public_url";
    let origin = config.public_origin();
    let Ok(url) = Url::parse(&format!("{origin}/healthz")) else {
        return Finding::new(CHECK, Verdict::Failure, format!("{origin} is no address"));
    };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let answer = match request_client(&Policy::allowing(&url)) {
        Ok(client) => client.get(url.clone()).timeout(ANSWER_WITHIN).send().await,
        Err(error) => return Finding::new(CHECK, Verdict::Failure, error.to_string()),
    };
    match answer {
        Err(_) => Finding::new(
            CHECK,
            Verdict::Warning,
            format!("nothing answers at {origin}: is the server running, and its proxy?"),
        ),
        Ok(answer) if !answer.status().is_success() => {
            let says = format!(
                "{origin} answers {}: is it this server?",
                answer.status().as_u16()
            );
            Finding::new(CHECK, Verdict::Failure, says)
        }
        Ok(_) if url.scheme() == "http" && !is_here => Finding::new(
            CHECK,
            Verdict::Warning,
            format!("{origin} is not encrypted: set server.public_url to an https address"),
        ),
        Ok(_) => Finding::new(CHECK, Verdict::Ok, format!("{origin} answers")),
    }
}

/// Whether other nodes can be heard, where there are any.
async fn bus(config: &Config) -> Option<Finding> {
    const CHECK: &str = "bus";
    if config.bus.nats_url.is_empty() {
        return None;
    }
    let bus = match Bus::nats(&config.bus.nats_url, wiring::CLUSTER).await {
        Ok(bus) => bus,
        Err(error) => return Some(Finding::new(CHECK, Verdict::Failure, error.to_string())),
    };
    let connected = async {
        while !bus.is_connected() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let finding = match tokio::time::timeout(ANSWER_WITHIN, connected).await {
        Ok(()) => Finding::new(CHECK, Verdict::Ok, "NATS answers"),
        Err(_) => Finding::new(
            CHECK,
            Verdict::Failure,
            "NATS does not answer: nodes hear of each other's messages late, by asking",
        ),
    };
    bus.close().await;
    Some(finding)
}

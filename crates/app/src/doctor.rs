//! Whether all is well with the database: what an operator asks before they sleep, and after something happened.

use crate::{
    audit::{self, Chain},
    backup,
};
use baton_core::time::Timestamp;
use baton_db::{Conn, Db, DbError, pending};
use baton_store::{dialect, operate::checks, schema::MIGRATIONS};
use serde::Serialize;

/// A day and a half: a nightly backup that was missed is noticed in the morning.
const OLD_BACKUP_MS: i64 = 36 * 3_600_000;
/// Clocks that differ by more make times of the log and leases of jobs doubtful.
const CLOCKS_APART_MS: i64 = 5_000;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// All is well.
    Ok,
    /// Somebody should look at it.
    Warning,
    /// Something is broken, or will be soon.
    Failure,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which check.
    pub check: &'static str,
    /// How serious it is.
    pub verdict: Verdict,
    /// In a sentence, with what to do.
    pub says: String,
}

impl Finding {
    /// A finding.
    pub fn new(check: &'static str, verdict: Verdict, says: impl Into<String>) -> Self {
        let says = says.into();
        Self {
            check,
            verdict,
            says,
        }
    }

    fn rule(check: &'static str, broken: baton_db::Result<i64>, well: &str, ill: &str) -> Self {
        match broken {
            Ok(0) => Self::new(check, Verdict::Ok, well),
            Ok(count) => Self::new(check, Verdict::Failure, format!("{ill}: {count}")),
            Err(error) => Self::unanswered(check, &error),
        }
    }

    fn unanswered(check: &'static str, error: &DbError) -> Self {
        let says = format!("the database did not answer: {error}");
        Self::new(check, Verdict::Failure, says)
    }
}

/// Looks at everything that the database can tell. Changes nothing, and may run beside the server.
pub async fn examine(db: &Db, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![schema(db).await];
    if findings
        .iter()
        .any(|finding| finding.verdict == Verdict::Failure)
    {
        // The questions are of this program's schema.
        return findings;
    }
    let told = db
        .read(async move |conn| {
            let mut told = storage(conn).await;
            told.push(clock(conn, now).await);
            told.push(last_backup(conn, now).await);
            told.push(jobs(conn, now).await);
            Ok::<_, DbError>(told)
        })
        .await;
    findings.extend(told.unwrap_or_else(|error| vec![Finding::unanswered("database", &error)]));
    for rule in RULES {
        findings.push(rule_of(db, *rule).await);
    }
    findings.push(audit_log(db).await);
    findings
}

async fn schema(db: &Db) -> Finding {
    const CHECK: &str = "schema";
    match pending(db, MIGRATIONS).await {
        Ok(none) if none.is_empty() => {
            let newest = MIGRATIONS.last().map_or(0, |last| last.version);
            Finding::new(
                CHECK,
                Verdict::Ok,
                format!("at version {newest}, nothing pending"),
            )
        }
        Ok(some) => {
            let says = format!(
                "{} migrations are pending: start the server or run `baton migrate`",
                some.len()
            );
            Finding::new(CHECK, Verdict::Failure, says)
        }
        Err(error) => Finding::new(CHECK, Verdict::Failure, error.to_string()),
    }
}

/// What the database finds in itself and how it is set.
async fn storage(conn: &mut Conn<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (check, question, verdict, well) in [
        (
            "integrity",
            dialect::damage(conn.dialect()),
            Verdict::Failure,
            "the database finds no damage in itself",
        ),
        (
            "durability",
            dialect::careless(conn.dialect()),
            Verdict::Warning,
            "commits survive a power cut",
        ),
    ] {
        let said: baton_db::Result<Vec<String>> = conn.fetch_all(question).await;
        findings.push(match said {
            Ok(none) if none.is_empty() => Finding::new(check, Verdict::Ok, well),
            Ok(some) => Finding::new(check, verdict, some.join("; ")),
            Err(error) => Finding::unanswered(check, &error),
        });
    }
    findings
}

async fn clock(conn: &mut Conn<'_>, now: Timestamp) -> Finding {
    const CHECK: &str = "clock";
    let asked = async {
        let theirs: i64 = conn.fetch_one(dialect::clock(conn.dialect())).await?;
        Ok((Timestamp::from_ms(theirs), checks::newest(conn).await?))
    };
    let (theirs, newest) = match asked.await {
        Ok(told) => told,
        Err(error) => return Finding::unanswered(CHECK, &error),
    };
    let apart = theirs.since_ms(now).abs();
    let ahead = newest.map_or(0, |newest| newest.since_ms(now));
    if apart > CLOCKS_APART_MS {
        let says = format!(
            "this machine and the database are {} s apart: use NTP on both",
            apart / 1_000
        );
        Finding::new(CHECK, Verdict::Warning, says)
    } else if ahead > CLOCKS_APART_MS {
        let says = format!(
            "the newest row is {} s in the future: the clock was set back",
            ahead / 1_000
        );
        Finding::new(CHECK, Verdict::Warning, says)
    } else {
        Finding::new(CHECK, Verdict::Ok, format!("{now}, and no row is newer"))
    }
}

async fn last_backup(conn: &mut Conn<'_>, now: Timestamp) -> Finding {
    const CHECK: &str = "backup";
    match backup::last(conn).await {
        Ok(Some(at)) => {
            let age = now.since_ms(at);
            let verdict = if age > OLD_BACKUP_MS {
                Verdict::Warning
            } else {
                Verdict::Ok
            };
            Finding::new(
                CHECK,
                verdict,
                format!("the last one is {} hours old ({at})", age / 3_600_000),
            )
        }
        Ok(None) => Finding::new(
            CHECK,
            Verdict::Warning,
            "none was ever made: run `baton backup FILE`",
        ),
        Err(error) => Finding::unanswered(CHECK, &error),
    }
}

/// Whether every audit log is as it was written.
async fn audit_log(db: &Db) -> Finding {
    const CHECK: &str = "audit";
    let mut lines = 0;
    let kept = match audit::kept(db).await {
        Ok(kept) => kept,
        Err(error) => return Finding::new(CHECK, Verdict::Failure, error.to_string()),
    };
    for workspace in kept {
        match audit::verify(db, workspace).await {
            Ok(Chain::Whole { lines: of_it, .. }) => lines += of_it,
            Ok(Chain::Broken { seq, why, .. }) => {
                let says = format!("line {seq} of workspace {workspace} does not fit: {why}");
                return Finding::new(CHECK, Verdict::Failure, says);
            }
            Err(error) => return Finding::new(CHECK, Verdict::Failure, error.to_string()),
        }
    }
    let says = format!("every line of the audit log fits the one before it ({lines} lines)");
    Finding::new(CHECK, Verdict::Ok, says)
}

async fn jobs(conn: &mut Conn<'_>, now: Timestamp) -> Finding {
    const CHECK: &str = "jobs";
    match checks::stuck_jobs(conn, now).await {
        Ok((0, 0)) => Finding::new(CHECK, Verdict::Ok, "none is stuck"),
        Ok((dead, late)) => {
            let says = format!(
                "{dead} were set aside after too many failures, {late} have been due for 15 minutes"
            );
            Finding::new(CHECK, Verdict::Warning, says)
        }
        Err(error) => Finding::unanswered(CHECK, &error),
    }
}

/// The invariants of docs/architecture.md, by name.
#[derive(Debug, Clone, Copy)]
enum Rule {
    OneHolder,
    Silence,
    Messages,
    Events,
    Leads,
    Tenancy,
    Stretches,
    OneOwner,
}

const RULES: &[Rule] = &[
    Rule::OneHolder,
    Rule::Silence,
    Rule::Messages,
    Rule::Events,
    Rule::Leads,
    Rule::Tenancy,
    Rule::Stretches,
    Rule::OneOwner,
];

async fn rule_of(db: &Db, rule: Rule) -> Finding {
    let broken = db
        .read(async move |conn| match rule {
            Rule::OneHolder => checks::holders(conn).await,
            Rule::Silence => checks::spoken_over(conn).await,
            Rule::Messages => checks::gaps_in_messages(conn).await,
            Rule::Events => checks::gaps_in_events(conn).await,
            Rule::Leads => checks::untold_leads(conn).await,
            Rule::Tenancy => checks::strayed(conn).await,
            Rule::Stretches => checks::untold_stretches(conn).await,
            Rule::OneOwner => checks::owners(conn).await,
        })
        .await;
    let (check, well, ill) = match rule {
        Rule::OneHolder => (
            "one_holder",
            "every conversation has one holder at most",
            "conversations with an odd holder",
        ),
        Rule::Silence => (
            "silence",
            "no assistant spoke while a person held the baton",
            "messages of an assistant while a person held the baton",
        ),
        Rule::Messages => (
            "messages",
            "every message is there once, in order",
            "conversations with a gap in their messages",
        ),
        Rule::Events => (
            "events",
            "every event is there once, in order",
            "workspaces with a gap in their events",
        ),
        Rule::Leads => (
            "leads",
            "every lead was told of",
            "conversations with leads that nobody was told of",
        ),
        Rule::Tenancy => (
            "tenancy",
            "no row points into another workspace",
            "rows that point into another workspace",
        ),
        Rule::Stretches => (
            "stretches",
            "every change of holder was written down",
            "conversations whose holder is not the one that was written down",
        ),
        Rule::OneOwner => (
            "one_owner",
            "every workspace has one owner",
            "workspaces without an owner, with more than one, or whose owner is suspended",
        ),
    };
    Finding::rule(check, broken, well, ill)
}

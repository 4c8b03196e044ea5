//! Who wants the daily digest, and at what time of the day: on the clock of the workspace, so that the hour stays when the
//! clocks change.

use crate::{
    App, Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    team::hours::{BusinessHours, ClockTime},
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::members::{
    digest::{self, Due, Plan},
    hours,
};

const DAY_MIN: u16 = 24 * 60;

/// When somebody gets the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestTime {
    /// The minute of the day on the clock of the workspace; `None` where they do not want it.
    pub minute: Option<u16>,
    /// Whose clock: the time zone of the workspace.
    pub time_zone: String,
}

impl App {
    /// When the caller gets the digest.
    pub async fn digest_time(&self, caller: &Caller) -> Result<DigestTime> {
        let (workspace, user) = (caller.workspace, caller.person.id);
        let (hours, readers) = self
            .db
            .read(async move |conn| {
                let hours = hours::find(conn, workspace).await?;
                Ok::<_, DbError>((hours, digest::readers(conn, workspace).await?))
            })
            .await?;
        let mine = readers.iter().find(|due| due.user == user);
        Ok(DigestTime {
            minute: mine.map(|due| chosen(&hours, due).minutes()),
            time_zone: hours.time_zone,
        })
    }

    /// Says at which minute of the workspace's day the caller wants the digest, or that they do not.
    pub async fn set_digest_minute(
        &self,
        caller: &Caller,
        minute: Option<i64>,
    ) -> Result<DigestTime> {
        let time = minute.map(clock_time).transpose()?;
        let user = caller.person.id;
        self.transact(caller.workspace, async move |unit| {
            let hours = hours::find(unit.conn, unit.workspace).await?;
            let plan = time.map(|time| plan(&hours, time, unit.now));
            if !digest::set(unit.conn, unit.workspace, user, plan).await? {
                return Err(AppError::NotFound);
            }
            Ok(DigestTime {
                minute: time.map(ClockTime::minutes),
                time_zone: hours.time_zone,
            })
        })
        .await
    }
}

fn clock_time(minute: i64) -> Result<ClockTime> {
    let minute = u16::try_from(minute).ok().filter(|m| *m < DAY_MIN);
    let time = minute.and_then(ClockTime::from_minutes);
    time.ok_or_else(|| AppError::invalid("minute", "Choose a minute of the day, 0 to 1439."))
}

/// The time of the day that somebody chose.
fn chosen(hours: &BusinessHours, due: &Due) -> ClockTime {
    let kept = due.minute.and_then(|minute| u16::try_from(minute).ok());
    let kept = kept.and_then(ClockTime::from_minutes);
    kept.unwrap_or_else(|| hours.clock(due.at))
}

fn plan(hours: &BusinessHours, time: ClockTime, now: Timestamp) -> Plan {
    Plan {
        minute: time.minutes().into(),
        next_at: hours.next(time, now),
    }
}

/// Has one that was due come again.
pub(crate) async fn again(conn: &mut Conn<'_>, due: &Due, now: Timestamp) -> baton_db::Result<()> {
    let hours = hours::find(conn, due.workspace).await?;
    let next = plan(&hours, chosen(&hours, due), now);
    digest::set(conn, due.workspace, due.user, Some(next)).await?;
    Ok(())
}

/// Keeps the hours at which digests come where the workspace goes by another clock from now on.
pub(crate) async fn follow_clock(
    unit: &mut Unit<'_, '_>,
    before: &BusinessHours,
    after: &BusinessHours,
) -> Result<()> {
    if before.time_zone == after.time_zone {
        return Ok(());
    }
    for due in digest::readers(unit.conn, unit.workspace).await? {
        let next = plan(after, chosen(before, &due), unit.now);
        digest::set(unit.conn, unit.workspace, due.user, Some(next)).await?;
    }
    Ok(())
}

//! When a team is there: a time zone, the hours of each weekday, and holidays.

mod daily;
pub mod snooze;

use crate::time::Timestamp;
use jiff::{
    ToSpan as _, Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How far ahead the next opening is looked for.
const AHEAD_DAYS: i64 = 370;
/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// Stretches of one day, at most.
const SPANS: usize = 6;
/// Holidays, at most.
const HOLIDAYS: usize = 100;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A time of the day in minutes, 00:00 to 24:00. `HH:MM` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(u16);

impl ClockTime {
    /// So many minutes after midnight.
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes <= DAY {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = text.split_once(':').and_then(|(hours, minutes)| {
            let (h, m): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            let fits = text.len() == 5 && h <= 24 && m < 60;
            fits.then_some(h * 60 + m).and_then(Self::from_minutes)
        });
        read.ok_or_else(|| D::Error::custom(format!("`{text}` is no time like 09:30")))
    }
}

impl utoipa::PartialSchema for ClockTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^([01][0-9]|2[0-4]):[0-5][0-9]$"))
            .into()
    }
}

impl ToSchema for ClockTime {
    fn name() -> std::borrow::Cow<'static, str> {
        "ClockTime".into()
    }
}

/// A stretch of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Span {
    /// Open from then on.
    pub from: ClockTime,
    /// Until then.
    pub to: ClockTime,
}

/// A day on which nobody is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Holiday {
    /// Like `2026-12-24`.
    pub date: String,
    /// What it is.
    #[serde(default)]
    pub name: String,
}

/// When a team is there, and what a visitor who waits is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BusinessHours {
    /// Whether there are any; without, the team counts as there around the clock.
    pub enabled: bool,
    /// A name of the IANA database, like `Europe/Oslo`.
    pub time_zone: String,
    /// Monday to Sunday.
    pub weekly: Vec<Vec<Span>>,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// After so many seconds of waiting the visitor is offered an e-mail instead; 30 to 3600.
    pub offer_after_s: u32,
}

impl Default for BusinessHours {
    fn default() -> Self {
        let nine_to_five = Span {
            from: ClockTime(9 * 60),
            to: ClockTime(17 * 60),
        };
        let day = |n: usize| {
            if n < 5 {
                vec![nine_to_five]
            } else {
                Vec::new()
            }
        };
        Self {
            enabled: false,
            time_zone: "UTC".to_owned(),
            weekly: (0..7).map(day).collect(),
            holidays: Vec::new(),
            offer_after_s: 120,
        }
    }
}

/// In a line, as the notes on a version tell it.
impl std::fmt::Display for BusinessHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.enabled {
            for (day, spans) in DAYS.iter().zip(&self.weekly) {
                let spans: Vec<_> = spans
                    .iter()
                    .map(|span| format!("{}\u{2013}{}", span.from, span.to))
                    .collect();
                if !spans.is_empty() {
                    write!(f, "{day} {}, ", spans.join(" and "))?;
                }
            }
            write!(f, "{}", self.time_zone)?;
            for day in &self.holidays {
                write!(f, ", not on {}", day.date)?;
            }
        } else {
            f.write_str("Around the clock")?;
        }
        write!(f, ", an e-mail is offered after {} s", self.offer_after_s)
    }
}

/// Whether a team is there at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// It is; until then, where that is known.
    Open(Option<Opening>),
    /// It is not; it is again then, where it ever is.
    Closed(Option<Opening>),
}

impl Door {
    /// Whether somebody should be there.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }
}

/// A moment at which a team comes or goes, as its own clock shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The moment.
    pub at: Timestamp,
    /// Days from today, 0 for today.
    pub days_ahead: i64,
    /// Monday is 0.
    pub weekday: usize,
    /// Like `2026-11-23`.
    pub date: String,
    /// Like `09:00`.
    pub time: String,
}

impl BusinessHours {
    /// What is wrong, by field.
    pub fn faults(&self) -> BTreeMap<&'static str, String> {
        let mut faults = BTreeMap::new();
        let mut wrong = |field, what: &str| drop(faults.insert(field, what.to_owned()));
        if TimeZone::get(&self.time_zone).is_err() {
            wrong("time_zone", "Choose a time zone like Europe/Oslo.");
        }
        if self.weekly.len() != 7 {
            wrong("weekly", "Give the hours of seven days, Monday first.");
        }
        for spans in &self.weekly {
            let in_order = spans.windows(2).all(|pair| match pair {
                [a, b] => a.to <= b.from,
                _ => true,
            });
            if spans.len() > SPANS || !in_order || spans.iter().any(|span| span.from >= span.to) {
                wrong(
                    "weekly",
                    "Each stretch ends after it begins, and before the next one.",
                );
            }
        }
        if self.holidays.len() > HOLIDAYS {
            wrong("holidays", "Keep at most 100 holidays.");
        }
        let odd =
            |day: &Holiday| day.date.parse::<Date>().is_err() || day.name.chars().count() > 80;
        if self.holidays.iter().any(odd) {
            wrong(
                "holidays",
                "Give each holiday as a date like 2026-12-24, and a name of at most 80 characters.",
            );
        }
        if !(30..=3_600).contains(&self.offer_after_s) {
            wrong("offer_after_s", "Choose 30 to 3600 seconds.");
        }
        faults
    }

    /// Whether the team is there at `now`.
    pub fn at(&self, now: Timestamp) -> Door {
        if !self.enabled {
            return Door::Open(None);
        }
        let here = self.local(now);
        let today = here.date();
        for ahead in 0..=AHEAD_DAYS {
            let Ok(date) = today.checked_add(ahead.days()) else {
                break;
            };
            for span in self.spans(date) {
                let (Some(from), Some(to)) =
                    (self.moment(date, span.from), self.moment(date, span.to))
                else {
                    continue;
                };
                if from <= now && now < to {
                    return Door::Open(self.opening(to, today));
                }
                if now < from {
                    return Door::Closed(self.opening(from, today));
                }
            }
        }
        Door::Closed(None)
    }

    /// The hour of the day at `now`, as the team's clock shows it.
    pub fn hour(&self, now: Timestamp) -> i8 {
        self.local(now).hour()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    fn local(&self, now: Timestamp) -> Zoned {
        let moment =
            jiff::Timestamp::from_millisecond(now.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        moment.to_zoned(self.zone())
    }

    fn spans(&self, date: Date) -> &[Span] {
        let day = date.to_string();
        if self.holidays.iter().any(|holiday| holiday.date == day) {
            return &[];
        }
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.weekly
            .get(weekday)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// A time of a day as a moment. One that a change of the clocks leaves out is the moment after the gap.
    fn moment(&self, date: Date, time: ClockTime) -> Option<Timestamp> {
        let (date, minutes) = if time.0 == DAY {
            (date.checked_add(1.day()).ok()?, 0)
        } else {
            (date, time.0)
        };
        let hour = i8::try_from(minutes / 60).ok()?;
        let minute = i8::try_from(minutes % 60).ok()?;
        let time = Time::new(hour, minute, 0, 0).ok()?;
        let zoned = date.to_datetime(time).to_zoned(self.zone()).ok()?;
        Some(Timestamp::from_ms(zoned.timestamp().as_millisecond()))
    }

    fn opening(&self, at: Timestamp, today: Date) -> Option<Opening> {
        let local = self.local(at);
        let days_ahead = i64::from(today.until(local.date()).ok()?.get_days());
        Some(Opening {
            at,
            days_ahead,
            weekday: usize::try_from(local.weekday().to_monday_zero_offset()).ok()?,
            date: local.date().to_string(),
            time: format!("{:02}:{:02}", local.hour(), local.minute()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn oslo() -> BusinessHours {
        BusinessHours {
            enabled: true,
            time_zone: "Europe/Oslo".to_owned(),
            holidays: vec![Holiday {
                date: "2026-12-24".to_owned(),
                name: "Christmas Eve".to_owned(),
            }],
            ..BusinessHours::default()
        }
    }

    fn told(door: &Door) -> String {
        match door {
            Door::Open(until) => format!("open {}", shown(until.as_ref())),
            Door::Closed(until) => format!("closed {}", shown(until.as_ref())),
        }
    }

    fn shown(opening: Option<&Opening>) -> String {
        opening.map_or("ever".to_owned(), |o| {
            format!("{} {} +{} day {}", o.date, o.time, o.days_ahead, o.weekday)
        })
    }

    #[test]
    fn the_door_follows_the_teams_own_clock() {
        let hours = oslo();
        for (now, expected) in [
            // A Friday in winter: Oslo is an hour ahead.
            ("2026-11-20T07:59:00Z", "closed 2026-11-20 09:00 +0 day 4"),
            ("2026-11-20T08:00:00Z", "open 2026-11-20 17:00 +0 day 4"),
            ("2026-11-20T15:59:59Z", "open 2026-11-20 17:00 +0 day 4"),
            ("2026-11-20T16:00:00Z", "closed 2026-11-23 09:00 +3 day 0"),
            // Christmas Eve is a Thursday.
            ("2026-12-23T18:00:00Z", "closed 2026-12-25 09:00 +2 day 4"),
            // The clocks go forward in the night to Sunday: Monday begins an hour earlier in UTC.
            ("2026-03-27T18:00:00Z", "closed 2026-03-30 09:00 +3 day 0"),
            ("2026-03-30T07:00:00Z", "open 2026-03-30 17:00 +0 day 0"),
        ] {
            assert_eq!(told(&hours.at(at(now))), expected, "{now}");
        }
    }

    #[test]
    fn a_time_that_the_clocks_leave_out_opens_after_the_gap() {
        let early = Span {
            from: ClockTime(2 * 60 + 30),
            to: ClockTime(DAY),
        };
        let hours = BusinessHours {
            weekly: vec![vec![early]; 7],
            ..oslo()
        };
        // 02:30 does not exist on 29 March 2026 in Oslo.
        assert_eq!(
            told(&hours.at(at("2026-03-29T00:59:00Z"))),
            "closed 2026-03-29 03:30 +0 day 6"
        );
        assert_eq!(
            told(&hours.at(at("2026-03-29T21:59:00Z"))),
            "open 2026-03-30 00:00 +1 day 0"
        );
    }

    #[test]
    fn without_hours_the_team_is_there_and_without_days_it_never_is() {
        assert_eq!(
            told(&BusinessHours::default().at(at("2026-11-21T03:00:00Z"))),
            "open ever"
        );
        let never = BusinessHours {
            weekly: vec![Vec::new(); 7],
            ..oslo()
        };
        assert_eq!(told(&never.at(at("2026-11-21T03:00:00Z"))), "closed ever");
    }

    #[test]
    fn what_cannot_be_is_named() {
        let wrong = BusinessHours {
            time_zone: "Middle/Earth".to_owned(),
            weekly: vec![
                vec![Span {
                    from: ClockTime(600),
                    to: ClockTime(600)
                }];
                7
            ],
            holidays: vec![Holiday {
                date: "2026-02-30".to_owned(),
                name: String::new(),
            }],
            offer_after_s: 5,
            ..oslo()
        };
        let fields: Vec<_> = wrong.faults().into_keys().collect();
        assert_eq!(fields, ["holidays", "offer_after_s", "time_zone", "weekly"]);
        assert!(oslo().faults().is_empty());
    }

    #[test]
    fn times_of_the_day_are_written_as_one_writes_them() {
        let json = serde_json::to_string(&BusinessHours::default()).unwrap();
        assert!(json.contains(r#"{"from":"09:00","to":"17:00"}"#), "{json}");
        assert_eq!(
            serde_json::from_str::<BusinessHours>(&json).unwrap(),
            BusinessHours::default()
        );
        for wrong in ["9:00", "24:01", "12:60", "noon", "-1:00"] {
            assert!(
                serde_json::from_str::<ClockTime>(&format!("{wrong:?}")).is_err(),
                "{wrong}"
            );
        }
    }
}

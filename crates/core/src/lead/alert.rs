//! Alerts: what a person has to see, and how the team is told until somebody does. Toast, then sound, then push, then
//! e-mail, then the next person; the first acknowledgement ends it. Some are one person's own, and pass to nobody.

use crate::{id::UserId, time::Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::codes! {
    /// What somebody is alerted of.
    pub enum AlertKind {
        /// A lead came in.
        Lead = "lead",
        /// A visitor waits for a person.
        Handoff = "handoff",
        /// A teammate mentioned them in a note.
        Mention = "mention",
        /// A teammate made them responsible, or passed them the baton.
        Assigned = "assigned",
    }
}

crate::codes! {
    /// How somebody is alerted, in the order in which it is tried.
    pub enum AlertStep {
        /// A toast in the console.
        Toast = "toast",
        /// A sound in the console.
        Sound = "sound",
        /// A notification of the operating system, also where no tab is open.
        Push = "push",
        /// An e-mail.
        Mail = "mail",
    }
}

crate::codes! {
    /// By what somebody acknowledged.
    pub enum AcknowledgedBy {
        /// They clicked the toast.
        Toast = "toast",
        /// They clicked the notification.
        Notification = "notification",
        /// They opened the row.
        Opened = "opened",
        /// They claimed the conversation.
        Claimed = "claimed",
    }
}

/// What alerts one person of one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlertWishes {
    /// A toast in the console.
    pub toast: bool,
    /// A sound in the console.
    pub sound: bool,
    /// A notification of the operating system.
    pub push: bool,
    /// An e-mail.
    pub mail: bool,
}

impl Default for AlertWishes {
    fn default() -> Self {
        Self {
            toast: true,
            sound: false,
            push: true,
            mail: true,
        }
    }
}

impl AlertWishes {
    /// Whether this way is wanted.
    pub const fn wants(self, step: AlertStep) -> bool {
        match step {
            AlertStep::Toast => self.toast,
            AlertStep::Sound => self.sound,
            AlertStep::Push => self.push,
            AlertStep::Mail => self.mail,
        }
    }
}

/// When each step follows, in seconds after the first one for the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlertPlan {
    /// The sound.
    pub sound_after_s: i64,
    /// The push.
    pub push_after_s: i64,
    /// The e-mail.
    pub mail_after_s: i64,
    /// The next person.
    pub next_after_s: i64,
}

impl Default for AlertPlan {
    fn default() -> Self {
        Self {
            sound_after_s: 10,
            push_after_s: 30,
            mail_after_s: 120,
            next_after_s: 300,
        }
    }
}

impl AlertPlan {
    /// The longest delay, in seconds.
    pub const LONGEST_S: i64 = 86_400;

    /// Whether each step follows the one before it, within a day.
    pub fn is_sane(self) -> bool {
        let steps = [
            0,
            self.sound_after_s,
            self.push_after_s,
            self.mail_after_s,
            self.next_after_s,
            Self::LONGEST_S,
        ];
        steps.is_sorted()
    }

    const fn after_ms(self, step: AlertStep) -> i64 {
        1_000
            * match step {
                AlertStep::Toast => 0,
                AlertStep::Sound => self.sound_after_s,
                AlertStep::Push => self.push_after_s,
                AlertStep::Mail => self.mail_after_s,
            }
    }
}

/// Somebody who may be alerted, as they are right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reachable {
    /// Who.
    pub user: UserId,
    /// Whether a console of theirs is open.
    pub has_console: bool,
    /// Whether a browser of theirs takes pushes.
    pub has_push: bool,
    /// Whether this alert reached them by e-mail before, outside of its steps.
    pub has_mail: bool,
    /// What they want.
    pub wishes: AlertWishes,
}

impl Reachable {
    /// Whether a step would reach them.
    pub const fn takes(&self, step: AlertStep) -> bool {
        let can = match step {
            AlertStep::Toast | AlertStep::Sound => self.has_console,
            AlertStep::Push => self.has_push,
            AlertStep::Mail => !self.has_mail,
        };
        can && self.wishes.wants(step)
    }
}

/// A step that was taken, or that would not have reached its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Whom.
    pub user: UserId,
    /// How.
    pub step: AlertStep,
    /// When.
    pub at: Timestamp,
    /// Whether it was taken: `false` where it was passed over.
    pub done: bool,
}

/// What is to be done about an alert that nobody has acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Take this step now; `false`: pass over it, it would reach nobody.
    Step(UserId, AlertStep, bool),
    /// Nothing before then.
    Wait(Timestamp),
    /// Everybody was alerted in every way.
    Over,
}

/// What follows now. `taken`: what was done before, in its order; `people`: who may be alerted, in the order in which
/// their turn comes. Each step comes once for a person at most. One that would not reach them is passed over, and nothing
/// waits for it.
pub fn next(plan: AlertPlan, now: Timestamp, taken: &[Taken], people: &[Reachable]) -> Next {
    let turn = taken.last().map(|last| last.user);
    let current = turn.and_then(|user| people.iter().find(|p| p.user == user));
    let of = |user: UserId| taken.iter().filter(move |t| t.user == user);
    if let Some(person) = current {
        let began = of(person.user).map(|t| t.at).min().unwrap_or(now);
        let was_reached = of(person.user).any(|t| t.done);
        let rest = AlertStep::ALL.iter().copied();
        let mut rest = rest.filter(|step| !of(person.user).any(|t| t.step == *step));
        if let Some(step) = rest.next() {
            if !person.takes(step) {
                return Next::Step(person.user, step, false);
            }
            let due = if was_reached {
                began.plus_ms(plan.after_ms(step))
            } else {
                now
            };
            return if due <= now {
                Next::Step(person.user, step, true)
            } else {
                Next::Wait(due)
            };
        }
        let due = began.plus_ms(plan.next_after_s * 1_000);
        let is_last = people.iter().all(|p| of(p.user).next().is_some());
        if was_reached && due > now && !is_last {
            return Next::Wait(due);
        }
    }
    let fresh = people.iter().find(|p| of(p.user).next().is_none());
    match fresh {
        Some(person) => Next::Step(
            person.user,
            AlertStep::Toast,
            person.takes(AlertStep::Toast),
        ),
        None => Next::Over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn person(n: u8) -> Reachable {
        Reachable {
            user: Uuid::from_u128(u128::from(n) + 1).into(),
            has_console: true,
            has_push: true,
            has_mail: false,
            wishes: AlertWishes {
                sound: true,
                ..AlertWishes::default()
            },
        }
    }

    /// Runs an alert to its end: the steps with the seconds at which they were taken.
    fn run(plan: AlertPlan, people: &[Reachable]) -> Vec<(i64, Taken)> {
        let (mut now, mut taken) = (Timestamp::from_ms(0), Vec::new());
        let mut all = Vec::new();
        for _ in 0..1_000 {
            match next(plan, now, &taken, people) {
                Next::Step(user, step, done) => {
                    let one = Taken {
                        user,
                        step,
                        at: now,
                        done,
                    };
                    taken.push(one);
                    all.push((now.ms() / 1_000, one));
                }
                Next::Wait(until) => {
                    assert!(until > now, "it waits for the past");
                    now = until;
                }
                Next::Over => return all,
            }
        }
        panic!("it never ends");
    }

    fn done(all: &[(i64, Taken)]) -> Vec<(i64, u8, &'static str)> {
        let number = |user: UserId| u8::try_from(user.uuid().as_u128() - 1).unwrap();
        all.iter()
            .filter(|(_, taken)| taken.done)
            .map(|(at, taken)| (*at, number(taken.user), taken.step.as_str()))
            .collect()
    }

    #[test]
    fn one_after_the_other_and_then_the_next_person() {
        let all = run(AlertPlan::default(), &[person(0), person(1)]);
        let told = done(&all);
        assert_eq!(
            told,
            [
                (0, 0, "toast"),
                (10, 0, "sound"),
                (30, 0, "push"),
                (120, 0, "mail"),
                (300, 1, "toast"),
                (310, 1, "sound"),
                (330, 1, "push"),
                (420, 1, "mail"),
            ]
        );
    }

    #[test]
    fn nothing_waits_for_what_reaches_nobody() {
        let away = Reachable {
            has_console: false,
            ..person(0)
        };
        let nowhere = Reachable {
            has_console: false,
            has_push: false,
            has_mail: true,
            ..person(1)
        };
        let told = done(&run(AlertPlan::default(), &[nowhere, away, person(2)]));
        let start = [(0, 0, "push"), (120, 0, "mail"), (300, 2, "toast")];
        assert_eq!(told.get(..3), Some(&start[..]));
        assert_eq!(done(&run(AlertPlan::default(), &[nowhere])), []);
        assert_eq!(
            next(AlertPlan::default(), Timestamp::from_ms(0), &[], &[]),
            Next::Over
        );
    }

    #[test]
    fn a_plan_goes_forward() {
        assert!(AlertPlan::default().is_sane());
        let backwards = AlertPlan {
            push_after_s: 5,
            ..AlertPlan::default()
        };
        assert!(!backwards.is_sane());
    }

    proptest! {
        #[test]
        fn each_step_comes_once_for_a_person_and_only_where_it_is_wanted(
            people in prop::collection::vec((any::<[bool; 7]>(),), 0..5),
            delays in prop::array::uniform4(0i64..600),
        ) {
            let mut delays = delays;
            delays.sort_unstable();
            let [sound_after_s, push_after_s, mail_after_s, next_after_s] = delays;
            let plan = AlertPlan { sound_after_s, push_after_s, mail_after_s, next_after_s };
            let people: Vec<_> = people.into_iter().zip(0u8..).map(|((b,), n)| {
                let [has_console, has_push, has_mail, toast, sound, push, mail] = b;
                Reachable { has_console, has_push, has_mail, wishes: AlertWishes { toast, sound, push, mail }, ..person(n) }
            }).collect();
            let all = run(plan, &people);
            let distinct: BTreeSet<_> = all.iter().map(|(_, t)| (t.user, t.step)).collect();
            prop_assert_eq!(distinct.len(), all.len());
            for (_, taken) in &all {
                let person = people.iter().find(|p| p.user == taken.user).unwrap();
                prop_assert_eq!(taken.done, person.takes(taken.step));
            }
            prop_assert_eq!(all.len(), people.len() * AlertStep::ALL.len());
        }
    }
}

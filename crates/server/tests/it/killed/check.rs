//! Whether what was promised was kept: the books against the crowd.

use super::{
    books::{Books, Message},
    load::Crowd,
    operator::Handled,
    visitor::Said,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is wrong.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Things that were acknowledged and are not there, or not as they were acknowledged.
    pub(super) lost: Vec<String>,
    /// Everything else that must not be, whatever was lost.
    pub(super) broken: Vec<String>,
}

impl Found {
    /// Nothing is wrong.
    pub(super) fn assert_nothing(&self) {
        assert!(self.lost.is_empty() && self.broken.is_empty(), "{self:#?}");
    }

    fn lost_unless(&mut self, kept: bool, what: impl FnOnce() -> String) {
        if !kept {
            self.lost.push(what());
        }
    }

    fn broken_unless(&mut self, sound: bool, what: impl FnOnce() -> String) {
        if !sound {
            self.broken.push(what());
        }
    }
}

/// Compares what the database holds with what was acknowledged. `log`: of all lives of the server, which say what left
/// the outbox.
pub(super) fn check(books: &Books, crowd: &Crowd, log: &str) -> Found {
    let mut found = Found::default();
    sequences(books, &mut found);
    found.broken_unless(books.halves.is_empty(), || {
        format!("contacts without a conversation {:?}", books.halves)
    });
    for conversation in &books.conversations {
        let told = count(books, conversation.id, "conversation.created");
        found.broken_unless(told == 1, || {
            format!("conversation {} was created {told} times", conversation.id)
        });
    }
    events_of_messages(books, &mut found);
    let handled = handled(crowd);
    for visitor in &crowd.visitors {
        let id: Uuid = visitor.conversation.parse().unwrap();
        let stored = books
            .messages
            .get(&id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let replies = handled
            .get(&id)
            .map(|h| h.said.as_slice())
            .unwrap_or_default();
        for said in visitor.said.iter().chain(replies) {
            found.lost_unless(stored.iter().any(|m| is(m, said)), || {
                format!("message {said:?}")
            });
        }
        let sent: BTreeSet<_> = visitor
            .said
            .iter()
            .chain(replies)
            .map(|said| said.client_id.clone())
            .collect();
        let unsure = unsure(crowd, &visitor.conversation, visitor.unsure_of());
        nothing_else(stored, &sent, &unsure, &mut found);
        for lead in &visitor.leads {
            is_told(books, lead, log, &mut found);
        }
    }
    for (id, handled) in &handled {
        let unsure = crowd.operators.iter().filter_map(|o| o.unsure_of());
        let unsure = unsure
            .filter(|(conversation, _)| *conversation == id.to_string())
            .count();
        batons(books, (*id, handled), unsure, &mut found);
    }
    for conversation in &crowd.opened {
        let id: Uuid = conversation.parse().unwrap();
        let there = books.conversations.iter().any(|c| c.id == id);
        let told = count(books, id, "conversation.created");
        found.lost_unless(there && told == 1, || format!("conversation {id}"));
    }
    found
}

/// What is wrong with a server that has had time to finish: everything due was done, and nobody waits in vain.
pub(super) fn at_rest(books: &Books) -> Vec<String> {
    let mut wrong = Vec::new();
    // The schedules always wait for their next time; leads are scored again, people alerted again, and visitors who fell
    // silent looked at, some minutes later.
    let later = [
        "sweep",
        "files.remove",
        "digest",
        "lapse",
        "lead.score",
        "alert.step",
        "conversation.silence",
    ];
    let left = books.jobs.iter();
    for job in left.filter(|job| !later.contains(&&*job.kind)) {
        wrong.push(format!(
            "{} is left: {} (dead {:?})",
            job.kind, job.payload, job.dead_at
        ));
    }
    wrong.extend(
        books
            .running
            .iter()
            .map(|id| format!("a turn of {id} says that it runs")),
    );
    wrong.extend(
        in_limbo(books)
            .iter()
            .map(|id| format!("{id} waits for an answer")),
    );
    wrong
}

/// Conversations whose visitor has written to the assistant and got no answer.
pub(super) fn in_limbo(books: &Books) -> Vec<Uuid> {
    let held = |c: &&super::books::Conversation| {
        c.status == "open" && c.claimed_by.is_none() && c.escalated_at.is_none()
    };
    let waiting = books.conversations.iter().filter(held).filter(|c| {
        let last = books.messages.get(&c.id).and_then(|all| all.last());
        let Some(last) = last.filter(|m| m.role == "user") else {
            return false;
        };
        // Whoever gives the baton back has dealt with what was said before.
        let place = |kind: &str, id: Option<Uuid>| {
            let of_it = books
                .events
                .iter()
                .filter(|e| e.conversation == Some(c.id) && e.kind == kind);
            let mut fitting =
                of_it.filter(|e| id.is_none_or(|id| e.says()["message"]["id"] == id.to_string()));
            fitting.next_back().map(|e| e.seq)
        };
        place("conversation.released", None) < place("message.created", Some(last.id))
    });
    waiting.map(|c| c.id).collect()
}

/// Messages of each conversation and events of the workspace are numbered without a gap.
fn sequences(books: &Books, found: &mut Found) {
    let events: Vec<i64> = books.events.iter().map(|e| e.seq).collect();
    found.broken_unless(events == (1..=books.event_seq).collect::<Vec<_>>(), || {
        format!("events are not numbered 1 to {}", books.event_seq)
    });
    for conversation in &books.conversations {
        let stored = books.messages.get(&conversation.id);
        let seqs: Vec<i64> = stored.into_iter().flatten().map(|m| m.seq).collect();
        found.broken_unless(
            seqs == (1..=conversation.last_seq).collect::<Vec<_>>(),
            || {
                format!(
                    "messages of {} are numbered {seqs:?}, not to {}",
                    conversation.id, conversation.last_seq
                )
            },
        );
    }
}

/// Every message has exactly one event, with the same place and text, and in the same order.
fn events_of_messages(books: &Books, found: &mut Found) {
    let mut told = BTreeMap::<Uuid, Vec<(String, i64, String)>>::new();
    for event in books.events.iter().filter(|e| e.kind == "message.created") {
        let message = &event.says()["message"];
        let text = |field: &str| message[field].as_str().unwrap_or_default().to_owned();
        let entry = (
            text("id"),
            message["seq"].as_i64().unwrap_or_default(),
            text("body"),
        );
        told.entry(event.conversation.unwrap_or_default())
            .or_default()
            .push(entry);
    }
    let stored: BTreeMap<_, Vec<_>> = books
        .messages
        .iter()
        .map(|(id, all)| {
            (
                *id,
                all.iter()
                    .map(|m| (m.id.to_string(), m.seq, m.body.clone()))
                    .collect(),
            )
        })
        .collect();
    found.broken_unless(told == stored, || {
        "messages and their events differ".to_owned()
    });
}

fn is(stored: &Message, said: &Said) -> bool {
    stored.id.to_string() == said.id
        && stored.seq == said.seq
        && stored.client_id.as_deref() == Some(&said.client_id)
        && stored.body == said.body
}

/// Nothing is stored twice, and nothing that nobody sent.
fn nothing_else(stored: &[Message], sent: &BTreeSet<String>, unsure: &[String], found: &mut Found) {
    let mut seen = BTreeSet::new();
    for message in stored.iter().filter(|m| m.role != "assistant") {
        let id = message.client_id.clone().unwrap_or_default();
        found.broken_unless(seen.insert(id.clone()), || format!("{id} is stored twice"));
        found.broken_unless(sent.contains(&id) || unsure.contains(&id), || {
            format!("nobody sent {id}")
        });
    }
}

/// A lead has its row, its one event, and waits in the outbox or has left it.
fn is_told(books: &Books, lead: &str, log: &str, found: &mut Found) {
    let id: Uuid = lead.parse().unwrap();
    found.lost_unless(books.leads.contains(&id), || format!("lead {id}"));
    let events = books.events.iter().filter(|e| e.kind == "lead.captured");
    let told = events
        .filter(|e| e.says()["lead"]["lead_id"] == lead)
        .count();
    found.lost_unless(told == 1, || format!("lead {id} has {told} events"));
    let waits = books
        .jobs
        .iter()
        // As itself, or as the mails that came of it.
        .any(|job| {
            ["lead.captured", "mail.send"].contains(&&*job.kind) && job.payload.contains(lead)
        });
    let left = || {
        log.lines()
            .any(|line| line.contains("lead captured") && line.contains(lead))
    };
    found.lost_unless(waits || left(), || {
        format!("lead {id} never reached the outbox")
    });
}

/// Claims and releases happened as often as they were acknowledged, in turns, and nothing of the assistant in between.
fn batons(books: &Books, (id, handled): (Uuid, &Handled), unsure: usize, found: &mut Found) {
    for (kind, acknowledged, again) in [
        ("conversation.claimed", handled.claims, 0),
        (
            "conversation.released",
            handled.releases,
            handled.releases_again,
        ),
    ] {
        let stored = count(books, id, kind);
        found.lost_unless(stored >= acknowledged, || {
            format!("{kind} of {id}: {stored} of {acknowledged}")
        });
        found.broken_unless(stored <= acknowledged + unsure + again, || {
            format!("{kind} of {id}: {stored} for {acknowledged} acknowledged")
        });
    }
    let mut held = false;
    for event in books.events.iter().filter(|e| e.conversation == Some(id)) {
        match event.kind.as_str() {
            "conversation.claimed" => found
                .broken_unless(!std::mem::replace(&mut held, true), || {
                    format!("{id} was claimed twice")
                }),
            "conversation.released" => held = false,
            "message.created" => {
                let message = &event.says()["message"];
                // What a claim cut short is stored with the claim.
                let late = held && message["role"] == "assistant" && message["state"] != "cut";
                found.broken_unless(!late, || {
                    format!("the assistant spoke in {id} while a person held it")
                });
            }
            _ => {}
        }
    }
}

fn handled(crowd: &Crowd) -> BTreeMap<Uuid, Handled> {
    let all = crowd.operators.iter().flat_map(|o| &o.handled);
    all.map(|(id, handled)| (id.parse().unwrap(), handled.clone()))
        .collect()
}

/// Client ids that may be stored or not in a conversation.
fn unsure(crowd: &Crowd, conversation: &str, visitor: Option<&str>) -> Vec<String> {
    let replies = crowd
        .operators
        .iter()
        .filter_map(|operator| operator.unsure_of());
    let replies = replies
        .filter(|(id, _)| *id == conversation)
        .filter_map(|(_, reply)| reply);
    replies.chain(visitor.map(str::to_owned)).collect()
}

fn count(books: &Books, id: Uuid, kind: &str) -> usize {
    books
        .events
        .iter()
        .filter(|e| e.conversation == Some(id) && e.kind == kind)
        .count()
}

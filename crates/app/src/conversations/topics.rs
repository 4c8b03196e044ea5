//! Tags that a conversation gets by itself, from what its visitor wrote (R062).

use super::{inbox::tags::by_itself, tag};
use crate::{error::Result, unit::Unit};
use baton_ai::topics;
use baton_core::{
    actor::Actor,
    event::Event,
    message::{Message, MessageRole},
};
use baton_store::{
    conversations::{Conversation, tags},
    events,
    messages::{self, Part},
};

/// Tags up to which more are added.
const MOST: usize = 3;
/// Topics that are looked at: some are tags already, some were taken off.
const LOOKED_AT: usize = 12;
/// How many messages are read.
const MESSAGES: i64 = 20;
/// How much of the timeline is looked through for tags that somebody took off.
const TIMELINE: i64 = 200;

/// Tags a conversation by what its visitor wrote lately.
pub(crate) async fn tag_by_words(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
) -> Result<()> {
    if conversation.id.is_trial() {
        return Ok(());
    }
    let (workspace, id) = (unit.workspace, conversation.id);
    let known = tags::list(unit.conn, workspace, id).await?;
    if known.len() >= MOST {
        return Ok(());
    }
    let said = messages::list(unit.conn, workspace, id, Part::Newest, MESSAGES).await?;
    let found = topics::of(&by_visitor(&said, conversation.cleared_seq), LOOKED_AT);
    let is_new = |topic: &String| !known.iter().any(|tag| tag.contains(topic.as_str()));
    let found: Vec<String> = found.into_iter().filter(is_new).collect();
    if found.is_empty() {
        return Ok(());
    }
    // What a teammate took off stays off.
    let timeline = events::timeline(unit.conn, workspace, id, 0, TIMELINE).await?;
    let is_unwanted = |topic: &String| {
        timeline.iter().any(
            |told| matches!(&told.event, Event::ConversationUntagged { tag, .. } if tag == topic),
        )
    };
    let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
    let mut given = known;
    let wanted = found.into_iter().filter(|topic| !is_unwanted(topic));
    for topic in by_itself(unit, wanted.collect()).await? {
        if !given.contains(&topic) && !is_unwanted(&topic) {
            tag::add(unit, id, &topic, actor.clone()).await?;
            given.push(topic);
        }
        if given.len() >= MOST {
            break;
        }
    }
    Ok(())
}

fn by_visitor(said: &[Message], cleared: i64) -> Vec<&str> {
    said.iter()
        .filter(|message| message.role == MessageRole::User && message.seq > cleared)
        .map(|message| message.body.as_str())
        .collect()
}

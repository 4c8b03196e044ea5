//! A visitor says whether an answer helped.

use crate::{
    App, Visitor,
    error::{AppError, Result},
    unit::Place,
};
use baton_core::{
    actor::Actor,
    event::Event,
    message::rating::{Rating, Thumb},
};
use baton_store::{analytics, conversations, messages::ratings};

impl App {
    /// Keeps what a visitor says of an answer of the assistant, or takes it back. Whatever they said before is replaced.
    pub async fn rate_answer(
        &self,
        visitor: Visitor,
        seq: i64,
        rating: Option<Rating>,
    ) -> Result<()> {
        self.transact(visitor.workspace, async move |unit| {
            let (workspace, id) = (unit.workspace, visitor.conversation);
            if !ratings::is_rateable(unit.conn, workspace, id, seq).await? {
                return Err(AppError::NotFound);
            }
            if id.is_trial() {
                return Ok(());
            }
            let before = ratings::find(unit.conn, workspace, (id, seq)).await?;
            if before == rating {
                return Ok(());
            }
            match &rating {
                Some(rating) => {
                    ratings::set(unit.conn, workspace, (id, seq), rating, unit.now).await?;
                }
                None => ratings::remove(unit.conn, workspace, (id, seq)).await?,
            }
            let found = conversations::find(unit.conn, workspace, id).await?;
            let conversation = found.ok_or(AppError::NotFound)?;
            let kind = rating
                .as_ref()
                .map_or("unrated", |rating| match rating.thumb {
                    Thumb::Up => "rated_up",
                    Thumb::Down => "rated_down",
                });
            analytics::record(
                unit.conn,
                workspace,
                (unit.ids.next(), kind),
                Some(id),
                unit.now,
            )
            .await?;
            let actor = Actor::visitor(visitor.contact, conversation.contact_name.as_deref());
            let event = Event::MessageRated {
                message_seq: seq,
                rating,
            };
            unit.emit(
                Place::conversation(id, conversation.show_human_names),
                actor,
                event,
            );
            Ok(())
        })
        .await
    }
}

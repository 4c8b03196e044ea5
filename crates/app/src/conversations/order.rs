//! A teammate who hands back leaves the assistant a standing order, and whoever may answer takes it away.

use super::load;
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    event::Event,
    id::{ConversationId, StandingOrderId},
    team::order::{self, MOST, OrderText, StandingOrder},
    time::Timestamp,
    trace::AnswererKind,
};
use baton_store::conversations::{Conversation, orders};

/// An order to be left.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// What to keep to, 1 to 500 characters.
    pub body: String,
    /// Until when; none: until it is taken away.
    pub expires_at: Option<Timestamp>,
}

impl App {
    /// Whether the assistant can keep to orders: a model reads them, the built-in answerer only quotes.
    pub fn follows_orders(&self) -> bool {
        self.assistants.answerer().1 == AnswererKind::Model
    }

    /// Takes an order away before its time.
    pub async fn remove_order(
        &self,
        caller: &Caller,
        id: ConversationId,
        order: StandingOrderId,
    ) -> Result<()> {
        let act = ("standing_order.remove", ("conversation", id.uuid()));
        let asking = caller.clone();
        self.privileged(caller, act, async move |unit| {
            let conversation = load(unit, &asking, id).await?;
            let found = orders::find(unit.conn, unit.workspace, (id, order)).await?;
            let order = found.ok_or(AppError::NotFound)?;
            if !orders::remove(unit.conn, unit.workspace, order.id).await? {
                return Err(AppError::NotFound);
            }
            unit.audit(&asking.actor(), act.0, act.1).await?;
            let event = Event::StandingOrderRemoved { order };
            tell(unit, &asking, &conversation, event);
            Ok(())
        })
        .await
    }
}

/// Leaves an order. What is in force already stays as it is.
pub(super) async fn leave(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    new: NewOrder,
) -> Result<()> {
    let body = OrderText::parse(&new.body).in_field("order.body")?;
    let order = StandingOrder {
        id: unit.ids.next(),
        conversation_id: conversation.id,
        author: caller.person.clone(),
        body: body.into_string(),
        created_at: unit.now,
        expires_at: order::until(new.expires_at, unit.now).in_field("order.expires_at")?,
    };
    let now = unit.now;
    let known = orders::in_force(unit.conn, unit.workspace, conversation.id, now).await?;
    if known.iter().any(|other| other.is_same(&order)) {
        return Ok(());
    }
    if known.len() >= MOST {
        return Err(AppError::invalid(
            "order.body",
            "Five orders are in force at most. Take one away first.",
        ));
    }
    orders::insert(unit.conn, unit.workspace, &order).await?;
    let target = ("conversation", conversation.id.uuid());
    unit.audit(&caller.actor(), "standing_order.leave", target)
        .await?;
    tell(
        unit,
        caller,
        conversation,
        Event::StandingOrderLeft { order },
    );
    Ok(())
}

fn tell(unit: &mut Unit<'_, '_>, caller: &Caller, conversation: &Conversation, event: Event) {
    let place = Place::conversation(conversation.id, conversation.show_human_names);
    unit.emit(place, caller.actor(), event);
}

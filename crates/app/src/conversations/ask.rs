//! A teammate asks the one who holds the baton for it, who hands it over or keeps it.

use super::{
    RESOLVED, load,
    pass::{Passed, decide},
    transfer::{self, Handed},
};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Person,
    conversation::{AskRefused, TransferRefused},
    event::Event,
    id::{BatonRequestId, ConversationId, UserId},
    role::Permission,
    team::request::{self, BatonRequest, SILENCE_MS},
};
use baton_store::{
    conversations::{Conversation, requests},
    leads::alerts,
    members::teammates,
};

const MOVED: AppError = AppError::Conflict(
    "The baton has moved since it was asked for, so this request is void. Look who holds it now.",
);
const ANSWERED: AppError =
    AppError::Conflict("This request was answered already, or another one took its place.");

impl App {
    /// Asks the teammate who holds the baton for it, as the caller saw it at `epoch`. Asked again while it is open, it is the
    /// same request.
    pub async fn ask_for_baton(
        &self,
        caller: &Caller,
        id: ConversationId,
        (epoch, note): (i64, Option<String>),
    ) -> Result<BatonRequest> {
        let asking = caller.clone();
        let act = ("conversation.ask", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let conversation = load(unit, &asking, id).await?;
            let note = request::word(note.as_deref()).in_field("note")?;
            ask(unit, &asking, &conversation, (epoch, note)).await
        })
        .await
    }

    /// Hands the baton over to whoever asked for it, with a word to them where there is one.
    pub async fn hand_over_baton(
        &self,
        caller: &Caller,
        (id, request): (ConversationId, BatonRequestId),
        note: Option<String>,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = ("conversation.hand_over", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let (before, request) = open(unit, &asking, (id, request)).await?;
            let word = request::word(note.as_deref()).in_field("note")?;
            hand_over(unit, &asking, (before, request), word).await
        })
        .await
    }

    /// Keeps the baton that somebody asked for, with a word to them where there is one.
    pub async fn keep_baton(
        &self,
        caller: &Caller,
        (id, request): (ConversationId, BatonRequestId),
        note: Option<String>,
    ) -> Result<()> {
        let asking = caller.clone();
        let act = ("conversation.keep", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let (conversation, request) = open(unit, &asking, (id, request)).await?;
            let note = request::word(note.as_deref()).in_field("note")?;
            if !requests::answer(unit.conn, unit.workspace, (id, request.id), unit.now).await? {
                return Err(ANSWERED);
            }
            unit.audit(&asking.actor(), act.0, act.1).await?;
            let place = Place::conversation(id, conversation.show_human_names);
            let event = Event::BatonKept { request, note };
            unit.emit(place, asking.actor(), event);
            Ok(())
        })
        .await
    }
}

async fn ask(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    conversation: &Conversation,
    (epoch, note): (i64, Option<String>),
) -> Result<BatonRequest> {
    let (id, now) = (conversation.id, unit.now);
    match conversation.state().ask(caller.person.id, epoch) {
        Ok(_) => {}
        Err(AskRefused::Resolved) => return Err(RESOLVED),
        Err(AskRefused::Moved) => return Err(MOVED),
        Err(AskRefused::Yours) => return Err(AppError::Conflict("You hold it already.")),
        Err(AskRefused::NotHeld) => {
            return Err(AppError::Conflict(
                "Nobody of the team holds it. Claim it instead.",
            ));
        }
    }
    let holder = conversation.claimant().ok_or(AppError::NotFound)?;
    if let Some(known) = requests::find(unit.conn, unit.workspace, id).await? {
        let is_open = known.answered_at.is_none() && known.request.lapses_at > now;
        if is_open && (known.request.epoch, known.request.asker.id) == (epoch, caller.person.id) {
            return Ok(known.request);
        }
    }
    let request = BatonRequest {
        id: unit.ids.next(),
        conversation_id: id,
        epoch,
        asker: caller.person.clone(),
        holder,
        note,
        asked_at: now,
        lapses_at: now.plus_ms(SILENCE_MS),
    };
    if !requests::put(unit.conn, unit.workspace, &request).await? {
        return Err(AppError::Conflict(
            "A teammate is asking for it already. Wait for the answer.",
        ));
    }
    let target = ("conversation", id.uuid());
    unit.audit(&caller.actor(), "conversation.ask", target)
        .await?;
    let event = Event::BatonRequested {
        request: request.clone(),
    };
    let place = Place::conversation(id, conversation.show_human_names);
    unit.emit(place, caller.actor(), event);
    Ok(request)
}

/// A request that the caller may answer: they hold the baton still, at the epoch that it was asked for.
async fn open(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, request): (ConversationId, BatonRequestId),
) -> Result<(Conversation, BatonRequest)> {
    let conversation = load(unit, caller, id).await?;
    let found = requests::find(unit.conn, unit.workspace, id).await?;
    let asked = found.ok_or(AppError::NotFound)?;
    if asked.request.id != request {
        return Err(AppError::NotFound);
    }
    if asked.request.epoch != conversation.epoch() {
        return Err(MOVED);
    }
    if asked.request.holder.id != caller.person.id {
        return Err(AppError::MustClaimFirst(conversation.claimant()));
    }
    if asked.answered_at.is_some() {
        return Err(ANSWERED);
    }
    Ok((conversation, asked.request))
}

async fn hand_over(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (before, request): (Conversation, BatonRequest),
    word: Option<String>,
) -> Result<Conversation> {
    let (id, now) = (before.id, unit.now);
    let taker = still_there(unit, &request.asker).await?;
    let passed = decide(unit, id, |conversation| {
        if conversation.epoch() != request.epoch {
            return Err(MOVED);
        }
        let by = (caller.person.id, false);
        match conversation.state().transfer(by, taker.id, now) {
            Ok(transition) => Ok(transition),
            Err(TransferRefused::Resolved) => Err(RESOLVED),
            Err(TransferRefused::HeldBy(_) | TransferRefused::NotHeld) => Err(MOVED),
        }
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    if !requests::answer(unit.conn, unit.workspace, (id, request.id), now).await? {
        return Err(ANSWERED);
    }
    let handed = Handed {
        act: "conversation.hand_over",
        before: &before,
        now: &conversation,
        taker,
    };
    transfer::handed(unit, caller, handed, word).await?;
    Ok(conversation)
}

/// Whoever asked, where they may still reply.
async fn still_there(unit: &mut Unit<'_, '_>, asker: &Person) -> Result<Person> {
    let found = teammates::find(unit.conn, unit.workspace, asker.id).await?;
    found
        .filter(|mate| mate.role.can(Permission::ConversationReply))
        .map(|_| asker.clone())
        .ok_or(AppError::Conflict(
            "Whoever asked may no longer reply here. Keep it, or pass it to somebody else.",
        ))
}

/// At which epoch the caller may take the baton because they asked for it and the one who holds it is gone and has said nothing.
/// `online`: who has a console open.
pub(super) async fn silence(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, online): (ConversationId, &[UserId]),
) -> Result<Option<i64>> {
    let found = requests::find(unit.conn, unit.workspace, id).await?;
    let Some(asked) = found.filter(|asked| asked.answered_at.is_none()) else {
        return Ok(None);
    };
    let request = asked.request;
    let is_met = request.met_silence(caller.person.id, unit.now);
    if !is_met || online.contains(&request.holder.id) {
        return Ok(None);
    }
    // Another node may have their console.
    let team = alerts::candidates(unit.conn, unit.workspace).await?;
    let holder = team.iter().find(|one| one.user == request.holder.id);
    let seen = holder.and_then(|one| one.console_seen_at);
    let is_there = seen.is_some_and(|at| at >= request.asked_at);
    Ok((!is_there).then_some(request.epoch))
}

//! The tags of a workspace as a whole. What is decided about one reaches every conversation that has it: a few at once, the
//! others in the background.

use crate::{
    App, Caller,
    conversations::tag::clean,
    error::{AppError, Result},
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor, event::Event, id::WorkspaceId, role::Permission, team::tag::TagColour,
};
use baton_store::conversations::tags::manage::{self, COUNTED, Mark};
use serde::{Deserialize, Serialize};

/// The kind of the job that reaches the conversations that are left.
pub(crate) const KIND: &str = "tags.carry";
/// Conversations of one step: some 20 ms of work.
const STEP: i64 = 200;
/// After this nobody is still giving a tag that was there when they began.
const LATE_MS: i64 = 10_000;
/// Why a tag is left alone for now.
const BUSY: AppError = AppError::Conflict(
    "This tag is being renamed or deleted in all its conversations. Try again in a moment.",
);

/// What that job is about.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Payload {
    tag: String,
    /// Whether it looks for what was tagged at the moment of the decision.
    #[serde(default)]
    is_late: bool,
}

/// What a change of a tag reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// How many conversations had it; of very many, how many were counted.
    pub conversations: i64,
    /// Whether there are more than were counted.
    pub more: bool,
    /// Whether all have followed; the others do in a moment.
    #[serde(skip)]
    pub done: bool,
}

/// What the audit log says of it.
#[derive(Debug, Serialize)]
struct Detail<'a> {
    tag: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<TagColour>,
    #[serde(flatten)]
    reach: Reach,
}

impl App {
    /// Gives a tag another name, in every conversation. A name that another tag has already merges both, where that is
    /// wanted. What is tagged by itself follows.
    pub async fn rename_tag(
        &self,
        caller: &Caller,
        (from, to): (&str, &str),
        merge: bool,
    ) -> Result<Reach> {
        self.may_manage(caller, "tag.rename").await?;
        let (from, to) = (known(from)?, clean(to)?);
        if from == to {
            return Err(AppError::invalid("name", "Write another name."));
        }
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let (conn, workspace) = (&mut *unit.conn, unit.workspace);
            let conversations = manage::count(conn, workspace, &from).await?;
            let before = manage::mark(conn, workspace, &from).await?;
            let target = manage::mark(conn, workspace, &to).await?;
            let taken = manage::count(conn, workspace, &to).await? > 0;
            if conversations == 0 {
                return Err(AppError::NotFound);
            }
            if taken && target.as_ref().is_some_and(Mark::is_over) {
                return Err(BUSY);
            }
            if taken && !merge {
                return Err(AppError::Conflict(
                    "There is a tag with this name already. Merge the two, or choose another name.",
                ));
            }
            let colour = target.and_then(|mark| mark.colour);
            let colour = colour.or(before.and_then(|mark| mark.colour));
            manage::redirect(conn, workspace, (&from, Some(&to))).await?;
            let kept = Mark {
                name: to.clone(),
                colour,
                becomes: None,
                gone: false,
                changed_at: unit.now,
            };
            manage::decide(conn, workspace, &kept).await?;
            let over = Mark {
                name: from,
                colour: None,
                becomes: Some(to),
                ..kept
            };
            decide(unit, &caller, ("tag.rename", colour), (over, conversations)).await
        })
        .await
    }

    /// Takes a tag away from every conversation, and gives it to none any more but by hand.
    pub async fn delete_tag(&self, caller: &Caller, tag: &str) -> Result<Reach> {
        self.may_manage(caller, "tag.delete").await?;
        let name = known(tag)?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let (conn, workspace) = (&mut *unit.conn, unit.workspace);
            let conversations = manage::count(conn, workspace, &name).await?;
            if conversations == 0 {
                return Err(AppError::NotFound);
            }
            manage::redirect(conn, workspace, (&name, None)).await?;
            let over = Mark {
                name,
                colour: None,
                becomes: None,
                gone: true,
                changed_at: unit.now,
            };
            decide(unit, &caller, ("tag.delete", None), (over, conversations)).await
        })
        .await
    }

    /// Gives a tag a colour, or none.
    pub async fn colour_tag(
        &self,
        caller: &Caller,
        tag: &str,
        colour: Option<TagColour>,
    ) -> Result<()> {
        self.may_manage(caller, "tag.colour").await?;
        let name = known(tag)?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let (conn, workspace) = (&mut *unit.conn, unit.workspace);
            let conversations = manage::count(conn, workspace, &name).await?;
            let before = manage::mark(conn, workspace, &name).await?;
            if conversations == 0 {
                return Err(AppError::NotFound);
            }
            if before.as_ref().is_some_and(Mark::is_over) {
                return Err(BUSY);
            }
            let mark = Mark {
                name,
                colour,
                becomes: None,
                gone: false,
                changed_at: unit.now,
            };
            manage::decide(conn, workspace, &mark).await?;
            let reach = reach(conversations, true);
            note(unit, &caller, ("tag.colour", colour), (&mark, reach))
        })
        .await
    }

    /// Carries what was decided about a tag a step further; whether another one follows. What was decided anew since is
    /// carried as it is now.
    pub(crate) async fn carry_tag(
        &self,
        workspace: WorkspaceId,
        payload: &Payload,
    ) -> Result<bool> {
        let (tag, is_late) = (payload.tag.clone(), payload.is_late);
        self.transact_slowly(workspace, async move |unit| {
            let found = manage::mark(unit.conn, workspace, &tag).await?;
            let Some(mark) = found.filter(Mark::is_over) else {
                return Ok(false);
            };
            let carried = carry(unit, &mark).await?;
            let left = carried >= STEP;
            if !left && (carried > 0 || !is_late) {
                let colour = match &mark.becomes {
                    Some(to) => manage::mark(unit.conn, workspace, to).await?,
                    None => None,
                };
                let event = Event::TagChanged {
                    tag,
                    to: mark.becomes,
                    colour: colour.and_then(|mark| mark.colour),
                    done: true,
                };
                unit.emit(Place::WORKSPACE, Actor::system(), event);
            }
            Ok(left)
        })
        .await
    }

    async fn may_manage(&self, caller: &Caller, action: &'static str) -> Result<()> {
        let whose = ("workspace", caller.workspace.uuid());
        self.require(caller, Permission::WorkspaceManage, action, Some(whose))
            .await
    }
}

/// The name of a tag that there may be: what is none does not exist.
fn known(name: &str) -> Result<String> {
    clean(name).map_err(|_invalid| AppError::NotFound)
}

fn reach(counted: i64, done: bool) -> Reach {
    Reach {
        conversations: counted.min(COUNTED),
        more: counted > COUNTED,
        done,
    }
}

/// Keeps that a tag is over, and carries it as far as one step goes.
async fn decide(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    what: (&'static str, Option<TagColour>),
    (over, counted): (Mark, i64),
) -> Result<Reach> {
    manage::decide(unit.conn, unit.workspace, &over).await?;
    let left = carry(unit, &over).await? >= STEP;
    let payload = |is_late| Payload {
        tag: over.name.clone(),
        is_late,
    };
    if left {
        unit.enqueue(KIND, None, &payload(false))?;
    }
    // Whoever gives it at this moment has not read of the decision, and is not read by it.
    unit.enqueue_at(KIND, None, &payload(true), unit.now.plus_ms(LATE_MS))?;
    let reach = reach(counted, !left);
    note(unit, caller, what, (&over, reach))?;
    Ok(reach)
}

/// One step; how many conversations it reached. Of as many as there may be, another step follows.
async fn carry(unit: &mut Unit<'_, '_>, mark: &Mark) -> Result<i64> {
    let done = manage::carry(unit.conn, unit.workspace, mark, STEP).await?;
    Ok(i64::try_from(done).unwrap_or(i64::MAX))
}

/// Writes down who changed a tag, and tells everybody.
fn note(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (action, colour): (&'static str, Option<TagColour>),
    (mark, reach): (&Mark, Reach),
) -> Result<()> {
    let whose = ("workspace", unit.workspace.uuid());
    let detail = Detail {
        tag: &mark.name,
        to: mark.becomes.as_deref(),
        colour,
        reach,
    };
    unit.audit_with(&caller.actor(), action, whose, &detail)?;
    let stays = (!mark.is_over()).then(|| mark.name.clone());
    let event = Event::TagChanged {
        tag: mark.name.clone(),
        to: mark.becomes.clone().or(stays),
        colour,
        done: reach.done,
    };
    unit.emit(Place::WORKSPACE, caller.actor(), event);
    Ok(())
}

/// What a conversation is tagged with by itself where these were found: nothing for what the team deleted, its name of today
/// for what was renamed.
pub(crate) async fn by_itself(unit: &mut Unit<'_, '_>, found: Vec<String>) -> Result<Vec<String>> {
    let marks = manage::marks(unit.conn, unit.workspace, &found).await?;
    let named = found.into_iter().filter_map(|name| {
        let mark = marks.iter().find(|mark| mark.name == name);
        match mark {
            Some(mark) if mark.gone => None,
            Some(mark) => mark.becomes.clone().or(Some(name)),
            None => Some(name),
        }
    });
    Ok(named.collect())
}

/// Who gives a tag by hand means it: what was renamed or deleted is a tag again.
pub(crate) async fn by_hand(unit: &mut Unit<'_, '_>, name: &str) -> Result<()> {
    let (conn, workspace) = (&mut *unit.conn, unit.workspace);
    let found = manage::mark(conn, workspace, name).await?;
    let Some(over) = found.filter(Mark::is_over) else {
        return Ok(());
    };
    if manage::count(conn, workspace, name).await? > 0 {
        return Err(BUSY);
    }
    let mark = Mark {
        becomes: None,
        gone: false,
        changed_at: unit.now,
        ..over
    };
    Ok(manage::decide(conn, workspace, &mark).await?)
}

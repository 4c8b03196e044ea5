//! Typing and reading: signals for the other side, and what each has seen.

use crate::{
    App, Caller, Visitor,
    error::{AppError, Result},
};
use baton_core::{
    id::{ConversationId, WorkspaceId},
    role::Permission,
    signal::{Side, Signal},
};
use baton_store::conversations::{self, Conversation, reads};

impl App {
    /// A member starts or stops typing.
    pub async fn typing(&self, caller: &Caller, id: ConversationId, on: bool) -> Result<()> {
        let conversation = self.readable(caller.workspace, id).await?;
        caller.require(Permission::ConversationReply)?;
        let name = conversation
            .show_human_names
            .then(|| caller.person.name.clone());
        let signal = Signal::Typing {
            conversation_id: id,
            who: Side::Person,
            name,
            on,
        };
        self.publish_signal(caller.workspace, Some(id), &signal);
        self.writes(caller, id, (false, on));
        Ok(())
    }

    /// A member starts or stops writing a note: the visitor hears nothing of it.
    pub async fn noting(&self, caller: &Caller, id: ConversationId, on: bool) -> Result<()> {
        self.readable(caller.workspace, id).await?;
        caller.require(Permission::ConversationReply)?;
        self.writes(caller, id, (true, on));
        Ok(())
    }

    /// Tells the team. What is done in a trial is nobody else's to see.
    fn writes(&self, caller: &Caller, id: ConversationId, (note, on): (bool, bool)) {
        let signal = Signal::Writing {
            conversation_id: id,
            by: Some(caller.person.clone()),
            note,
            on,
        };
        if !id.is_trial() {
            self.publish_signal(caller.workspace, None, &signal);
        }
    }

    /// A visitor starts or stops typing.
    pub fn visitor_typing(&self, visitor: Visitor, on: bool) {
        let signal = Signal::Typing {
            conversation_id: visitor.conversation,
            who: Side::Visitor,
            name: None,
            on,
        };
        self.publish_signal(visitor.workspace, Some(visitor.conversation), &signal);
        let signal = Signal::Writing {
            conversation_id: visitor.conversation,
            by: None,
            note: false,
            on,
        };
        if !visitor.conversation.is_trial() {
            self.publish_signal(visitor.workspace, None, &signal);
        }
    }

    /// A member has seen the messages up to `seq`. Only the holder's reading is shown to the visitor.
    pub async fn read(&self, caller: &Caller, id: ConversationId, seq: i64) -> Result<()> {
        let (workspace, user) = (caller.workspace, caller.person.id);
        let conversation = self.readable(workspace, id).await?;
        let seq = seq.clamp(0, conversation.last_seq);
        let _share = self.budget.take(workspace)?;
        self.db
            .write(async move |conn| {
                Ok::<_, AppError>(reads::set(conn, workspace, id, user, seq).await?)
            })
            .await?;
        let seen = Signal::Seen {
            conversation_id: id,
            user_id: user,
            seq,
        };
        // On the team's own channel only: whether somebody looked who does not hold it is not the visitor's business.
        self.publish_signal(workspace, None, &seen);
        if conversation.state().held_by() == Some(user) {
            let signal = Signal::Read {
                conversation_id: id,
                who: Side::Person,
                seq,
                at: self.clock.now(),
            };
            self.publish_signal(workspace, Some(id), &signal);
        }
        Ok(())
    }

    /// A visitor has seen the messages up to `seq`.
    pub async fn visitor_read(&self, visitor: Visitor, seq: i64) -> Result<()> {
        let Visitor {
            workspace,
            conversation: id,
            ..
        } = visitor;
        let _share = self.budget.take(workspace)?;
        let now = self.clock.now();
        let news = self
            .db
            .write(async move |conn| {
                Ok::<_, AppError>(
                    conversations::visitor_read(conn, workspace, id, (seq, now)).await?,
                )
            })
            .await?;
        if news {
            let signal = Signal::Read {
                conversation_id: id,
                who: Side::Visitor,
                seq,
                at: now,
            };
            self.publish_signal(workspace, Some(id), &signal);
        }
        Ok(())
    }

    async fn readable(&self, workspace: WorkspaceId, id: ConversationId) -> Result<Conversation> {
        let found = self
            .db
            .read(async move |conn| conversations::find(conn, workspace, id).await)
            .await?;
        found.ok_or(AppError::NotFound)
    }
}

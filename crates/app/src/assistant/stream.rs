//! Sending an answer while it is made: each word is added to the running turn first, and only then sent.

use crate::{App, error::Result};
use baton_ai::answer::{Stage, Step};
use baton_core::{
    id::{ConversationId, TurnId, WorkspaceId},
    signal::{Signal, TurnStage},
};
use baton_store::turns;
use tokio::sync::mpsc;

/// Where a turn's words go.
#[derive(Debug)]
pub(crate) struct Outlet {
    pub(crate) app: App,
    pub(crate) workspace: WorkspaceId,
    pub(crate) conversation: ConversationId,
    pub(crate) turn: TurnId,
    pub(crate) epoch: i64,
    /// How many sources are being read, for the stage hint.
    pub(crate) sources: usize,
    /// The answer is held: its words are not sent while it is made.
    pub(crate) is_quiet: bool,
    next_index: u32,
    first_word_ms: Option<i64>,
}

/// How the words ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The answerer has no more.
    Complete,
    /// The turn was ended by a person: nothing further may be sent.
    Fenced,
}

impl Outlet {
    pub(crate) fn new(
        app: &App,
        workspace: WorkspaceId,
        turn: (TurnId, ConversationId),
        epoch: i64,
    ) -> Self {
        Self {
            app: app.clone(),
            workspace,
            conversation: turn.1,
            turn: turn.0,
            epoch,
            sources: 0,
            is_quiet: false,
            next_index: 0,
            first_word_ms: None,
        }
    }

    /// When the first word was sent, or made where it is held, in milliseconds since 1970.
    pub(crate) fn first_word_ms(&self) -> Option<i64> {
        self.first_word_ms
    }

    /// Sends what arrives on `steps` until there is no more or the turn was ended.
    pub(crate) async fn pour(&mut self, steps: &mut mpsc::Receiver<Step>) -> Result<Ended> {
        while let Some(step) = steps.recv().await {
            let mut words = String::new();
            self.take(step, &mut words);
            // What queued up while the last words were stored goes out with them: one write, one push.
            while let Ok(step) = steps.try_recv() {
                self.take(step, &mut words);
            }
            if words.is_empty() {
                continue;
            }
            if self.is_quiet {
                self.first_word_ms.get_or_insert(self.app.clock.now().ms());
            } else if !self.send(words).await? {
                return Ok(Ended::Fenced);
            }
        }
        Ok(Ended::Complete)
    }

    fn take(&self, step: Step, words: &mut String) {
        match step {
            Step::Delta(text) => words.push_str(&text),
            Step::Stage(Stage::Searching) => self.stage(TurnStage::Searching),
            Step::Stage(Stage::Writing) => self.stage(TurnStage::Writing),
            Step::Tool(_) => {}
        }
    }

    pub(crate) fn stage(&self, stage: TurnStage) {
        let signal = Signal::TurnStageChanged {
            conversation_id: self.conversation,
            turn_id: self.turn,
            epoch: self.epoch,
            stage,
            sources: self.sources,
        };
        self.app
            .publish_signal(self.workspace, Some(self.conversation), &signal);
    }

    async fn send(&mut self, text: String) -> Result<bool> {
        let (workspace, turn, words) = (self.workspace, self.turn, text.clone());
        let sent = self
            .app
            .db
            .write(async move |conn| {
                Ok::<_, crate::AppError>(turns::send(conn, workspace, turn, &words).await?)
            })
            .await?;
        if !sent {
            return Ok(false);
        }
        self.first_word_ms.get_or_insert(self.app.clock.now().ms());
        let signal = Signal::MessageDelta {
            conversation_id: self.conversation,
            turn_id: self.turn,
            epoch: self.epoch,
            index: self.next_index,
            text,
        };
        self.next_index += 1;
        self.app
            .publish_signal(self.workspace, Some(self.conversation), &signal);
        Ok(true)
    }
}

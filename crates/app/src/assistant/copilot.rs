//! Writing for a teammate on request: a grounded draft, the same in another way, a summary. Nothing of it is stored or sent.

pub mod draft;
pub mod revise;
pub mod summarise;

use crate::{
    App, Caller,
    conversations::no_trial,
    error::{AppError, Result},
};
use baton_ai::{
    answer::{Answerer, Failure, Passage, Spoken, Step, Steps, Usage},
    copilot::{self, Numbered, Task, Writer},
};
use baton_core::{
    assistant::{
        SpokenLanguage,
        copilot::{DraftSource, Ended, Piece, Written},
    },
    id::ConversationId,
    role::Permission,
};
use baton_store::conversations::{self, Conversation};
use std::sync::Arc;
use tokio::sync::mpsc;

/// How many steps of the writer, and how many pieces of what is read, may wait.
const STEPS: usize = 64;

/// What is written, piece by piece. When it is dropped the writing stops.
pub type Pieces = mpsc::Receiver<Piece>;

impl App {
    /// Whether there is a model that rewrites, translates and sums up; the built-in answerer only quotes.
    pub fn has_writer(&self) -> bool {
        self.assistants.writer().is_some()
    }

    fn writer(&self) -> Result<Arc<dyn Answerer>> {
        const NONE: AppError = AppError::Conflict(
            "Only a language model can do this, and this server has none. Whoever runs it sets one with BATON_LLM_URL.",
        );
        self.assistants.writer().ok_or(NONE)
    }

    /// A conversation that a caller may answer in. What is not theirs does not exist; what they may only read is forbidden.
    async fn answerable(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        no_trial(id)?;
        let workspace = caller.workspace;
        let found = self
            .db
            .read(async move |conn| conversations::find(conn, workspace, id).await)
            .await?;
        let conversation = found.ok_or(AppError::NotFound)?;
        caller.require(Permission::ConversationReply)?;
        Ok(conversation)
    }

    /// [`App::answerable`], and the caller holds the baton.
    async fn holding(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let conversation = self.answerable(caller, id).await?;
        if conversation.state().held_by() == Some(caller.person.id) {
            Ok(conversation)
        } else {
            Err(AppError::MustClaimFirst(conversation.claimant()))
        }
    }

    /// Has something written in the background: `making` says its words to the steps that it is given, and `ending` says
    /// what came of it. It stops at once where nobody reads any more.
    fn write_out<M, T>(
        &self,
        making: impl FnOnce(Steps) -> M,
        ending: impl FnOnce(Result<T, Failure>) -> Made + Send + 'static,
    ) -> Pieces
    where
        M: Future<Output = Result<T, Failure>> + Send + 'static,
        T: Send + 'static,
    {
        let (pieces, reader) = mpsc::channel(STEPS);
        let (steps, said) = mpsc::channel(STEPS);
        let (app, making) = (self.clone(), making(steps));
        self.tasks.spawn(async move {
            let made = tokio::select! {
                (made, ()) = async { tokio::join!(making, pass_on(said, &pieces)) } => made,
                () = pieces.closed() => Err(Failure::Abandoned),
                () = app.stop.cancelled() => Err(Failure::Abandoned),
            };
            let made = ending(made);
            app.count(&made);
            // Nobody reads it any more: then it was stopped.
            drop(pieces.send(made.piece).await);
        });
        reader
    }

    /// [`App::write_out`] of a task for a model.
    fn carry_out_task(
        &self,
        writer: Arc<dyn Answerer>,
        task: Task,
        ending: impl FnOnce(copilot::Written) -> Made + Send + 'static,
    ) -> Pieces {
        let making = async move |steps| match writer.writer() {
            Some(writer) => writer.write(&task, &steps).await,
            None => Err(Failure::Abandoned),
        };
        self.write_out(making, |written| match written {
            Ok(written) => ending(written),
            Err(failure) => Made::broken(&failure),
        })
    }

    fn count(&self, made: &Made) {
        self.count_writing(made.ended, made.usage);
    }

    /// Counts what a model wrote for the team.
    pub(crate) fn count_writing(&self, ended: Ended, usage: Option<Usage>) {
        self.meters().written(ended).count();
        if let Some(usage) = usage {
            let [read, wrote] = &self.meters().written_tokens;
            read.add(usage.prompt);
            wrote.add(usage.completion);
        }
    }

    /// Says at once that there is nothing to rest on.
    fn nothing(&self) -> Pieces {
        self.meters().written(Ended::Nothing).count();
        let (pieces, reader) = mpsc::channel(1);
        drop(pieces.try_send(Piece::Nothing));
        reader
    }
}

/// Has a writer do a task of which nobody reads the pieces.
pub(crate) async fn quietly(writer: &dyn Writer, task: &Task) -> Result<copilot::Written, Failure> {
    let (steps, mut said) = mpsc::channel(STEPS);
    let writing = async move { writer.write(task, &steps).await };
    let heard = async { while said.recv().await.is_some() {} };
    tokio::join!(writing, heard).0
}

async fn pass_on(mut said: mpsc::Receiver<Step>, pieces: &mpsc::Sender<Piece>) {
    while let Some(step) = said.recv().await {
        if let Step::Delta(text) = step
            && pieces.send(Piece::Delta { text }).await.is_err()
        {
            return;
        }
    }
}

/// What came of writing.
#[derive(Debug)]
struct Made {
    piece: Piece,
    ended: Ended,
    usage: Option<Usage>,
}

impl Made {
    fn written(written: Written, usage: Option<Usage>) -> Self {
        Self {
            piece: Piece::Done(written),
            ended: Ended::Written,
            usage,
        }
    }

    fn nothing(usage: Option<Usage>) -> Self {
        Self {
            piece: Piece::Nothing,
            ended: Ended::Nothing,
            usage,
        }
    }

    fn failed(detail: String, usage: Option<Usage>) -> Self {
        Self {
            piece: Piece::Failed { detail },
            ended: Ended::Failed,
            usage,
        }
    }

    fn broken(failure: &Failure) -> Self {
        let ended = match failure {
            Failure::Abandoned => Ended::Stopped,
            _ => Ended::Failed,
        };
        let detail = format!("Nothing was written: {failure}. Try again in a moment.");
        Self {
            ended,
            ..Self::failed(detail, None)
        }
    }
}

/// What a text names of the passages that it was made from.
fn sources(numbered: &Numbered, passages: &[Passage]) -> Vec<DraftSource> {
    let cited = numbered.citations.iter();
    let named = cited.filter_map(|cited| {
        let passage = passages.get(cited.passage)?;
        Some(DraftSource {
            n: cited.n,
            chunk_id: passage.chunk_id.into(),
            document_id: passage.document_id.into(),
            title: passage.title.clone(),
            url: passage.url.clone(),
            quote: cited.quote.clone(),
        })
    });
    named.collect()
}

/// A language as a model is told of it.
fn told(language: SpokenLanguage) -> Spoken {
    Spoken {
        tag: language.as_str(),
        name: language.name(),
    }
}

//! An application under test: a real database, a clock that stands still, ids that repeat.

use crate::{TestDb, fake_model::FakeModel, fixtures::Tenant};
use baton_ai::{
    answer::Answerer,
    openai::{OpenAi, Settings},
};
use baton_app::{
    App, app::Parts, assistant::Answering, budget::Budget, knowledge::reading::Reading,
    presence::Presence, secrets::Secrets, webhooks::Outgoing, work,
};
use baton_bus::Bus;
use baton_core::{
    id::{ConversationId, Ids, WorkspaceId},
    time::{Clock, Timestamp},
};
use baton_files::{Files, Place};
use baton_jobs::Queue;
use baton_outbound::{Policy, mail::Mailer, model_client};
use baton_store::conversations::{self, Conversation};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// When tests take place: Friday 20 November 2026, 10:00 UTC.
pub const NOW: Timestamp = Timestamp::from_ms(1_795_168_800_000);

/// An application with what tests need to hold.
#[derive(Debug)]
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: Clock,
    db: Arc<TestDb>,
    /// Where its files are, until it goes.
    folder: Arc<TempDir>,
}

/// How an application under test is made.
#[derive(Debug)]
pub struct Made {
    /// Who answers; without, the built-in answerer.
    pub model: Option<Arc<dyn Answerer>>,
    /// Where it is reached.
    pub public_origin: String,
    /// Where knowledge may be fetched.
    pub fetching: Policy,
    /// How mail leaves.
    pub mailer: Mailer,
    /// How other programs are told of events: also on this machine, where tests listen.
    pub outgoing: Outgoing,
    /// What it shares with other nodes.
    pub bus: Bus,
    /// How much one workspace may write at once.
    pub budget: Budget,
    /// Where files are kept; else a folder of its own.
    pub files: Option<Files>,
}

/// The largest file that a test may send, in bytes.
pub const LARGEST_FILE: u64 = 1_000_000;

impl Made {
    /// With a model server that says what a test wants.
    pub fn asking(model: &FakeModel) -> Self {
        baton_outbound::install_crypto();
        let base = model.url.parse().expect("an address");
        let client = model_client(&Policy::allowing(&base), &base).expect("an allowed address");
        let settings = Settings::new(&model.url, Some("key".to_owned()), "fake");
        Self {
            model: Some(Arc::new(OpenAi::new(client, settings))),
            ..Self::default()
        }
    }

    /// Knowledge may be fetched from this network as well.
    #[must_use]
    pub fn fetching_from(mut self, network: &str) -> Self {
        let allowed = network.parse().expect("a network");
        self.fetching.allow_private.push(allowed);
        self
    }
}

impl Default for Made {
    fn default() -> Self {
        Self {
            model: None,
            public_origin: "http://127.0.0.1:8080".to_owned(),
            fetching: Policy::default(),
            mailer: Mailer::log(),
            outgoing: Outgoing {
                policy: Policy {
                    allow_private: vec!["127.0.0.1".parse().expect("an address")],
                },
                ..Outgoing::default()
            },
            bus: Bus::local(),
            budget: Budget::default(),
            files: None,
        }
    }
}

impl std::ops::Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.app
    }
}

impl TestApp {
    /// With the built-in answerer.
    pub async fn new(db: TestDb) -> Self {
        Self::with_model(db, None).await
    }

    /// With a model of its own.
    pub async fn with_model(db: TestDb, model: Option<Arc<dyn Answerer>>) -> Self {
        let made = Made {
            model,
            ..Made::default()
        };
        Self::made(db, made).await
    }

    /// With the built-in answerer, reached at an address of its own.
    pub async fn at(db: TestDb, public_origin: &str) -> Self {
        let made = Made {
            public_origin: public_origin.to_owned(),
            ..Made::default()
        };
        Self::made(db, made).await
    }

    /// As it is wanted.
    pub async fn made(db: TestDb, made: Made) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        Self::node((Arc::new(db), folder), Clock::fixed(NOW), 42, made).await
    }

    /// Another node of the same installation, with the same clock. Each needs a source of ids of its own.
    pub async fn another(&self, seed: u64, made: Made) -> Self {
        let kept = (Arc::clone(&self.db), Arc::clone(&self.folder));
        Self::node(kept, self.clock.clone(), seed, made).await
    }

    async fn node(
        (db, folder): (Arc<TestDb>, Arc<TempDir>),
        clock: Clock,
        seed: u64,
        made: Made,
    ) -> Self {
        let files = made.files.unwrap_or_else(|| {
            let place = Place::Folder(folder.path().to_owned());
            Files::open(&place, LARGEST_FILE).expect("a store of files")
        });
        baton_outbound::install_crypto();
        let ids = Ids::seeded(clock.clone(), seed);
        let secrets = Secrets::load(&db.db, &ids).await.unwrap();
        let queue = Queue::new(db.db.clone(), clock.clone(), ids.clone(), work::KINDS);
        let app = App::new(Parts {
            db: db.db.clone(),
            clock: clock.clone(),
            ids,
            bus: made.bus,
            queue,
            public_origin: made.public_origin,
            secrets,
            assistants: Answering::new(made.model),
            fetching: made.fetching,
            mailer: made.mailer,
            outgoing: made.outgoing,
            reading: Reading::Here,
            budget: made.budget,
            files,
            presence: Presence::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        });
        Self {
            app,
            clock,
            db,
            folder,
        }
    }

    /// Every file that it keeps, by its path.
    ///
    /// # Panics
    /// Where the folder cannot be read.
    pub fn kept_files(&self) -> Vec<PathBuf> {
        fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    gather(&path, found);
                } else {
                    found.push(path);
                }
            }
        }
        let mut found = Vec::new();
        gather(self.folder.path(), &mut found);
        found
    }

    /// A workspace with an owner, two editors, a viewer and an assistant.
    pub async fn tenant(&self, name: &str) -> Tenant {
        Tenant::create(&self.app, name).await
    }

    /// A conversation as it is stored now.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn conversation(&self, workspace: WorkspaceId, id: ConversationId) -> Conversation {
        let found = self
            .app
            .db
            .read(async move |conn| conversations::find(conn, workspace, id).await);
        found.await.unwrap().unwrap()
    }
}

//! The drill: a backup under load, restored elsewhere, is the same, and all is well with it.

use baton_app::{
    App,
    backup::{self, BackupError, Contents, Files},
    doctor::{self, Verdict},
};
use baton_core::{id::WorkspaceId, time::Timestamp};
use baton_db::{Db, sql};
use baton_store::{
    dialect,
    operate::{copy, tables::TABLES},
};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};
use std::{
    io::Write as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

const AT: Timestamp = Timestamp::from_ms(1_795_168_800_000);

both_databases! {
    async fn what_was_acknowledged_before_a_backup_is_in_it_whatever_is_written_meanwhile(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        converse(&app, &tenant, 5).await;
        let folder = tempfile::tempdir().unwrap();
        let (data, file) = (folder.path().join("data"), folder.path().join("b.baton"));
        std::fs::create_dir_all(data.join("more")).unwrap();
        std::fs::write(data.join("demo.json"), "{}").unwrap();
        // More than one piece.
        std::fs::write(data.join("more/picture"), vec![7_u8; 100_000]).unwrap();
        std::fs::write(data.join("baton.db-wal"), "no file of ours").unwrap();

        let writing = Writing::start(&app, &tenant);
        let acknowledged = writing.wait_for(20).await;
        let made = make(&app.db, &data, &file).await;
        let written = writing.stop().await;
        assert!(written > acknowledged, "the load has to go on during the backup: {written}");
        assert_eq!((made.totals.files, made.header.version), (2, backup::VERSION));

        // Into the same kind of database and into the other one.
        let mut targets = vec![TestDb::sqlite().await];
        targets.extend(TestDb::postgres().await);
        for target in targets {
            let other = folder.path().join(format!("{:?}", target.db.dialect()));
            let loaded = restore(&target.db, &other, &file, false).await.unwrap();
            assert_eq!(loaded, made);
            let again = folder.path().join("again.baton");
            let copied = make(&target.db, &other, &again).await;
            assert_eq!(without_note(&again), without_note(&file));
            assert_eq!(copied.totals.files, 2);
            assert_eq!(std::fs::read(other.join("more/picture")).unwrap(), vec![7_u8; 100_000]);
            let messages: i64 = target.db.read(async |conn| conn.fetch_one(sql!(global; "SELECT count(*) FROM messages")).await).await.unwrap();
            assert!(usize::try_from(messages).unwrap() >= acknowledged, "{messages} < {acknowledged}");
            assert!(found(&target.db, tenant.workspace, "hello").await >= 5, "the search has to find what was restored");
            for finding in doctor::examine(&target.db, AT).await {
                // The clock of tests stands still, and their server may be careless.
                let is_ours = !["clock", "durability"].contains(&finding.check);
                assert!(finding.verdict == Verdict::Ok || !is_ours, "{finding:?}");
            }
            // It goes on from there.
            let restored = TestApp::new(target).await;
            let visitor = tenant.visitor(&restored).await;
            restored.receive(visitor, "after", "hello again").await.unwrap();
            assert!(restored.drain_jobs().await.unwrap() > 0);
        }
    }

    async fn what_would_be_lost_is_asked_for(db: TestDb) {
        let app = TestApp::new(db).await;
        app.tenant("Ours").await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b.baton");
        make(&app.db, folder.path(), &file).await;
        app.tenant("Later").await;
        let refused = restore(&app.db, folder.path(), &file, false).await;
        assert!(matches!(refused, Err(BackupError::InUse(_))), "{refused:?}");
        assert_eq!(names(&app.db).await, ["Later", "Ours"]);
        restore(&app.db, folder.path(), &file, true).await.unwrap();
        assert_eq!(names(&app.db).await, ["Ours"]);
    }

    async fn a_damaged_backup_changes_nothing(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        converse(&app, &tenant, 2).await;
        let folder = tempfile::tempdir().unwrap();
        let (file, bad) = (folder.path().join("b.baton"), folder.path().join("bad.baton"));
        make(&app.db, folder.path(), &file).await;
        let whole = std::fs::read(&file).unwrap();
        let text = lines(&file);
        let changed = zipped(&text.replacen("Larch", "Birch", 1).replacen("hello 0", "hollo 0", 1));
        let longer = zipped(&text.replacen("\n{\"end\"", "\n{\"table\":\"users\",\"columns\":[\"id\"]}\n{\"end\"", 1));
        let newer = zipped(&text.replacen("\"version\":1", "\"version\":99", 1));
        for (what, bytes) in [
            ("cut short", whole[..whole.len() - 40].to_vec()),
            ("half of it", whole[..whole.len() / 2].to_vec()),
            ("one word changed", changed),
            ("one line more", longer),
            ("of a newer program", newer),
            ("another file", b"PK\x03\x04".to_vec()),
            ("nothing", Vec::new()),
        ] {
            std::fs::write(&bad, bytes).unwrap();
            let refused = restore(&app.db, folder.path(), &bad, true).await;
            assert!(matches!(refused, Err(BackupError::Damaged(_) | BackupError::NotOurs(_))), "{what}: {refused:?}");
        }
        assert_eq!(names(&app.db).await, ["Ours"]);
        assert!(backup::verify(&file).is_ok());
    }
}

/// Every table and column of the schema is in a backup, but those of the migrations, the row numbers, and what the search makes of them.
#[tokio::test]
async fn nothing_that_is_kept_is_left_out() {
    let db = TestDb::sqlite().await;
    let kept: Vec<(String, String)> = db
        .db
        .read(async |conn| {
            conn.fetch_all(sql!(global;
                "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '%_fts%'
                     AND t.name <> 'schema_migrations' AND (t.name, c.name) <> ('messages', 'num') AND c.name <> 'fts' ORDER BY 1, 2"
            ))
            .await
        })
        .await
        .unwrap();
    let mut listed: Vec<(String, String)> = TABLES
        .iter()
        .flat_map(|table| {
            table
                .columns()
                .map(|(column, _)| (table.name.to_owned(), column.to_owned()))
        })
        .collect();
    listed.sort();
    assert_eq!(listed, kept);
}

/// A visitor who writes without a pause, on a task of its own.
struct Writing {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<std::sync::atomic::AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Writing {
    fn start(app: &TestApp, tenant: &Tenant) -> Self {
        let (stop, acknowledged) = (Arc::<AtomicBool>::default(), Arc::default());
        let (app, tenant) = (app.app.clone(), tenant.clone());
        let (until, count) = (
            Arc::clone(&stop),
            Arc::<std::sync::atomic::AtomicUsize>::clone(&acknowledged),
        );
        #[expect(clippy::disallowed_methods, reason = "is stopped and waited for")]
        let task = tokio::spawn(async move {
            let visitor = tenant.visitor(&app).await;
            let mut n = 0;
            while !until.load(Ordering::SeqCst) {
                app.receive(visitor, &format!("load-{n}"), "more and more")
                    .await
                    .unwrap();
                n += 1;
                count.store(n, Ordering::SeqCst);
            }
        });
        Self {
            stop,
            acknowledged,
            task,
        }
    }

    async fn wait_for(&self, count: usize) -> usize {
        loop {
            let so_far = self.acknowledged.load(Ordering::SeqCst);
            if so_far >= count {
                return so_far;
            }
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }

    async fn stop(self) -> usize {
        let so_far = self.acknowledged.load(Ordering::SeqCst);
        self.wait_for(so_far + 1).await;
        self.stop.store(true, Ordering::SeqCst);
        self.task.await.unwrap();
        self.acknowledged.load(Ordering::SeqCst)
    }
}

async fn converse(app: &App, tenant: &Tenant, conversations: usize) {
    for n in 0..conversations {
        let visitor = tenant.visitor(app).await;
        app.receive(visitor, "c", &format!("hello {n} \"ü\"\n\u{1F97E}"))
            .await
            .unwrap();
        app.drain_jobs().await.unwrap();
        app.claim(&tenant.maya, visitor.conversation, false)
            .await
            .unwrap();
        app.reply(&tenant.maya, visitor.conversation, "r", "hi")
            .await
            .unwrap();
        if n % 2 == 0 {
            app.release(&tenant.maya, visitor.conversation)
                .await
                .unwrap();
        }
    }
}

/// How many messages the search finds.
async fn found(db: &Db, workspace: WorkspaceId, word: &str) -> usize {
    let word = word.to_owned();
    let found = db
        .read(async move |conn| {
            let said = (word.as_str(), dialect::Said::Whole);
            dialect::newest_matching(conn, workspace.uuid(), said, 100).await
        })
        .await
        .unwrap();
    found.len()
}

async fn make(db: &Db, data: &Path, file: &Path) -> Contents {
    let sink = std::fs::File::create(file).unwrap();
    let files = Files::new(data, &data.join("baton.db"));
    // What tests put beside the data is no file of it.
    let files = if data == file.parent().unwrap() {
        Files::new(&data.join("none"), Path::new("none"))
    } else {
        files
    };
    let (sink, contents) = backup::write(db, files, sink, AT).await.unwrap();
    sink.sync_all().unwrap();
    contents
}

async fn restore(db: &Db, data: &Path, file: &Path, force: bool) -> backup::Result<Contents> {
    backup::load(db, Files::new(data, &data.join("baton.db")), file, force).await
}

/// The lines of a backup.
fn lines(file: &Path) -> String {
    let mut text = String::new();
    let mut unzipped = flate2::read::GzDecoder::new(std::fs::File::open(file).unwrap());
    std::io::Read::read_to_string(&mut unzipped, &mut text).unwrap();
    text
}

fn zipped(text: &str) -> Vec<u8> {
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap()
}

/// All lines but the note of the backup itself, and the sums at the end.
fn without_note(file: &Path) -> Vec<String> {
    let text = lines(file);
    let kept = text
        .lines()
        .filter(|line| !line.contains("last_backup") && !line.starts_with("{\"end\""));
    kept.map(str::to_owned).collect()
}

async fn names(db: &Db) -> Vec<String> {
    db.read(async |conn| {
        conn.fetch_all(sql!("SELECT name FROM workspaces ORDER BY name"))
            .await
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_file_cannot_be_put_outside_of_the_folder() {
    let app = TestApp::new(TestDb::sqlite().await).await;
    app.tenant("Ours").await;
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("b.baton"));
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("inside"), "x").unwrap();
    make(&app.db, &data, &file).await;
    // Whoever can write the file can also write its checksum.
    let text = lines(&file).replacen("\"inside\"", "\"../outside\"", 1);
    let (before, end) = text.rsplit_once("{\"end\"").unwrap();
    let (end, _) = end.split_once("\"sha256\":\"").unwrap();
    let sum = sha256(before);
    let whole = format!("{before}{{\"end\"{end}\"sha256\":\"{sum}\"}}}}\n");
    std::fs::write(&file, zipped(&whole)).unwrap();
    let fresh = TestDb::sqlite().await;
    let refused = restore(&fresh.db, &data, &file, false).await;
    assert!(
        matches!(&refused, Err(BackupError::Damaged(what)) if what.contains("outside")),
        "{refused:?}"
    );
    assert!(!folder.path().join("outside").exists());
    let in_use = fresh
        .db
        .read(async |conn| copy::is_in_use(conn).await)
        .await
        .unwrap();
    assert!(!in_use, "the transaction has to be undone");
}

fn sha256(text: &str) -> String {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(text);
    digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

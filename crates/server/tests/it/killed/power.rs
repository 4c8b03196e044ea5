//! A power cut: what the disk holds at a random moment, without what was only in memory, is mounted and served.
//!
//! The data is on an ext4 file system in an image. What was written and not synced is in the page cache of that file
//! system alone, so that a copy of the image is what a disk holds after the cut. With `durability=normal`, where commits
//! are not synced, the same test must lose rows: else it could not see.

use super::{
    baton::Home,
    books::Books,
    chance::Chance,
    check::{Found, check},
    cluster::Cluster,
    load::Crowd,
    mount::{Mount, blank, snapshot, sync},
    nightly, say,
    site::Site,
};
use std::{path::Path, time::Duration};

const VISITORS: u8 = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// What is acknowledged survives a power cut.
    Kept,
    /// It survives the end of the process alone.
    Weak,
}

/// What one cut did.
struct Cut {
    found: Found,
    acknowledged: usize,
}

/// How often: cuts, and cuts of the control.
#[derive(Debug, Clone, Copy)]
struct Times(u32, u32);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_takes_nothing_acknowledged_on_sqlite() {
    let times = if nightly() {
        Times(200, 20)
    } else {
        Times(2, 1)
    };
    cut_again_and_again("SQLite", times, sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_takes_nothing_acknowledged_on_postgres() {
    if !nightly() {
        return say(
            "skipped by day: PostgreSQL's own durability is tried at night (BATON_NIGHTLY=1)",
        );
    }
    cut_again_and_again("PostgreSQL", Times(20, 5), postgres).await;
}

async fn cut_again_and_again(
    database: &str,
    times: Times,
    cut: impl AsyncFn(Promise, &mut Chance) -> Option<Cut>,
) {
    let mut chance = Chance::new(&format!("power cut, {database}"));
    let mut acknowledged = 0;
    for n in 0..times.0 {
        let Some(cut) = cut(Promise::Kept, &mut chance).await else {
            return say(
                "skipped: this takes root, loop devices, mkfs.ext4 and PostgreSQL's own programs",
            );
        };
        let sound = cut.found.lost.is_empty() && cut.found.broken.is_empty();
        assert!(sound, "cut {n}: {:#?}", cut.found);
        acknowledged += cut.acknowledged;
    }
    let mut lost = 0;
    for _ in 0..times.1 {
        let cut = cut(Promise::Weak, &mut chance)
            .await
            .expect("it worked before");
        // Whole transactions are lost, never parts of one.
        assert!(cut.found.broken.is_empty(), "{:#?}", cut.found);
        lost += cut.found.lost.len();
    }
    assert!(
        lost > 0,
        "commits that were not synced survived: this test is blind"
    );
    say(&format!(
        "{database}: {} power cuts took none of {acknowledged} messages; without sync {} took {lost} acknowledged things",
        times.0, times.1
    ));
}

/// A cut under SQLite. `None`, with a word, where the machine does not allow it.
async fn sqlite(promise: Promise, chance: &mut Chance) -> Option<Cut> {
    let folder = tempfile::tempdir().unwrap();
    let (image, copy) = (
        folder.path().join("disk.img"),
        folder.path().join("after.img"),
    );
    blank(&image, 64)?;
    let disk = Mount::image(&image)?;
    let at = |disk: &Mount| {
        // The log is on a disk that keeps its power.
        let home = Home::new(&disk.path, folder.path());
        match promise {
            Promise::Kept => home,
            Promise::Weak => home.on(&format!(
                "sqlite:{}?durability=normal",
                disk.path.join("baton.db").display()
            )),
        }
    };
    let home = at(&disk);
    let crowd = until_the_cut(&home, &disk, (&image, &copy), chance).await;
    drop(disk);
    let disk = Mount::image(&copy).expect("what is left of the disk cannot be mounted");
    let found = check(&Books::of_file(&disk.path).await, &crowd, &home.logged());
    serves_again(&at(&disk).at(&home), promise, &crowd).await;
    Some(Cut {
        found,
        acknowledged: crowd.acknowledged(),
    })
}

/// A cut under PostgreSQL, of the server's disk.
async fn postgres(promise: Promise, chance: &mut Chance) -> Option<Cut> {
    let folder = tempfile::tempdir().unwrap();
    let (image, copy) = (
        folder.path().join("disk.img"),
        folder.path().join("after.img"),
    );
    blank(&image, 160)?;
    let disk = Mount::image(&image)?;
    let settings: &[&str] = match promise {
        Promise::Kept => &["max_wal_size=16MB"],
        // Far apart, or the log's own writer would keep up with so little.
        Promise::Weak => &[
            "max_wal_size=16MB",
            "synchronous_commit=off",
            "wal_writer_delay=10s",
        ],
    };
    let cluster = Cluster::start_in(&disk.path, settings)?;
    let home = Home::new(folder.path(), folder.path()).on(&cluster.database().await);
    let crowd = until_the_cut(&home, &disk, (&image, &copy), chance).await;
    drop(cluster);
    drop(disk);
    let disk = Mount::image(&copy).expect("what is left of the disk cannot be mounted");
    drop(std::fs::remove_file(disk.path.join("data/postmaster.pid")));
    let cluster = Cluster::start_in(&disk.path, settings).unwrap();
    let url = cluster.database_again();
    let found = check(&Books::of_server(&url).await, &crowd, &home.logged());
    serves_again(
        &Home::new(folder.path(), folder.path()).on(&url).at(&home),
        promise,
        &crowd,
    )
    .await;
    drop(cluster);
    Some(Cut {
        found,
        acknowledged: crowd.acknowledged(),
    })
}

/// Works under load until a random moment, and copies what the disk has by then.
async fn until_the_cut(
    home: &Home,
    disk: &Mount,
    (image, copy): (&Path, &Path),
    chance: &mut Chance,
) -> Crowd {
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site, VISITORS, chance).await;
    // Before this everything may be lost without sync; what counts is what happens after.
    sync(&disk.path);
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(chance.between(200, 900))).await;
    baton.freeze();
    let crowd = calling.stop().await;
    snapshot(image, copy);
    baton.kill();
    crowd
}

/// The server starts on what is left, and knows what it acknowledged.
async fn serves_again(home: &Home, promise: Promise, crowd: &Crowd) {
    let (baton, _) = home.start_ready().await;
    if promise == Promise::Kept {
        for visitor in &crowd.visitors {
            visitor.repeat().await;
        }
    }
    assert!(baton.stop().await.0, "{}", home.logged());
}

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
    load::Crowd,
    mount::{Mount, blank, snapshot, sync},
    nightly, say,
    site::Site,
};
use std::time::Duration;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_takes_nothing_acknowledged() {
    let mut chance = Chance::new("power cut");
    let (cuts, controls) = if nightly() { (200, 20) } else { (3, 2) };
    let mut acknowledged = 0;
    for n in 0..cuts {
        let Some(cut) = cut(Promise::Kept, &mut chance).await else {
            return skipped();
        };
        assert!(
            cut.found.lost.is_empty() && cut.found.broken.is_empty(),
            "cut {n}: {:#?}",
            cut.found
        );
        acknowledged += cut.acknowledged;
    }
    let mut lost = 0;
    for _ in 0..controls {
        let Some(cut) = cut(Promise::Weak, &mut chance).await else {
            return skipped();
        };
        // Whole transactions are lost, never parts of one.
        assert!(cut.found.broken.is_empty(), "{:#?}", cut.found);
        lost += cut.found.lost.len();
    }
    assert!(
        lost > 0,
        "commits that were not synced survived: this test is blind"
    );
    say(&format!(
        "{cuts} power cuts took none of {acknowledged} messages; without sync {controls} took {lost} acknowledged things"
    ));
}

fn skipped() {
    say("skipped: this machine cannot mount an image (needs root, loop devices and mkfs.ext4)");
}

async fn cut(promise: Promise, chance: &mut Chance) -> Option<Cut> {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("disk.img");
    blank(&image)?;
    let disk = Mount::image(&image)?;
    let home = home(&disk, promise, folder.path());
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site, VISITORS, chance).await;
    // Before this everything may be lost without sync; what counts is what happens after.
    sync(&disk.path);
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(chance.between(50, 900))).await;
    baton.freeze();
    let crowd = calling.stop().await;
    let copy = folder.path().join("after.img");
    snapshot(&image, &copy);
    baton.kill();
    drop(disk);

    let disk = Mount::image(&copy)?;
    let home = home_again(&disk, promise, &home);
    let found = check(&Books::of_file(&disk.path).await, &crowd, &home.logged());
    let (baton, _) = home.start_ready().await;
    if promise == Promise::Kept {
        for visitor in &crowd.visitors {
            visitor.repeat().await;
        }
    }
    assert!(baton.stop().await.0, "{}", home.logged());
    Some(Cut {
        found,
        acknowledged: crowd.acknowledged(),
    })
}

/// The log is on a disk that keeps its power.
fn home(disk: &Mount, promise: Promise, log: &std::path::Path) -> Home {
    let home = Home::new(&disk.path, log);
    match promise {
        Promise::Kept => home,
        Promise::Weak => home.on(&format!(
            "sqlite:{}?durability=normal",
            disk.path.join("baton.db").display()
        )),
    }
}

/// The same home on what is left of its disk.
fn home_again(disk: &Mount, promise: Promise, before: &Home) -> Home {
    let log = before.log.parent().unwrap();
    let again = home(disk, promise, log);
    again.at(before)
}

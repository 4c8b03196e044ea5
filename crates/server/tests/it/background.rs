//! What nobody waits for gives way to what somebody waits for.

use crate::commands::Serving;
use std::{collections::BTreeMap, fs, time::Duration};

#[tokio::test]
#[cfg(target_os = "linux")]
async fn background_work_has_threads_of_its_own_that_give_way() {
    baton_outbound::install_crypto();
    let folder = tempfile::tempdir().unwrap();
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let serving = Serving::with(folder.path(), &[]);
    serving.ready(&client).await;
    let niceness = niceness_of_threads(serving.id());
    let (background, others): (Vec<_>, Vec<_>) = niceness
        .iter()
        .partition(|(name, _)| name.starts_with("background"));
    assert!(!background.is_empty(), "{niceness:?}");
    let own = niceness_of_threads(std::process::id());
    let ours = own.values().flatten().min().unwrap();
    for (name, values) in background {
        assert!(
            values.iter().all(|nice| *nice > *ours),
            "{name}: {values:?}"
        );
    }
    for (name, values) in others {
        assert!(values.iter().all(|nice| nice == ours), "{name}: {values:?}");
    }
    serving.stop();
}

/// The name of each thread of a process, and how nice those of that name are.
fn niceness_of_threads(process: u32) -> BTreeMap<String, Vec<i32>> {
    let mut all: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for thread in fs::read_dir(format!("/proc/{process}/task")).unwrap() {
        let place = thread.unwrap().path();
        // One may end meanwhile.
        let Ok(stat) = fs::read_to_string(place.join("stat")) else {
            continue;
        };
        // `pid (name) state ...`, and niceness is the 19th of all (`man 5 proc_pid_stat`).
        let (name, rest) = stat.rsplit_once(')').unwrap();
        let (_, name) = name.split_once('(').unwrap();
        let nice = rest.split_whitespace().nth(16).unwrap();
        all.entry(name.to_owned())
            .or_default()
            .push(nice.parse().unwrap());
    }
    all
}

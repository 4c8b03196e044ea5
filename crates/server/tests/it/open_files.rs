//! A shell starts programs with few open files; the server takes as many as it may have.

use crate::commands::Serving;
use std::time::Duration;

#[tokio::test]
async fn the_server_takes_as_many_open_files_as_it_may_have() {
    baton_outbound::install_crypto();
    let folder = tempfile::tempdir().unwrap();
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let serving = Serving::with_files(folder.path(), (256, 2_048));
    serving.ready(&client).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", serving.id())).unwrap();
    let files = limits
        .lines()
        .find(|line| line.starts_with("Max open files"))
        .unwrap();
    let limits: Vec<_> = files.split_whitespace().skip(3).take(2).collect();
    assert_eq!(limits, ["2048", "2048"]);
    // So few are told to whoever runs it.
    assert!(serving.stop().contains("few files may be open at once"));
}

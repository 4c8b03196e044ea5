//! Files in a folder and in a bucket: the same behaviour of both.

use baton_core::{
    id::Ids,
    time::{Clock, Timestamp},
};
use baton_files::{Files, FilesError, Kept, Key, Place};
use baton_testkit::TestBucket;
use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use std::path::Path;

const MB: usize = 1_000_000;
const LARGEST: u64 = 12_000_000;

fn key() -> Key {
    let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 7);
    Key {
        workspace: ids.next(),
        id: ids.next(),
    }
}

/// In pieces as a network brings them.
async fn keep(files: &Files, bytes: &[u8]) -> Result<Kept, FilesError> {
    let pieces: Vec<_> = bytes
        .chunks(60_000)
        .map(|piece| Ok::<_, String>(Bytes::copy_from_slice(piece)))
        .collect();
    files.keep(key(), stream::iter(pieces)).await
}

async fn read(files: &Files) -> Result<Vec<u8>, FilesError> {
    let opened = files.read(key()).await?;
    let pieces: Vec<Bytes> = opened.bytes.try_collect().await?;
    let whole = pieces.concat();
    assert_eq!(u64::try_from(whole.len()).unwrap(), opened.size);
    Ok(whole)
}

fn pattern(length: usize) -> Vec<u8> {
    (0_u8..=250).cycle().take(length).collect()
}

/// What both kinds of a store do.
async fn behaves(files: &Files) {
    assert!(matches!(read(files).await, Err(FilesError::Missing)));
    files.remove(key()).await.unwrap();
    for length in [1, 3 * MB, 11 * MB] {
        let bytes = pattern(length);
        let kept = keep(files, &bytes).await.unwrap();
        assert_eq!(kept.size, u64::try_from(length).unwrap());
        assert_eq!(kept.media_type, "application/octet-stream");
        assert!(
            read(files).await.unwrap() == bytes,
            "{length} bytes come back"
        );
    }
    files.remove(key()).await.unwrap();
    files.remove(key()).await.unwrap();
    assert!(matches!(read(files).await, Err(FilesError::Missing)));
}

/// What is refused or breaks off, early and late.
async fn refuses(files: &Files) {
    let large = keep(files, &pattern(13 * MB)).await;
    assert!(
        matches!(large, Err(FilesError::TooLarge(LARGEST))),
        "{large:?}"
    );
    assert!(matches!(keep(files, b"").await, Err(FilesError::Empty)));
    let program = keep(files, b"MZ\x90\0\x03\0\0\0").await;
    assert!(
        matches!(program, Err(FilesError::Unwanted(_))),
        "{program:?}"
    );
    for length in [10, 8 * MB] {
        let begun = stream::iter([Ok(Bytes::from(pattern(length)))]);
        let broken = begun.chain(stream::iter([Err("hung up".to_owned())]));
        let broken = files.keep(key(), broken).await;
        assert!(
            matches!(broken, Err(FilesError::BrokenOff(_))),
            "{broken:?}"
        );
    }
    assert!(matches!(read(files).await, Err(FilesError::Missing)));
}

fn count(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { count(&path) } else { 1 }
        })
        .sum()
}

#[tokio::test]
async fn a_folder_gives_back_what_it_was_given_and_keeps_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("files"));
    let files = Files::open(&place, LARGEST).unwrap();
    behaves(&files).await;
    refuses(&files).await;
    assert_eq!(count(folder.path()), 0);
}

#[tokio::test]
async fn a_bucket_gives_back_what_it_was_given_and_keeps_nothing_else() {
    let bucket = TestBucket::start().await;
    let files = bucket.files(LARGEST);
    behaves(&files).await;
    let asked = bucket.asked();
    assert!(
        asked.contains(&"PUT partNumber,uploadId".to_owned()),
        "{asked:?}"
    );
    refuses(&files).await;
    assert_eq!((bucket.objects().len(), bucket.unfinished()), (0, 0));
}

#[tokio::test]
async fn objects_lie_below_the_folder_under_nothing_but_ids() {
    let bucket = TestBucket::start().await;
    keep(&bucket.files(LARGEST), b"Hello").await.unwrap();
    let Key { workspace, id } = key();
    let keys: Vec<_> = bucket.objects().into_keys().collect();
    assert_eq!(keys, [format!("chat/{workspace}/{id}")]);
}

#[tokio::test]
async fn a_wrong_secret_is_a_failure_of_the_store_and_says_nothing_of_it() {
    let bucket = TestBucket::start().await;
    let refused = keep(&bucket.files_with("another", LARGEST), b"Hello").await;
    let Err(FilesError::Store(reason)) = refused else {
        panic!("{refused:?}")
    };
    assert!(reason.contains("SignatureDoesNotMatch"), "{reason}");
    assert!(!reason.contains("another"), "{reason}");
    assert_eq!(bucket.objects().len(), 0);
}

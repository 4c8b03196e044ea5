//! Where files of conversations are kept: a folder of this machine, or a bucket of an S3-compatible store.
//!
//! A file is streamed in and out and never wholly in memory. Its key is made of ids alone: no name that somebody typed ever
//! reaches a path. What kind of file it is is read from its first bytes, whatever its name or its sender claims.

mod folder;
mod keep;
mod place;
mod sniff;

pub use keep::{Kept, Opened};
pub use place::{Bucket, Place};

use baton_core::id::{AttachmentId, WorkspaceId};
use object_store::{ObjectStore, ObjectStoreExt as _, path::Path};
use std::{fmt, sync::Arc};

/// Why a file was not kept or not found; the text is for logs and operators.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// Larger than it may be, in bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is a program, of this kind.
    #[error("programs are not taken: {0}")]
    Unwanted(&'static str),
    /// Whoever sent it stopped half-way.
    #[error("the file broke off: {0}")]
    BrokenOff(String),
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// No room is left.
    #[error("no room is left for files")]
    Full,
    /// The store does not answer, or not as it should.
    #[error("the store of files failed: {0}")]
    Store(String),
    /// What was configured cannot be used.
    #[error("{0}")]
    Configured(String),
}

/// The result of keeping or finding a file.
pub type Result<T, E = FilesError> = std::result::Result<T, E>;

/// Which file: of which workspace, under which id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The tenant.
    pub workspace: WorkspaceId,
    /// The file.
    pub id: AttachmentId,
}

impl Key {
    fn path(self) -> Path {
        // Ids have no characters that mean anything in a path.
        Path::from(format!("{}/{}", self.workspace, self.id))
    }

    fn below(self, folder: &std::path::Path) -> std::path::PathBuf {
        folder
            .join(self.workspace.to_string())
            .join(self.id.to_string())
    }
}

/// Where the bytes are.
#[derive(Clone)]
enum Store {
    Folder(Arc<std::path::Path>),
    Bucket(Arc<dyn ObjectStore>),
}

/// The store of files. Clones share it.
#[derive(Clone)]
pub struct Files {
    store: Store,
    largest: u64,
    describes: Arc<str>,
}

impl fmt::Debug for Files {
    // The keys of a bucket stay out of whatever prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files")
            .field("place", &self.describes)
            .field("largest", &self.largest)
            .finish_non_exhaustive()
    }
}

impl Files {
    /// The largest file that is taken, in bytes.
    pub const fn largest(&self) -> u64 {
        self.largest
    }

    /// Removes a file; one that is gone already is no error.
    pub async fn remove(&self, key: Key) -> Result<()> {
        match &self.store {
            Store::Folder(folder) => folder::remove(&key.below(folder)).await,
            Store::Bucket(store) => match store.delete(&key.path()).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(error.into()),
            },
        }
    }
}

impl From<object_store::Error> for FilesError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::Missing;
        }
        Self::Store(error.to_string())
    }
}

impl From<std::io::Error> for FilesError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Store(error.to_string()),
        }
    }
}

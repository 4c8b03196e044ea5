//! What a use-case may answer instead of its result. The edge turns each into one problem of the interface.

use baton_core::{actor::Person, text::Invalid};
use baton_db::DbError;
use baton_files::FilesError;
use std::collections::BTreeMap;

/// The result of a use-case.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a use-case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing in this workspace. A foreign id reads the same as an unknown one.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the credential is void.
    #[error("not signed in")]
    Unauthorized,
    /// The visitor's token ran out: init again.
    #[error("token expired")]
    TokenExpired,
    /// E-mail address or password is wrong.
    #[error("wrong e-mail address or password")]
    InvalidCredentials,
    /// The role does not allow it.
    #[error("role too low")]
    Forbidden,
    /// The page may not use this widget.
    #[error("origin not allowed")]
    OriginNotAllowed,
    /// Values are not acceptable; a sentence for each field.
    #[error("invalid values")]
    Invalid(BTreeMap<&'static str, String>),
    /// A teammate holds the baton.
    #[error("already claimed")]
    AlreadyClaimed(Person),
    /// The caller does not hold the baton; names who does.
    #[error("must claim first")]
    MustClaimFirst(Option<Person>),
    /// The state does not allow it; says what to do.
    #[error("{0}")]
    Conflict(&'static str),
    /// A file is larger than so many bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// A file of a kind that is not taken; says which are.
    #[error("{0}")]
    Unwanted(&'static str),
    /// What was sent broke off or cannot be read.
    #[error("{0}")]
    Unreadable(&'static str),
    /// Lost a race against the same change: making the call again finds the other's result.
    #[error("lost a race")]
    Contended,
    /// The installation was set up before.
    #[error("setup is done")]
    SetupDone,
    /// Too much in a short time; try again after this many seconds.
    #[error("too many requests")]
    RateLimited {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// The disk is full: reading goes on, writing does not.
    #[error("storage full")]
    StorageFull,
    /// The disk failed: reading goes on where it can, writing does not until the server was started anew and has checked.
    #[error("storage failed: {0}")]
    StorageFailed(String),
    /// Something that is needed does not answer right now.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A bug or a broken machine; logged at the edge, never shown.
    #[error("internal: {0}")]
    Internal(String),
}

impl AppError {
    /// One unacceptable field.
    pub fn invalid(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid(BTreeMap::from([(field, reason.into())]))
    }
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::NotFound,
            DbError::StorageFull => Self::StorageFull,
            DbError::StorageFailed(reason) => Self::StorageFailed(reason),
            DbError::Conflict { .. } | DbError::Serialization => Self::Contended,
            error if error.is_retryable() => Self::Unavailable(error.to_string()),
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<FilesError> for AppError {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::TooLarge(most) => Self::TooLarge(most),
            FilesError::Empty => Self::Unreadable("This file is empty. Choose another one."),
            FilesError::Unwanted(_) => Self::Unwanted(UNWANTED),
            FilesError::BrokenOff(_) => Self::Unreadable("The file broke off. Send it again."),
            FilesError::Missing => Self::NotFound,
            FilesError::Full => Self::StorageFull,
            FilesError::Store(reason) => Self::Unavailable(reason),
            FilesError::Configured(reason) => Self::Internal(reason),
        }
    }
}

/// Why some files are taken from nobody.
pub(crate) const UNWANTED: &str =
    "Programs cannot be sent. Put the file into an archive, or send a link to it.";

/// Names the field whose value was refused.
pub trait InField<T> {
    /// Turns a refusal into a validation error of `field`.
    fn in_field(self, field: &'static str) -> Result<T>;
}

impl<T> InField<T> for Result<T, Invalid> {
    fn in_field(self, field: &'static str) -> Result<T> {
        self.map_err(|invalid| AppError::invalid(field, invalid.0))
    }
}

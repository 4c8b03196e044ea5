//! How a database is, for those who ask before they send work.
use std::sync::{Arc, Mutex, PoisonError};

/// Whether writes can be expected to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// As far as anybody knows.
    Sound,
    /// No: the disk is full. Reads go on, and writes work again by themselves once there is room.
    Full,
    /// No: the database cannot be reached. It is tried again and again.
    Unreachable,
    /// No: the storage failed. Reads go on; the file has to be opened anew, which checks it.
    Failed,
}

/// The health that a writer tells and everybody reads.
#[derive(Debug, Clone)]
pub(crate) struct Gauge(Arc<Mutex<Health>>);

impl Gauge {
    pub(crate) fn sound() -> Self {
        Self(Arc::new(Mutex::new(Health::Sound)))
    }

    pub(crate) fn get(&self) -> Health {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, health: Health) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = health;
    }
}

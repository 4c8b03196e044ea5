//! Alerts until somebody acknowledges them: raised with what they tell of, taken up step by step by a job, ended by the
//! first who looks.

pub mod acknowledge;
mod mail;
pub mod push;
pub mod raise;
pub mod settings;
mod step;

pub(crate) use push::PUSH_JOB;
pub(crate) use raise::{ALERT_JOB, AlertPayload};

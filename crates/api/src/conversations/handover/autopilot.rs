//! Supervised autopilot: whether answers go out by themselves, and what is done with one that is held.

pub(crate) mod edit;
pub(crate) mod keep;
pub(crate) mod pass;
pub(crate) mod set;
pub(crate) mod veto;
pub(crate) mod whisper;

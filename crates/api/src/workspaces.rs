//! Workspaces.

pub(crate) mod audit;
pub(crate) mod brand;
pub(crate) mod create;
pub(crate) mod delivery;
pub(crate) mod mail;
pub(crate) mod offer;
pub(crate) mod onboarding;

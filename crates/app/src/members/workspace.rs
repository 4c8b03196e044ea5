//! The workspace itself: how it presents itself, and what it has done in its first run.

pub mod brand;
pub mod onboarding;

//! What workspaces may set of how they look.

pub mod color;
pub mod logo;

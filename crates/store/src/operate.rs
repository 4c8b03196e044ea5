//! What operators need of the database as a whole, across workspaces: copying it, and looking whether all is well.

pub mod checks;
pub mod copy;
pub mod tables;

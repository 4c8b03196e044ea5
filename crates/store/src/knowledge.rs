//! Knowledge: sources, the documents read from them, and the passages that are searched.

pub mod chunks;
pub mod documents;
pub mod sources;

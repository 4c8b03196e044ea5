//! The assistant: reading knowledge, finding the passages that answer, deciding whether they do, and answering.
//!
//! A turn goes `query` -> `index` -> `gate` -> `answer`. Nothing here knows SQL or HTTP routes; the one network call is
//! the model request of [`openai`], over a client that the caller has guarded.

pub mod alike;
pub mod answer;
pub mod brief;
pub mod chunk;
pub mod copilot;
pub mod extractive;
pub mod gate;
pub mod given;
pub mod guard;
pub mod handover;
pub mod index;
pub mod ingest;
pub mod interest;
pub mod language;
mod num;
pub mod openai;
pub mod query;
pub mod search;
pub mod struggle;
mod text;
pub mod topics;

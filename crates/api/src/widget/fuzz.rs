//! What a fuzzer feeds: the bodies of every call of a widget. Built for fuzzing only.

use super::{events::Events, init::Init, leads::Filled, post_message::Said};
use crate::conversations::{read::Seen, typing::Typing};
use serde::de::DeserializeOwned;

/// Reads bytes as each of the bodies.
pub fn read(bytes: &[u8]) {
    body::<Init>(bytes);
    body::<Said>(bytes);
    body::<Filled>(bytes);
    body::<Events>(bytes);
    body::<Seen>(bytes);
    body::<Typing>(bytes);
}

fn body<T: DeserializeOwned>(bytes: &[u8]) {
    drop(crate::extract::json::<T>(bytes));
}

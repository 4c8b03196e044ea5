//! Markdown and plain text that somebody uploaded.
#![no_main]

use baton_ai::ingest::Format;
use libfuzzer_sys::fuzz_target;

#[path = "reading.rs"]
mod reading;

fuzz_target!(|bytes: &[u8]| {
    reading::read(Format::Markdown, bytes);
    reading::read(Format::Plain, bytes);
});

//! What clients say over sockets: two of them on one hub, whatever the frames.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &[u8]| baton_api::realtime::fuzz::play(script));

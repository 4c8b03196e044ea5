//! Bodies of the widget's calls, and what the product makes of the text in them.
#![no_main]

use baton_core::text::{Body, ClientId, Email, Name, parse_phone, plain, preview};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    baton_api::widget::fuzz::read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        parse(text);
    }
});

/// What was accepted keeps its promises, and is accepted unchanged a second time.
fn parse(text: &str) {
    if let Ok(body) = Body::parse(text) {
        let count = body.as_str().chars().count();
        assert!((1..=Body::MAX_CHARS).contains(&count));
        assert_eq!(Body::parse(body.as_str()).as_ref(), Ok(&body));
        assert!(!body.as_str().contains('\0'));
    }
    if let Ok(name) = Name::parse(text) {
        assert!(!name.as_str().contains(char::is_control));
        assert_eq!(Name::parse(name.as_str()).as_ref(), Ok(&name));
    }
    if let Ok(email) = Email::parse(text) {
        assert!(email.as_str().len() <= 254 && !email.as_str().contains(['\0', '\r', '\n', ' ']));
        assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email));
    }
    if let Ok(id) = ClientId::parse(text) {
        assert!(id.as_str().is_ascii());
    }
    if let Ok(phone) = parse_phone(text) {
        assert!(phone.len() <= 40);
    }
    assert!(plain(text).len() <= text.len());
    let line = preview(text, 60);
    assert!(line.chars().count() <= 61 && !line.contains('\n'));
}

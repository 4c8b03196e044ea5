//! What a file is, by its first bytes.

use infer::MatcherType;

/// Bytes that are looked at: a picture says its size within them, but for a rare one with a larger preview in front.
pub(crate) const LOOKED_AT: usize = 256 * 1024;

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) media_type: &'static str,
    /// Width and height of a picture that browsers show.
    pub(crate) dimensions: Option<(u32, u32)>,
    /// Whether it is a program.
    pub(crate) is_program: bool,
}

pub(crate) fn look(head: &[u8]) -> Seen {
    let found = infer::get(head);
    let media_type = found.map_or_else(|| of_text(head), |kind| kind.mime_type());
    let is_script = head.starts_with(b"#!");
    Seen {
        media_type,
        dimensions: baton_core::message::attachment::is_picture_type(media_type)
            .then(|| imagesize::blob_size(head).ok())
            .flatten()
            .and_then(|size| {
                let width = u32::try_from(size.width).ok()?;
                Some((width, u32::try_from(size.height).ok()?))
            }),
        is_program: is_script || found.is_some_and(|kind| kind.matcher_type() == MatcherType::App),
    }
}

/// Text, where it is nothing but text as far as one looks.
fn of_text(head: &[u8]) -> &'static str {
    let is_text = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The last character may be cut.
        Err(error) => error.error_len().is_none(),
    };
    if is_text && !head.contains(&0) {
        "text/plain"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x80\x08\x06\0\0\0";
        let seen = look(png);
        assert_eq!(seen.media_type, "image/png");
        assert_eq!(seen.dimensions, Some((256, 128)));
        for (head, media_type) in [
            (&b"GIF89a\x02\0\x03\0"[..], "image/gif"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"Hello, \xe2\x82", "text/plain"),
            (b"Hello\0", "application/octet-stream"),
            (b"<!DOCTYPE html><script>1</script>", "text/html"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
            (b"<?xml version='1.0'?><svg/>", "text/xml"),
        ] {
            assert_eq!(look(head).media_type, media_type, "{head:?}");
            assert!(!look(head).is_program, "{head:?}");
        }
    }

    #[test]
    fn a_program_is_known_whatever_it_is_called() {
        for head in [
            &b"MZ\x90\0\x03\0\0\0"[..],
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            b"#!/bin/sh\nrm -r x\n",
        ] {
            assert!(look(head).is_program, "{head:?}");
        }
    }

    #[test]
    fn what_only_begins_like_a_picture_has_no_size() {
        assert_eq!(look(b"\x89PNG\r\n\x1a\n<script>").dimensions, None);
    }
}
